"""Figures of what chance and few data can do: chosen fives, a false trail,
a silence, the data that an answer takes.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, NullFormatter

from ssi_outcomes.figures.canvas import AREA, BLUE, DOT, INK, ORANGE, PALE, QUIET, Text, localise, sheet
from ssi_outcomes.figures.per_cent import say_change, tell_level

_GAINS = (1, 1.2, 1.5, 2, 3, 5, 10)  # ratios, on the axis of the smallest gain
_OFF = 1.15  # times what the curve says: from here on a mark is off it
_LETTERS, _AXIS_LETTERS = 24, 36  # of a line beside a mark, and beside the axis


def draw_selection(
    draws: np.ndarray, scores: np.ndarray, outcomes: np.ndarray, chosen: np.ndarray, text: Text
) -> Figure:
    """Return the correlations of random fives above, and below a
    population with the `chosen` indices picked out.

    `scores` are in points; `outcomes`, events a week, are drawn as logs, as the correlations are.
    """
    figure, (above, below) = sheet(5.6, rows=2)
    _show_draws(above, draws, text)
    _show_chosen(below, scores, np.log(outcomes), chosen, text)
    localise(text, above.xaxis, above.yaxis)
    return figure


def _show_draws(axes: Axes, draws: np.ndarray, text: Text) -> None:
    sns.histplot(
        x=draws[draws >= 0], ax=axes, binrange=(0, 1), bins=20, color=PALE, edgecolor=QUIET, linewidth=0.5
    )
    sns.histplot(
        x=draws[draws < 0],
        ax=axes,
        binrange=(-1, 0),
        bins=20,
        color=ORANGE,
        edgecolor=INK,
        hatch="///",
        linewidth=0.5,
    )
    axes.axvline(0, color=INK, linewidth=1)
    axes.set(
        xlim=(-1, 1),
        title=text("labels.random_fives"),
        xlabel=text("labels.correlation"),
        ylabel=text("labels.draws"),
    )


def _show_chosen(
    axes: Axes, scores: np.ndarray, outcomes: np.ndarray, chosen: np.ndarray, text: Text
) -> None:
    """Show a population, and a line through the `chosen` of it; `outcomes` as logs."""
    rest = np.setdiff1d(np.arange(len(scores)), chosen)
    sns.scatterplot(x=scores[rest], y=outcomes[rest], ax=axes, color=DOT, s=14, linewidth=0, rasterized=True)
    sns.regplot(
        x=scores[chosen],
        y=outcomes[chosen],
        ax=axes,
        ci=None,
        color=ORANGE,
        marker="D",
        scatter_kws={"s": 60, "edgecolor": INK},
        line_kws={"linestyle": "--"},
    )
    axes.set(
        title=text("labels.chosen_five"), xlabel=text("labels.ssi_axis"), ylabel=text("labels.outcome_log")
    )
    axes.set_yticks(np.log([0.1, 0.2, 0.5, 1, 2, 5]))
    axes.yaxis.set_major_formatter(
        FuncFormatter(lambda value, _: text("labels.tick", value=np.exp(value), digits=2))
    )


def draw_false_trail(people: Sequence[tuple[str, float, int]], text: Text) -> Figure:
    """Return each person's time watched to scale: (name, days, events)."""
    figure, axes = sheet(0.75 * len(people) + 0.8)
    for row, (name, days, events) in enumerate(people):
        axes.barh(row, days, height=0.34, color=AREA, edgecolor=BLUE)
        axes.plot(
            (np.arange(events) + 0.5) * days / events,
            np.full(events, row),
            "o",
            color=ORANGE,
            markersize=5,
            markeredgecolor=INK,
            markeredgewidth=0.5,
            clip_on=False,  # those of half a day lie on the edge
        )
        key = "watched" if days >= 1 else "watched_short"
        axes.text(
            0,
            row - 0.3,
            text(f"labels.{key}", name=name, days=days, events=events),
            fontsize=9.5,
            va="center",
        )
    axes.set(ylim=(len(people) - 0.6, -0.6), yticks=[], xlabel=text("labels.days_axis"), xlim=(-1, None))
    localise(text, axes.xaxis)
    sns.despine(ax=axes, left=True)
    return figure


def draw_silence(weeks: np.ndarray, bound: np.ndarray, text: Text) -> Figure:
    """Return the highest rate (events a week) that k weeks without an event leave possible."""
    figure, axes = sheet(3.0)
    sns.lineplot(x=weeks, y=bound, ax=axes, estimator=None, color=BLUE, linewidth=2.2)
    axes.fill_between(weeks, bound, color=AREA)
    axes.text(
        weeks[-1] * 0.52, bound[0] * 0.62, text("labels.excluded"), fontsize=9.5, color=QUIET, ha="center"
    )
    axes.text(weeks[0] * 1.25, bound[-1] * 0.45, text("labels.still_possible"), fontsize=9.5)
    axes.set(
        xlim=(weeks[0], weeks[-1]),
        ylim=(0, bound[0] * 1.05),
        xlabel=text("labels.silent_weeks"),
        ylabel=text("labels.events_a_week"),
    )
    localise(text, axes.xaxis, axes.yaxis)
    return figure


def draw_data_needed(
    events: np.ndarray, ratio: np.ndarray, designs: pd.DataFrame, claim: float, threshold: float, text: Text
) -> Figure:
    """Return the smallest rate ratio per +10 points that can be found, as a gain in per cent, against the
    number of events (rising); `designs` has label, events, ratio, and one off the curve says why.
    """
    figure, axes = sheet(4.0)
    sns.lineplot(x=events, y=ratio, ax=axes, estimator=None, color=BLUE, linewidth=2.2)
    sns.scatterplot(
        data=designs, x="events", y="ratio", ax=axes, color=ORANGE, marker="D", s=60, edgecolor=INK, zorder=3
    )
    for design in designs.itertuples():
        label = design.label
        if design.ratio > _OFF * np.interp(design.events, events, ratio):
            label += "\n" + textwrap.fill(text("labels.few_people_ask_more"), _LETTERS)
        axes.annotate(
            label, (design.events, design.ratio), (7, 4), textcoords="offset points", fontsize=9, va="center"
        )
    for level, key, dashes in ((claim, "claim_line", (5, 2)), (threshold, "threshold_line", (1, 1.5))):
        axes.axhline(level, color=INK, linewidth=1.2, dashes=dashes)
        axes.annotate(
            tell_level(level, key, text),
            (events[0], level),
            (3, 3 if level == claim else -11),
            textcoords="offset points",
            fontsize=8.5,
        )
    axes.set(
        xscale="log",
        yscale="log",
        xlim=(events[0], events[-1]),
        xlabel=text("labels.events_axis"),
        ylabel=textwrap.fill(text("labels.ratio_axis"), _AXIS_LETTERS),
    )
    axes.yaxis.set_minor_formatter(NullFormatter())
    axes.set_yticks(_GAINS, [say_change(gain, text) for gain in _GAINS])
    localise(text, axes.xaxis)
    return figure
