"""A panel in blocks is judged as the same panel in memory is: the same words, and the same numbers."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from functools import cache

import numpy as np
import pandas as pd
import pytest
from evidence.beyond.in_blocks import lay_in_blocks
from evidence.panels import WEEK, draw_frame

from ssi_outcomes.base.plan import read_plan
from ssi_outcomes.evidence.beyond import weeks_laid
from ssi_outcomes.evidence.beyond.asked_weeks import Question
from ssi_outcomes.evidence.beyond.judged_laid import _find_steps, find_activity, judge_laid
from ssi_outcomes.evidence.judge import Findings, judge
from ssi_outcomes.evidence.variants import find_activity as find_in_memory
from ssi_outcomes.evidence.verdict import Declared

PLAN = read_plan()
STATED = Declared(defined=True, picked=False, rolled_out=False)
DAYS = "exposure_days"


def hide(frame: pd.DataFrame, column: str, every: int) -> pd.DataFrame:
    """Return the frame with every so many cells of a column not known."""
    return frame.assign(**{column: frame[column].where(np.arange(len(frame)) % every > 0)})


def shift_leads(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame with next Monday's score as rows tell it: where that week is there."""
    frame = frame.sort_values(["person", "week_start"]).reset_index(drop=True)
    follows = (frame["person"] == frame["person"].shift(-1)) & (
        frame["week_start"].shift(-1) - frame["week_start"] == WEEK
    )
    return frame.assign(next_ssi=frame["ssi"].shift(-1).where(follows))


USUAL = draw_frame(11, 60, 20, slope=0.3, rate=1)
NOBODY = USUAL["person"] == "P01"
PANELS = {
    "useful": draw_frame(11, 40, 20, slope=0.5, rate=2),
    "useless, and open later": draw_frame(12, 40, 20, slope=-0.4, rate=2),
    "undetermined": draw_frame(3, 25, 12, rate=0.3),
    "the score follows": draw_frame(5, 60, 26, feedback=1.5),
    "weeks not counted": hide(USUAL, "outcome_calls", 7),
    "readings and activity not known": hide(hide(USUAL, "ssi", 5), "activity_posts", 9),
    "activity mostly not known": USUAL.assign(
        activity_posts=USUAL["activity_posts"].where(np.arange(len(USUAL)) % 3 == 0)
    ),
    "activity that does not vary": USUAL.assign(activity_posts=1.0),
    "weeks without a row": draw_frame(7, 50, 18, slope=0.3, gaps=0.3),
    "holes in the weeks": USUAL[np.arange(len(USUAL)) % 6 > 0],
    "people who come and go": USUAL[
        (USUAL["week_start"] - USUAL["week_start"].min()) // WEEK
        >= USUAL["person"].str.removeprefix("P").astype(int) % 11
    ],
    "a week without an event": USUAL.assign(
        outcome_calls=USUAL["outcome_calls"].where(USUAL["week_start"] != USUAL["week_start"].max(), 0)
    ),
    "rare events": draw_frame(4, 80, 10, rate=0.03),
    "no event": USUAL.assign(outcome_calls=0.0),
    "nothing read": USUAL.assign(ssi=np.nan),
    "a flat score": USUAL.assign(ssi=50.0),
    "one person": USUAL[NOBODY],
    "one who moves": USUAL.assign(ssi=USUAL["ssi"].where(NOBODY, 50.0)),
    "two people": USUAL[USUAL["person"].isin(["P01", "P02"])],
    "one week": USUAL[USUAL["week_start"] == USUAL["week_start"].min()],
    "a score that is the calendar": USUAL.assign(
        ssi=50 + (USUAL["week_start"] - USUAL["week_start"].min()) / WEEK
    ),
    "events at the top alone": USUAL.assign(
        outcome_calls=(USUAL["ssi"] == USUAL.groupby("person")["ssi"].transform("max")).astype(float)
    ),
    "another formula": USUAL.assign(
        industry_mean=np.where(USUAL["week_start"] > USUAL["week_start"].min() + 9 * WEEK, 40.0, 30.0),
        network_mean=np.nan,
    ),
    "two outcomes, and one of them again": hide(USUAL, "outcome_calls", 5).assign(
        outcome_meetings=USUAL["activity_posts"],
        outcome_again=hide(USUAL, "outcome_calls", 5)["outcome_calls"],
        outcome_never=np.nan,
        outcome_neither=np.nan,
    ),
}


@pytest.fixture(autouse=True)
def one_step(monkeypatch):
    """Take one step of the jackknife in memory, too, and blocks of few people."""
    monkeypatch.setattr("ssi_outcomes.evidence.engine.poisson.EXACT_CELLS", -1)
    monkeypatch.setattr(weeks_laid, "_BLOCK_CELLS", 300)


