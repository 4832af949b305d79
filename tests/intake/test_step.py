"""Raw files are read between two fingerprints, and stored whole or not at all."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from intake.acme import files

from ssi_outcomes.base.errors import DataRefused
from ssi_outcomes.intake import contents, step
from ssi_outcomes.intake.asking import find_current
from ssi_outcomes.intake.inputs import hash_inputs, hash_raw
from ssi_outcomes.intake.receipt import find_receipt
from ssi_outcomes.intake.step import read_stored


def test_the_cases_of_a_package_are_told_with_what_was_read(home):
    receipt = read_stored("article")
    assert (receipt.kind, receipt.cases) == ("cases", ("p01", "p02"))


def test_a_file_that_changes_while_it_is_read_is_said_and_nothing_is_recorded(home, monkeypatch):
    path = home / "data" / "raw" / "acme" / "calls.csv"

    def read_slowly(folder, today, hand_back, read=contents.read_contents):
        found = read(folder, today, hand_back)
        path.write_text(path.read_text() + "A,phone meetings,2026-01-12,2026-01-18,1\n")
        (path.parent / "new.csv").write_text("x")
        return found

    monkeypatch.setattr(contents, "read_contents", read_slowly)
    with pytest.raises(DataRefused, match="changed while it was read.*: calls.csv, new.csv. Wait"):
        read_stored("acme")
    assert files(home).keys() == {".reading.lock"}


def meanwhile(monkeypatch, *happens):
    """Let something happen to the raw files at the beginning of each reading, and be undone at its end."""
    left = list(happens)

    def read(folder, today, hand_back, read=contents.read_contents):
        undo = left.pop(0)(folder) if left else None
        try:
            return read(folder, today, hand_back)
        finally:
            if undo:
                undo()

    monkeypatch.setattr(contents, "read_contents", read)


def away(name):
    def leave(folder):
        (folder / name).rename(folder.parent / "elsewhere")
        return lambda: (folder.parent / "elsewhere").rename(folder / name)

    return leave


def replaced(folder):
    """A sync tool writes the same file anew, the old one away for a moment."""
    content = (folder / "calls.csv").read_bytes()
    (folder / "calls.csv").unlink()
    return lambda: (folder / "calls.csv").write_bytes(content)


def locked(folder):
    """A spreadsheet that is opened and closed again leaves its mark for as long."""
    (folder / "~$calls.xlsx").write_text("me")
    return (folder / "~$calls.xlsx").unlink


@pytest.mark.parametrize("happens", [away("calls.csv"), replaced, locked])
def test_a_file_that_was_away_for_a_moment_is_read_after_all(home, monkeypatch, happens):
    undisturbed = read_and_forget(home)
    meanwhile(monkeypatch, happens)
    receipt = read_stored("acme")
    assert receipt.hash == undisturbed and find_current("acme") == receipt


def read_and_forget(home) -> str:
    """Return the fingerprint of what is read where nothing happens meanwhile, and forget it."""
    known = read_stored("acme").hash
    shutil.rmtree(home / "data" / "processed" / "acme")
    return known


def test_a_mapping_that_was_away_for_a_moment_is_heard(home, monkeypatch):
    folder = home / "data" / "raw" / "acme"
    (folder / "notes.csv").write_text("a,b\n1,2\n")
    (folder / "mapping.toml").write_text('["notes.csv"]\nkind = "ignore"\n')
    undisturbed = read_and_forget(home)
    meanwhile(monkeypatch, away("mapping.toml"))
    assert read_stored("acme").hash == undisturbed


def held(folder):
    """A scanner holds a file open, which nobody else can open meanwhile."""
    patch, opened = pytest.MonkeyPatch(), Path.open

    def refuse(path, *words, **said):
        if path.name == "calls.csv":
            raise PermissionError(13, "held")
        return opened(path, *words, **said)

    patch.setattr(Path, "open", refuse)
    return patch.undo


def test_a_file_that_another_program_held_for_a_moment_is_read_after_all(home, monkeypatch):
    undisturbed = read_and_forget(home)
    meanwhile(monkeypatch, held)
    receipt = read_stored("acme")
    assert receipt.hash == undisturbed and find_current("acme") == receipt


def test_one_that_is_held_all_the_time_is_left_out_of_this_run_alone(home, monkeypatch):
    folder = home / "data" / "raw" / "acme"
    (folder / "more.csv").write_bytes((folder / "calls.csv").read_bytes().replace(b"P01", b"P03"))
    meanwhile(monkeypatch, held, held)
    assert find_receipt("acme") is None
    read_stored("acme")
    assert find_receipt("acme") is not None and find_current("acme") is None


def test_a_package_of_which_a_table_was_away_is_read_after_all(home, monkeypatch):
    meanwhile(monkeypatch, away("cases.csv"))
    assert read_stored("article").cases == ("p01", "p02")


def test_a_file_that_is_away_twice_is_said_and_nothing_is_recorded(home, monkeypatch):
    meanwhile(monkeypatch, away("calls.csv"), away("calls.csv"))
    with pytest.raises(DataRefused, match="calls.csv"):
        read_stored("acme")
    assert files(home).keys() == {".reading.lock"}


def test_where_names_come_and_go_all_the_time_what_was_read_stands_for_this_run_alone(home, monkeypatch):
    undisturbed = read_and_forget(home)
    meanwhile(monkeypatch, locked, locked)
    assert read_stored("acme").hash == undisturbed
    assert find_current("acme") is None


def test_what_is_recorded_is_what_was_read(home):
    before = hash_raw("acme")
    receipt = read_stored("acme")
    assert receipt.inputs == hash_inputs("acme", before, receipt.zone) and find_current("acme") == receipt


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


def test_a_process_whose_asker_has_gone_ends_too(home):
    waits = (
        "import threading; from ssi_outcomes.intake import step;"
        "step.read_stored = lambda dataset: threading.Event().wait(); step.main('acme')"
    )
    child = subprocess.Popen([sys.executable, "-c", waits], stdin=subprocess.PIPE)
    child.stdin.close()
    assert child.wait(1800) == 1
