"""The pipeline runs what is needed, publishes files whole, skips what stands, and leaves earlier reports alone when it fails."""

import errno
import json
import multiprocessing
import os
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from pathlib import Path

import pytest
from tiny_home import CASES, PARAMETERS, READ_ONCE, make_home, write_cases, write_notebook

from ssi_outcomes.base.errors import DataRefused, NotebookFailed, UsageError
from ssi_outcomes.base.files import write_whole
from ssi_outcomes.intake import asking
from ssi_outcomes.intake.step import read_stored
from ssi_outcomes.running import manifest, pipeline, stages
from ssi_outcomes.running.manifest import hash_notebook, hash_shared
from ssi_outcomes.running.notebooks import read_cells
from ssi_outcomes.running.pipeline import make_case, make_report, refresh_notebooks
from ssi_outcomes.running.progress import Lines


class Inline(Executor):
    """Run each job at once, in this thread: the simplest executor there is."""

    def submit(self, function, /, *arguments):
        future = Future()
        try:
            future.set_result(function(*arguments))
        except Exception as error:
            future.set_exception(error)
        return future


class Heard(Lines):
    """Progress that remembers which notebooks ran."""

    def __init__(self):
        super().__init__()
        self.labels, self.said = [], []

    def step(self, label, seconds):
        super().step(label, seconds)
        self.labels.append(label)

    def say(self, text):
        self.said.append(text)


MEASURED = ("01-read-the-data", "03-five-stories")
EVERYTHING = ["02-meet-a-case: p01", "02-meet-a-case: p02", *MEASURED, "08-report: en", "08-report: fr"]


@pytest.fixture
def home(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("SSI_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("SSI_LANG", "en")
    monkeypatch.setattr(stages, "_export", export)
    return make_home(tmp_path / "home")


@pytest.fixture
def quick(monkeypatch):
    """Run the notebooks' cells in this process: these tests are about what runs when, not about kernels."""
    monkeypatch.setattr(stages, "run_notebook", run_in_process)
    monkeypatch.setattr(asking, "_read_apart", read_stored)
    monkeypatch.setattr(manifest, "hash_shared", lambda: "this package")


def export(verb: str, source: Path, language: str, facts: Path) -> str:
    read = (
        source.read_text("utf-8")
        if source.is_file()
        else {path.name: path.read_text("utf-8") for path in sorted(facts.iterdir())}
    )
    return f"{verb} {language} {read}"


def run_in_process(source: Path, parameters: dict, output: Path, stage: Path) -> None:
    said, names = [], {"print": lambda *words: said.append([str(word) for word in words])}
    stage.mkdir(parents=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SSI_STAGE", str(stage))
        for cell in read_cells(source):
            if cell["cell_type"] == "code":
                try:
                    exec(cell["source"], names)
                except ArithmeticError as error:
                    raise NotebookFailed(
                        "notebook_failed", notebook=source.name, cell=1, error=str(error), kept="-"
                    ) from error
                if "parameters" in cell["metadata"].get("tags", ()):
                    names |= parameters
    write_whole(output, json.dumps([parameters, said]))


def report(languages=("fr", "en"), executor=None) -> Heard:
    heard = Heard()
    made = make_report("article", languages, executor or Inline(), heard)
    told = [language for language in ("fr", "en") if language in languages]
    assert [path.name for path in made] == [
        "article.facts.json",
        *(f"article.{language}.{kind}" for kind in ("xlsx", "html") for language in told),
    ]
    assert all(path.is_file() for path in made)
    return heard


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != ".lock"
    }


# --- what is made


def test_a_report_in_two_languages_is_made_from_all_notebooks(home):
    heard = report(executor=None)
    assert sorted(heard.labels) == sorted(EVERYTHING)
    assert set(tree(home / "data" / "processed" / "article")) == {
        *(
            f"{kind}/{name}.{ending}"
            for kind, ending in (("facts", "json"), ("figures", "svg"))
            for name in MEASURED
        ),
        *(
            f"{kind}/02-meet-a-case-{case}.{ending}"
            for kind, ending in (("facts", "json"), ("figures", "svg"))
            for case in ("p01", "p02")
        ),
        *(
            f"notebooks/{name}.ipynb"
            for name in (
                *MEASURED,
                "02-meet-a-case.p01",
                "02-meet-a-case.p02",
                "08-report.fr",
                "08-report.en",
            )
        ),
        "manifest.json",
        *READ_ONCE,
    }
    french = (home / "reports" / "article.fr.html").read_text("utf-8")
    assert french.startswith("export_report fr") and "02-meet-a-case-p02.json" in french


def test_progress_counts_all_notebooks_with_their_seconds(home, quick):
    said = report().said
    assert said[0] == "4 notebooks to run, two at a time."
    assert said[1].startswith("[1/6] 03-five-stories … 0.")
    assert said[-1].startswith("[6/6] 08-report: en … 0.")


def test_any_executor_will_do(home):
    # Processes started anew, as on Windows or a cluster: nothing of this process is there but what the jobs carry.
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as pool:
        made = stages.Stage("01-read-the-data", {"dataset": "article"})
        with stages.start_run("article", pool, Heard()) as run:
            run.run_stages([made])
            assert run.executed(made).is_file()
            run.run_stages([made])
            assert run.progress.number == 2


# --- what is not made again


def test_nothing_runs_twice(home, quick):
    assert report().labels
    before = {
        path: path.stat().st_mtime_ns for path in home.rglob("*") if path.is_file() and path.name != ".lock"
    }
    again = report()
    assert (again.labels, again.made) == ([], 0)
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_an_altered_notebook_reruns_alone_when_its_facts_stay(home, quick):
    report()
    source = home / "notebooks" / "03-five-stories.ipynb"
    content = json.loads(source.read_text())
    content["cells"][-1]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "stored"}]
    source.write_text(json.dumps(content))
    assert report().labels == [], "stored outputs are not what a notebook does"
    content["cells"][-1]["source"] += "\n# clearer"
    source.write_text(json.dumps(content))
    assert report().labels == ["03-five-stories"]


