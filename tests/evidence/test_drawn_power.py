"""What a trial could find before it starts: the simulated figures of the plan's methods, and what must hold of any such number."""

import math
from dataclasses import replace
from importlib.resources import files

import pandas as pd
import pytest
from scipy.special import stdtr, stdtrit

from ssi_outcomes import worlds
from ssi_outcomes.base.plan import read_plan
from ssi_outcomes.evidence.drawn_power import (
    best_split,
    power_alone,
    smallest_crossed_ratio,
    smallest_drawn_ratio,
)

PLAN = read_plan()
ONE_LOOK = replace(PLAN, trial=replace(PLAN.trial, planned_looks=1))


def excluded(ratio: float, people: int, share: float = 0) -> float:
    """Return how often the claim is excluded where `ratio` is what would be found in four cases of five, and
    the truth is this share of the claim.
    """
    reach = stdtrit(people - 1, 0.8) - stdtrit(people - 1, 0.05)
    se = math.log(ratio) / reach
    return float(
        stdtr(people - 1, (1 - share) * math.log(PLAN.claim_per_10) / se + stdtrit(people - 1, 0.05))
    )


@pytest.mark.parametrize(
    "people, before, weeks, rate, simulated",
    [(30, 24, 24, 1, 0.44), (60, 30, 30, 1, 0.78), (60, 48, 48, 2, 0.96)],
)
def test_a_parallel_trial_excludes_the_claim_as_often_as_was_simulated(
    people, before, weeks, rate, simulated
):
    ratio = smallest_drawn_ratio(people, before, weeks, rate, 30, ONE_LOOK)
    assert excluded(ratio, people) == pytest.approx(simulated, abs=0.04)


def test_a_crossover_excludes_the_claim_as_often_as_was_simulated():
    assert excluded(smallest_crossed_ratio(30, 48, 1, 30, ONE_LOOK, (8, 4)), 30) == pytest.approx(
        0.77, abs=0.03
    )


SHARES = {"nothing": 0.0, "threshold": 0.5}  # of the claim, on the log scale


@pytest.mark.parametrize("truth", SHARES)
def test_the_formula_agrees_with_what_the_estimator_of_a_trial_found_on_invented_ones(truth):
    # The stored table has one look at each trial, pushes of 20 points and a result a week.
    table = pd.read_csv(files(worlds) / "trials.csv", comment="#")
    rows = table[(table["design"] == "parallel") & (table["kind"] == "plain") & (table["truth"] == truth)]
    assert len(rows) >= 8
    for row in rows.itertuples():
        ratio = smallest_drawn_ratio(row.people, row.before, row.weeks, 1, 20, ONE_LOOK)
        found = excluded(ratio, row.people, SHARES[truth])
        assert found == pytest.approx(row.claim_excluded, abs=0.04), row


def test_a_crossover_loses_of_the_lift_what_the_score_is_still_on_its_way():
    # Weeks 5 to 8 of 8: 1/32 + 1/64 + 1/128 + 1/256 of the way is missing, on either side.
    missed = (1 / 32 + 1 / 64 + 1 / 128 + 1 / 256) / 4
    se = 0.85 * math.sqrt(1 / 30 * 2 / 12 * 3)
    reach = stdtrit(29, 0.8) - stdtrit(29, 0.05)
    ratio = smallest_crossed_ratio(30, 48, 1, 30, ONE_LOOK, (8, 4))
    assert math.log(ratio) == pytest.approx(reach * se * 10 / (30 * (1 - 2 * missed)))


def test_more_people_weeks_events_and_lift_find_smaller_effects_and_more_looks_larger_ones():
    usual = smallest_drawn_ratio(30, 24, 24, 1, 30, PLAN)
    for better in ((60, 24, 24, 1, 30), (30, 24, 48, 1, 30), (30, 24, 24, 2, 30), (30, 24, 24, 1, 40)):
        assert smallest_drawn_ratio(*better, PLAN) < usual
    assert smallest_drawn_ratio(30, 24, 24, 1, 30, ONE_LOOK) < usual
    assert smallest_crossed_ratio(30, 48, 1, 30, PLAN, (8, 4)) < usual


@pytest.mark.parametrize("nothing", [(1, 24, 24, 1, 30), (30, 0, 24, 1, 30), (30, 24, 24, 1, 0)])
def test_where_nothing_can_be_told_no_effect_is_large_enough(nothing):
    assert smallest_drawn_ratio(*nothing, PLAN) == math.inf


def test_a_crossover_shorter_than_one_block_tells_nothing():
    assert smallest_crossed_ratio(30, 15, 1, 30, PLAN, (8, 4)) == math.inf
    assert smallest_crossed_ratio(30, 31, 1, 30, PLAN, (8, 4)) == smallest_crossed_ratio(
        30, 16, 1, 30, PLAN, (8, 4)
    )


def test_half_of_the_weeks_before_is_best_and_a_third_does_nearly_as_well():
    assert best_split(48, PLAN) == (24, 17, 31)
    assert best_split(12, PLAN) == (8, 8, 8)
    assert best_split(5, PLAN) == (8, 8, 8)


def test_one_person_finds_triplings_and_no_claim():
    nothing, half_more, twice, thrice = power_alone(10, 2, 2, (1, 1.5, 2, 3), 0.05)
    assert nothing <= 0.05 + 2 * math.sqrt(0.05 * 0.95 / 1000)
    # Simulated elsewhere at .16, .32 and .67 (1,000 draws).
    assert (half_more, twice, thrice) == pytest.approx((0.16, 0.32, 0.67), abs=0.06)
    assert power_alone(13, 2, 2, (3,), 0.05)[0] > thrice


def test_of_many_blocks_so_many_orders_are_drawn_and_a_tripling_is_mostly_found():
    nothing, thrice = power_alone(45, 1, 2, (1, 3), 0.05, draws=60)
    assert nothing < 0.2 < 0.7 < thrice
