"""A trial's people: named by the draw as their files name them, kept under their pseudonyms, and never guessed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pandas as pd

from ssi_outcomes.intake.codec import read_json, write_json
from ssi_outcomes.intake.drawn_people import call_people, forget_people
from ssi_outcomes.study import open_study
from ssi_outcomes.trial.protocol import Protocol

TRIAL = Protocol(
    "parallel",
    ("Anna Demo", "P02", "Carl Demo"),
    *(date(2026, 1, 5), 8, 8, "score_hour", "calls", "secret seed"),
    datetime(2026, 1, 1),
    teams={"Anna Demo": "Lyon"},
    baseline={"Carl Demo": 2.0},
)
NAMES = {"ANNA  demo": "P-AAAA", "Anna Demo": "P-AAAA", "C. Demo": "P-CCCC"}


def test_a_person_is_met_by_the_name_in_the_files_or_by_the_pseudonym_and_not_by_a_near_one():
    assert call_people(TRIAL, NAMES, {"P-AAAA", "P-CCCC", "P02"}) == {"P-AAAA": "Anna Demo", "P02": "P02"}


def test_what_is_kept_of_a_protocol_names_nobody_and_draws_nothing_again():
    kept = forget_people(TRIAL, {"P-AAAA": "Anna Demo", "P02": "P02"})
    assert kept.people == ("P-AAAA", "P02", "–")
    assert kept == replace(TRIAL, people=kept.people, seed="", teams={}, baseline={})
    assert "Demo" not in write_json(kept) and "secret" not in write_json(kept)


def test_a_dataset_with_a_trial_is_judged_by_it_and_comes_back_from_disk_as_it_was():
    found = open_study("demo-trial", "en").drawn
    assert found.verdict.word == "useless" and found.faults == () and (found.unmet, found.strangers) == (0, 0)
    assert write_json(read_json(write_json(found))) == write_json(found)


def test_a_dataset_without_one_has_none():
    assert open_study("demo-team", "en").trial is None and not pd.isna(open_study("demo-team", "en").n_people)
