"""What a reading rests on has one fingerprint: the raw files, the plan, the lock, the day, the key; nothing else moves it."""

import os
from datetime import timedelta

import pytest

from ssi_outcomes.intake import inputs
from ssi_outcomes.intake.asking import find_current
from ssi_outcomes.intake.step import read_stored


def test_another_day_is_another_reading_for_weeks_and_none_for_a_sealed_package(home, monkeypatch):
    weeks, cases = read_stored("acme"), read_stored("article")

    monkeypatch.setattr(inputs, "today_in", lambda zone, now=inputs.today_in: now(zone) + timedelta(1))
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
