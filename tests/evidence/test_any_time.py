"""The interval at the plan's risk: a number of looks that was planned, or any time."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from ssi_outcomes.base.plan import read_plan
from ssi_outcomes.evidence.any_time import bounds, find_reach, p_above, price
from ssi_outcomes.evidence.estimate import Slope
from ssi_outcomes.evidence.power import detectable_ratio, events_needed
from ssi_outcomes.evidence.verdict import USEFUL, judge_interval

ONCE = read_plan()
ANY = replace(ONCE, looks="any", people=40, weeks=52, events_per_week=0.5)
MEANT = ANY.expected_se(40 * 52 * 0.5)
MANY = 1e9


def test_at_planned_looks_the_interval_is_that_of_t():
    slope = Slope(0.1, 0.05, 39)
    assert bounds(slope, ONCE) == slope.bounds(0.05)
    assert p_above(slope, 1.0475, ONCE) == slope.p_above(1.0475)


def test_the_reach_at_any_time_is_the_published_formula():
    """Waudby-Smith et al. 2024: by hand, at the rho at which it is narrowest for the meant data."""
    information, rho = 1 / MEANT**2, 0.1509 / MEANT**2
    by_hand = MEANT * math.sqrt((1 + rho / information) * math.log((information + rho) / (rho * 0.1**2)))
    assert find_reach(MEANT, MANY, ANY) == pytest.approx(by_hand, rel=1e-6)


def test_looking_at_any_time_costs_two_thirds_more_width_at_the_planned_end():
    assert price(ANY) == pytest.approx(1.68, abs=0.005)
    assert price(replace(ANY, weeks=4)) == pytest.approx(price(ANY))


def test_the_sequence_is_narrowest_where_the_data_are_all_there():
    """So close to its top that half or twice the information costs next to nothing."""
    at_end, other = find_reach(MEANT, MANY, ANY), replace(ANY, weeks=13)
    assert at_end < find_reach(MEANT, MANY, other)
    assert at_end < find_reach(MEANT, MANY, replace(ANY, weeks=208))


def test_few_people_pay_what_t_has_over_z():
    assert find_reach(MEANT, 14, ANY) / find_reach(MEANT, MANY, ANY) == pytest.approx(
        1.7613 / 1.6449, abs=1e-4
    )


@pytest.mark.parametrize("freedom", [9, 14, 39, 499])
def test_a_p_value_at_any_time_is_below_the_risk_exactly_where_the_interval_lies_above(freedom):
    for se in (0.02, MEANT, 0.3):
        edge = math.log(ANY.threshold) + float(find_reach(se, freedom, ANY))
        assert p_above(Slope(edge, se, freedom), ANY.threshold, ANY) == pytest.approx(0.05)
        assert judge_interval(Slope(edge + 1e-6, se, freedom), ANY.threshold, ANY) == USEFUL
        assert judge_interval(Slope(edge - 1e-6, se, freedom), ANY.threshold, ANY) != USEFUL
    assert p_above(Slope(-0.1, 0.05, freedom), ANY.threshold, ANY) == 1


def test_what_can_be_found_is_told_at_the_price_of_looking_at_any_time():
    slope = Slope(0.0, MEANT, 39)
    assert detectable_ratio(slope, ANY) > detectable_ratio(slope, ONCE)
    factor = ((1.68 * 1.6449 + 0.8416) / (1.6449 + 0.8416)) ** 2
    assert events_needed(1.0973, ANY) == pytest.approx(factor * events_needed(1.0973, ONCE), rel=0.01)


def test_a_walk_that_is_looked_at_after_each_step_leaves_the_sequence_in_few_runs():
    """A sum of normal steps, information 1 a step: the interval of one look is left in a fifth and more."""
    plan = replace(ANY, se_factor=0.5, within_sd=5, people=50, weeks=1, events_per_week=1)
    walks = np.random.default_rng(3).standard_normal((4000, 50)).cumsum(axis=1)
    seen = np.arange(1, 51)
    off, se = walks / seen, 1 / np.sqrt(seen)
    above = {p.looks: (off > find_reach(se, MANY, p)).any(axis=1).mean() for p in (plan, ONCE)}
    assert above["any"] < 0.05 + 2 * 0.0035 and above["planned"] > 0.2
