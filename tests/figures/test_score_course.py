"""The figure of a score's course: a panel for what was read, each line named at its end, and no name on another."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from figures.looked_at import by_key, texts

from ssi_outcomes.base.ssi import MEANS, PILLARS, RANKS
from ssi_outcomes.figures.score_course import _spread, draw_standing

WEEKS = pd.date_range("2026-01-05", periods=4, freq="7D")


def course(*names: str) -> pd.DataFrame:
    return pd.DataFrame({name: [40.0, 41, np.nan, 42] for name in names}, index=WEEKS)


def test_each_line_is_named_at_its_end_in_the_panel_of_its_kind():
    figure = draw_standing(course("ssi", *MEANS, *RANKS, *PILLARS), (), "middle", by_key)
    score, rank, pillars = figure.axes
    assert texts(score) == ["standing_short.middle", *(f"standing_short.{name}" for name in MEANS)]
    assert texts(rank) == [f"standing_short.{name}" for name in RANKS]
    assert texts(pillars) == [f"standing_short.{name}" for name in PILLARS]
    assert score.get_ylim() == (0, 100) and rank.get_ylim() == (100, 0)
    looks = {(line.get_linestyle(), line.get_marker()) for line in pillars.lines}
    assert len(looks) == 4 and not figure.legends
    # The industry looks the same in both panels.
    assert score.lines[2].get_color() == rank.lines[0].get_color()


@pytest.mark.parametrize(
    ("points", "ends"),
    [
        ([12.2, 14.1], (10, 20)),
        ([14.2, 15.5], (10, 20)),
        ([10.0, 13.9], (5, 15)),
        ([0.0, 25.0], (0, 25)),
        ([24.6, np.nan], (20, 25)),
    ],
)
def test_the_axis_of_the_pillars_is_near_them_and_ends_on_fives(points, ends):
    lines = pd.DataFrame(
        {name: [points[0], points[1], points[0], points[0]] for name in PILLARS}, index=WEEKS
    )
    (axes,) = draw_standing(lines, (), "middle", by_key).axes
    assert axes.get_ylim() == ends


def test_what_was_not_read_has_no_panel_and_a_week_without_it_a_gap():
    (alone,) = draw_standing(course("ssi"), (), "you", by_key).axes
    assert alone.get_title() == "standing_panels.alone" and texts(alone) == ["standing_short.you"]
    assert np.array_equal(alone.lines[0].get_ydata(), [40, 41, np.nan, 42], equal_nan=True)


def test_an_upright_line_stands_where_the_scale_may_have_moved_named_once():
    figure = draw_standing(course("ssi", *PILLARS), [WEEKS[1], WEEKS[3]], "you", by_key)
    named = [name for axes in figure.axes for name in texts(axes) if name == "scale_moved"]
    assert named == ["scale_moved"]
    upright = [line for line in figure.axes[1].lines if len(set(line.get_xdata())) == 1]
    assert len(upright) == 2


@pytest.mark.parametrize(
    ("places", "spread"),
    [
        ([0.5, 0.1], [0.5, 0.1]),
        ([0.5, 0.5, 0.5], [0.5, 0.6, 0.7]),
        ([1.0, 1.0], [0.9, 1.0]),
        ([0.98, 0.2, 0.99], [0.9, 0.2, 1.0]),
    ],
)
def test_names_of_lines_that_end_close_together_move_apart(places, spread):
    assert _spread(places, 0.1) == pytest.approx(spread)
