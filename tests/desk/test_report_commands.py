"""`ssi report` of many data sets, as it is typed; that of one is in test_cli.py."""

import os

import pytest
from desk.typed import run

from ssi_outcomes.base.errors import UsageError
from ssi_outcomes.desk import summary_page
from ssi_outcomes.running import pipeline
from ssi_outcomes.running.many_reports import Outcome


@pytest.fixture
def many(monkeypatch, tmp_path) -> list:
    """Replace the making of many reports by a record of what was asked; of the second there is none."""
    calls = []
    for variable in ("DATASET", "REPORT_LANG", "PDF", "SCHEDULER"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("SSI_LANG", "en")
    monkeypatch.setenv("SSI_HOME", str(tmp_path))

    def make(*given):
        calls.append(given[:3])
        page = tmp_path / "reports" / "summary" / "fr.html"
        return [Outcome("a", (tmp_path / "a.fr.html",)), Outcome("b", (), "why", 3)], [page]

    monkeypatch.setattr(summary_page, "report_many", make)
    return calls


def test_several_names_are_several_reports_and_the_worst_code_is_the_commands(many, capsys):
    assert run("report", "--dataset", "a b", "--lang", "fr") == 3
    assert run("report", "--all") == 3
    assert many == [("a b", ("fr",), False), ("", ("fr", "en"), False)]
    out, err = capsys.readouterr()
    assert "a.fr.html" in out and "summary" in out and "summary" in err


def test_all_and_one_by_name_is_wrong_use_and_a_variable_is_only_a_default(many, monkeypatch, capsys):
    assert run("report", "--all", "--dataset", "acme") == 2
    assert many == [] and "acme" in capsys.readouterr().err
    monkeypatch.setenv("DATASET", "acme")
    assert run("report", "--all") == 3
    assert many == [("", ("fr", "en"), False)]


def test_a_scheduler_takes_even_one_report_to_the_cluster(many, monkeypatch, tmp_path):
    monkeypatch.setattr(
        summary_page, "report_many", lambda *given: many.append(given[4]) or ([], [tmp_path / "en.html"])
    )
    assert run("report", "--dataset", "a", "--scheduler", "tcp://here:1") == 0
    monkeypatch.setenv("SCHEDULER", "tcp://there:1")
    assert run("report", "--all") == 0
    assert many == ["tcp://here:1", "tcp://there:1"]


@pytest.fixture
def engines(monkeypatch) -> list:
    """Replace the making of one report by a record of the engine and the master that are asked for."""
    calls = []
    for variable in ("DATASET", "REPORT_LANG", "PDF", "SCHEDULER", "ENGINE", "MASTER"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("SSI_LANG", "en")

    def make(dataset, *given, **named):
        calls.append((os.environ["ENGINE"], os.environ["MASTER"]))
        raise UsageError("engine_no_panel", dataset=dataset)

    monkeypatch.setattr(pipeline, "make_report", make)
    return calls


def test_an_engine_is_asked_for_by_option_or_variable_and_for_this_command_alone(engines, monkeypatch):
    assert run("report") == 2
    assert run("report", "--engine", "spark", "--master", "local[2]") == 2
    monkeypatch.setenv("ENGINE", "spark")
    monkeypatch.setenv("MASTER", "yarn")
    assert run("report") == run("report", "--engine", "duckdb") == 2
    assert engines == [("duckdb", ""), ("spark", "local[2]"), ("spark", "yarn"), ("duckdb", "yarn")]
    assert os.environ["ENGINE"] == "spark"


@pytest.mark.parametrize(
    ("given", "said"), [(("--engine", "hadoop"), "hadoop"), (("--master", "yarn"), "--engine spark")]
)
def test_an_engine_that_is_none_and_a_master_without_one_are_wrong_use(engines, capsys, given, said):
    assert run("report", *given) == 2
    assert engines == [] and said in capsys.readouterr().err
