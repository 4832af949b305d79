"""As assigned: every drawn week counts whose outcome is known, and the ratio is that of four totals."""

from __future__ import annotations

import numpy as np
import pytest
from evidence.drawn.laid_trial import draw_counts, lay, promise, pushes

from ssi_outcomes.evidence.drawn.assigned import NO_ESTIMATE, take_assigned
from ssi_outcomes.trial.by_lot import draw_schedule

TRIAL = promise(8, 6, 6)


def test_where_all_start_together_the_ratio_is_that_of_four_totals():
    counts, push = draw_counts(TRIAL), pushes(TRIAL)[:, -1]
    then, first = counts[:, 6:].sum(1), counts[:, :6].sum(1)
    ratio = (then[push].sum() / first[push].sum()) / (then[~push].sum() / first[~push].sum())
    fitted = take_assigned(lay(TRIAL, counts), TRIAL, "calls").fitted
    assert fitted.coefficients[0] == pytest.approx(np.log(ratio), abs=1e-10)


def test_a_week_whose_outcome_is_not_known_is_not_a_zero():
    counts = draw_counts(TRIAL)
    counts[2, 3], counts[4, 8] = np.nan, np.nan
    taken = take_assigned(lay(TRIAL, counts), TRIAL, "calls")
    assert len(taken.rows) == 8 * 12 - 2 and taken.dropped["not_counted"] == 2


def test_a_week_of_absence_is_told_apart_from_one_that_was_not_counted():
    exposure = np.full((8, 12), 5.0)
    exposure[0, 0] = 0
    taken = take_assigned(lay(TRIAL, draw_counts(TRIAL), exposure=exposure), TRIAL, "calls")
    assert taken.dropped == {"settling": 0, "away": 1, "not_counted": 0}


def test_whoever_did_not_follow_the_draw_stays_in_the_arm_that_was_drawn():
    drawn = draw_schedule(TRIAL).set_index(["person", "week_start"])["arm"] == "push"
    rows = take_assigned(lay(TRIAL, 1.0, score=20.0), TRIAL, "calls").rows
    assert rows["push"].sum() == drawn.sum()


def test_of_a_crossover_the_first_weeks_of_each_period_are_left_out():
    crossed = promise(8, 0, 32, "crossover")
    taken = take_assigned(lay(crossed, 1.0), crossed, "calls")
    assert taken.dropped["settling"] == 8 * 16
    assert sorted({(week.date() - crossed.starts).days // 7 % 8 for week in taken.rows["week_start"]}) == [
        4,
        5,
        6,
        7,
    ]


def test_people_who_were_in_no_draw_are_named_and_stay_out():
    more = lay(promise(9, 6, 6), 1.0)
    taken = take_assigned(more, TRIAL, "calls")
    assert taken.strangers == ("P09",) and set(taken.rows["person"]) == set(TRIAL.people)


@pytest.mark.parametrize(
    ("counts", "silence"),
    [
        (np.nan, "trial_no_week"),
        (0.0, "trial_no_event"),
        (np.eye(8)[:, :1] * np.ones(12), "trial_one_arm"),
        (np.where(pushes(TRIAL), 3.0, np.where(np.arange(12) < 6, 1.0, 0.0)), "trial_separated"),
    ],
)
def test_where_nothing_can_be_estimated_it_is_said_why(counts, silence):
    assert take_assigned(lay(TRIAL, counts), TRIAL, "calls").silence == silence
    assert silence in NO_ESTIMATE


def test_a_single_event_of_somebody_is_one_and_two_people_are_enough_for_a_ratio():
    push, counts = pushes(TRIAL)[:, -1], np.zeros((8, 12))
    pushed, other = np.flatnonzero(push)[0], np.flatnonzero(~push)[0]
    counts[pushed, [2, 8]], counts[other, [2, 8]] = (1, 3), (2, 1)
    taken = take_assigned(lay(TRIAL, counts), TRIAL, "calls")
    assert taken.silence == "" and len(taken.events) == 2
    single = np.zeros((8, 12))
    single[0, 0], single[1, :2] = 1, 1
    assert take_assigned(lay(TRIAL, single), TRIAL, "calls").events.to_dict() == {"P01": 1, "P02": 2}
