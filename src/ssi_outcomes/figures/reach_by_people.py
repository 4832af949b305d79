"""The figure of a trial's plan: the smallest effect that lots and watching would find, by how many people."""

from __future__ import annotations

import pandas as pd
import seaborn as sns
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, NullLocator

from ssi_outcomes.figures.canvas import BLUE, GREEN, INK, ORANGE, QUIET, Text, localise, sheet

# Colour, line and mark of each way to ask: they differ in grey, too.
WAYS = {"watched": (ORANGE, ":", "o"), "parallel": (BLUE, "--", "D"), "crossover": (GREEN, "-", "s")}
_GAINS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)  # per cent, on the axis
_MOST = 1000  # per cent: what is larger is as good as never found


def draw_reach(found: pd.DataFrame, asked: int, claim: float, threshold: float, text: Text) -> Figure:
    """Return a line for each way in `found` (`way`, `people`, `gain` in per cent for 10 points more), with a
    mark at the people who were asked for; the gains that LinkedIn claims and that count as useful are lines
    across.
    """
    figure, axes = sheet(4.2)
    for way, (colour, line, mark) in WAYS.items():
        rows = found[(found["way"] == way) & (found["gain"] <= _MOST)]
        if rows.empty:
            continue
        label = text(f"labels.reach.{way}")
        axes.plot(rows["people"], rows["gain"], color=colour, linestyle=line, linewidth=2.2, label=label)
        here = rows[rows["people"] == asked]
        axes.plot(here["people"], here["gain"], mark, color=colour, markeredgecolor=INK, markersize=8)
    for gain, key in ((claim, "labels.reach_claim"), (threshold, "labels.reach_threshold")):
        axes.axhline(gain, color=QUIET, linewidth=1, linestyle="-.")
        axes.annotate(
            text(key),
            (0, gain),
            xycoords=axes.get_yaxis_transform(),
            xytext=(4, 3),
            textcoords="offset points",
            ha="left",
            fontsize=8.5,
            color=QUIET,
        )
    axes.set(xscale="log", yscale="log", xlabel=text("labels.reach_people"), ylabel=text("labels.reach_axis"))
    axes.xaxis.set_major_locator(FixedLocator(sorted({5, 10, 20, 50, 100, 200})))
    axes.yaxis.set_major_locator(FixedLocator(_GAINS))
    for side in (axes.xaxis, axes.yaxis):
        side.set_minor_locator(NullLocator())
    localise(text, axes.xaxis, axes.yaxis)
    sns.despine(ax=axes)
    figure.legend(loc="outside lower left", frameon=False, fontsize=9, ncols=1)
    return figure