def test_altered_facts_reach_the_report(home, quick):
    report()
    source = home / "notebooks" / "03-five-stories.ipynb"
    source.write_text(source.read_text().replace("what = '03-five-stories'", "what = '03-contrast'"))
    assert report().labels == ["03-five-stories", "08-report: fr", "08-report: en"]
    facts = home / "data" / "processed" / "article" / "facts"
    assert (facts / "03-contrast.json").exists() and not (facts / "03-five-stories.json").exists()
    for name in ("article.facts.json", "article.fr.xlsx", "article.en.xlsx"):
        assert "03-contrast" in (home / "reports" / name).read_text("utf-8")


def test_a_notebook_of_an_older_version_takes_its_facts_along(home, quick):
    make_report("article", executor=Inline())
    folder, record = home / "data" / "processed" / "article", manifest.Manifest("article")
    old = [folder / "notebooks" / "03-compare.ipynb", folder / "facts" / "03-compare.json"]
    for path in old:
        path.write_text('{"facts": [], "of": ["an older version"]}', "utf-8")
    record.record("03-compare", "an older version's inputs", old)
    heard = Heard()
    make_report("article", executor=Inline(), progress=heard)
    assert not any(path.exists() for path in old)
    assert heard.labels == []  # the report stands as it was: it never read them


def test_altered_data_rerun_everything_and_a_case_that_is_gone_takes_its_facts_along(home, quick):
    report()
    write_cases(home, CASES.replace("p02,P02\n", ""))
    assert sorted(report().labels) == sorted(set(EVERYTHING) - {"02-meet-a-case: p02"})
    assert not [name for name in tree(home / "data" / "processed") if "p02" in name]


def test_the_package_the_plan_the_lock_and_the_article_are_inputs_of_every_stage(home, monkeypatch):
    package = home / "src" / "ssi_outcomes"
    package.mkdir(parents=True)
    monkeypatch.setattr(manifest, "__file__", str(package / "running" / "manifest.py"))
    seen = [hash_shared()]
    article = home / "data" / "raw" / "article" / "claims.csv"
    for path in (
        package / "prose.fr",
        package.with_name("helpers.py"),
        home / "analysis-plan.toml",
        home / "requirements.lock",
        article,
    ):
        path.write_text("other")
        seen.append(hash_shared())
    assert len(set(seen)) == 6
    (package / "__pycache__").mkdir()
    (package / "__pycache__" / "x.pyc").write_text("compiled")
    assert hash_shared() == seen[-1]


@pytest.mark.parametrize("harm", ["altered", "deleted"])
@pytest.mark.parametrize(
    ("file", "reruns"),
    [
        ("data/processed/article/facts/02-meet-a-case-p02.json", ["02-meet-a-case: p02"]),
        ("data/processed/article/figures/03-five-stories.svg", ["03-five-stories"]),
        ("data/processed/article/notebooks/08-report.fr.ipynb", ["08-report: fr"]),
        ("reports/article.en.html", []),
        ("reports/article.en.xlsx", []),
        ("reports/article.facts.json", []),
        ("data/processed/article/manifest.json", EVERYTHING),
    ],
)
def test_a_result_that_was_touched_is_made_again(home, quick, file, harm, reruns):
    report()
    whole = tree(home)
    (home / file).unlink() if harm == "deleted" else (home / file).write_text("[]")
    assert sorted(report().labels) == sorted(reruns)
    assert tree(home) == whole


