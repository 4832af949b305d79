"""Whether a person's score goes with the activity before it: the surest of the activities, corrected for having looked at all."""

from __future__ import annotations

from dataclasses import replace
from math import ceil, inf, nextafter

import numpy as np
import pandas as pd
import pytest
from evidence.panels import lay_frame

from ssi_outcomes.base.plan import read_plan
from ssi_outcomes.evidence.activity import ActivityLink, link_activity
from ssi_outcomes.evidence.within import compare_within

PLAN = read_plan()
# Posts in the weeks before a score of 50 and before one of 40: 26 to 13 over six people, and as many the other way round.
PAIRS = [(4, 2), (3, 2), (5, 2), (4, 1), (6, 4), (4, 2)]


def lay_posts(pairs=PAIRS, **others) -> pd.DataFrame:
    """Return five weeks of people whose score goes 40, 50, 40 ..., and of as many whose score goes 50, 40, 50 ..."""
    up = np.array([40.0, 50, 40, 50, 40])
    scores = np.array([up] * len(pairs) + [90 - up] * len(pairs))
    following = np.concatenate([scores[:, 1:], np.full((len(scores), 1), 40)], axis=1)
    high, low = np.array([*pairs, *pairs]).T
    posts = np.where(following == 50, high[:, None], low[:, None])
    return lay_frame(np.zeros(scores.shape), scores, activity_posts=posts, **others)


def test_twice_the_posts_before_ten_points_more_is_a_ratio_of_two():
    link = link_activity(lay_posts(), PLAN)
    assert (link.activity, link.people, link.holds) == ("posts", 12, True)
    assert link.slope.ratio == pytest.approx(26 / 13)
    # The last week has no next Monday: four weeks of each of twelve people are compared.
    assert link.events == 2 * 2 * (26 + 13)


def test_the_score_of_the_same_monday_has_no_part_in_it():
    frame = lay_posts()
    assert link_activity(frame.assign(ssi=50.0), PLAN).slope == link_activity(frame, PLAN).slope


def test_of_several_activities_the_surest_is_told_and_not_the_first():
    silent = np.tile([3, 2, 2, 3, 2], (12, 1)) + np.arange(12)[:, None] % 3
    link = link_activity(lay_posts(activity_aaa=silent), PLAN)
    assert link.activity == "posts"


def test_the_more_activities_are_looked_at_the_surer_one_has_to_be():
    frame = lay_posts([(5, 2), (2, 3), (5, 1), (4, 3), (4, 3), (5, 4)])
    alone = link_activity(frame, PLAN)
    p = alone.slope.p_above(1)
    assert alone.holds and p < PLAN.level_per_look
    enough = ceil(PLAN.level_per_look / p)
    for copies, holds in ((enough - 1, True), (enough, False)):
        more = {f"activity_copy{number}": frame["activity_posts"] for number in range(copies - 1)}
        assert link_activity(frame.assign(**more), PLAN).holds == holds


def test_activity_before_a_lower_score_is_no_link():
    assert not link_activity(lay_posts([(low, high) for high, low in PAIRS]), PLAN).holds


@pytest.mark.parametrize("gate", ["people_with_events", "effective_people", "events"])
def test_a_gate_of_the_plan_holds_at_its_limit_and_not_beyond(gate):
    frame = lay_posts()
    after = frame.assign(ssi=frame["next_ssi"], outcome_posts=frame["activity_posts"])
    made = compare_within(after, "posts")
    reached = {
        "people_with_events": made.informative,
        "effective_people": made.effective,
        "events": made.events,
    }
    at, beyond = (
        replace(PLAN, gates=replace(PLAN.gates, **{gate: limit}))
        for limit in (reached[gate], nextafter(reached[gate], inf))
    )
    assert link_activity(frame, at).activity == "posts"
    assert link_activity(frame, beyond).slope is None


def test_looks_that_are_planned_share_the_risk_of_error():
    frame = lay_posts([(5, 2), (2, 3), (5, 1), (4, 3), (4, 3), (5, 4)])
    p = link_activity(frame, PLAN).slope.p_above(1)
    one, four = (replace(PLAN, level=2 * p, planned_looks=looks) for looks in (1, 4))
    assert link_activity(frame, one).holds and not link_activity(frame, four).holds


@pytest.mark.parametrize(
    "frame",
    [
        lay_posts().drop(columns="next_ssi"),
        lay_posts().drop(columns="activity_posts"),
        lay_posts(PAIRS[:4]),  # eight people of the ten that the plan asks for
        lay_posts([(1, 0)] * 3 + [(0, 1)] * 3),  # 24 events of thirty
        lay_posts().assign(next_ssi=50.0),
    ],
    ids=["no next score", "no activity", "few people", "few events", "a score that stands still"],
)
def test_too_little_to_compare_links_nothing(frame):
    assert vars(link_activity(frame, PLAN)) == vars(ActivityLink())
