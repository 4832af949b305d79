"""The pipeline runs what is needed, publishes files whole, skips what stands, and leaves earlier reports alone when it fails."""

import json

import pytest
from running.tiny_runs import EVERYTHING, MEASURED, Heard, Inline, report, tree
from tiny_home import CASES, READ_ONCE, write_cases, write_notebook

from ssi_outcomes.base.errors import DataRefused, UsageError
from ssi_outcomes.running import stages
from ssi_outcomes.running.pipeline import make_case, make_report

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


# --- what is not made again


def test_nothing_runs_twice(home, quick):
    assert report().labels
    before = {
        path: path.stat().st_mtime_ns for path in home.rglob("*") if path.is_file() and path.name != ".lock"
    }
    again = report()
    assert (again.labels, again.made) == ([], 0)
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_altered_facts_reach_the_report(home, quick):
    report()
    source = home / "notebooks" / "03-five-stories.ipynb"
    source.write_text(source.read_text().replace("what = '03-five-stories'", "what = '03-contrast'"))
    assert report().labels == ["03-five-stories", "08-report: fr", "08-report: en"]
    facts = home / "data" / "processed" / "article" / "facts"
    assert (facts / "03-contrast.json").exists() and not (facts / "03-five-stories.json").exists()
    for name in ("article.facts.json", "article.fr.xlsx", "article.en.xlsx"):
        assert "03-contrast" in (home / "reports" / name).read_text("utf-8")


def test_altered_data_rerun_everything_and_a_case_that_is_gone_takes_its_facts_along(home, quick):
    report()
    write_cases(home, CASES.replace("p02,P02\n", ""))
    assert sorted(report().labels) == sorted(set(EVERYTHING) - {"02-meet-a-case: p02"})
    assert not [name for name in tree(home / "data" / "processed") if "p02" in name]


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