def test_facts_that_no_notebook_claims_are_swept_away(home, quick):
    report()
    stray = home / "data" / "processed" / "article" / "facts" / "02-meet-a-case-p99.json"
    stray.write_text("[]")
    assert report().labels == [] and not stray.exists()


def test_what_a_killed_run_left_is_swept_away(home, quick):
    folder = home / "data" / "processed" / "article"
    (folder / ".stages" / "03-five-stories").mkdir(parents=True)
    (folder / ".stages" / "03-five-stories" / "half.json").write_text("{")
    (folder / ".manifest.json.1.ssi-part").write_text("{")
    reports = home / "reports"
    reports.mkdir()
    ours, theirs = reports / ".article.en.html.1.ssi-part", reports / ".demo-team.en.html.2.ssi-part"
    ours.write_text("<")
    theirs.write_text("<")
    report()
    assert not [path for path in folder.rglob(".*") if path.name not in (".lock", ".reading.lock")]
    # What another command may be writing of another dataset is none of this one's business.
    assert not ours.exists() and theirs.exists()


def test_a_manifest_cannot_reach_outside_its_folder(home, quick):
    report()
    path = home / "data" / "processed" / "article" / "manifest.json"
    content = json.loads(path.read_text())
    content["stages"]["03-five-stories"] = {
        "inputs": "",
        "outputs": {
            "analysis-plan.toml": "",
            "../x": "",
            "data/processed/article/../../raw/article/cases.csv": "",
        },
    }
    path.write_text(json.dumps(content))
    (home.parent / "x").write_text("kept")
    report()
    assert (
        (home.parent / "x").exists()
        and (home / "analysis-plan.toml").exists()
        and (home / "data" / "raw" / "article" / "cases.csv").exists()
    )


# --- one case, and the stored notebooks


def test_a_case_is_published_as_a_page_and_a_notebook(home, quick):
    heard = Heard()
    assert [path.name for path in make_case("article", "p02", ("fr", "en"), Inline(), heard)] == [
        "article.p02.fr.html",
        "article.p02.en.html",
    ]
    assert heard.labels == ["02-meet-a-case: p02.fr", "02-meet-a-case: p02"]
    assert json.loads((home / "reports" / "article.p02.fr.ipynb").read_text())[0] == {
        "dataset": "article",
        "case": "p02",
        "report_lang": "fr",
    }
    assert (home / "reports" / "article.p02.fr.html").read_text().startswith("export_case fr")
    assert "02-meet-a-case: p02" not in report().labels, "the English run of a case is the report's"
    again = Heard()
    make_case("article", "p02", ("en",), Inline(), again)
    assert again.made == 0


def test_refreshed_notebooks_hold_their_outputs_and_nothing_that_varies(home, monkeypatch):
    monkeypatch.setattr(pipeline, "STORED", {"article": ("01-read-the-data", "08-report")})
    monkeypatch.setattr(
        pipeline, "make_report", lambda *_: []
    )  # that the facts are up to date is not what this test is about
    made = [home / "notebooks" / f"{stored}.ipynb" for stored in pipeline.STORED["article"]]
    for source in made:
        content = json.loads(source.read_text())
        content["cells"].append(
            {
                "cell_type": "code",
                "id": "last",
                "metadata": {},
                "source": "report_lang",
                "outputs": [],
                "execution_count": None,
            }
        )
        source.write_text(json.dumps(content))
    inputs = (
        [[cell["source"] for cell in read_cells(source)] for source in made],
        [hash_notebook(source) for source in made],
    )
    assert refresh_notebooks(progress=Heard()) == made
    first = [source.read_bytes() for source in made]
    assert inputs == (
        [[cell["source"] for cell in read_cells(source)] for source in made],
        [hash_notebook(source) for source in made],
    )
    for source in made:
        last = read_cells(source)[-1]
        assert last["outputs"][0]["data"] == {"text/plain": ["'en'"]}
        assert (last["execution_count"], last["metadata"]) == (len(read_cells(source)) - 1, {})
        assert str(home) not in source.read_text()
    refresh_notebooks(progress=Heard())
    assert [source.read_bytes() for source in made] == first


def test_a_refresh_that_fails_stores_nothing(home, quick, monkeypatch):
    report()
    monkeypatch.setattr(pipeline, "make_report", lambda *_: [])
    write_notebook(home / "notebooks" / "03-five-stories.ipynb", PARAMETERS, "1 / 0")
    before = tree(home / "notebooks")
    with pytest.raises(NotebookFailed):
        refresh_notebooks(Inline(), Heard())
    assert tree(home / "notebooks") == before


