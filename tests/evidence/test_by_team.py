"""What teams change: how many there are decides by what people are held apart, and what the uncertainty counts."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from evidence.panels import draw_frame

from ssi_outcomes.base.plan import read_plan
from ssi_outcomes.evidence.between import compare_between
from ssi_outcomes.evidence.by_team import arrange_teams
from ssi_outcomes.evidence.judge import judge
from ssi_outcomes.evidence.verdict import Declared
from ssi_outcomes.evidence.within import compare_within

PLAN = read_plan()


def in_teams(frame: pd.DataFrame, teams: int) -> pd.DataFrame:
    people = sorted(frame["person"].unique())
    names = {person: f"T{place % teams:02}" for place, person in enumerate(people)}
    return frame.assign(team=frame["person"].map(names))


FRAME = draw_frame(11, 40, 12, slope=0.3, rate=2)


def test_from_ten_teams_on_each_has_weeks_of_its_own():
    assert "stratum" in arrange_teams(in_teams(FRAME, 10), PLAN)
    assert "cluster" in arrange_teams(in_teams(FRAME, 9), PLAN)
    assert arrange_teams(FRAME, PLAN) is FRAME or arrange_teams(FRAME, PLAN).equals(FRAME)


def test_good_weeks_that_a_team_shares_with_its_score_move_nothing_where_teams_have_weeks_of_their_own():
    rng = np.random.default_rng(2)
    frame = in_teams(draw_frame(7, 60, 16, rate=2), 10)
    shared = pd.Series(
        rng.normal(0, 1, 160), pd.MultiIndex.from_product([sorted(set(frame["team"])), range(16)])
    )
    week = frame.groupby("person").cumcount()
    good = shared.loc[list(zip(frame["team"], week, strict=True))].to_numpy()
    moved = frame.assign(
        ssi=frame["ssi"] + 10 * good, outcome_calls=rng.poisson(2 * np.exp(0.5 * good)).astype(float)
    )
    assert compare_within(moved, "calls").slope.log > 0.3
    made = compare_within(arrange_teams(moved, PLAN), "calls")
    assert abs(made.slope.log) < 3 * made.slope.se < 0.5
    assert (made.teams, made.informative, len(made.left_out)) == (10, 60, 60)


@pytest.mark.parametrize("teams", [3, 4, 9])
def test_of_three_to_nine_teams_one_is_left_out_in_turn(teams):
    # Every fifth person is away in a week of an own, at a score that counts for nothing.
    away = (FRAME.groupby("person").ngroup() % 5 == 2) & (FRAME.groupby("person").cumcount() == 3)
    there = FRAME.assign(exposure_days=FRAME["exposure_days"].where(~away, 0))
    frame = in_teams(there, teams)
    made, plain = compare_within(arrange_teams(frame, PLAN), "calls"), compare_within(there, "calls")
    left = [compare_within(there[frame["team"] != f"T0{team}"], "calls").slope.log for team in range(teams)]
    assert (made.slope.log, made.slope.freedom) == (pytest.approx(plain.slope.log), teams - 1)
    changes = np.square(np.array(left) - plain.slope.log)
    assert (
        made.slope.se == pytest.approx(np.sqrt((teams - 1) / teams * changes.sum())) and made.teams == teams
    )


@pytest.mark.parametrize("teams", [3, 9])
def test_between_people_one_team_is_left_out_in_turn_too(teams):
    frame = in_teams(FRAME, teams)
    made, plain = compare_between(arrange_teams(frame, PLAN), "calls"), compare_between(FRAME, "calls")
    left = [compare_between(FRAME[frame["team"] != f"T0{team}"], "calls").slope.log for team in range(teams)]
    assert (made.slope.log, made.slope.freedom) == (pytest.approx(plain.slope.log), teams - 1)
    changes = np.square(np.array(left) - plain.slope.log)
    assert made.slope.se == pytest.approx(np.sqrt((teams - 1) / teams * changes.sum()))


@pytest.mark.parametrize("teams", [1, 2])
def test_what_happened_to_one_or_two_teams_cannot_be_told_from_the_score(teams):
    made = judge(in_teams(FRAME, teams), PLAN, {"calls": "real"}, {"calls": Declared(True, False)})
    finding = made.outcomes["calls"]
    assert (finding.verdict.word, finding.verdict.reason) == ("undetermined", "few_teams")
    assert finding.verdict_between.reason == "few_teams"


def test_a_week_without_a_team_is_left_out_and_told():
    frame = in_teams(FRAME, 5)
    some = frame.assign(team=frame["team"].where(frame["person"] != "P01", None))
    made = compare_within(arrange_teams(some, PLAN), "calls")
    assert (made.dropped["no_team"], made.dropped["not_counted"]) == (12, 0)
    rest = compare_within(arrange_teams(frame[frame["person"] != "P01"], PLAN), "calls")
    assert made.slope == rest.slope


def test_where_teams_have_weeks_of_their_own_each_person_left_out_moves_the_ratio_as_a_refit_does():
    frame = arrange_teams(in_teams(FRAME, 10), PLAN)
    made = compare_within(frame, "calls")
    people = sorted(frame["person"].unique())
    for place in (0, 17, 39):
        without = compare_within(frame[frame["person"] != people[place]], "calls").slope.log
        change = without - made.slope.log
        assert abs(change) > 1e-4
        assert made.left_out[place] - made.slope.log == pytest.approx(change, rel=0.05)


def test_whoever_changes_teams_counts_once():
    frame = in_teams(FRAME, 10)
    late = frame.groupby("person").cumcount() >= 6
    made = compare_within(
        arrange_teams(frame.assign(team=frame["team"].mask((frame["person"] == "P01") & late, "T05")), PLAN),
        "calls",
    )
    assert (made.informative, len(made.left_out), made.slope.freedom) == (40, 40, 39)


def test_the_plan_says_from_how_many_teams_on():
    few = replace(PLAN, team_effects_from=3)
    assert "stratum" in arrange_teams(in_teams(FRAME, 3), few)


def test_a_joiners_first_weeks_are_not_compared():
    joining = FRAME.assign(ramp_up=(FRAME["person"] == "P02") & (FRAME.groupby("person").cumcount() < 8))
    made = compare_within(joining, "calls")
    assert made.dropped["ramp_up"] == 8
    assert made.slope == compare_within(FRAME[~joining["ramp_up"]], "calls").slope


def test_a_person_with_a_single_event_counts_as_one_where_teams_have_weeks_of_their_own():
    # Of P03 one call in all is counted, in the sixth week.
    own = FRAME["person"] == sorted(FRAME["person"].unique())[2]
    once = (FRAME[own].groupby("person").cumcount() == 5).astype(float)
    frame = in_teams(FRAME.assign(outcome_calls=FRAME["outcome_calls"].where(~own, once)), 10)
    made = compare_within(arrange_teams(frame, PLAN), "calls")
    assert (made.informative, len(made.left_out)) == (40, 40)
    without = compare_within(arrange_teams(frame[~own], PLAN), "calls").slope.log
    assert made.left_out[2] - made.slope.log == pytest.approx(without - made.slope.log, rel=0.05)
