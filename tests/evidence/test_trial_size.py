"""How many people a trial of a year takes: the smallest number of tens at which the claim is told from nothing."""

from __future__ import annotations

import pytest

from ssi_outcomes.base.plan import read_plan
from ssi_outcomes.evidence.drawn_power import best_split, smallest_drawn_ratio
from ssi_outcomes.evidence.trial_size import LIFT, find_trial_size

PLAN = read_plan()


def reach(people: int, rate: float, lift: float = LIFT) -> float:
    before = best_split(52, PLAN)[0]
    return smallest_drawn_ratio(people, before, 52 - before, rate, lift, PLAN)


@pytest.mark.parametrize(("rate", "lift"), [(0.6, LIFT), (2.0, LIFT), (0.1, 30.0)])
def test_ten_people_fewer_would_not_be_enough(rate, lift):
    size = find_trial_size(rate, PLAN, lift)
    assert size.weeks == 52 and size.lift == lift and size.people % 10 == 0
    assert reach(size.people, rate, lift) <= PLAN.claim_per_10 < reach(size.people - 10, rate, lift)


def test_more_results_and_a_higher_lift_take_fewer_people():
    usual = find_trial_size(0.6, PLAN).people
    assert find_trial_size(2.0, PLAN).people < usual < find_trial_size(0.6, PLAN, 10.0).people


def test_where_nothing_is_counted_or_in_reach_there_is_none():
    assert find_trial_size(0, PLAN) is None
    assert find_trial_size(1e-6, PLAN) is None
    assert find_trial_size(1, PLAN, 0.01) is None
