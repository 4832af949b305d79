"""The figure of a score's course: the score beside the averages of others, the ranks, the pillars; each line
is named at its end.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ssi_outcomes.base.ssi import MEANS, PILLAR_POINTS, PILLARS, RANKS, SCORE, SCORE_POINTS
from ssi_outcomes.figures.canvas import BLUE, GREEN, INK, ORANGE, WIDTH, Text, choose_weeks, localise

# Colour, dashes and mark of each line: told apart in grey, too; the industry and the network keep theirs.
_STYLES = ((BLUE, "-", "o"), (ORANGE, "--", "s"), (GREEN, ":", "^"), (INK, "-.", "D"))
_LINES = dict(zip((SCORE, *MEANS), _STYLES, strict=False)) | dict(zip(RANKS, _STYLES[1:], strict=False))
_LINES |= dict(zip(PILLARS, _STYLES, strict=True))
# What stands in each panel, from where to where its axis runs, and how high it is, in inches.
PANELS = {
    "score": ((SCORE, *MEANS), (0, SCORE_POINTS), 1.9),
    "rank": (RANKS, (100, 0), 1.3),  # the top is the best
    "pillars": (PILLARS, (0, PILLAR_POINTS), 1.9),
}
_SMALL, _APART = 8.5, 0.17  # points; inches from one name to the next
_FIVE = 5  # points of a pillar
_MOST_MARKED = 30  # weeks: the marks of more would run into one another


def draw_standing(course: pd.DataFrame, breaks: Sequence[pd.Timestamp], own: str, text: Text) -> Figure:
    """Return up to three panels over the weeks of `course` (index: Mondays; a column for each measure that
    was read): `own` names the score's line, and an upright line stands at each of `breaks`.
    """
    shown = {
        panel: ([name for name in names if name in course], ends, height)
        for panel, (names, ends, height) in PANELS.items()
        if any(name in course for name in names)
    }
    heights = [height for _, _, height in shown.values()]
    figure = Figure(figsize=(WIDTH, sum(heights) + 0.5), layout="constrained")
    panels = figure.subplots(len(shown), 1, sharex=True, squeeze=False, height_ratios=heights)[:, 0]
    for axes, (panel, (names, ends, height)) in zip(panels, shown.items(), strict=True):
        called = [text(f"labels.standing_short.{own if name == SCORE else name}") for name in names]
        if panel == "pillars":
            ends = _near(course[names].to_numpy(float), ends)
        _draw_panel(axes, course[names], called, ends, height)
        titled = "alone" if names == [SCORE] else panel
        axes.set_title(text(f"labels.standing_panels.{titled}"), fontsize=9.5, fontweight="normal")
        localise(text, axes.yaxis)
    for place, day in enumerate(breaks):
        _mark_break(panels, day, course.index, "" if place else text("labels.scale_moved"))
    days = course.index.to_numpy()
    marks = days[choose_weeks(days, text, 3.0)]
    panels[-1].set_xticks(marks, [text("labels.day", day=str(day)[:10]) for day in marks], fontsize=9)
    panels[-1].set(xlabel=text("labels.week"))
    sns.despine(figure)
    return figure


def _draw_panel(
    axes: Axes, lines: pd.DataFrame, called: Sequence[str], ends: tuple[float, float], height: float
) -> None:
    """Draw a line for each measure, and beyond its end a piece of it with its name: where lines end close
    together, the names move apart.
    """
    axes.set(ylim=ends)
    axes.tick_params(axis="y", labelsize=_SMALL)
    lasts = [float(line.dropna().iloc[-1]) for _, line in lines.items()]
    places = _spread([(last - ends[0]) / (ends[1] - ends[0]) for last in lasts], _APART / height)
    beyond = {"transform": axes.transAxes, "clip_on": False}
    size = 3 if len(lines) <= _MOST_MARKED else 0
    for (name, line), short, place in zip(lines.items(), called, places, strict=True):
        colour, dashes, mark = _LINES[name]
        look = {"color": colour, "linestyle": dashes, "linewidth": 1.8, "marker": mark}
        axes.plot(line.index.to_numpy(), line.to_numpy(), markersize=size, **look)
        axes.plot([1.02, 1.05, 1.08], [place] * 3, markersize=size, markevery=[1], **look, **beyond)
        axes.text(1.1, place, short, fontsize=_SMALL, va="center", **beyond)


def _near(values: np.ndarray, ends: tuple[float, float]) -> tuple[float, float]:
    """Return ends of an axis, within these and in whole fives, near all values: on the whole of it lines that
    are close together could not be told apart.
    """
    low = math.floor((np.nanmin(values) - 1) / _FIVE) * _FIVE
    high = math.ceil((np.nanmax(values) + 1) / _FIVE) * _FIVE
    return max(ends[0], low), min(ends[1], high)


def _spread(places: Sequence[float], apart: float) -> np.ndarray:
    """Return places near these, from 0 to 1, in their order, with so much between each and the next."""
    order = np.argsort(places, kind="stable")
    steps = apart * np.arange(len(places))
    # From below, none lower than the one before it; then from above, none beyond the edge.
    up = np.maximum.accumulate(np.asarray(places, float)[order] - steps) + steps
    top = 1 - steps[::-1]
    placed = np.empty(len(places))
    placed[order] = np.minimum(up, top)
    return placed


def _mark_break(panels: Sequence[Axes], day: pd.Timestamp, weeks: pd.Index, name: str) -> None:
    """Draw an upright line through all panels, named on the side where there is room."""
    for axes in panels:
        axes.axvline(day.to_datetime64(), color=INK, linewidth=1.2, dashes=(1, 1.5))
    later = day - weeks[0] > (weeks[-1] - weeks[0]) / 2
    panels[0].annotate(
        name,
        (day.to_datetime64(), 1),
        xycoords=("data", "axes fraction"),
        xytext=(-4 if later else 4, -3),
        textcoords="offset points",
        ha="right" if later else "left",
        va="top",
        fontsize=_SMALL,
    )
