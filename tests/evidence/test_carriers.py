"""Who carries a verdict, and what scores of other weeks say."""

from __future__ import annotations

import numpy as np
import pytest

from ssi_outcomes.base.plan import read_plan
from ssi_outcomes.evidence.carriers import find_carriers, turn_round
from ssi_outcomes.evidence.within import compare_within
from ssi_outcomes.worlds import find_scenario, simulate_panel

PLAN, MAIN = read_plan(), "phone_meetings"


def team(people=15, weeks=20, seed=3):
    return simulate_panel(find_scenario("nothing"), people, weeks, seed, PLAN).frame


def with_somebody_loud(frame, person="P004"):
    """Return the panel with one person whose results follow the score week by week."""
    own = frame["person"] == person
    loud = np.rint(np.exp((frame.loc[own, "ssi"] - frame.loc[own, "ssi"].mean()) / 4) * 3)
    frame.loc[own, f"outcome_{MAIN}"] = loud
    return frame


def test_somebody_on_whom_the_ratio_rests_is_named_first_with_the_ratio_of_the_others():
    frame = with_somebody_loud(team())
    first, *others = find_carriers(frame, MAIN, PLAN)
    assert first.person == "P004" and len(others) == 2
    rest = compare_within(frame[frame["person"] != "P004"], MAIN).slope
    assert first.slope.log == pytest.approx(rest.log, abs=1e-9)
    assert first.slope.ratio < compare_within(frame, MAIN).slope.ratio
    assert first.word == "undetermined"


def test_without_a_ratio_nobody_carries_it():
    assert find_carriers(team(people=1), MAIN, PLAN) == ()


def test_where_two_people_are_all_there_is_nothing_is_left_without_one():
    carriers = find_carriers(team(people=2, weeks=40), MAIN, PLAN)
    assert [(each.slope, each.word) for each in carriers] in ([], [(None, ""), (None, "")])


def test_scores_turned_round_keep_what_each_person_has_and_lose_the_link():
    frame = with_somebody_loud(team())
    for person in frame["person"].unique():
        frame = with_somebody_loud(frame, person)
    straight, turned = compare_within(frame, MAIN), turn_round(frame, MAIN)
    assert straight.slope.ratio > 5 > 2 > turned.slope.ratio
    assert turned.spread == pytest.approx(straight.spread)
    again = frame.assign(ssi=frame.groupby("person")["ssi"].transform(lambda own: own.to_numpy()[::-1]))
    assert turned.slope.log == pytest.approx(compare_within(again, MAIN).slope.log)