# --- what is refused, before anything runs; earlier reports stay


@pytest.fixture
def before(home, quick, monkeypatch) -> dict[str, bytes]:
    """Make a report; from then on no notebook may run."""
    report()
    monkeypatch.setattr(stages, "run_notebook", lambda *_: pytest.fail("a notebook was run"))
    return tree(home)


def test_names_that_do_not_exist_are_refused_with_those_that_do(home, before):
    with pytest.raises(UsageError, match="no dataset “nobody”.*article"):
        make_report("nobody", ("fr",))
    with pytest.raises(UsageError, match="“p03” is not a name of this dataset.*p01, p02"):
        make_case("article", "p03")
    with pytest.raises(UsageError, match="no language “de”. Choose one of: fr, en, or both"):
        make_report("article", ("de",))
    assert tree(home) == before


@pytest.mark.parametrize(
    "name",
    ["", "..", "../article", "a/b", "Article", "-x", "a b", "a\nb", "é", "x" * 65, "nul\0", "{x}", "$(id)"],
)
def test_hostile_names_are_refused(home, before, name):
    with pytest.raises(UsageError):
        make_report(name, ("fr",))
    with pytest.raises(UsageError):
        make_case("article", name)
    assert tree(home) == before


def test_altered_missing_and_undeclared_raw_files_are_refused(home, before):
    raw = home / "data" / "raw" / "article"
    for harm in (
        lambda: write_cases(home, CASES + "p03,P03\n", seal=False),
        lambda: (raw / "cases.csv").unlink(),
        lambda: (raw / "extra.csv").write_text("a\n1\n"),
        lambda: (raw / "datapackage.json").unlink(),
        lambda: (raw / "datapackage.json").write_text("{"),
    ):
        harm()
        with pytest.raises(DataRefused):
            make_report("article", ("fr",))
        (raw / "extra.csv").unlink(missing_ok=True)
        write_cases(home, CASES)
    assert tree(home) == before


def test_a_dataset_without_cases_is_refused(home, before):
    for text in ("case,name\n", "person,name\np01,P01\n"):
        write_cases(home, text)
        with pytest.raises(DataRefused):
            make_report("article", ("fr",))


def test_a_notebook_that_lost_its_parameters_or_itself_is_refused(home, before):
    write_notebook(home / "notebooks" / "03-five-stories.ipynb", None, "1")
    with pytest.raises(UsageError, match="03-five-stories.ipynb: exactly one cell must be tagged"):
        make_report("article", ("fr",))
    (home / "notebooks" / "03-five-stories.ipynb").unlink()
    with pytest.raises(UsageError, match="03-five-stories.ipynb: this notebook does not exist"):
        make_report("article", ("fr",))
    assert {name: text for name, text in before.items() if "03-five-stories.ipynb" not in name} == {
        name: text for name, text in tree(home).items() if "03-five-stories.ipynb" not in name
    }


# --- what fails on the way


def test_a_failing_notebook_leaves_the_reports_and_the_next_run_repairs(home, quick):
    report()
    reports = tree(home / "reports")
    for name in ("01-read-the-data", "03-five-stories"):
        source = home / "notebooks" / f"{name}.ipynb"
        source.write_text(source.read_text().replace("import json", "import json; broken = 1 / 0"))
    with pytest.raises(NotebookFailed, match="03-five-stories.ipynb"):
        report()
    assert tree(home / "reports") == reports
    for name in ("01-read-the-data", "03-five-stories"):
        source = home / "notebooks" / f"{name}.ipynb"
        source.write_text(source.read_text().replace("; broken = 1 / 0", ""))
    assert report().labels == []


@pytest.mark.parametrize("failing", ["export_report", "export_workbook"])
def test_one_language_that_cannot_be_exported_leaves_both_reports_and_what_goes_with_them(
    home, quick, monkeypatch, failing
):
    report()
    reports = tree(home / "reports")

    def fail_in_english(verb, source, language, facts):
        if (verb, language) == (failing, "en"):
            raise NotebookFailed("as_said", text="no section")
        return "new"

    monkeypatch.setattr(stages, "_export", fail_in_english)
    write_cases(home, CASES + "p03,P03\n")
    with pytest.raises(NotebookFailed, match="no section"):
        report()
    assert tree(home / "reports") == reports


def test_a_full_disk_leaves_the_reports(home, quick, monkeypatch):
    report()
    reports = tree(home / "reports")

    def full(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "manifest.json")

    write_cases(home, CASES + "p03,P03\n")
    with monkeypatch.context() as patch:
        patch.setattr(stages.os, "replace", full)
        with pytest.raises(OSError, match="No space left"):
            report()
    assert tree(home / "reports") == reports
    assert "02-meet-a-case: p03" in report().labels
