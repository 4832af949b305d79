"""Results per hour of push: what would not have come without it, over the hours as drawn."""

import math

import numpy as np
import pytest
from evidence.drawn.laid_trial import lay, promise, pushes

from ssi_outcomes.evidence.drawn.assigned import take_assigned
from ssi_outcomes.evidence.drawn.per_hour import Pushed, count_pushed, find_per_hour
from ssi_outcomes.evidence.estimate import Slope

DOUBLED = Slope(math.log(2), 0.1, math.inf)


def test_of_results_that_the_push_doubles_half_would_have_come_anyway():
    value, low, high = find_per_hour(Pushed(120, 60), DOUBLED, 2, 0.05)
    assert value == pytest.approx(60 / 120)
    ratios = DOUBLED.bounds(0.05)
    assert (low, high) == tuple(pytest.approx(120 * (1 - 1 / ratio) / 120) for ratio in ratios)
    assert low < value < high


def test_a_push_that_costs_results_brings_fewer_than_none_an_hour():
    value, *_ = find_per_hour(Pushed(30, 30), Slope(math.log(0.5), 0.1, 10), 1, 0.05)
    assert value == pytest.approx(-1)


@pytest.mark.parametrize(
    ("pushed", "slope", "hours"),
    [
        (Pushed(30, 30), DOUBLED, 0),
        (Pushed(0, 0), DOUBLED, 1),
        (Pushed(3, 3), Slope(math.inf, 1, 3), 1),
    ],
)
def test_without_hours_weeks_or_a_ratio_nothing_is_told(pushed, slope, hours):
    assert find_per_hour(pushed, slope, hours, 0.05) is None


def test_what_is_counted_are_the_weeks_on_push():
    trial = promise(8, 8, 8)
    assigned = take_assigned(lay(trial, np.where(pushes(trial), 3, 1), exposure=3.5), trial, "calls")
    assert count_pushed(assigned) == Pushed(4 * 8 * 3, 4 * 8 * 0.5)
