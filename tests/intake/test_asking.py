"""Who asks for a dataset is given what is stored if it is today's, else what another process reads; what breaks there is said here."""

import os

import pytest
from intake.acme import files, no_reading
from tiny_home import CASES, write_cases

from ssi_outcomes import reading
from ssi_outcomes.base.errors import DataRefused, NotebookFailed, UsageError
from ssi_outcomes.intake import asking, contents
from ssi_outcomes.intake.asking import open_receipt
from ssi_outcomes.intake.step import read_stored
from ssi_outcomes.study import open_study


def test_a_dataset_is_read_in_another_process_and_then_found_again(home, monkeypatch):
    for place in (reading, contents):
        monkeypatch.setattr(place, "read_dataset", no_reading)  # not in this process
    receipt = open_receipt("acme")
    assert (receipt.kind, receipt.cases) == ("weeks", ()) and receipt.is_whole()
    monkeypatch.setattr(asking, "read_apart", no_reading)
    assert open_receipt("acme") == receipt
    assert open_study("acme").panel.frame["outcome_phone_meetings"].sum() == 2


def test_within_a_run_what_was_read_at_its_beginning_holds(home, monkeypatch):
    receipt = read_stored("acme")
    monkeypatch.setenv("SSI_STAGE", str(home / "stage"))
    monkeypatch.setattr(asking, "read_apart", no_reading)
    (home / "data" / "raw" / "acme" / "calls.csv").write_text("something else")
    assert open_receipt("acme") == receipt
    with pytest.raises(DataRefused, match="data/processed/article"):
        open_receipt("article")


def test_a_refusal_travels_with_its_places_and_leaves_what_was_stored(home):
    open_receipt("article")
    before = files(home, "article")
    write_cases(home, CASES + "p03,P03\n", seal=False)
    with pytest.raises(DataRefused) as refused:
        open_receipt("article")
    assert "cases.csv: " in refused.value.text("en") and "cases.csv\u00a0: " in refused.value.text("fr")
    assert files(home, "article") == before
    with pytest.raises(UsageError, match="no dataset “nobody”.*acme, article"):
        open_receipt("nobody")


def test_a_fault_of_ours_is_named_by_its_kind_and_place_and_quotes_no_cell(home, monkeypatch):
    spoil = home / "spoil"
    spoil.mkdir()
    (spoil / "sitecustomize.py").write_text(
        "import ssi_outcomes.intake.contents as c\ndef bad(*_): raise ValueError('Zoé Durand')\nc.read_dataset = bad\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(spoil))
    with pytest.raises(NotebookFailed) as failed:
        open_receipt("acme")
    said = failed.value.text("en")
    assert "ValueError, intake/contents.py:" in said and "Durand" not in said


@pytest.mark.skipif(os.name == "nt", reason="not run: signals of POSIX")
def test_a_process_that_is_killed_is_said_and_nothing_is_recorded(home, monkeypatch):
    spoil = home / "spoil"
    spoil.mkdir()
    (spoil / "sitecustomize.py").write_text(
        "import os, signal\nimport ssi_outcomes.intake.contents as c\n"
        "c.read_dataset = lambda folder: os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(spoil))
    with pytest.raises(NotebookFailed, match="memory ran out.*Nothing was changed"):
        open_receipt("acme")
    assert files(home).keys() == {".reading.lock"}
