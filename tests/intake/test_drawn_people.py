"""A trial's people: named by the draw as their files name them, kept under their pseudonyms, and never guessed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pandas as pd
import pytest
from exhibits.drawn_studies import demo

from ssi_outcomes.base.paths import raw_folder
from ssi_outcomes.base.plan import read_plan
from ssi_outcomes.evidence.verdict import Declared
from ssi_outcomes.intake.codec import read_json, write_json
from ssi_outcomes.intake.drawn_people import call_people, forget_people, judge_drawn
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


def copy_demo(folder, **changed: tuple[str, str]) -> None:
    """Copy the invented trial into `folder`, with one text put for another in files that are named by their stem."""
    for name in ("trial.toml", "schedule.csv"):
        text = (raw_folder("demo-trial") / name).read_text("utf-8")
        old, new = changed.get(name.partition(".")[0], ("", ""))
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1) if old else text, "utf-8")


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"schedule": ("push,1", "ordinary,1")}, "schedule_altered"),
        ({"schedule": ("P40,2026", "Q99,2026")}, "schedule_added"),
        ({"trial": ("drawn_at = 2025-10-24", "drawn_at = 2025-11-24")}, "trial_late"),
        ({"trial": ('people = ["P01", ', 'people = ["P00", "P01", ')}, "trial_altered"),
        ({"trial": ("smallest_lift = 5", "smallest_lift = 1")}, "trial_altered"),
        ({"trial": ("[draw]", '[draw]\nplan = "another"')}, "trial_other_plan"),
    ],
)
def test_whatever_breaks_the_seal_is_told_and_the_word_is_not_believed(changed, fault, tmp_path, monkeypatch):
    copy_demo(tmp_path, **changed)
    told = {}

    def judge(frame, protocol, plan, kinds, declared, faults):
        told["faults"] = faults
        return demo().drawn

    monkeypatch.setattr("ssi_outcomes.intake.drawn_people.judge_trial", judge)
    frame = pd.DataFrame({"person": ["P01"]})
    judge_drawn(tmp_path, frame, {}, read_plan(), {}, {"phone_meetings": Declared(True, False)})
    assert fault in told["faults"]


def test_an_untouched_trial_has_no_fault(tmp_path, monkeypatch):
    copy_demo(tmp_path)
    monkeypatch.setattr(
        "ssi_outcomes.intake.drawn_people.judge_trial", lambda *given: replace(demo().drawn, faults=given[-1])
    )
    frame = pd.DataFrame({"person": ["P01"]})
    found = judge_drawn(tmp_path, frame, {}, read_plan(), {}, {"phone_meetings": Declared(True, False)})
    assert found.faults == ()
