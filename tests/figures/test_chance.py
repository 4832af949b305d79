"""The figures of chance: every draw is counted once, every day is to scale, and no curve leaves its frame."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from figures.looked_at import by_key, marks, texts

from ssi_outcomes.figures.canvas import style
from ssi_outcomes.figures.chance import (
    draw_data_needed,
    draw_false_trail,
    draw_selection,
    draw_silence,
)


def test_each_draw_is_counted_once_and_those_below_nothing_look_otherwise():
    draws = np.array([-1.0, -0.5, -0.01, 0.0, 0.2, 0.2, 1.0])
    scores, outcomes = np.array([20.0, 40, 60, 80]), np.array([0.1, 1.0, 0.5, 2.0])
    above, below = draw_selection(draws, scores, outcomes, np.array([1, 3]), by_key).axes
    counted = {
        hatched: sum(bar.get_height() for bar in above.patches if bool(bar.get_hatch()) == hatched)
        for hatched in (False, True)
    }
    assert counted == {False: 4, True: 3}
    # Nobody is drawn twice: the two that were chosen are not among the others.
    rest, chosen = (np.asarray(each.get_offsets()) for each in below.collections)
    assert rest[:, 0].tolist() == [20, 60] and chosen[:, 0].tolist() == [40, 80]
    assert chosen[:, 1] == pytest.approx(np.log([1.0, 2.0]))
    assert [label.get_text() for label in below.get_yticklabels()] == ["0.1", "0.2", "0.5", "1", "2", "5"]


def test_time_watched_is_to_scale_and_its_events_lie_within_it():
    (axes,) = draw_false_trail([("A", 200.0, 4), ("B", 0.5, 1)], by_key).axes
    assert [bar.get_width() for bar in axes.patches] == [200, 0.5]
    assert marks(axes, "o") == [(25, 0), (75, 0), (125, 0), (175, 0), (0.25, 1)]
    # Less than a day is said in other words.
    assert texts(axes) == ["watched", "watched_short"]


def test_the_longer_the_silence_the_less_is_left_possible():
    weeks = np.array([1.0, 10, 100])
    (axes,) = draw_silence(weeks, 3 / weeks, by_key).axes
    (line,) = axes.lines
    assert np.asarray(line.get_xydata()) == pytest.approx(np.array([[1, 3], [10, 0.3], [100, 0.03]]))
    assert (axes.get_xlim(), axes.get_ylim()) == ((1, 100), pytest.approx((0, 3.15)))
    assert texts(axes) == ["excluded", "still_possible"]


def test_each_design_is_a_mark_with_its_name_and_both_levels_are_lines():
    events = np.geomspace(10, 10_000, 20)
    designs = pd.DataFrame({"label": ["five cases", "a team"], "events": [30, 2000], "ratio": [4.0, 1.02]})
    with style():
        (axes,) = draw_data_needed(events, 1 + 20 / events, designs, 1.13, 1.05, by_key).axes
    (marked,) = axes.collections
    assert np.asarray(marked.get_offsets()).tolist() == [[30, 4], [2000, 1.02]]
    assert texts(axes) == [
        "five cases\nfew_people_ask_more",  # off the curve, which says 1.7
        "a team",
        "level_line",
        "level_line",
    ]
    assert [line.get_ydata()[0] for line in axes.lines[1:]] == [1.13, 1.05]
    assert (axes.get_xscale(), axes.get_yscale()) == ("log", "log")
