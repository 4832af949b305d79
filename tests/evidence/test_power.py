"""How much data a verdict takes, against the figures that were found by simulation before this formula was written."""

import dataclasses
import math

import pytest

from ssi_outcomes.base.plan import read_plan
from ssi_outcomes.evidence.estimate import Slope
from ssi_outcomes.evidence.power import (
    events_for_verdict,
    events_needed,
    people_needed,
    smallest_ratio,
    standard_error,
)

PLAN = read_plan()


def test_the_standard_error_by_hand():
    # 1.5 / (half of ten points * sqrt(900)) = 1.5 / 15
    assert standard_error(900, PLAN) == pytest.approx(0.1)
    assert standard_error(900, PLAN, within_sd=10) == pytest.approx(0.05)


def test_excluding_the_claim_takes_about_6500_events_and_a_verdict_about_26000():
    # ((1.64485 + .84162) * 3 / log 1.0973)^2, and four times that at half the effect.
    assert events_needed(PLAN.claim_per_10, PLAN) == 6449
    assert events_needed(PLAN.threshold, PLAN) == 25795
    assert events_needed(PLAN.claim_per_10, PLAN) == pytest.approx(6500, rel=0.02)
    assert events_needed(PLAN.threshold, PLAN) == pytest.approx(26000, rel=0.02)


def test_between_people_it_takes_about_200_and_815():
    assert people_needed(PLAN.claim_per_10, PLAN) == pytest.approx(200, rel=0.03)
    assert people_needed(PLAN.threshold, PLAN) == pytest.approx(815, rel=0.003)


# People, weeks, events and the smallest ratio found with 80 % power, in simulated panels: log-normal rates with SD .8,
# half an event a week, scores with a within-person SD of 5 points and a weekly autocorrelation of .8.
@pytest.mark.parametrize(
    ("people", "weeks", "events", "simulated", "formula"),
    [
        (5, 8, 18, 8.5, 8.78),
        (20, 12, 117, 2.1, 2.05),
        (50, 26, 650, 1.32, 1.346),
        (500, 26, 6481, 1.10, 1.097),
    ],
)
def test_the_formula_stands_beside_the_simulations(people, weeks, events, simulated, formula):
    found = smallest_ratio(people, weeks, events / (people * weeks), PLAN)
    assert found == pytest.approx(formula, abs=0.005)
    assert math.log(found) == pytest.approx(math.log(simulated), rel=0.08)


def test_a_workshop_of_five_people_can_only_end_undetermined():
    assert smallest_ratio(5, 8, 0.5, PLAN) > 5 > PLAN.claim_per_10


def test_more_events_more_spread_and_more_people_find_smaller_effects():
    base = smallest_ratio(20, 12, 0.5, PLAN)
    assert smallest_ratio(20, 24, 0.5, PLAN) < base
    assert smallest_ratio(20, 12, 0.5, PLAN, within_sd=10) < base
    # The same events from twice the people: only the t quantiles gain.
    assert smallest_ratio(40, 6, 0.5, PLAN) < base


def test_the_effect_that_a_panel_of_many_can_find_needs_the_events_that_it_has():
    ratio = smallest_ratio(100_000, 26, 0.5, PLAN)
    assert events_needed(ratio, PLAN) == pytest.approx(100_000 * 26 * 0.5, rel=1e-3)


def test_a_loss_takes_as_many_events_as_the_equal_gain():
    assert events_needed(1 / 1.2, PLAN) == events_needed(1.2, PLAN)


def test_more_planned_looks_cost_more_events():
    four_looks = dataclasses.replace(PLAN, planned_looks=4)
    assert events_needed(PLAN.threshold, four_looks) > events_needed(PLAN.threshold, PLAN)


@pytest.mark.parametrize("ratio", [1, 0, -2, math.inf])
def test_an_effect_that_is_none_is_refused(ratio):
    with pytest.raises(ValueError):
        events_needed(ratio, PLAN)
    with pytest.raises(ValueError):
        people_needed(ratio, PLAN)


def test_one_person_or_no_event_is_no_panel():
    with pytest.raises(ValueError, match="one person"):
        smallest_ratio(1, 52, 0.5, PLAN)
    with pytest.raises(ValueError, match="above zero"):
        smallest_ratio(20, 12, 0, PLAN)


def test_the_events_that_a_verdict_would_still_take_by_hand():
    # An effect at D has to lie 1.64485 + .84162 standard errors off; of a tenth each, so many times the events.
    times = ((1.64485 + 0.84162) * 0.1 / math.log(PLAN.threshold)) ** 2
    assert events_for_verdict(Slope(0.0, 0.1, 40), 100, PLAN) == math.ceil(100 * times - 100) > 1000
    assert events_for_verdict(Slope(0.0, 0.001, 40), 100, PLAN) == 0
