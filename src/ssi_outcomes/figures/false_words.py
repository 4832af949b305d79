"""The figure of a rule that was tried: how often each word was said in each invented world, against the truth
there.
"""

from __future__ import annotations

import textwrap

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ssi_outcomes.figures.canvas import BLUE, GREEN, INK, ORANGE, PALE, WIDTH, Text, measure
from ssi_outcomes.figures.per_cent import open_plot

# Colour, shape and filling: they differ in grey, too.
SAID = {"useful": (BLUE, "o", BLUE), "useless": (ORANGE, "s", "white"), "coverage": (GREEN, "|", GREEN)}
_NAMES = {"useful": "said_useful", "useless": "said_useless", "coverage": "coverage"}
_LETTERS, _LABEL = 34, 8  # of a line of a world's name; its size in points
_ROW, _MORE = 0.25, 0.12  # inches: a row, and what a second line of its name adds
_EDGE = 0.12  # inches


def draw_false_words(rows: pd.DataFrame, promised: float, text: Text) -> Figure:
    """Return a row for each world: `label`, and in per cent of draws `useful`, `useless` (a word never said
    has no mark) and `coverage`, how often the interval holds the truth.

    An upright line stands at the risk that the rule promises, in per cent.
    """
    names = [textwrap.fill(label, _LETTERS) for label in rows["label"]]
    left = max(measure(line, _LABEL) for name in names for line in name.split("\n")) + 2 * _EDGE
    depths = np.array([_ROW + _MORE * name.count("\n") for name in names])
    places = np.cumsum(depths) - depths / 2
    figure, axes = open_plot(WIDTH, (left, 2 * _EDGE), float(depths.sum()), 0.3, 0.5 + 0.2 * len(SAID))
    axes.set_xlim(-2, 102)
    _mark_promise(axes, promised, text)
    axes.hlines(places, 0, 100, color=PALE, linewidth=0.8, zorder=0)
    for said, (colour, mark, filling) in SAID.items():
        # No mark for a word that was never said; an interval that never holds the truth has its mark at zero.
        known = (rows[said].notna() if said == "coverage" else rows[said] > 0).to_numpy()
        axes.plot(
            rows[said][known],
            places[known],
            mark,
            color=colour,
            markersize=6.5 if mark != "|" else 9,
            markerfacecolor=filling,
            markeredgewidth=1.5 if mark != "|" else 2.2,
            label=text(f"labels.columns.{_NAMES[said]}"),
        )
    axes.tick_params(axis="y", labelleft=True)
    axes.set_yticks(places, names, fontsize=_LABEL, linespacing=1.15)
    ticks = (0, 20, 40, 60, 80, 100)
    axes.set_xticks(ticks, [text("labels.tick", value=tick, digits=0) for tick in ticks], fontsize=9)
    axes.set_xlabel(text("labels.odds_axis"), fontsize=9)
    figure.legend(loc="lower left", frameon=False, fontsize=8.5, borderaxespad=0.1)
    return figure


def _mark_promise(axes: Axes, promised: float, text: Text) -> None:
    """Draw the upright line of the risk that is promised, with its words above it."""
    axes.axvline(promised, color=INK, linewidth=1, dashes=(1, 1.5))
    axes.annotate(
        text("labels.promised", value=promised),
        (promised, 1),
        xycoords=axes.get_xaxis_transform(),
        xytext=(0, 4),
        textcoords="offset points",
        fontsize=8,
    )
