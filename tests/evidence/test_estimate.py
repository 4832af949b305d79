"""The shape of an answer: a slope's interval and its p-values say the same, and no number is too large for them."""

from __future__ import annotations

import math

import pytest

from ssi_outcomes.evidence.estimate import Slope, as_whole, exp

# Of one degree of freedom t is Cauchy's distribution: a quarter of it lies beyond 1, an eighth beyond tan(67.5°) = 1 + √2.
DOUBLING = Slope(math.log(2), math.log(2), 1)


def test_the_interval_of_a_slope_by_hand():
    assert DOUBLING.ratio == pytest.approx(2)
    assert DOUBLING.bounds(1 / 4) == pytest.approx((1, 4))
    assert DOUBLING.bounds(1 / 8) == pytest.approx((2 ** -math.sqrt(2), 2 ** (2 + math.sqrt(2))))


def test_the_p_of_a_slope_by_hand():
    assert DOUBLING.p_above(1) == pytest.approx(1 / 4) and DOUBLING.p_above(4) == pytest.approx(3 / 4)
    assert DOUBLING.p_equal() == DOUBLING.p_equal(4) == pytest.approx(1 / 2)
    assert DOUBLING.p_equal(2) == pytest.approx(1)


@pytest.mark.parametrize("risk", [0.25, 0.05, 0.001])
def test_a_ratio_at_the_end_of_an_interval_has_that_intervals_risk(risk):
    slope = Slope(0.1, 0.03, 17)
    low, high = slope.bounds(risk)
    assert slope.p_above(low) == pytest.approx(risk) and slope.p_above(high) == pytest.approx(1 - risk)
    assert (slope.p_equal(low), slope.p_equal(high)) == pytest.approx((2 * risk, 2 * risk))


def test_what_is_beyond_all_numbers_is_infinite_and_what_is_below_them_nothing():
    assert (exp(699.9) < math.inf, exp(700), exp(1e9), exp(-1e9)) == (True, math.inf, math.inf, 0)
    assert Slope(1e6, 1.0, 40).bounds(0.05) == (math.inf, math.inf)
    assert Slope(0.0, 1e6, 40).bounds(0.05) == (0, math.inf)


def test_a_number_of_events_is_whole_where_it_is_one():
    assert as_whole(3.0) == 3 and isinstance(as_whole(3.0), int)
    assert as_whole(2.5) == 2.5
