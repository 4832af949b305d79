"""Stages run with any executor, publish whole files or none."""

import multiprocessing
from concurrent.futures import ProcessPoolExecutor

import pytest
from running.tiny_runs import Heard, report, tree
from tiny_home import CASES, write_cases

from ssi_outcomes.base.errors import NotebookFailed
from ssi_outcomes.running import stages, starting


@pytest.mark.long
def test_any_executor_will_do(home):
    # Processes started anew, as on Windows or a cluster: nothing of this process is there but what the jobs carry.
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as pool:
        made = stages.Stage("01-read-the-data", {"dataset": "article"})
        with starting.start_run("article", pool, Heard()) as run:
            run.run_stages([made])
            assert run.executed(made).is_file()
            run.run_stages([made])
            assert run.progress.number == 2


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
