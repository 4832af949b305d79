"""Figures of a team's scores: all of them together, or one small picture a person for oneself."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.figure import Figure

from ssi_outcomes.figures.canvas import BLUE, INK, ORANGE, PALE, QUIET, WIDTH, Text

_COLUMNS, _LEAST_SPREAD = 4, 1.0
_RUG = -24  # points: the lower end of the strip under the axis that holds the marks


def draw_scores(scores: np.ndarray, low: float, high: float, text: Text) -> Figure:
    """Return where the readings of all person-weeks lie on the scale of 0 to 100,
    smoothed, so that nobody's can be read off.
    """
    figure = Figure(figsize=(WIDTH, 2.5), layout="constrained")
    axes = figure.subplots()
    for start, end in ((0, low), (high, 100)):
        axes.axvspan(start, end, color=PALE, linewidth=0)
    if np.std(scores) >= _LEAST_SPREAD:
        sns.kdeplot(x=scores, ax=axes, color=BLUE, fill=True, clip=(0, 100), linewidth=2)
    else:
        axes.axvline(float(np.mean(scores)), color=BLUE, linewidth=2)
    top = axes.get_ylim()[1] * 1.22
    for centre, key in ((low / 2, "low"), ((low + high) / 2, "middle"), ((high + 100) / 2, "high")):
        axes.text(
            centre, top * 0.94, text(f"labels.{key}"), fontsize=9, color=QUIET, ha="center", va="center"
        )
    axes.set(
        xlim=(0, 100),
        ylim=(0, top),
        yticks=[],
        ylabel=text("labels.share_of_weeks"),
        xlabel=text("labels.ssi_axis"),
    )
    axes.set_xticks([0, low, high, 100])
    return figure


def draw_person_weeks(weeks: pd.DataFrame, text: Text) -> Figure:
    """Return one small picture a person: the score as a line, weeks with a real outcome as marks under it.

    `weeks` has person, week_start, ssi and events; for a report for oneself only.
    """
    people = list(dict.fromkeys(weeks["person"]))
    rows = math.ceil(len(people) / _COLUMNS)
    figure = Figure(figsize=(WIDTH, 0.95 * rows + 0.6), layout="constrained")
    grid = figure.subplots(rows, _COLUMNS, sharex=True, sharey=True, squeeze=False)
    first, last = weeks["week_start"].min(), weeks["week_start"].max()
    for axes, person in zip(grid.flat, people, strict=False):
        own = weeks[weeks["person"] == person]
        axes.plot(own["week_start"], own["ssi"], color=BLUE, linewidth=1.4)
        hit = own[own["events"] > 0]
        # Under the axis, where no score can be: a mark on the line of a low one would be read as part of it.
        axes.axhline(0, color=PALE, linewidth=0.8, zorder=0)
        axes.plot(
            hit["week_start"],
            np.full(len(hit), _RUG / 2),
            "|",
            color=ORANGE,
            markersize=5,
            markeredgewidth=1.6,
        )
        axes.set_title(person, fontsize=7.5, pad=2, color=INK)
        axes.set(ylim=(_RUG, 100), yticks=[0, 50, 100], xticks=[first, last])
        axes.tick_params(labelsize=6.5, length=2)
    for axes in grid.flat:
        named = axes.get_subplotspec().is_last_row()
        axes.set_xticklabels(
            [text("labels.day", day=str(day)[:10]) for day in (first, last)] if named else []
        )
        # Each on its own side, or the last day of one picture would run into the first of the next.
        for label, side in zip(axes.get_xticklabels(), ("left", "right"), strict=False):
            label.set_ha(side)
    for axes in list(grid.flat)[len(people) :]:
        axes.axis("off")
    figure.supxlabel(text("labels.person_weeks"), fontsize=9)
    return figure
