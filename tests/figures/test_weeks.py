"""The figures of weeks: a bar a week, the last one as wide as the others, and nothing drawn that was not read."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from figures.looked_at import by_key, legend
from matplotlib.dates import date2num

from ssi_outcomes.figures.weeks import draw_calendar, draw_diary, draw_weeks

MONDAYS = pd.date_range("2026-01-05", periods=3, freq="7D")
EVENTS = np.array([0.0, 4, 1])


def bars(axes) -> list[tuple[float, float]]:
    """Return beginning, in days since the first Monday, and height of each bar."""
    return [(bar.get_x() - date2num(MONDAYS[0]), bar.get_height()) for bar in axes.patches]


def test_people_stand_above_the_outcomes_of_the_same_week():
    above, below = draw_weeks(MONDAYS, np.array([5, 6, 6]), np.array([5, 4, 6]), EVENTS, by_key).axes
    assert bars(below) == [(0, 0), (7, 4), (14, 1)]
    (line,) = above.lines
    # The last week is drawn to its end.
    assert list(line.get_ydata()) == [5, 6, 6, 6]
    assert line.get_xdata()[-1] - date2num(MONDAYS[0]) == 21
    assert [text.get_text() for text in above.get_legend().get_texts()] == ["with_reading", "there"]


def test_of_many_weeks_every_few_are_named_and_of_few_each():
    for weeks, named in ((3, 3), (8, 4), (26, 7)):
        days = pd.date_range("2026-01-05", periods=weeks, freq="7D")
        ones = np.ones(weeks)
        _, below = draw_weeks(days, ones, ones, ones, lambda key, **words: "27 Apr").axes
        assert len(below.get_xticks()) == named


def test_the_axes_of_people_and_of_results_have_whole_numbers_alone():
    for axes in draw_weeks(MONDAYS, np.ones(3), np.ones(3), EVENTS / 4, by_key).axes:
        assert all(float(tick).is_integer() for tick in axes.get_yticks())


def test_a_diary_shows_the_score_where_it_was_read_and_no_empty_frame_where_it_was_not():
    above, below = draw_diary(MONDAYS, np.array([40, np.nan, 45]), EVENTS, by_key).axes
    (line,) = above.lines
    assert np.array_equal(line.get_ydata(), [40, np.nan, 45], equal_nan=True)
    assert above.get_ylim() == (0, 100) and bars(below) == [(0, 0), (7, 4), (14, 1)]
    (alone,) = draw_diary(MONDAYS, np.full(3, np.nan), EVENTS, by_key).axes
    assert bars(alone) == bars(below)


def test_a_slim_diary_shows_the_same_weeks_on_a_narrower_sheet_and_names_fewer():
    days = pd.date_range("2026-01-05", periods=20, freq="7D")
    figures = [
        draw_diary(days, np.full(20, 40.0), np.ones(20), lambda key, **words: "27 Apr", narrow=narrow)
        for narrow in (False, True)
    ]
    (wide, slim), named = figures, [len(figure.axes[1].get_xticks()) for figure in figures]
    assert slim.get_figwidth() < wide.get_figwidth() and 2 <= named[1] < named[0]
    assert [len(figure.axes[1].patches) for figure in figures] == [20, 20]


def test_a_diary_without_an_event_still_has_a_scale():
    *_, below = draw_diary(MONDAYS, np.full(3, 40.0), np.zeros(3), by_key).axes
    assert below.get_ylim() == pytest.approx((0, 1.1))


def test_a_square_for_each_person_and_week_says_who_was_there_and_who_was_read():
    state = pd.DataFrame([[0, 1, 2], [2, 2, 0]], index=["A", "B"], columns=MONDAYS)
    figure = draw_calendar(state, by_key)
    axes = figure.axes[0]
    (mesh,) = axes.collections
    assert np.asarray(mesh.get_array()).tolist() == [[0, 1, 2], [2, 2, 0]]
    assert len({tuple(colour) for colour in mesh.to_rgba(np.arange(3))}) == 3
    assert [label.get_text() for label in axes.get_yticklabels()] == ["A", "B"]
    assert legend(figure) == ["with_reading", "without_reading"]
