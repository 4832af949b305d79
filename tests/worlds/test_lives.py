"""Who the people of a world are before anything is drawn of their score: as unlike, and as lasting, as the plan takes them to be."""

from __future__ import annotations

import numpy as np
import pytest

from ssi_outcomes.base.plan import read_plan
from ssi_outcomes.worlds import SCENARIOS
from ssi_outcomes.worlds import scenarios as told
from ssi_outcomes.worlds.lives import draw_lives, walk

PLAN = read_plan()


def lives(world: str, people: int = 4_000, weeks: int = 10):
    return draw_lives(np.random.default_rng(1), SCENARIOS[world], people, np.arange(-5, weeks), weeks, PLAN)


def test_scores_and_rates_differ_between_people_as_the_plan_takes_them_to():
    drawn = lives("nothing")
    assert (drawn.mean.mean(), drawn.mean.std()) == pytest.approx((told.SSI_MEAN, PLAN.between_sd), rel=0.05)
    assert (np.log(drawn.rate[:, 0]).std(), drawn.rate.mean()) == pytest.approx(
        (PLAN.outcome_sd, 1), rel=0.08
    )
    assert drawn.away.std() == pytest.approx(PLAN.within_sd, rel=0.05) and (drawn.kept == 1).all()


def test_activity_moves_with_the_score_as_much_as_is_told():
    drawn = lives("nothing")
    link = np.corrcoef(drawn.drive.ravel(), drawn.away.ravel())[0, 1]
    assert link == pytest.approx(told.ACTIVITY_WITH_SSI, abs=0.03)


def test_a_walk_keeps_its_spread_and_remembers_a_week_by_what_is_told():
    made = walk(np.random.default_rng(1).standard_normal((20_000, 12)))
    assert made[:, -1].std() == pytest.approx(1, abs=0.03)
    assert np.corrcoef(made[:, -2], made[:, -1])[0, 1] == pytest.approx(told.AUTOCORRELATION, abs=0.02)


def test_who_enters_on_a_bad_day_begins_low_in_score_and_results():
    drawn = lives("regression_to_mean")
    assert (drawn.away[:, 0] < -told.LOW * PLAN.within_sd + 1e-9).all() and (
        drawn.form[:, 0] < -told.LOW
    ).all()
