"""Make a report: run the notebooks in their order, publish what they write, skip what
still stands, and turn the last into HTML.

    raw files -> intake -> 01, and 02 (once per case), 03 of described persons, or 04, 06, odds -> 05 of
                            weeks, and 07-trial where one was drawn, or 07-many-teams of a pool
                        -> facts, tables, figures -> 08 (once per language) -> reports/*.html
                           facts, tables -> reports/*.xlsx, *.facts.json
                                                                reports/*.html -> reports/*.pdf, if asked for

Everything is written aside and published by `os.replace`; the reports come last, and only if all went well.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from pathlib import Path

from ssi_outcomes.base import paths
from ssi_outcomes.base.by_name import no_case
from ssi_outcomes.base.catalogues import SOURCE
from ssi_outcomes.base.errors import LANGUAGES, DataRefused, StaleResults, UsageError, message
from ssi_outcomes.base.privacy import audience
from ssi_outcomes.intake.asked_engine import check_engine
from ssi_outcomes.intake.asking import check_folder, open_receipt
from ssi_outcomes.intake.receipt import CASES, LARGE, POOL, WEEKS, tell_reasons, tell_receipt
from ssi_outcomes.running.drawn_aside import OddsStage
from ssi_outcomes.running.handing_back import can_hand_back, checked_copy, keep_up, tell_copy
from ssi_outcomes.running.large_apart import LargeStage
from ssi_outcomes.running.large_run import make_large
from ssi_outcomes.running.printing import print_pages
from ssi_outcomes.running.progress import Lines
from ssi_outcomes.running.stages import Page, Run, Stage
from ssi_outcomes.running.starting import alone_on, start_run
from ssi_outcomes.trial.handed_out import tell_files

READ, MEET, REPORT = "01-read-the-data", "02-meet-a-case", "08-report"
OF_CASES = ("03-five-stories",)
CHALLENGE = "05-challenge"
OF_WEEKS = ("04-compare", CHALLENGE, "06-what-to-track")
OF_POOL = ("07-many-teams",)
OF_TRIALS = ("07-trial",)


def make_report(
    dataset: str,
    languages: Sequence[str] = LANGUAGES,
    executor: Executor | None = None,
    progress: Lines | None = None,
    pdf: bool = False,
) -> list[Path]:
    """Bring the dataset's report in each of `languages` up to date; return its
    facts, its tables and, last, the HTML files.

    `pdf`: with each HTML file also as a PDF, where there is a browser to print it; where there is none, that
    is said. `executor` is any of `concurrent.futures`' kind (a process pool, a Dask client's); by default two
    runs at a time, driven from this process. Raises UsageError, DataRefused or NotebookFailed; the reports of
    before are then untouched.
    """
    return _mended(lambda: _make_report(dataset, check_languages(languages), executor, progress, pdf))


def _make_report(
    dataset: str, languages: list[str], executor: Executor | None, progress: Lines | None, pdf: bool
) -> list[Path]:
    # What is made for oneself never takes the place of what is made to be shared.
    stem = dataset if audience() == "shared" else f"{dataset}.private"
    check_folder(dataset)
    check_engine(dataset)
    with start_run(dataset, executor, progress) as run:
        make = make_large if run.receipt.kind == LARGE else _make_whole
        made = make(run, languages, stem, pdf)
        _say_left_out(run)
        return made


def _make_whole(run: Run, languages: list[str], stem: str, pdf: bool) -> list[Path]:
    """Make the report on data that fit into memory, of which every notebook is run; return its facts, its
    tables and, last, the HTML files.
    """
    run.manifest.drop(LargeStage(run.dataset).name)
    measured, odds = _list_measured(run), find_odds_stages(run)
    told = [
        Stage(REPORT, {"dataset": run.dataset, "report_lang": language}, language, reads_facts=True)
        for language in languages
    ]
    run.progress.start(len(odds) + len(measured) + len(told))
    cases = run.receipt.cases
    shown = [case_stage(run.dataset, case, language) for case in cases for language in LANGUAGES]
    known = [Stage(REPORT, variant=language) for language in LANGUAGES]
    run.manifest.keep_only(stage.name for stage in (*measured, *shown, *known))
    # Who shows the odds waits for them, and nobody else does.
    late = [] if all(map(run.stands, odds)) else [stage for stage in measured if stage.reads_odds]
    run.run_stages([*odds, *(stage for stage in measured if stage not in late)])
    run.run_stages(late)
    run.manifest.sweep()
    run.run_stages(told)
    folder = paths.reports_folder()
    beside = [Page("export_workbook", language, folder / f"{stem}.{language}.xlsx") for language in languages]
    beside.insert(0, Page("export_facts", "", folder / f"{stem}.facts.json"))
    pages = [
        Page("export_report", stage.variant, folder / f"{stem}.{stage.variant}.html", stage) for stage in told
    ]
    made = run.make_pages([*beside, *pages])
    html = made[len(beside) :]
    return [*made[: len(beside)], *print_pages(run, html, pdf), *html]


def _list_measured(run: Run) -> list[Stage]:
    """Return the stages whose facts the report tells, by what the dataset is of."""
    fitting = {CASES: OF_CASES, WEEKS: OF_WEEKS, POOL: OF_POOL}[run.receipt.kind]
    if run.receipt.kind == WEEKS and (paths.raw_folder(run.dataset) / paths.TRIAL).is_file():
        fitting = (*fitting, *OF_TRIALS)
    return [
        *(_measure(run.dataset, notebook) for notebook in (*fitting, READ)),
        *(case_stage(run.dataset, case, SOURCE) for case in run.receipt.cases),
    ]


def find_odds_stages(run: Run) -> list[OddsStage]:
    """Return the stage that draws the odds on a run's dataset; none, with none of before, where nothing is
    asked.
    """
    stage = OddsStage(run.dataset)
    if run.receipt.odds:
        return [stage]
    run.manifest.drop(stage.name)
    return []


def _measure(dataset: str, notebook: str) -> Stage:
    parameters = {"dataset": dataset, "report_lang": SOURCE}
    return Stage(notebook, parameters, reads_odds=notebook == CHALLENGE)


def _mended(make: Callable[[], list[Path]]) -> list[Path]:
    """Return what `make` returns: at its second try, where what was computed before does not fit together and
    was therefore forgotten.
    """
    try:
        return make()
    except StaleResults:
        return make()


def _say_left_out(run: Run) -> None:
    """Bring the workbook of faults up to date where there is one; say what was left out, and where it is or
    can be handed back.
    """
    copy, left_out = keep_up(run.dataset), tell_reasons(run.receipt)
    if left_out and not copy and can_hand_back(run.dataset):
        copy = message("report_hands_back", dataset=run.dataset, file=checked_copy(run.dataset).name)
    for line in filter(None, (left_out, copy)):
        run.progress.say(line)


def check_dataset(dataset: str, progress: Lines | None = None) -> str:
    """Read a dataset, unless that was done, and return what became of each of its files.

    What was refused is handed back in a workbook, reports/<dataset>.check.xlsx; without any there is none.
    Raises UsageError or DataRefused, with all that is wrong at once.
    """
    check_folder(dataset)
    progress = progress or Lines()
    with alone_on(dataset, progress):
        try:
            receipt = open_receipt(dataset)
        except DataRefused:
            if copy := tell_copy(dataset):
                progress.say(copy)
            raise
        trial = tell_files(paths.raw_folder(dataset))
        said = [tell_receipt(receipt), trial, tell_reasons(receipt), tell_copy(dataset)]
        return "\n".join(filter(None, said))


def make_case(
    dataset: str,
    case: str,
    languages: Sequence[str] = LANGUAGES,
    executor: Executor | None = None,
    progress: Lines | None = None,
) -> list[Path]:
    """Bring the notebook about one case, and its HTML, up to date in
    each of `languages`; return the HTML files.

    Raises UsageError, DataRefused or NotebookFailed, as `make_report` does.
    """
    return _mended(lambda: _make_case(dataset, case, check_languages(languages), executor, progress))


def _make_case(
    dataset: str, case: str, languages: list[str], executor: Executor | None, progress: Lines | None
) -> list[Path]:
    stages = [case_stage(dataset, case, language) for language in languages]
    stems = [paths.reports_folder() / f"{dataset}.{case}.{language}" for language in languages]
    pages = [
        Page(
            "export_case",
            language,
            stem.with_name(f"{stem.name}.html"),
            stage,
            stem.with_name(f"{stem.name}.ipynb"),
        )
        for stage, language, stem in zip(stages, languages, stems, strict=True)
    ]
    with start_run(dataset, executor, progress) as run:
        if case not in run.receipt.cases:
            raise no_case(case, run.receipt.cases)
        run.progress.start(len(stages))
        run.run_stages(stages)
        return run.make_pages(pages)


def case_stage(dataset: str, case: str, language: str) -> Stage:
    """Return the run of the notebook about `case`; the English one publishes its facts."""
    parameters = {"dataset": dataset, "case": case, "report_lang": language}
    return Stage(
        MEET, parameters, case if language == SOURCE else f"{case}.{language}", publishes=language == SOURCE
    )


def check_languages(languages: Sequence[str]) -> list[str]:
    """Return `languages` in the house's order, once each; raises UsageError."""
    for language in languages:
        if language not in LANGUAGES:
            raise UsageError("language_asked_unknown", name=str(language)[:80], known=", ".join(LANGUAGES))
    return [language for language in LANGUAGES if language in languages]
