"""The contrast is b - log(ratio) * lift / 10, and each person is left out of it as a whole."""

from __future__ import annotations

import math

import numpy as np
import pytest
from evidence.drawn.laid_trial import draw_counts, lay, promise, pushes

from ssi_outcomes.evidence.drawn.assigned import take_assigned
from ssi_outcomes.evidence.drawn.contrast import contrast, find_per_ten, jackknife
from ssi_outcomes.evidence.drawn.lift import measure_lift

TRIAL = promise(10, 6, 6)


def take(counts, score):
    return take_assigned(lay(TRIAL, counts, score), TRIAL, "calls")


def test_ratio_and_lift_are_left_without_the_same_person():
    score = 40 + np.random.default_rng(2).normal(0, 3, (10, 12)) + 20 * pushes(TRIAL)
    taken = take(draw_counts(TRIAL), score)
    found = contrast(taken, (1.05,)).contrasts[1.05]
    lift, lift_without = measure_lift(taken)
    b, b_without = taken.fitted.coefficients[0], taken.fitted.left_out[:, 0]
    away = (b_without - math.log(1.05) * lift_without / 10) - (b - math.log(1.05) * lift / 10)
    assert found.value == pytest.approx(b - math.log(1.05) * lift / 10, abs=1e-12)
    assert found.se == pytest.approx(math.sqrt(9 / 10 * (away**2).sum()), abs=1e-12)
    assert found.freedom == 9


def test_people_without_an_event_are_no_degree_of_freedom():
    counts = draw_counts(TRIAL)
    counts[3] = 0
    found = contrast(take(counts, 40 + 20 * pushes(TRIAL)), (1.05,))
    assert (found.people, found.slope.freedom) == (9, 8)


def test_without_readings_the_ratio_alone_is_told():
    found = contrast(take(draw_counts(TRIAL), np.nan), (1.05,))
    assert found.lift is None and found.contrasts == {} and found.read == 0 and found.slope.se > 0


def test_where_there_is_no_estimate_there_is_no_contrast():
    assert contrast(take(0.0, 40.0), (1.05,)) is None


def test_the_interval_of_a_measured_number_is_that_of_t():
    found = jackknife(1.0, np.array([0.0, 1.0, 2.0]))
    low, high = found.bounds(0.05)
    assert found.se == pytest.approx(math.sqrt(2 / 3 * 2)) and (low + high) / 2 == pytest.approx(1)
    assert found.p_above(low) == pytest.approx(0.05)


def test_per_ten_points_the_ends_are_the_ratios_whose_contrast_may_be_nothing():
    score = 40 + np.random.default_rng(2).normal(0, 3, (10, 12)) + 20 * pushes(TRIAL)
    taken = take(draw_counts(TRIAL), score)
    value, low, high = find_per_ten(contrast(taken, (1.05, 1.1)), 0.05)
    lift, b = measure_lift(taken)[0], taken.fitted.coefficients[0]
    assert value == pytest.approx(math.exp(10 * b / lift))
    at = contrast(taken, (low, high)).contrasts
    assert at[low].bounds(0.05)[0] == pytest.approx(0, abs=1e-9)
    assert at[high].bounds(0.05)[1] == pytest.approx(0, abs=1e-9)


def test_where_the_lift_may_be_none_no_ratio_per_ten_points_is_told():
    score = 40 + np.random.default_rng(2).normal(0, 3, (10, 12))
    assert find_per_ten(contrast(take(draw_counts(TRIAL), score), (1.05,)), 0.05) is None
    assert find_per_ten(contrast(take(draw_counts(TRIAL), np.nan), (1.05,)), 0.05) is None
