"""A trial as a whole: what was drawn, and what watching the weeks without a push would have said."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from evidence.drawn.laid_trial import draw_counts, lay, promise, pushes

from ssi_outcomes.base.plan import read_plan
from ssi_outcomes.evidence.drawn.whole_trial import judge_trial, mark_looked, watch_others
from ssi_outcomes.evidence.drawn.word_by_lot import decide_contrast, risk_of
from ssi_outcomes.evidence.verdict import Declared

PLAN, SAID = read_plan(), Declared(True, False, False)
TRIAL = promise(12, 12, 12)
KINDS = {"calls": "real", "meetings": "real", "likes": "vanity"}


def lay_all(lift: float = 20, likes: float = 1.0):
    counts = draw_counts(TRIAL, 4.0)
    score = 40 + np.random.default_rng(7).normal(0, 3, counts.shape) + lift * pushes(TRIAL)
    return lay(TRIAL, counts, score, outcome_likes=np.round(counts * (1 + likes * pushes(TRIAL))))


def judge(frame=None, faults=()):
    return judge_trial(lay_all() if frame is None else frame, TRIAL, PLAN, KINDS, SAID, faults)


def test_the_primary_outcome_has_the_word_and_the_others_stand_beside():
    found = judge()
    assert list(found.measured) == ["calls", "likes"] and found.primary is found.measured["calls"]
    assert found.measured["likes"].slope.log - found.primary.slope.log == pytest.approx(np.log(2), abs=0.01)
    assert found.verdict.decided and found.orders.possible == 924


def test_a_protocol_may_promise_that_the_own_baseline_decides_and_nothing_else_can():
    trial = promise(40, 12, 12)
    counts = draw_counts(trial, 4.0)
    score = 40 + np.random.default_rng(7).normal(0, 3, counts.shape) + 20 * pushes(trial)
    frame = lay(trial, counts, score)
    promised = replace(trial, estimator="by_baseline")
    usual, own = (judge_trial(frame, each, PLAN, KINDS, SAID) for each in (trial, promised))
    assert usual.deciding is usual.primary and own.deciding is own.by_baseline
    assert own.primary.slope == usual.primary.slope and own.deciding.slope == usual.by_baseline.slope
    expected = decide_contrast(own.by_baseline, PLAN, risk_of(promised, PLAN), promised.smallest_lift)
    assert (own.verdict.word, own.verdict.sensitivity) == (expected.word, expected.sensitivity)
    # A plan of today that names it changes nothing of what was sealed.
    named = replace(PLAN, trial=replace(PLAN.trial, estimator="by_baseline"))
    assert judge_trial(frame, trial, named, KINDS, SAID).deciding.slope == usual.primary.slope


def test_a_broken_seal_makes_the_word_exploratory():
    frame = lay_all(lift=30)
    frame["outcome_calls"] *= np.where(pushes(TRIAL), 5, 1).ravel()
    assert judge(frame).verdict.word == "useful" and "exploratory" not in judge(frame).verdict.notes
    broken = judge(frame, ("schedule_altered",))
    assert "exploratory" in broken.verdict.notes and broken.faults == ("schedule_altered",)
    assert "exploratory" in mark_looked(judge(frame)).verdict.notes


def test_watched_are_the_weeks_in_which_nobody_had_drawn_a_push():
    found = watch_others(lay_all(), TRIAL, PLAN, SAID)
    assert found.comparison.rows == 12 * 12 + 6 * 12


def test_an_outcome_that_nobody_counted_has_no_word():
    frame = lay_all().drop(columns="outcome_calls")
    found = judge(frame)
    assert (found.verdict.word, found.verdict.reason) == ("undetermined", "trial_no_week")
    assert found.orders is None and found.watched.comparison.slope is None


def test_one_person_alone_is_judged_by_all_orders():
    trial = replace(promise(1, 0, 40, "single"))
    found = judge_trial(lay(trial, 1 + pushes(trial)), trial, PLAN, KINDS, SAID)
    assert found.verdict.word == "more" and found.alone.blocks == 10 and found.orders is found.alone.orders


def test_who_was_drawn_and_has_no_week_and_who_has_weeks_and_was_not_drawn_are_counted():
    frame = lay_all()
    frame["person"] = frame["person"].replace({"P03": "Q1"})
    found = judge(frame)
    assert (found.unmet, found.strangers) == (1, 1) and found.dropped["away"] == 24


def test_what_was_watched_is_compared_at_equal_activity_where_that_is_known():
    rng = np.random.default_rng(1)
    score = 50 + rng.normal(0, 10, (12, 24))
    before = np.concatenate([score[:, :1], score[:, :-1]], axis=1)
    frame = lay(TRIAL, rng.poisson(6 * np.exp(0.06 * (before - 50))), score)
    known = frame.assign(activity_posts=rng.poisson(3, len(frame)))
    for given, note in ((frame, "activity_unknown"), (known, "beyond_activity")):
        verdict = watch_others(given, TRIAL, PLAN, SAID).verdict
        assert (verdict.word, verdict.notes) == ("useful", (note,))
