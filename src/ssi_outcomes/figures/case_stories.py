"""Figures of described persons: their scores, and what is known of them."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.figure import Figure

from ssi_outcomes.figures.canvas import AREA, BAND, BLUE, INK, PALE, PAPER, QUIET, Text, sheet

_LETTERS = 10  # of a line of a heading over a column of marks
_KNOWN = {True: ("●", BLUE), False: ("○", QUIET)}


def draw_people(people: Sequence[dict], low: float, high: float, text: Text) -> Figure:
    """Return one band a person: who they are to the author, the readings of the
    score (0 to 100), the outcome that is stated.

    Each person has `name`, `tie`, `readings` (a tuple of scores, may be empty), `moved` (from the first to
    the last, rather than between them) and `outcome`; texts are in the language of `text`.
    """
    figure, axes = sheet(1.02 * len(people) + 0.5)
    for row, person in enumerate(people):
        _draw_scale(axes, row, low, high)
        axes.text(0, row - 0.36, person["name"], fontsize=11, fontweight="bold", va="center")
        axes.text(
            100, row - 0.36, person["tie"], fontsize=8.5, color=QUIET, va="center", ha="right"
        ).set_in_layout(False)
        axes.text(0, row + 0.32, person["outcome"], fontsize=9, va="center").set_in_layout(False)
        _draw_readings(axes, row, person["readings"], person["moved"], text)
    axes.set(xlim=(-2, 102), ylim=(len(people) - 0.45, -0.6), yticks=[], xlabel=text("labels.ssi_axis"))
    axes.set_xticks([0, low, high, 100])
    sns.despine(ax=axes, left=True)
    return figure


def _draw_scale(axes, row: float, low: float, high: float) -> None:
    axes.barh(row, 100, height=0.3, color=BAND, edgecolor=PALE, linewidth=0.8)
    for start, width in ((0, low), (high, 100 - high)):
        axes.barh(row, width, left=start, height=0.3, color=PALE)


def _draw_readings(axes, row: float, readings: Sequence[float], moved: bool, text: Text) -> None:
    if not readings:
        axes.text(50, row, text("labels.not_stated"), fontsize=9, style="italic", va="center", ha="center")
        return
    first, last = readings[0], readings[-1]
    if first != last:
        arrow = "-|>" if moved else "<->"
        axes.annotate(
            "",
            (last, row),
            (first, row),
            arrowprops={"arrowstyle": arrow, "color": BLUE, "linewidth": 1.6, "shrinkA": 4, "shrinkB": 4},
        )
    for value in dict.fromkeys((last, first)):
        axes.plot(value, row, "o", color=BLUE, markersize=8, markeredgecolor="white")
        step, align = (3.2, "left") if value == max(first, last) else (-3.2, "right")
        axes.text(value + step, row, f"{value:g}", fontsize=10, fontweight="bold", va="center", ha=align)


def draw_score(readings: Sequence[float], moved: bool, low: float, high: float, text: Text) -> Figure:
    """Return one person's readings on the scale of 0 to 100, with the plan's low and high ranges shaded."""
    figure, axes = sheet(1.25)
    _draw_scale(axes, 0, low, high)
    _draw_readings(axes, 0, readings, moved, text)
    for centre, key in ((low / 2, "low"), ((low + high) / 2, "middle"), ((high + 100) / 2, "high")):
        axes.text(centre, -0.27, text(f"labels.{key}"), fontsize=9, color=QUIET, ha="center", va="center")
    axes.set(xlim=(-2, 102), ylim=(0.2, -0.36), yticks=[], xlabel=text("labels.ssi_axis"))
    axes.set_xticks([0, low, high, 100])
    sns.despine(ax=axes, left=True)
    return figure


def draw_coverage(known: pd.DataFrame, text: Text) -> Figure:
    """Return a table of marks: rows persons, columns what a comparison needs, True where it is stated."""
    figure, axes = sheet(0.52 * len(known) + 1.3)
    sns.heatmap(
        known.astype(int),
        ax=axes,
        cmap=[PAPER, AREA],
        vmin=0,
        vmax=1,
        cbar=False,
        linewidths=2,
        linecolor="white",
        annot=known.map(lambda value: _KNOWN[bool(value)][0]).to_numpy(),
        fmt="",
        annot_kws={"fontsize": 15, "color": INK},
    )
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    axes.set(xlabel="", ylabel="")
    headings = [textwrap.fill(heading, _LETTERS) for heading in known.columns]
    axes.set_xticks(np.arange(known.shape[1]) + 0.5, headings, rotation=0, fontsize=8)
    axes.set_yticks(np.arange(len(known)) + 0.5, known.index, rotation=0, fontsize=10)
    figure.supxlabel(
        f"{_KNOWN[True][0]} {text('labels.stated')}    {_KNOWN[False][0]} {text('labels.not_stated')}",
        fontsize=9.5,
    )
    return figure
