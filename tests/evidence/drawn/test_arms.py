"""What each arm did, and who of it no longer tells results."""

from __future__ import annotations

import numpy as np
import pytest
from evidence.drawn.laid_trial import lay, promise, pushes

from ssi_outcomes.evidence.drawn.arms import Loss, count_lost, follow_arms, view_arms

TRIAL = promise(8, 8, 8)
PUSHED = pushes(TRIAL)


def test_score_and_activity_of_each_arm_stand_before_and_during():
    frame = lay(TRIAL, 1.0, 40 + 10 * PUSHED, activity_posts=2 + 3 * PUSHED)
    push, ordinary = view_arms(frame, TRIAL)
    assert (push.people, push.before, push.during) == (4, 40, 50)
    assert (ordinary.before, ordinary.during) == (40, 40)
    assert push.activity == {"posts": (2, 5)} and ordinary.activity == {"posts": (2, 2)}


def test_whoever_changes_arms_is_in_both():
    crossed = promise(8, 0, 32, "crossover")
    push, ordinary = view_arms(lay(crossed, 1.0, 40 + 10 * pushes(crossed)), crossed)
    assert (push.people, ordinary.people, push.during, ordinary.during) == (8, 8, 50, 40)
    assert np.isnan(push.before)


def lose(people: int, weeks: slice = slice(14, 16)) -> Loss:
    counts = np.ones((8, 16))
    counts[np.flatnonzero(PUSHED[:, -1])[:people], weeks] = np.nan
    return count_lost(lay(TRIAL, counts), TRIAL, "calls")


def test_whoever_tells_nothing_in_the_last_quarter_is_lost():
    assert lose(2).lost == {"push": 2, "ordinary": 0} and lose(2).drawn == {"push": 4, "ordinary": 4}
    assert lose(2, slice(15, 16)).lost == {"push": 0, "ordinary": 0}


@pytest.mark.parametrize(("people", "within"), [(0, True), (1, True), (2, False)])
def test_one_person_more_is_no_difference_and_two_of_four_are(people, within):
    assert lose(people).is_within(0.10) is within


def test_in_many_people_a_few_more_are_no_difference():
    assert Loss({"push": 50, "ordinary": 50}, {"push": 5, "ordinary": 1}).is_within(0.10)
    assert not Loss({"push": 50, "ordinary": 50}, {"push": 8, "ordinary": 1}).is_within(0.10)


def test_at_a_look_on_the_way_the_last_quarter_is_that_of_the_weeks_so_far():
    counts = np.ones((8, 16))
    counts[:, 12:] = np.nan
    assert count_lost(lay(TRIAL, counts), TRIAL, "calls").lost == {"push": 0, "ordinary": 0}


def test_an_outcome_that_nobody_counted_is_told_by_nobody():
    frame = lay(TRIAL, 1.0).drop(columns="outcome_calls")
    assert count_lost(frame, TRIAL, "calls").lost == {"push": 4, "ordinary": 4}


def test_the_way_of_each_arm_is_told_week_by_week():
    steps = follow_arms(lay(TRIAL, 1 + PUSHED, 40 + 10 * PUSHED), TRIAL, "calls")
    assert len(steps) == 2 * 16
    first, last = steps[:2], steps[-2:]
    assert {(each.arm, each.people, each.results, each.score) for each in first} == {
        ("push", 4, 1.0, 40.0),
        ("ordinary", 4, 1.0, 40.0),
    }
    assert {(each.arm, each.results, each.score) for each in last} == {
        ("push", 2.0, 50.0),
        ("ordinary", 1.0, 40.0),
    }


def test_whoever_changes_arms_is_lost_to_that_of_the_last_week():
    crossed = promise(8, 0, 32, "crossover")
    counts, last = np.ones((8, 32)), pushes(crossed)[:, -1]
    counts[np.flatnonzero(last)[0], 24:] = np.nan
    found = count_lost(lay(crossed, counts), crossed, "calls")
    assert (found.drawn, found.lost) == ({"push": 4, "ordinary": 4}, {"push": 1, "ordinary": 0})
