"""What is made of invented panels: teams laid out together are what they are apart, and each question has its own answer."""

from __future__ import annotations

from dataclasses import asdict

import pandas as pd
import pytest

from ssi_outcomes.base.plan import read_plan
from ssi_outcomes.panel.layout import build_panel
from ssi_outcomes.worlds import SCENARIOS, simulate
from ssi_outcomes.worlds.tried_panels import draw_panels, lay_out

PLAN = read_plan()


@pytest.mark.parametrize("name", ["joiners", "offices", "absences", "friday_two", "regression_to_mean"])
def test_a_team_laid_out_among_others_is_what_it_is_alone(name):
    scenario = SCENARIOS[name]
    frames = lay_out(scenario, 12, 8, range(3, 6), PLAN)
    tables = simulate(scenario, 12, 8, 4, PLAN)
    kept = scenario.counted_outcomes
    tables["outcomes"] = tables["outcomes"][tables["outcomes"]["outcome"].isin(kept)]
    covered = tables["coverage"]
    tables["coverage"] = covered[(covered["table"] != "outcomes") | covered["name"].isin(kept)]
    alone = build_panel(tables, ramp_up=PLAN.ramp_up_weeks).frame
    pd.testing.assert_frame_equal(frames[1].drop(columns="person"), alone.drop(columns="person"))
    assert frames[1]["person"].nunique() == 12 and not {*frames[0]["person"]} & {*frames[1]["person"]}


def test_what_is_made_of_a_seed_does_not_hang_on_those_beside_it():
    among, alone = draw_panels("bot", 12, 8, range(3), PLAN)[2], draw_panels("bot", 12, 8, [2], PLAN)[0]
    assert among.seed == 2 and asdict(among) == pytest.approx(asdict(alone), nan_ok=True)


def test_each_question_of_a_world_is_asked_of_the_same_panel():
    made = draw_panels("nothing", 20, 8, [1], PLAN)
    assert [(each.seed, each.question) for each in made] == [(1, "within"), (1, "between")]
    assert made[0].log != made[1].log and made[1].adjusted != made[1].adjusted


def test_the_outcome_that_lifts_the_score_closes_what_is_asked_between_people_of_the_other():
    within, between = draw_panels("friday_two", 50, 26, [0], PLAN)
    # Contracts alone say nothing against it: the meetings do, and (W) is told so beside its word.
    assert between.refused_by_lead and between.word == "undetermined" and not within.refused_by_lead
