"""Make a report: run the notebooks in their order, publish what they write, skip what still stands, and turn
the last into HTML.

    raw files -> 01, and 02 (once per case), 03 of described persons, or 04, 05, 06 of weeks
              -> facts, tables, figures -> 08 (once per language) -> reports/*.html
                 facts, tables -> reports/*.xlsx, *.facts.json
                                                                reports/*.html -> reports/*.pdf, if asked for

Everything is written aside and published by `os.replace`; the reports come last, and only if all went well.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from concurrent.futures import Executor
from pathlib import Path

from ssi_outcomes.base import paths
from ssi_outcomes.base.catalogues import SOURCE
from ssi_outcomes.base.codebook import DESCRIPTOR, read_codebook
from ssi_outcomes.base.errors import LANGUAGES, DataRefused, UsageError
from ssi_outcomes.base.files import hash_file, write_whole
from ssi_outcomes.base.privacy import audience
from ssi_outcomes.running.printing import print_pages
from ssi_outcomes.running.progress import Lines
from ssi_outcomes.running.stages import Page, Stage, start_run

READ, MEET, REPORT = "01-read-the-data", "02-meet-a-case", "08-report"
OF_CASES = ("03-five-stories",)
OF_WEEKS = ("04-compare", "05-challenge", "06-what-to-track")
# Each stored notebook speaks of data that it fits; nobody is in those of the invented team.
STORED = {paths.ARTICLE: (READ, MEET, *OF_CASES, REPORT), "demo-team": OF_WEEKS}


def make_report(
    dataset: str,
    languages: Sequence[str] = LANGUAGES,
    executor: Executor | None = None,
    progress: Lines | None = None,
    pdf: bool = False,
) -> list[Path]:
    """Bring the dataset's report in each of `languages` up to date; return its facts, its tables and, last,
    the HTML files.

    `pdf`: with each HTML file also as a PDF, where there is a browser to print it; where there is none, that
    is said. `executor` is any of `concurrent.futures`' kind (a process pool, a Dask client's); by default two
    runs at a time, driven from this process. Raises UsageError, DataRefused or NotebookFailed; the reports of
    before are then untouched.
    """
    languages = check_languages(languages)
    cases = read_cases(dataset) if is_package(dataset) else []
    fitting = OF_CASES if cases else OF_WEEKS
    told = [
        Stage(REPORT, {"dataset": dataset, "report_lang": language}, language, reads_facts=True)
        for language in languages
    ]
    # What is made for oneself never takes the place of what is made to be shared.
    stem = dataset if audience() == "shared" else f"{dataset}.private"
    folder = paths.reports_folder()
    pages = [
        Page("export_report", stage.variant, folder / f"{stem}.{stage.variant}.html", stage) for stage in told
    ]
    beside = [Page("export_workbook", language, folder / f"{stem}.{language}.xlsx") for language in languages]
    beside.insert(0, Page("export_facts", "", folder / f"{stem}.facts.json"))
    measured = [
        *(Stage(notebook, {"dataset": dataset, "report_lang": SOURCE}) for notebook in (*fitting, READ)),
        *(case_stage(dataset, case, SOURCE) for case in cases),
    ]
    with start_run(dataset, len(measured) + len(told), executor, progress) as run:
        known = [case_stage(dataset, case, language).name for case in cases for language in LANGUAGES]
        run.manifest.keep_only(MEET, known)
        run.run_stages(measured)
        run.manifest.sweep()
        run.run_stages(told)
        made = run.make_pages([*beside, *pages])
        html = made[len(beside) :]
        return [*made[: len(beside)], *print_pages(run, html, pdf), *html]


def make_case(
    dataset: str,
    case: str,
    languages: Sequence[str] = LANGUAGES,
    executor: Executor | None = None,
    progress: Lines | None = None,
) -> list[Path]:
    """Bring the notebook about one case, and its HTML, up to date in each of `languages`; return the HTML
    files.

    Raises UsageError, DataRefused or NotebookFailed, as `make_report` does.
    """
    languages = check_languages(languages)
    cases = read_cases(dataset) if is_package(dataset) else []
    if case not in cases:
        raise UsageError("case_asked_unknown", case=str(case)[:80], cases=", ".join(cases))
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
    with start_run(dataset, len(stages), executor, progress) as run:
        run.run_stages(stages)
        return run.make_pages(pages)


def refresh_notebooks(executor: Executor | None = None, progress: Lines | None = None) -> list[Path]:
    """Run the stored notebooks, as they are, each on the data that it fits, and store their outputs: all of
    them, or none if one fails.
    """
    make_report(paths.ARTICLE, LANGUAGES, executor, progress)
    stored: dict[Path, bytes] = {}
    for dataset, notebooks in STORED.items():
        stages = [
            Stage(notebook, reads_facts=notebook == REPORT, variant="stored", publishes=False)
            for notebook in notebooks
        ]
        with start_run(dataset, len(stages), executor, progress) as run:
            run.run_stages(stages, always=True)
            for stage in stages:
                stored[stage.source] = run.executed(stage).read_bytes()
                run.executed(stage).unlink()
    for source, content in stored.items():
        write_whole(source, content)
    return list(stored)


def case_stage(dataset: str, case: str, language: str) -> Stage:
    """Return the run of the notebook about `case`; the one in the notebooks' language publishes facts."""
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


def is_package(dataset: str) -> bool:
    """Tell whether a dataset is a data package of described persons, rather than a folder of a team's files;
    raises UsageError.
    """
    folder = paths.raw_folder(dataset)
    if not folder.is_dir():
        known = (
            sorted(path.name for path in folder.parent.iterdir() if path.is_dir())
            if folder.parent.is_dir()
            else []
        )
        raise UsageError("dataset_unknown", dataset=dataset, known=", ".join(known) or "–")
    return dataset == paths.ARTICLE or (folder / DESCRIPTOR).is_file()


def read_cases(dataset: str) -> list[str]:
    """Return the names of a dataset's cases, in its order.

    Raises UsageError (no such dataset) or DataRefused (its files are not what was sealed) before any kernel
    starts.
    """
    folder = paths.raw_folder(dataset)
    if not _is_sealed(folder):
        from ssi_outcomes.reading import read_dataset

        read_dataset(folder)  # says all that is wrong with it, at the cost of importing pandas
    try:
        with (folder / "cases.csv").open(encoding="utf-8-sig", newline="") as stream:
            cases = [paths.check_name(row["case"], "CASE") for row in csv.DictReader(stream)]
    except (OSError, KeyError, ValueError, csv.Error) as error:
        raise DataRefused("no_cases", dataset=dataset) from error
    if not cases:
        raise DataRefused("no_cases", dataset=dataset)
    return cases


def _is_sealed(folder: Path) -> bool:
    if not (folder / DESCRIPTOR).is_file():
        return False
    declared = {file.file: file.sha256 for file in read_codebook(folder).files}
    there = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and (path.suffix.lower() == ".csv" or path.name in declared)
    }
    return there == declared.keys() and all(
        hash_file(folder / name) == known for name, known in declared.items()
    )
