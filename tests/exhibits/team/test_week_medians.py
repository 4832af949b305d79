"""The weeks of a score: what was read with it, the distances to others by hand, and medians of five people or more alone."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from exhibits.told_studies import world_study

from ssi_outcomes.base.ssi import PILLARS
from ssi_outcomes.exhibits.team.week_medians import MEASURES, read_weeks, take_course
from ssi_outcomes.study import PanelStudy


def read_beside(people: int, weeks: int, **beside: object) -> PanelStudy:
    """Return a study of an invented world whose readings have more columns; a function is given the readings."""
    readings = world_study("nothing", people, weeks).dataset.tables["ssi"]
    more = {name: each(readings) if callable(each) else each for name, each in beside.items()}
    return world_study("nothing", people, weeks, {"ssi": readings.assign(**more)})


def test_distances_and_ranks_stand_beside_the_reading_in_force():
    study = read_beside(
        6, 4, industry_mean=30.0, network_mean=50.0, industry_rank_pct=12, network_rank_pct=lambda r: r["ssi"]
    )
    rows = read_weeks(study)
    assert len(rows) == 24
    assert (rows["industry_gap"] == rows["ssi"] - 30).all() and (
        rows["network_gap"] == rows["ssi"] - 50
    ).all()
    assert (rows["industry_rank_pct"] == 12).all() and (rows["network_rank_pct"] == rows["ssi"]).all()


def test_what_was_not_read_is_missing_and_has_no_course():
    rows = read_weeks(world_study("nothing", 6, 4))
    assert rows[["industry_mean", "industry_gap", "network_rank_pct"]].isna().all(axis=None)
    assert list(take_course(rows, 6)) == ["ssi", *PILLARS]


def weeks_of(*scores: list[float]) -> pd.DataFrame:
    """Return the rows of one list of scores a week, a person each."""
    mondays = pd.date_range("2026-01-05", periods=len(scores), freq="7D")
    rows = [
        {"person": f"P{place}", "week_start": monday, "ssi": score}
        for monday, each in zip(mondays, scores, strict=True)
        for place, score in enumerate(each)
    ]
    return pd.DataFrame(rows).reindex(columns=["person", "week_start", *MEASURES])


def test_medians_by_hand_and_none_of_four_people():
    course = take_course(weeks_of([10, 20, 30, 40, 90], [10, 20, 30, 40], [10, 20, 30, 40, np.nan]), 5)
    assert course["ssi"].tolist() == [30]  # the two weeks of four people are not there
    assert take_course(weeks_of([10, 20, 30, 40]), 4).empty


def test_of_one_person_each_week_is_their_own():
    assert take_course(weeks_of([41], [43]), 1)["ssi"].tolist() == [41, 43]


def test_a_panel_that_came_as_one_has_no_ranks():
    study = world_study("nothing", 6, 4)
    alone = replace(study, dataset=replace(study.dataset, tables={}))
    pd.testing.assert_frame_equal(read_weeks(alone), read_weeks(study))


def test_a_day_read_twice_keeps_its_row():
    readings = (
        world_study("nothing", 6, 4).dataset.tables["ssi"].assign(industry_rank_pct=20, network_rank_pct=30)
    )
    again = readings.assign(industry_rank_pct=25)
    study = world_study("nothing", 6, 4, {"ssi": pd.concat([readings, again])})
    assert len(read_weeks(study)) == 24 and read_weeks(study)["industry_rank_pct"].eq(25).all()


@pytest.mark.parametrize("people", [1, 6])
def test_absences_are_no_weeks(people):
    study = world_study("nothing", people, 4)
    frame = study.panel.frame
    frame.loc[frame["week_start"] == frame["week_start"].max(), "exposure_days"] = 0
    assert read_weeks(study)["week_start"].nunique() == 3
