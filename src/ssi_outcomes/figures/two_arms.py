"""Figures of a trial: its two arms side by side, week by week."""

from __future__ import annotations

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ssi_outcomes.figures.canvas import BLUE, INK, QUIET, Text, choose_weeks, localise, sheet

# Arm -> colour, dashes, mark: told apart in grey, too.
_ARMS = {"push": (BLUE, "-", "o"), "ordinary": (QUIET, "--", "s")}


def draw_arms(steps: pd.DataFrame, starts: np.datetime64, text: Text) -> Figure:
    """Return the score at the end of the week of each arm, and below its results a week: `steps` has week,
    arm ("push" or "ordinary"), score and results. An upright line stands where the trial begins.
    """
    figure, (above, below) = sheet(4.6, rows=2, sharex=True)
    for arm, own in steps.groupby("arm", sort=False):
        _draw_arm(above, own, "score", arm, text)
        _draw_arm(below, own, "results", arm, text)
    for axes in (above, below):
        axes.axvline(starts, color=INK, linewidth=1.2, dashes=(1, 1.5))
    above.set(ylim=(0, 100), ylabel=text("labels.ssi_axis"))
    below.set(ylim=(0, None), ylabel=text("labels.results_a_week"), xlabel=text("labels.week"))
    weeks = np.sort(steps["week"].unique())
    marks = weeks[choose_weeks(weeks, text)]
    below.set_xticks(marks, [text("labels.day", day=str(day)[:10]) for day in marks], fontsize=9)
    localise(text, above.yaxis, below.yaxis)
    sns.despine(figure)
    handles = [line for line in above.get_lines() if not line.get_label().startswith("_")]
    figure.legend(handles=handles, loc="outside lower left", ncols=1, frameon=False, fontsize=9)
    return figure


def _draw_arm(axes: Axes, own: pd.DataFrame, column: str, arm: str, text: Text) -> None:
    colour, line, mark = _ARMS[arm]
    axes.plot(
        own["week"].to_numpy(),
        own[column].to_numpy(),
        line,
        color=colour,
        linewidth=2,
        marker=mark,
        markersize=3.5,
        label=text(f"labels.arms.{arm}"),
    )
