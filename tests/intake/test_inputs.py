"""What a reading rests on has one fingerprint: the raw files, the plan, the lock, the day, the key; nothing else moves it."""

import os
from datetime import timedelta

import pytest

from ssi_outcomes.intake import contents, inputs, step
from ssi_outcomes.intake.asking import find_current
from ssi_outcomes.intake.step import read_stored
from ssi_outcomes.reading.joining import folder


def test_another_day_is_another_reading_for_weeks_and_none_for_a_sealed_package(home, monkeypatch):
    weeks, cases = read_stored("acme"), read_stored("article")

    monkeypatch.setattr(inputs, "today_in", lambda zone, now=inputs.today_in: now(zone) + timedelta(1))
    assert find_current("article") == cases
    assert find_current("acme") is None
    again = read_stored("acme")
    assert again.inputs != weeks.inputs
    # Nothing has come in since: what rests on it still stands.
    assert again.hash == weeks.hash


def test_what_does_not_hang_on_the_day_is_read_alike_on_any(home, monkeypatch):
    """A reading and a count to come, a calendar of past and future, weeks that nobody has filled in yet."""
    team = home / "data" / "raw" / "acme"
    (team / "ssi.csv").write_text("Person;Date;SSI\nA;2026-01-05;53\nA;2036-01-07;54\nB;2026-01-05;40\n")
    (team / "later.csv").write_text("Person;Week;Contracts\nA;2026-W02;1\nA;2036-W02;1\nB;2036-W03;\n")
    events = "".join(
        f"BEGIN:VEVENT\r\nUID:{day}\r\nDTSTAMP:20260112T090000Z\r\nDTSTART:{day}T090000Z\r\nSUMMARY:Meeting\r\nEND:VEVENT\r\n"
        for day in ("20260106", "20360108")
    )
    (team / "A.ics").write_text(f"BEGIN:VCALENDAR\r\n{events}END:VCALENDAR\r\n")
    first = read_stored("acme")
    assert "is in the future" in (first.folder / "private" / "files.en.txt").read_text()
    for name in (inputs, step, contents, folder):
        monkeypatch.setattr(name, "today_in", lambda zone, now=inputs.today_in: now(zone) + timedelta(40))
    again = read_stored("acme")
    assert again.inputs != first.inputs
    told = {name for name in first.outputs if first.outputs[name] != again.outputs[name]}
    assert (again.hash, told) == (first.hash, {"private/prints.json"})


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


@pytest.mark.skipif(os.name == "nt", reason="not run: pipes and links of POSIX")
@pytest.mark.parametrize("name", ["tube.csv", "mapping.toml"])
@pytest.mark.parametrize(
    "make", [os.mkfifo if os.name != "nt" else None, lambda path: path.symlink_to("nowhere")]
)
def test_what_is_never_opened_is_an_input_by_its_name(home, name, make):
    before = inputs.hash_raw("acme")
    path = home / "data" / "raw" / "acme" / name
    make(path)
    assert inputs.hash_raw("acme") == before | {name: "None"}
    path.unlink()
    assert inputs.hash_raw("acme") == before
