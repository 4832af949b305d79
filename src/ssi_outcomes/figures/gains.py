"""The figure of the race: which number announces the week's real outcomes."""

from __future__ import annotations

import textwrap

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.figure import Figure

from ssi_outcomes.figures.canvas import BLUE, GREEN, INK, ORANGE, PALE, QUIET, Text, localise, sheet

# Colour, shape and filling of the marks: five kinds that differ in grey, too.
KINDS = {
    "score": (BLUE, "o", BLUE),
    "pillar": (BLUE, "o", "white"),
    "activity": (GREEN, "D", GREEN),
    "vanity": (ORANGE, "^", "white"),
    "past": (INK, "s", QUIET),
}
_LETTERS, _AXIS_LETTERS = 24, 36  # of a line: half of the sheet is for the intervals


def draw_race(entries: pd.DataFrame, text: Text) -> Figure:
    """Return a point with its interval for each candidate: `label`, `kind` (of `KINDS`), `gain`, `low`,
    `high` in per cent, the first on top.
    """
    labels = [textwrap.fill(label, _LETTERS) for label in entries["label"]]
    figure, axes = sheet(0.3 * len(entries) + 2.1)
    axes.axvline(0, color=INK, linewidth=1)
    for row, entry in enumerate(entries.itertuples()):
        colour, mark, filling = KINDS[entry.kind]
        axes.axhline(row, color=PALE, linewidth=0.8, zorder=0)
        axes.plot([entry.low, entry.high], [row, row], color=colour, linewidth=1.6)
        axes.plot(
            entry.gain, row, mark, color=colour, markersize=7.5, markerfacecolor=filling, markeredgewidth=1.6
        )
    axes.set_yticks(np.arange(len(entries)), labels, fontsize=8.5, linespacing=1.15)
    axes.set(ylim=(len(entries) - 0.4, -0.6), xlabel=textwrap.fill(text("labels.race_axis"), _AXIS_LETTERS))
    axes.tick_params(axis="y", length=0)
    localise(text, axes.xaxis)
    sns.despine(ax=axes, left=True)
    shown = [kind for kind in KINDS if kind in set(entries["kind"])]
    handles = [
        axes.plot(
            [],
            [],
            mark,
            color=colour,
            markersize=7.5,
            markerfacecolor=filling,
            markeredgewidth=1.6,
            label=text(f"labels.race_kinds.{kind}"),
        )[0]
        for kind, (colour, mark, filling) in ((kind, KINDS[kind]) for kind in shown)
    ]
    figure.legend(handles=handles, loc="outside lower left", frameon=False, fontsize=9)
    return figure
