"""Raw files are read in a process of their own, fingerprinted before and after, and stored whole or not at all."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tiny_home import CASES, make_home, write_cases

from ssi_outcomes import reading
from ssi_outcomes.base.errors import DataRefused, NotebookFailed, UsageError
from ssi_outcomes.intake import asking, contents, inputs, step
from ssi_outcomes.intake.asking import find_current, open_receipt
from ssi_outcomes.intake.inputs import hash_inputs, hash_raw
from ssi_outcomes.intake.receipt import RECORD, find_receipt, tell_receipt
from ssi_outcomes.intake.step import read_stored
from ssi_outcomes.study import open_study


@pytest.fixture
def home(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("SSI_HOME", str(tmp_path))
    monkeypatch.setenv("SSI_LANG", "en")
    monkeypatch.setenv("SSI_KEY_FILE", str(tmp_path.parent / "key"))
    monkeypatch.delenv("SSI_STAGE", raising=False)
    make_home(tmp_path)
    team = tmp_path / "data" / "raw" / "acme"
    team.mkdir()
    (team / "calls.csv").write_text(
        "person,outcome,start,end,count\nA,phone meetings,2026-01-05,2026-01-11,2\nB,phone meetings,2026-01-05,2026-01-11,many\n"
    )
    return tmp_path


def folder(home: Path, dataset: str = "acme") -> Path:
    return home / "data" / "processed" / dataset


def files(home: Path, dataset: str = "acme") -> dict[str, bytes]:
    found = folder(home, dataset)
    return {
        path.relative_to(found).as_posix(): path.read_bytes() for path in found.rglob("*") if path.is_file()
    }


def no_reading(*_):
    pytest.fail("raw files were read")


def test_a_dataset_is_read_in_another_process_and_then_found_again(home, monkeypatch):
    for place in (reading, contents):
        monkeypatch.setattr(place, "read_dataset", no_reading)  # not in this process
    receipt = open_receipt("acme")
    assert (receipt.kind, receipt.cases) == ("weeks", ()) and receipt.is_whole()
    monkeypatch.setattr(asking, "_read_apart", no_reading)
    assert open_receipt("acme") == receipt
    assert open_study("acme").panel.frame["outcome_phone_meetings"].sum() == 2


def test_the_cases_of_a_package_are_told_with_what_was_read(home):
    receipt = read_stored("article")
    assert (receipt.kind, receipt.cases) == ("cases", ("p01", "p02"))


def test_within_a_run_what_was_read_at_its_beginning_holds(home, monkeypatch):
    receipt = read_stored("acme")
    monkeypatch.setenv("SSI_STAGE", str(home / "stage"))
    monkeypatch.setattr(asking, "_read_apart", no_reading)
    (home / "data" / "raw" / "acme" / "calls.csv").write_text("something else")
    assert open_receipt("acme") == receipt
    with pytest.raises(DataRefused, match="data/processed/article"):
        open_receipt("article")


def test_a_file_that_changes_while_it_is_read_is_said_and_nothing_is_recorded(home, monkeypatch):
    path = home / "data" / "raw" / "acme" / "calls.csv"

    def read_slowly(folder, today, read=contents.read_contents):
        found = read(folder, today)
        path.write_text(path.read_text() + "A,phone meetings,2026-01-12,2026-01-18,1\n")
        (path.parent / "new.csv").write_text("x")
        return found

    monkeypatch.setattr(contents, "read_contents", read_slowly)
    with pytest.raises(DataRefused, match="changed while it was read.*: calls.csv, new.csv. Wait"):
        read_stored("acme")
    assert files(home).keys() == {".reading.lock"}


def test_what_is_recorded_is_what_was_read(home):
    before = hash_raw("acme")
    receipt = read_stored("acme")
    assert receipt.inputs == hash_inputs("acme", before) and find_current("acme") == receipt


def test_another_day_is_another_reading_for_weeks_and_none_for_a_sealed_package(home, monkeypatch):
    weeks, cases = read_stored("acme"), read_stored("article")

    class Tomorrow(inputs.date):
        @classmethod
        def today(cls):
            return cls.fromordinal(super().today().toordinal() + 1)

    monkeypatch.setattr(inputs, "date", Tomorrow)
    assert find_current("article") == cases
    assert find_current("acme") is None
    again = read_stored("acme")
    assert again.inputs != weeks.inputs
    # Nothing has come in since: what rests on it still stands.
    assert again.hash == weeks.hash


@pytest.mark.parametrize("what", ["analysis-plan.toml", "requirements.lock", "data/raw/acme/dataset.toml"])
def test_the_plan_the_lock_and_each_raw_file_are_inputs(home, what):
    read_stored("acme")
    path = home / what
    path.write_text((path.read_text() if path.exists() else "") + "\n# other\n")
    assert find_current("acme") is None


def test_the_key_of_the_pseudonyms_is_an_input_and_the_register_of_looks_is_none(home, monkeypatch):
    receipt = read_stored("acme")
    (home / "data" / "raw" / "acme" / "looks.csv").write_text("day\n")
    assert find_current("acme") == receipt
    monkeypatch.setenv("SSI_KEY_FILE", str(home.parent / "other-key"))
    assert find_current("acme") is None


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


def test_what_an_interrupted_writing_left_is_not_taken(home, monkeypatch):
    read_stored("acme")
    (home / "data" / "raw" / "acme" / "calls.csv").write_text(
        "person,outcome,start,end,count\nA,phone meetings,2026-01-05,2026-01-11,5\n"
    )
    monkeypatch.setattr(step, "write_receipt", lambda receipt: 1 / 0)  # stopped before its last file
    with pytest.raises(ZeroDivisionError):
        read_stored("acme")
    monkeypatch.undo()
    monkeypatch.setenv("SSI_HOME", str(home))
    monkeypatch.setenv("SSI_KEY_FILE", str(home.parent / "key"))
    assert not find_receipt("acme").is_whole() and find_current("acme") is None
    assert read_stored("acme").is_whole()


def test_files_of_an_earlier_reading_that_are_none_of_this_one_are_deleted(home):
    receipt = read_stored("acme")
    stored = json.loads((folder(home) / RECORD).read_text())
    extra, outside = folder(home) / "tables" / "gone.parquet", home / "kept.txt"
    extra.write_text("x"), outside.write_text("x")
    stored["outputs"] |= {"tables/gone.parquet": "0", "../../../kept.txt": "0"}
    (folder(home) / RECORD).write_text(json.dumps(stored))
    assert read_stored("acme") == receipt
    assert not extra.exists() and outside.exists()


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "{}", '{"inputs": 1, "kind": 2, "cases": ["../x"], "outputs": {}}']
)
def test_a_damaged_record_is_none(home, text):
    read_stored("acme")
    (folder(home) / RECORD).write_text(text)
    assert find_receipt("acme") is None


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


def test_a_process_whose_asker_has_gone_ends_too(home):
    waits = (
        "import threading; from ssi_outcomes.intake import step;"
        "step.read_stored = lambda dataset: threading.Event().wait(); step.main('acme')"
    )
    child = subprocess.Popen([sys.executable, "-c", waits], stdin=subprocess.PIPE)
    child.stdin.close()
    assert child.wait(1800) == 1


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


def test_each_file_is_told_with_its_reasons_in_both_languages(home, monkeypatch):
    receipt = read_stored("acme")
    assert tell_receipt(receipt).splitlines() == [
        "calls.csv: outcomes; rows read: 2, accepted: 1, refused: 1, blank: 0",
        "  1 row (line 3, column count): “…” is not a number. Write it as 1234.5 or 1234,5.",
    ]
    monkeypatch.setenv("SSI_LANG", "fr")
    assert "ligne 3, colonne count" in tell_receipt(receipt)
