"""The figures of scores: of a team nobody's can be read off, of oneself each week can."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from figures.looked_at import by_key, texts

from ssi_outcomes.figures.canvas import ORANGE
from ssi_outcomes.figures.scores import draw_person_weeks, draw_scores

MONDAYS = pd.date_range("2026-01-05", periods=3, freq="7D")


def person_weeks(*people: str) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {"person": person, "week_start": monday, "ssi": 40.0 + week, "events": float(week == 1)}
            for person in people
            for week, monday in enumerate(MONDAYS)
        ]
    )


def test_a_teams_scores_are_one_smooth_hill_and_no_mark_a_reading():
    scores = np.array([20.0, 45, 46, 47, 90])
    (axes,) = draw_scores(scores, 30, 70, by_key).axes
    assert len(axes.lines) == 0 and len(axes.collections) == 1
    outline = axes.collections[0].get_paths()[0].vertices
    assert outline[:, 0].min() >= 0 and outline[:, 0].max() <= 100  # no score is beyond the scale
    assert texts(axes) == ["low", "middle", "high"] and list(axes.get_yticks()) == []


@pytest.mark.parametrize("scores", [[47.0], [47.0, 47.0, 47.0], [46.5, 47.5]])
def test_scores_that_are_all_alike_are_a_line_where_they_lie(scores):
    (axes,) = draw_scores(np.array(scores), 30, 70, by_key).axes
    (line,) = axes.lines
    assert set(line.get_xdata()) == {47.0}


def test_each_person_has_a_picture_and_the_places_left_over_are_empty():
    figure = draw_person_weeks(person_weeks("A", "B", "C", "D", "E"), by_key)
    shown = [axes.get_title() for axes in figure.axes if axes.axison]
    assert shown == ["A", "B", "C", "D", "E"] and len(figure.axes) == 8


def test_a_week_with_an_event_has_its_mark_where_no_score_can_be():
    axes = draw_person_weeks(person_weeks("A"), by_key).axes[0]
    (line,) = (line for line in axes.lines if line.get_color() == ORANGE)
    assert list(line.get_ydata()) == [-12]
    assert pd.Timestamp(line.get_xdata()[0]) == MONDAYS[1]
    assert axes.get_ylim() == (-24, 100)
