"""A report is held against what it was made from: one byte that changed is named, with the code for data that are refused."""

import json

import pytest
from desk.typed import run
from running.tiny_runs import export, report, run_in_process, tree
from tiny_home import CASES, move_in, write_cases

from ssi_outcomes.base.errors import DataRefused, UsageError
from ssi_outcomes.desk.verify import find_altered_facts, verify_report
from ssi_outcomes.intake import asking
from ssi_outcomes.intake.step import read_stored
from ssi_outcomes.running import manifest, stages


@pytest.fixture
def home(tmp_path, monkeypatch):
    move_in(tmp_path, monkeypatch)
    monkeypatch.setattr(stages, "_export", export)
    monkeypatch.setattr(stages, "run_notebook", run_in_process)
    monkeypatch.setattr(asking, "_read_anew", read_stored)
    monkeypatch.setattr(manifest, "hash_shared", lambda: "this package")
    report()
    return tmp_path


def page(home):
    return home / "reports" / "article.en.html"


def change_a_byte(path):
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def test_a_report_stands_and_nothing_is_changed_by_looking(home):
    before = tree(home)
    assert verify_report(page(home)).startswith("reports/article.en.html: the report stands.")
    assert tree(home) == before


@pytest.mark.parametrize(
    "name",
    [
        "reports/article.en.html",
        "reports/article.facts.json",
        "data/raw/article/cases.csv",
        "data/processed/article/facts/03-five-stories.json",
        "data/processed/article/figures/02-meet-a-case-p01.svg",
        "data/processed/article/notebooks/08-report.en.ipynb",
        "data/processed/article/tables/cases.parquet",
        "data/processed/article/private/prints.json",
    ],
)
def test_one_byte_that_changed_is_named(home, name, capsys):
    change_a_byte(home / name)
    with pytest.raises(DataRefused) as refused:
        verify_report(page(home))
    assert {problem.file for problem in refused.value.values["problems"]} == {name}
    assert run("verify", str(page(home))) == DataRefused.exit_code == 3
    assert f"{name}: " in capsys.readouterr().err


def test_files_that_came_and_went_another_plan_and_another_program_are_named(home, monkeypatch):
    write_cases(home, CASES + "p03,P03\n")
    (home / "data" / "raw" / "article" / "new.csv").write_text("a\n")
    with pytest.raises(DataRefused, match="3 things") as refused:
        verify_report(page(home))
    said = refused.value.text("en")
    assert "cases.csv: altered" in said and "new.csv: new" in said and "datapackage.json: altered" in said
    (home / "data" / "raw" / "article" / "new.csv").unlink()
    write_cases(home, CASES)
    monkeypatch.setattr(manifest, "hash_shared", lambda: "another package")
    with pytest.raises(DataRefused, match="the program"):
        verify_report(page(home))


def test_the_file_of_facts_says_which_plan_and_which_versions_they_were(home, monkeypatch):
    facts = home / "reports" / "article.facts.json"
    facts.write_text(json.dumps({"plan_hash": "of another", "versions": {"pandas": "0.1"}}))
    with pytest.raises(DataRefused) as refused:
        verify_report(page(home))
    said = refused.value.text("en")
    assert "analysis-plan.toml: not the plan" in said and "the report was made with 0.1" in said


def test_a_fact_that_was_altered_on_the_page_is_named():
    html = '<p><data data-fact="calls" value="3">3</data> <data data-fact="word" value="useful">useful</data></p>'
    assert find_altered_facts(html, {"calls": 2, "word": "useful"}) == ["calls"]
    assert find_altered_facts(html, {"calls": 3.0, "word": "useful"}) == []


def test_what_is_no_report_or_was_made_elsewhere_is_said(home):
    for name in ("nothing.en.html", "article.html", "../pyproject.toml"):
        with pytest.raises(UsageError, match="no report"):
            verify_report(home / "reports" / name)
    (home / "data" / "processed" / "article" / "manifest.json").unlink()
    with pytest.raises(UsageError, match="not recorded here"):
        verify_report(page(home))
