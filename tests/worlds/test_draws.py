"""A drawn world is what its scenario says: people, scores, readings and counts."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ssi_outcomes.base.plan import read_plan
from ssi_outcomes.worlds import SCENARIOS
from ssi_outcomes.worlds.draws import draw_world

PLAN = read_plan()
CROWD = draw_world(SCENARIOS["nothing"], 4_000, 26, 1, PLAN)
every_world = pytest.mark.parametrize("name", SCENARIOS)


def within_and_step(ssi: np.ndarray) -> tuple[float, float]:
    """Return SD within people and correlation from week to week, from differences one and thirteen weeks apart, rounding taken off."""
    near, far = (np.mean((ssi[:, gap:] - ssi[:, :-gap]) ** 2) - 2 / 12 for gap in (1, 13))
    variance = far / (2 * (1 - 0.8**13))
    return np.sqrt(variance), 1 - near / (2 * variance)


def test_scores_differ_between_people_as_the_plan_says_in_the_first_week_and_in_the_last():
    for week in (0, 25):
        assert CROWD.ssi[:, week].mean() == pytest.approx(45, abs=0.75)
        assert CROWD.ssi[:, week].std() == pytest.approx(np.hypot(PLAN.between_sd, PLAN.within_sd), abs=0.5)


@pytest.mark.parametrize("weeks", [slice(0, 16), slice(10, 26)])
def test_a_persons_score_wanders_as_the_plan_says_early_and_late(weeks):
    within, step = within_and_step(CROWD.ssi[:, weeks])
    assert within == pytest.approx(PLAN.within_sd, abs=0.2) and step == pytest.approx(0.8, abs=0.02)


def test_other_numbers_in_the_plan_give_another_world():
    other = draw_world(
        SCENARIOS["nothing"], 2_000, 26, 1, replace(PLAN, within_sd=2.5, between_sd=6.0, outcome_sd=0.1)
    )
    assert within_and_step(other.ssi)[0] == pytest.approx(2.5, abs=0.15)
    assert other.ssi[:, 0].std() == pytest.approx(np.hypot(6, 2.5), abs=0.3)
    totals = other.counts["phone_meetings"].sum(axis=1)
    assert totals.var() / totals.mean() == pytest.approx(1 + 13 * (np.exp(0.01) - 1), abs=0.12)


def test_half_an_event_a_week_on_average_log_normal_between_people():
    totals = CROWD.counts["phone_meetings"].sum(axis=1)
    assert totals.mean() / 26 == pytest.approx(0.5, abs=0.025)
    # Of log-normal rates of SD .8 the squared coefficient of variation is exp(.64) - 1 = .896; counting adds the mean.
    assert (totals.var() - totals.mean()) / totals.mean() ** 2 == pytest.approx(0.896, abs=0.25)
    assert CROWD.counts["contracts"].mean() == pytest.approx(0.1, abs=0.006)


def test_who_has_a_high_score_is_not_who_has_results():
    r = np.corrcoef(CROWD.ssi.mean(axis=1), np.log1p(CROWD.counts["phone_meetings"].sum(axis=1)))[0, 1]
    assert abs(r) < 3 / np.sqrt(len(CROWD.ssi))


@pytest.mark.parametrize("name", ["feedback", "feedback_null", "friday_unseen"])
def test_what_outcomes_add_to_the_score_has_settled_before_the_first_week(name):
    world = draw_world(SCENARIOS[name], 4_000, 26, 1, PLAN)
    assert world.ssi[:, 0].mean() == pytest.approx(world.ssi[:, 25].mean(), abs=0.3)
    # .6 outcomes a week (meetings and contracts) of 1.5 points each, of which .8 is left a week later: on Mondays
    # .9 * (.8 + .8 ** 2 + ...) = 3.6 points, on Fridays .9 more.
    assert world.ssi.mean() - CROWD.ssi.mean() == pytest.approx(
        3.6 if world.scenario.read_on == "monday" else 4.5, abs=0.6
    )


@every_world
def test_the_total_is_the_rounded_sum_of_four_pillars_within_their_range(name):
    world = draw_world(SCENARIOS[name], 200, 12, 3, PLAN)
    hundredths = np.rint(world.pillars * 100)
    assert (
        (np.abs(hundredths - world.pillars * 100) < 1e-9).all()
        and (hundredths >= 0).all()
        and (hundredths <= 2500).all()
    )
    assert (np.abs(hundredths.sum(axis=2) - 100 * world.ssi) < 50).all()
    assert world.ssi.min() >= 2 and world.ssi.max() <= 98


def test_vanity_follows_the_score_and_real_outcomes_do_not():
    away = CROWD.ssi - CROWD.ssi.mean(axis=1, keepdims=True)
    for name, follows in (
        ("impressions", True),
        ("profile_views", True),
        ("phone_meetings", False),
        ("contracts", False),
    ):
        counts = CROWD.counts[name] - CROWD.counts[name].mean(axis=1, keepdims=True)
        r = np.corrcoef(away.ravel(), counts.ravel())[0, 1]
        assert r > 0.1 if follows else abs(r) < 3 / np.sqrt(away.size)


def test_the_score_goes_with_activity_within_a_person():
    activity = np.log1p(CROWD.counts["messages_sent"])
    pairs = [each - each.mean(axis=1, keepdims=True) for each in (CROWD.ssi, activity)]
    # .75 by design; rounding, counting and the person's own mean of 26 weeks leave somewhat less.
    assert 0.4 < np.corrcoef(*(each.ravel() for each in pairs))[0, 1] < 0.75


@every_world
def test_the_same_seed_gives_the_same_world_and_another_another(name):
    one, again, other = (draw_world(SCENARIOS[name], 20, 6, seed, PLAN) for seed in (1, 1, 2))
    assert (one.ssi == again.ssi).all() and all(
        (one.counts[each] == again.counts[each]).all() for each in one.counts
    )
    assert (one.ssi != other.ssi).any()


@pytest.mark.parametrize(("people", "weeks"), [(0, 12), (5, 1), (-1, 12)])
def test_a_world_without_people_or_time_is_refused(people, weeks):
    with pytest.raises(ValueError, match="at least one person and two weeks"):
        draw_world(SCENARIOS["nothing"], people, weeks, 1, PLAN)
