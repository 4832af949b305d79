"""What offices, joiners and skewed scores add to a world."""

from __future__ import annotations

import numpy as np
import pytest

from ssi_outcomes.base.plan import read_plan
from ssi_outcomes.worlds import SCENARIOS, draw_world
from ssi_outcomes.worlds.escapes import draw_skewed, ramp_up, share_office
from ssi_outcomes.worlds.simulate import make_tables

PLAN = read_plan()


def test_people_of_one_office_share_its_good_weeks_and_its_push():
    office, calendar = np.array([0, 1, 0]), np.arange(4)
    rate, points = share_office(office, np.arange(8.0).reshape(2, 4), np.array([2, 9]), calendar)
    assert (rate[0] == rate[2]).all() and (rate[0] != rate[1]).all()
    assert points.tolist() == [[0, 0, 10, 10], [0, 0, 0, 0], [0, 0, 10, 10]]


def test_who_joins_begins_low_and_who_was_there_before_does_not():
    rate, points = ramp_up(np.array([0, 2]), np.arange(30))
    assert not rate[0].any() and not points[0].any()
    assert (
        points[1, 2] == -15
        and points[1, -1] == pytest.approx(0, abs=0.1)
        and (np.diff(rate[1, 2:]) > 0).all()
    )


def test_scores_lie_as_linkedin_told_of_2015():
    scores = draw_skewed(np.random.default_rng(1), 100_000)
    assert (scores <= 20).mean() == pytest.approx(0.467, abs=0.01)
    assert (scores >= 70).mean() == pytest.approx(0.014, abs=0.003)
    assert scores.mean() == pytest.approx(28.2, abs=4)


def test_worlds_of_before_are_drawn_as_they_were():
    # The first score and count of a world that has nothing of this, as they were drawn before it existed.
    world = draw_world(SCENARIOS["thermometer"], 20, 6, 1, PLAN)
    again = draw_world(SCENARIOS["half_counted"], 20, 6, 1, PLAN)
    assert (world.ssi == again.ssi).all()
    assert (world.counts["phone_meetings"] == again.counts["phone_meetings"]).all()
    assert again.counts["messages_sent"].sum() < 0.6 * world.counts["messages_sent"].sum()


def test_where_outcomes_follow_six_weeks_later_the_same_week_tells_nothing():
    world = draw_world(SCENARIOS["delay"], 4_000, 26, 1, PLAN)
    away = world.ssi - world.ssi.mean(axis=1, keepdims=True)
    calls = world.counts["phone_meetings"]

    def slope(lag: int) -> float:
        x, y = away[:, : 26 - lag], calls[:, lag:]
        return float((x * (y - y.mean(axis=1, keepdims=True))).sum() / np.square(x).sum())

    assert slope(6) > 3 * abs(slope(0)) > -1


def test_offices_are_listed_where_they_are_told_and_nowhere_else():
    assert draw_world(SCENARIOS["offices"], 20, 6, 1, PLAN).office.max() == 9
    assert draw_world(SCENARIOS["offices_untold"], 20, 6, 1, PLAN).office is None


def test_who_leaves_has_a_low_score_and_no_result_until_back():
    world = draw_world(SCENARIOS["absences"], 1_000, 12, 1, PLAN)
    assert world.away.mean() == pytest.approx(0.1 * 11 / 12, abs=0.01) and not world.away[:, 0].any()
    assert not any(values[world.away].any() for values in world.counts.values())
    assert world.ssi[world.away].mean() - world.ssi[~world.away].mean() == pytest.approx(-8, abs=1.5)
    absences = make_tables(world)["absences"]
    assert len(absences) == world.away.sum()
    assert set(absences["start"].dt.day_name()) == {"Monday"}
    assert set(absences["end"].dt.day_name()) == {"Friday"}


@pytest.mark.long
def test_rates_go_with_the_mean_scores_of_people_where_they_are_set_apart():
    plain, apart = (draw_world(SCENARIOS[name], 40_000, 2, 1, PLAN) for name in ("nothing", "people_apart"))
    assert (plain.ssi == apart.ssi).all()
    totals, score = apart.counts["phone_meetings"].sum(axis=1), apart.ssi.mean(axis=1)
    high, low = (totals[each].mean() for each in (score > 55, score < 35))
    between = score[score > 55].mean() - score[score < 35].mean()
    assert np.log(high / low) == pytest.approx(np.log(PLAN.threshold) * between / 10, abs=0.06)


def test_only_the_outcomes_that_are_named_lift_the_score():
    world = draw_world(SCENARIOS["friday_two"], 2_000, 26, 1, PLAN)
    change = np.diff(world.ssi, axis=1)
    after = {name: change[world.counts[name][:, 1:] > 0].mean() for name in ("phone_meetings", "contracts")}
    assert after["phone_meetings"] > 1 > abs(after["contracts"])
