"""The lift counts people by their events, on the weeks of the ratio, each with the reading that ends it."""

from __future__ import annotations

import numpy as np
import pytest
from evidence.drawn.laid_trial import draw_counts, lay, promise, pushes

from ssi_outcomes.evidence.drawn.assigned import take_assigned
from ssi_outcomes.evidence.drawn.lift import measure_lift

TRIAL = promise(8, 6, 6)
PUSHED = pushes(TRIAL)


def measure(counts, score):
    return measure_lift(take_assigned(lay(TRIAL, counts, score), TRIAL, "calls"))


def test_a_push_of_twelve_points_is_a_lift_of_twelve_whatever_people_and_weeks_bring():
    score = 30 + np.arange(8)[:, None] + np.arange(12) + 12 * PUSHED
    lift, without = measure(draw_counts(TRIAL), score)
    assert lift == pytest.approx(12, abs=1e-9) and without == pytest.approx(np.full(8, 12), abs=1e-9)


def test_people_weigh_as_their_events_do():
    push = PUSHED[:, -1]
    counts, lifts = np.ones((8, 12)), np.where(push, 10.0, 0.0)
    first = np.flatnonzero(push)[0]
    counts[first], lifts[first] = 7.0, 30.0
    lift, _ = measure(counts, 40 + lifts[:, None] * PUSHED)
    assert lift == pytest.approx((7 * 30 + 3 * 10) / 10, abs=1e-9)


def test_without_each_person_the_lift_is_that_of_the_others():
    score = 40 + np.random.default_rng(3).normal(0, 4, (8, 12)) + 15 * PUSHED
    counts = draw_counts(TRIAL)
    _, without = measure(counts, score)
    counts[5] = 0
    alone, _ = measure(counts, score)
    assert without[5] == pytest.approx(alone, abs=1e-9)


def test_a_week_without_a_reading_at_its_end_is_left_out_of_the_lift_alone():
    score = 40 + 12.0 * PUSHED
    score[:, 11] = np.nan
    lift, _ = measure(draw_counts(TRIAL), score)
    assert lift == pytest.approx(12, abs=1e-9)


def test_without_readings_there_is_no_lift():
    lift, without = measure(draw_counts(TRIAL), np.nan)
    assert np.isnan(lift) and np.isnan(without).all()
