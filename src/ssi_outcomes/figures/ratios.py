"""Figures of rate ratios per +10 points: the answer, within against
between, and the same data analysed otherwise.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.figure import Figure
from matplotlib.ticker import NullFormatter, NullLocator

from ssi_outcomes.figures.canvas import BLUE, GREEN, INK, ORANGE, PALE, QUIET, Text, localise, sheet

# Colour, shape and filling: kinds that differ in grey, too.
MARKS: Mapping[str, tuple[str, str, str]] = {
    "real": (BLUE, "o", BLUE),
    "vanity": (ORANGE, "^", "white"),
    "within": (BLUE, "o", BLUE),
    "between": (GREEN, "D", "white"),
    "drawn": (BLUE, "o", BLUE),
    "watched": (GREEN, "D", "white"),
    "primary": (BLUE, "o", BLUE),
    "variant": (QUIET, "s", "white"),
    "study": (BLUE, "o", BLUE),
    "pooled": (GREEN, "D", GREEN),
    "next_study": (ORANGE, "|", "white"),
}
_LETTERS, _AXIS_LETTERS = 22, 40
# The scale shows ratios from a quarter to four, and less where the intervals are
# shorter; what goes beyond ends in an arrow.
_LEAST, _MOST, _SHORTEST = 0.25, 4.0, 1.16
_TICKS = (0.25, 0.33, 0.5, 0.67, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 2, 3, 4)
_APART = 0.24


def draw_ratios(rows: pd.DataFrame, claim: float, threshold: float, text: Text) -> Figure:
    """Return a line for each ratio: `label`, `kind` (of `MARKS`), `ratio`, `low`, `high` (thick),
    `widest_low`, `widest_high` (thin).

    Rows of one label share a line. Three upright lines stand for no change,
    the plan's threshold and LinkedIn's claim.
    """
    labels = list(dict.fromkeys(rows["label"]))
    figure, axes = sheet(0.42 * len(labels) + 0.24 * rows["kind"].nunique() + 1.75)
    low, high = _find_limits(rows, claim)
    levels = _draw_levels(axes, claim, threshold, text)
    for line, label in enumerate(labels):
        together = rows[rows["label"] == label]
        offsets = (np.arange(len(together)) - (len(together) - 1) / 2) * _APART
        axes.axhline(line, color=PALE, linewidth=0.8, zorder=0)
        for offset, row in zip(offsets, together.itertuples(), strict=True):
            _draw_one(axes, line + offset, row, low, high)
    axes.set_yticks(
        np.arange(len(labels)),
        [textwrap.fill(label, _LETTERS) for label in labels],
        fontsize=8.5,
        linespacing=1,
    )
    axes.set(
        xscale="log",
        xlim=(low, high),
        ylim=(len(labels) - 0.45, -0.55),
        xlabel=textwrap.fill(text("labels.ratio_per_ten"), _AXIS_LETTERS),
    )
    axes.xaxis.set_minor_locator(NullLocator())
    axes.xaxis.set_minor_formatter(NullFormatter())
    axes.set_xticks(_choose_ticks(low, high))
    axes.tick_params(axis="y", length=0)
    localise(text, axes.xaxis)
    sns.despine(ax=axes, left=True)
    kinds = [kind for kind in MARKS if kind in set(rows["kind"])]
    handles = [_handle(axes, kind, text) for kind in kinds]
    figure.legend(handles=[*handles, *levels], loc="outside lower left", ncols=1, frameon=False, fontsize=9)
    return figure


def _find_limits(rows: pd.DataFrame, claim: float) -> tuple[float, float]:
    # Of a score that hardly moves both ends can lie beyond, on one side.
    shown = rows[["widest_low", "widest_high"]].clip(_LEAST, _MOST)
    ends = np.log([*shown["widest_low"], *shown["widest_high"], claim**1.3, 1 / _SHORTEST, _SHORTEST])
    return float(np.exp(min(ends) - 0.02)), float(np.exp(max(ends) + 0.02))


def _draw_levels(axes, claim: float, threshold: float, text: Text) -> list:
    """Draw the upright lines and return those that the legend names."""
    axes.axvline(1, color=INK, linewidth=1)
    levels = (threshold, "threshold_line", (1, 1.5)), (claim, "claim_line", (5, 2))
    return [
        axes.axvline(level, color=INK, linewidth=1.2, dashes=dashes, label=text(f"labels.{key}"))
        for level, key, dashes in levels
    ]


def _draw_one(axes, place: float, row, low: float, high: float) -> None:
    colour, mark, filling = MARKS[row.kind]
    for left, right, width in ((row.widest_low, row.widest_high, 1.1), (row.low, row.high, 3.0)):
        axes.plot(
            np.clip([left, right], low, high),
            [place, place],
            color=colour,
            linewidth=width,
            solid_capstyle="butt",
        )
    for beyond, edge, arrow in ((row.widest_low < low, low, "<"), (row.widest_high > high, high, ">")):
        if beyond:
            axes.plot(edge, place, arrow, color=colour, markersize=5, clip_on=False)
    if low < row.ratio < high:
        axes.plot(
            row.ratio, place, mark, color=colour, markersize=7.5, markerfacecolor=filling, markeredgewidth=1.6
        )


def _choose_ticks(low: float, high: float) -> list[float]:
    shown = [tick for tick in _TICKS if low <= tick <= high]
    # As many as a phone can carry; 1 always stays.
    return [
        tick for number, tick in enumerate(shown) if len(shown) <= 6 or (number - shown.index(1)) % 2 == 0
    ]


def _handle(axes, kind: str, text: Text):
    colour, mark, filling = MARKS[kind]
    style = {
        "color": colour,
        "markersize": 7.5,
        "markerfacecolor": filling,
        "markeredgewidth": 1.6,
        "linewidth": 3,
    }
    return axes.plot([], [], marker=mark, label=text(f"labels.ratio_kinds.{kind}"), **style)[0]
