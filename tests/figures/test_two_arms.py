"""The arms of a trial: a line each, told apart without colour, and a mark where the trial begins."""

from __future__ import annotations

import numpy as np
import pandas as pd
from figures.looked_at import by_key, legend

from ssi_outcomes.figures.two_arms import draw_arms

WEEKS = pd.date_range("2026-01-05", periods=4, freq="7D")
STEPS = pd.DataFrame(
    {
        "week": [*WEEKS, *WEEKS],
        "arm": ["push"] * 4 + ["ordinary"] * 4,
        "score": [40.0, 41, 60, 61, 39, 40, np.nan, 41],
        "results": [1.0, 2, 3, 2, 1, 1, 2, 1],
    }
)


def test_each_arm_has_a_line_and_a_mark_of_its_own_and_the_start_is_upright():
    figure = draw_arms(STEPS, np.datetime64("2026-01-19"), by_key)
    above, below = figure.axes
    lines = {
        (axes, line.get_marker()): list(line.get_ydata()) for axes in (above, below) for line in axes.lines
    }
    assert lines[above, "o"] == [40, 41, 60, 61] and lines[below, "s"] == [1, 1, 2, 1]
    assert {line.get_linestyle() for line in above.lines[:2]} == {"-", "--"}
    assert legend(figure) == ["arms.push", "arms.ordinary"]
    assert above.get_ylim() == (0, 100) and below.get_ylabel() == "results_a_week"