@cache
def judge_in_memory(name: str) -> tuple[pd.DataFrame, Findings]:
    """Return one of the panels with what the rule says of it in memory."""
    frame = shift_leads(PANELS[name])
    kinds = {each.removeprefix("outcome_"): "real" for each in frame if each.startswith("outcome_")}
    return frame, judge(frame, PLAN, kinds, dict.fromkeys(kinds, STATED))


def assert_same(found, known, path="") -> None:
    """Compare all fields, numbers to nine digits."""
    if is_dataclass(known):
        for each in fields(known):
            if each.name not in ("left_out", "frame"):
                assert_same(getattr(found, each.name), getattr(known, each.name), f"{path}.{each.name}")
    elif isinstance(known, dict):
        assert list(found) == list(known), path
        for name in known:
            assert_same(found[name], known[name], f"{path}.{name}")
    elif isinstance(known, tuple):
        assert len(found) == len(known), path
        for place, each in enumerate(known):
            assert_same(found[place], each, f"{path}.{place}")
    elif isinstance(known, float):
        assert np.isclose(found, known, rtol=1e-9, atol=1e-12, equal_nan=True), (path, found, known)
    else:
        assert found == known, path


@pytest.mark.parametrize("name", PANELS)
def test_the_judgement_is_that_of_the_panel_in_memory(tmp_path, name):
    frame, known = judge_in_memory(name)
    found = judge_laid(lay_in_blocks(frame, tmp_path), PLAN, known.kinds, dict.fromkeys(known.kinds, STATED))
    for part in ("outcomes", "families", "families_between", "kinds"):
        assert_same(getattr(found, part), getattr(known, part))
    assert found.weeks == known.weeks
    assert found.is_counted("posts") == known.is_counted("posts") and not found.is_counted("shares")


def test_the_panels_reach_each_word_and_what_qualifies_it():
    words, notes, silences, reasons = set(), set(), set(), set()
    for name in PANELS:
        for each in judge_in_memory(name)[1].outcomes.values():
            words.add(each.verdict.word)
            notes |= set(each.verdict.notes)
            silences.add(each.within.silence)
            reasons.add(each.verdict.reason)
    assert words == {"useful", "useless", "undetermined"}
    assert {"open_later", "formula_changed", "beyond_activity", "inverse"} <= notes
    assert {"no_event", "one_person", "one_week", "flat_score", "rests_on_one", "separated"} <= silences
    assert {"lead", "interval", "moves_together", "no_reading", "events"} <= reasons


def test_what_is_declared_and_a_negative_control_count_here_too(tmp_path):
    frame = shift_leads(USUAL.assign(outcome_lunches=1.0))
    plan = replace(PLAN, negative_controls=("lunches",))
    found = judge_laid(
        lay_in_blocks(frame, tmp_path),
        plan,
        {"calls": "real", "lunches": "real"},
        {"calls": Declared(True, None)},
    )
    assert list(found.outcomes) == ["calls"]
    assert found.outcomes["calls"].verdict.reason == "picked_unsaid"


@pytest.mark.parametrize("name", ["useful", "readings and activity not known", "activity mostly not known"])
def test_activity_is_known_where_it_is_in_memory(tmp_path, name):
    frame = shift_leads(PANELS[name])
    found = find_activity(lay_in_blocks(frame, tmp_path), Question("calls"), PLAN)
    assert list(found) == find_in_memory(frame, "calls", PLAN)


def test_people_weeks_and_readings_are_counted_where_somebody_was_there(tmp_path):
    frame = hide(draw_frame(7, 20, 9, gaps=0.3), "ssi", 4)
    frame = frame.assign(exposure_days=frame[DAYS].where(frame["person"] != "P05", 0.0))
    found = judge_laid(lay_in_blocks(frame, tmp_path), PLAN, {"calls": "real"}, {"calls": STATED})
    there = frame[frame[DAYS] > 0]
    assert (found.people, found.person_weeks, found.n_weeks) == (19, len(there), 9)
    assert found.readings == there["ssi"].notna().sum() < len(there)
    assert found.counts == {"calls": there["outcome_calls"].sum()}


def test_a_step_of_an_average_is_held_against_the_reading_before_it():
    nan = np.nan
    steps = _find_steps(np.array([[30, nan, 34, 31], [nan, 29, 30, nan]]))
    assert np.array_equal(steps, [[nan, nan, 4, -3], [nan, nan, 1, nan]], equal_nan=True)
