"""Figures of rate ratios per +10 points, side by side: within against between, drawn against watched,
the same data analysed otherwise, the studies of a pool.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from ssi_outcomes.figures.canvas import BLUE, GREEN, INK, ORANGE, PALE, QUIET, WIDTH, Text, measure
from ssi_outcomes.figures.per_cent import (
    LINE,
    find_limits,
    name_levels,
    open_plot,
    plan_levels,
    say_change,
    set_scale,
    shade_zones,
)

# Colour, shape and filling: kinds that differ in grey, too.
MARKS: Mapping[str, tuple[str, str, str]] = {
    "real": (BLUE, "o", BLUE),
    "gated": (QUIET, "o", "white"),
    "vanity": (ORANGE, "o", "white"),
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
# A ratio beyond this says no more as a number than its arrow does.
_TOLD_UP_TO = 100
_LETTERS, _AXIS_LETTERS = 22, 52
_LABEL = 8.5  # points
_ROW, _APART = 0.4, 0.14  # inches from one line to the next, and between marks that share a line
_EDGE = 0.12  # inches beside the plot


def draw_ratios(rows: pd.DataFrame, claim: float, threshold: float, text: Text) -> Figure:
    """Return a line for each ratio, as a change in per cent: `label`, `kind` (of `MARKS`), `ratio`, `low`,
    `high` (thick), `widest_low`, `widest_high` (thin).

    Rows of one label share a line. Three upright lines stand for no change, the plan's threshold and
    LinkedIn's claim.
    """
    labels = list(dict.fromkeys(rows["label"]))
    kinds = [kind for kind in MARKS if kind in set(rows["kind"])]
    written = [textwrap.fill(label, _LETTERS) for label in labels]
    left = max(measure(line, _LABEL) for label in written for line in label.split("\n")) + 2 * _EDGE
    levels = plan_levels(claim, threshold, text)
    axis = textwrap.wrap(text("labels.change_axis"), _AXIS_LETTERS)
    legend = 0.2 * len(kinds) + 0.06 if len(kinds) > 1 else 0
    together = rows.groupby("label").size().max()
    row = _ROW + _APART * (together - 1)
    figure, axes = open_plot(
        WIDTH,
        (left, 2 * _EDGE),
        row * len(labels),
        len(levels) * LINE + 0.1,
        0.3 + LINE * len(axis) + legend,
    )
    set_scale(axes, find_limits(rows, claim, threshold), WIDTH, (left, 2 * _EDGE), text)
    axes.set_xlabel("\n".join(axis), fontsize=9)
    shade_zones(axes, threshold)
    name_levels(axes, levels, row * len(labels))
    for line, label in enumerate(labels):
        _draw_line(axes, row * (line + 0.5), rows[rows["label"] == label], text)
    axes.tick_params(axis="y", labelleft=True)
    axes.set_yticks(row * (np.arange(len(labels)) + 0.5), written, fontsize=_LABEL, linespacing=1.15)
    if legend:
        handles = [_handle(axes, kind, text) for kind in kinds]
        figure.legend(handles=handles, loc="lower left", frameon=False, fontsize=9, borderaxespad=0.1)
    return figure


def _draw_line(axes, place: float, together: pd.DataFrame, text: Text) -> None:
    axes.axhline(place, color=PALE, linewidth=0.8, zorder=-1)
    offsets = (np.arange(len(together)) - (len(together) - 1) / 2) * _APART
    for offset, row in zip(offsets, together.itertuples(), strict=True):
        draw_interval(axes, place + offset, row)
        _tell_beyond(axes, place + offset, row, text)


def draw_interval(axes, place: float, row) -> None:
    """Draw a ratio's mark at `place` between its bounds; what goes beyond the scale ends in an arrow."""
    low, high = axes.get_xlim()
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


def _tell_beyond(axes, place: float, row, text: Text) -> None:
    """Write the value of a ratio that lies beyond the scale beside its edge; of one without bound the
    arrow says all there is.
    """
    low, high = axes.get_xlim()
    if low < row.ratio < high or not 1 / _TOLD_UP_TO < row.ratio < _TOLD_UP_TO:
        return
    edge, side, away = (low, "left", 8) if row.ratio <= low else (high, "right", -8)
    axes.annotate(
        say_change(row.ratio, text),
        (edge, place),
        xytext=(away, 4),
        textcoords="offset points",
        ha=side,
        va="bottom",
        fontsize=8,
        color=INK,
    )


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
