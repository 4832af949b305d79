"""A team's weeks counted by hand: who was there, who was read in time, what was counted, and what it could show."""

from __future__ import annotations

import numpy as np
import pytest
from evidence.panels import MONDAY, WEEK, lay_frame
from exhibits.told_studies import study_of, world_study

from ssi_outcomes.exhibits.team.person_weeks import (
    MOST_DRAWN,
    are_drawn,
    counted_outcomes,
    find_readings,
    find_smallest_ratio,
    panel_facts,
    weekly_counts,
)
from ssi_outcomes.study import PanelStudy


@pytest.fixture(scope="module")
def three() -> PanelStudy:
    """Three people over two weeks: the second is away in week two, the third is never read; likes are no result."""
    frame = lay_frame(
        [[1, 2], [3, 9], [0, 4]],
        [[40, 50], [60, 70], [np.nan, np.nan]],
        [[7, 7], [7, 0], [7, 7]],
        outcome_impressions=100.0,
    )
    return study_of(frame.rename(columns={"outcome_calls": "outcome_meetings"}))


def test_each_week_counts_those_who_were_there(three):
    weeks = weekly_counts(three)
    assert weeks.index.tolist() == [MONDAY, MONDAY + WEEK]
    assert weeks["people"].tolist() == [3, 2] and weeks["readings"].tolist() == [2, 1]
    assert weeks["events"].tolist() == [4, 6]  # not the nine of the one who was away, nor any impression


def test_a_week_without_a_reading_differs_from_one_without_the_person(three):
    assert find_readings(three).to_numpy().tolist() == [[2, 2], [2, 0], [1, 1]]


def test_results_come_before_attention(three):
    assert counted_outcomes(three) == ["meetings", "impressions"]


def test_the_facts_of_a_panel_are_its_counts():
    study = world_study("nothing", 4, 6)
    facts = {fact.id: fact.value for fact in panel_facts(study)}
    assert (facts["n_people"], facts["n_weeks"], facts["n_person_weeks"]) == (4, 6, 24)
    frame = study.panel.frame
    assert facts["phone_meetings_events"] == frame["outcome_phone_meetings"].sum()
    assert facts["n_weeks_with_reading"] == frame["ssi"].notna().sum()


def test_what_nobody_could_compare_has_no_smallest_ratio(three):
    rows = three.panel.frame
    # One person with events and two scores is not enough; with the second one's second week there are two.
    assert find_smallest_ratio(three, rows[rows["exposure_days"] > 0], "meetings") is None
    assert find_smallest_ratio(three, rows, "meetings") > 1
    assert find_smallest_ratio(three, rows.assign(ssi=50.0), "meetings") is None


@pytest.mark.parametrize(
    ("audience", "people", "drawn"),
    [
        ("private", 1, True),
        ("private", MOST_DRAWN, True),
        ("private", MOST_DRAWN + 1, False),
        ("private", 0, False),
        ("shared", 3, False),
    ],
)
def test_people_are_drawn_one_by_one_for_oneself_and_as_many_as_can_be_looked_through(
    audience, people, drawn, monkeypatch
):
    monkeypatch.setenv("AUDIENCE", audience)
    assert are_drawn(people) == drawn
