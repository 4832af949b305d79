"""Figures of a team's weeks."""

from __future__ import annotations

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from ssi_outcomes.figures.canvas import (
    AREA,
    BLUE,
    HALF,
    INK,
    NARROW,
    ORANGE,
    PAPER,
    WIDTH,
    Text,
    choose_weeks,
    localise,
    sheet,
)

_ROOM, _SLIM_ROOM = 3.7, 2.35  # inches of an axis of weeks, beside what stands left of it


def draw_weeks(
    weeks: pd.DatetimeIndex, people: np.ndarray, readings: np.ndarray, events: np.ndarray, text: Text
) -> Figure:
    """Return by week: people there (line), of them with a reading in time (area),
    and below the real outcomes counted (bars).
    """
    figure, (above, below) = sheet(4.4, rows=2, sharex=True)
    days = weeks.to_numpy()
    # A week is seven days wide, the last one too.
    ends, readings, people = (
        np.append(days, days[-1] + np.timedelta64(7, "D")),
        np.append(readings, readings[-1]),
        np.append(people, people[-1]),
    )
    above.fill_between(ends, readings, color=AREA, step="post", label=text("labels.with_reading"))
    sns.lineplot(
        x=ends,
        y=people,
        ax=above,
        estimator=None,
        color=BLUE,
        linewidth=2.2,
        drawstyle="steps-post",
        label=text("labels.there"),
    )
    above.set(ylim=(0, None), ylabel=text("labels.persons"))
    # Above the plot: within it, it would lie on the people.
    beside = {"bbox_to_anchor": (0, 1), "borderaxespad": 0.2, "ncols": 2}
    above.legend(loc="lower left", frameon=False, fontsize=9, **beside)
    _bar_weeks(below, days, events)
    below.set(ylabel=text("labels.real_outcomes"), xlabel=text("labels.week"))
    _mark_weeks(below, days, text)
    for side in (above.yaxis, below.yaxis):
        side.set_major_locator(MaxNLocator(5, integer=True))  # people and results are whole
    localise(text, above.yaxis, below.yaxis)
    return figure


def _bar_weeks(axes: Axes, days: np.ndarray, events: np.ndarray) -> None:
    axes.bar(
        days,
        events,
        width=np.timedelta64(5, "D"),
        align="edge",
        color=ORANGE,
        edgecolor=INK,
        linewidth=0.5,
        hatch="///",
    )


def _mark_weeks(axes: Axes, days: np.ndarray, text: Text, room: float = _ROOM) -> None:
    marks = choose_weeks(days, text, room)
    axes.set_xticks(days[marks], [text("labels.day", day=str(day)[:10]) for day in days[marks]], fontsize=9)


def draw_diary(
    weeks: pd.DatetimeIndex, scores: np.ndarray, events: np.ndarray, text: Text, *, narrow: bool = False
) -> Figure:
    """Return one person's weeks: the score as read at their beginning, where it was read at all, and below
    the real outcomes counted; `narrow` for a phone or a slim column.
    """
    read = bool(np.isfinite(scores).any())
    width, room = (NARROW, _SLIM_ROOM) if narrow else (WIDTH, _ROOM)
    figure, axes = sheet(4.4 if read else 2.4, 1 + read, width, sharex=True)
    above, below = axes if read else (None, axes)
    days = weeks.to_numpy()
    if read:
        above.plot(days, scores, color=BLUE, linewidth=2, marker="o", markersize=3)
        above.set(ylim=(0, 100), ylabel=text("labels.ssi_axis"))
    _bar_weeks(below, days, events)
    below.set(
        ylim=(0, max(1, events.max()) * 1.1), ylabel=text("labels.real_outcomes"), xlabel=text("labels.week")
    )
    below.yaxis.set_major_locator(MaxNLocator(4, integer=True))
    _mark_weeks(below, days, text, room)
    localise(text, below.yaxis)
    return figure


def draw_calendar(state: pd.DataFrame, text: Text) -> Figure:
    """Return a square per person (rows) and week (columns): 0 not there, 1
    there without a reading in time, 2 with one.
    """
    figure, axes = sheet(0.17 * len(state) + 1.5)
    sns.heatmap(
        state,
        ax=axes,
        cmap=[PAPER, HALF, BLUE],
        vmin=0,
        vmax=2,
        cbar=False,
        linewidths=0.8,
        linecolor="white",
    )
    marks = np.array(choose_weeks(state.columns.to_numpy(), text))
    axes.set_xticks(
        marks + 0.5,
        [text("labels.day", day=str(state.columns[mark])[:10]) for mark in marks],
        rotation=0,
        fontsize=9,
    )
    axes.set_yticks(np.arange(len(state)) + 0.5, state.index, rotation=0, fontsize=8)
    axes.set(xlabel=text("labels.week"), ylabel="")
    axes.tick_params(length=0)
    handles = [
        axes.plot([], [], "s", color=colour, markersize=8, label=text(f"labels.{key}"))[0]
        for colour, key in ((BLUE, "with_reading"), (HALF, "without_reading"))
    ]
    figure.legend(handles=handles, loc="outside lower left", ncols=2, frameon=False, fontsize=9)
    return figure
