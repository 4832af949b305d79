"""Draw the figures: one function each, from plain values and a `text` that knows the language; estimates nothing."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axis import Axis
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, NullFormatter

from ssi_outcomes.canvas import BLUE, GREEN, INK, ORANGE, PALE, QUIET, Text, sheet

# Shape and letter-free marks, so that the meaning survives in grey.
_MOVED_BY = {"oneself": (BLUE, "s"), "both": (GREEN, "D"), "others": (ORANGE, "o")}
_KNOWN = {True: ("●", BLUE), False: ("○", QUIET)}


def draw_people(people: Sequence[dict], low: float, high: float, text: Text) -> Figure:
    """Return one band a person: who they are to the author, the readings of the score (0 to 100), the outcome that is stated.

    Each person has `name`, `tie`, `readings` (a tuple of scores, may be empty), `moved` (from the first to the last, rather than
    between them) and `outcome`; texts are in the language of `text`.
    """
    figure, axes = sheet(1.02 * len(people) + 0.5)
    for row, person in enumerate(people):
        _draw_scale(axes, row, low, high)
        axes.text(0, row - 0.36, person["name"], fontsize=11, fontweight="bold", va="center")
        axes.text(100, row - 0.36, person["tie"], fontsize=8.5, color=QUIET, va="center", ha="right").set_in_layout(False)
        axes.text(0, row + 0.32, person["outcome"], fontsize=9, va="center").set_in_layout(False)
        _draw_readings(axes, row, person["readings"], person["moved"], text)
    axes.set(xlim=(-2, 102), ylim=(len(people) - 0.45, -0.6), yticks=[], xlabel=text("labels.ssi_axis"))
    axes.set_xticks([0, low, high, 100])
    sns.despine(ax=axes, left=True)
    return figure


def _draw_scale(axes, row: float, low: float, high: float) -> None:
    axes.barh(row, 100, height=0.3, color="#f5f7fa", edgecolor=PALE, linewidth=0.8)
    for start, width in ((0, low), (high, 100 - high)):
        axes.barh(row, width, left=start, height=0.3, color=PALE)


def _draw_readings(axes, row: float, readings: Sequence[float], moved: bool, text: Text) -> None:
    if not readings:
        axes.text(50, row, text("labels.not_stated"), fontsize=9, style="italic", va="center", ha="center")
        return
    first, last = readings[0], readings[-1]
    if first != last:
        arrow = "-|>" if moved else "<->"
        axes.annotate("", (last, row), (first, row), arrowprops={"arrowstyle": arrow, "color": BLUE, "linewidth": 1.6, "shrinkA": 4, "shrinkB": 4})
    for value in {first, last}:
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
    figure, axes = sheet(0.52 * len(known) + 1.9)
    sns.heatmap(
        known.astype(int), ax=axes, cmap=["#ffffff", "#dcecf5"], vmin=0, vmax=1, cbar=False, linewidths=2, linecolor="white",
        annot=known.map(lambda value: _KNOWN[bool(value)][0]).to_numpy(), fmt="", annot_kws={"fontsize": 15, "color": INK},
    )  # fmt: skip
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    axes.set(xlabel="", ylabel="")
    axes.set_xticks(np.arange(known.shape[1]) + 0.5, known.columns, rotation=40, ha="left", rotation_mode="anchor", fontsize=9)
    axes.set_yticks(np.arange(len(known)) + 0.5, known.index, rotation=0, fontsize=10)
    figure.supxlabel(f"{_KNOWN[True][0]} {text('labels.stated')}    {_KNOWN[False][0]} {text('labels.not_stated')}", fontsize=9.5)
    return figure


def draw_makeup(criteria: pd.DataFrame, text: Text) -> Figure:
    """Return a tile for each criterion (`pillar`, `label`, `moved_by`), by pillar, marked by who moves it."""
    figure, axes = sheet(0.235 * (len(criteria) + 2 * criteria["pillar"].nunique()) + 0.55)
    line, used = 0, []
    for pillar, group in criteria.groupby("pillar", sort=False):
        axes.text(0, line, text(f"labels.pillars.{pillar}"), fontweight="bold", fontsize=10, va="center")
        for place, criterion in enumerate(group.itertuples(), start=1):
            colour, mark = _MOVED_BY[criterion.moved_by]
            axes.plot(0.02, line + place, mark, color=colour, markersize=7.5, markerfacecolor=colour if mark != "o" else "white", markeredgewidth=1.8)
            axes.text(0.055, line + place, criterion.label, fontsize=9, va="center")
            used.append(criterion.moved_by)
        line += len(group) + 1.7
    handles = [
        axes.plot([], [], mark, color=colour, markersize=7.5, markerfacecolor=colour if mark != "o" else "white", markeredgewidth=1.8,
                  label=f"{text(f'labels.moved_by.{who}')} ({used.count(who)})")[0]
        for who, (colour, mark) in _MOVED_BY.items()
    ]  # fmt: skip
    figure.legend(handles=handles, loc="outside lower left", ncols=3, frameon=False, fontsize=9, handletextpad=0.3, columnspacing=1.2)
    axes.set(xlim=(0, 1), ylim=(line - 1, -0.8))
    axes.axis("off")
    return figure


def draw_ledger(claims: pd.DataFrame, statuses: Sequence[str], holders: Sequence[str], text: Text) -> Figure:
    """Return how many claims of each holder end with each status."""
    counts = pd.crosstab(claims["holder"], claims["status"]).reindex(index=list(holders), columns=list(statuses), fill_value=0)
    figure, axes = sheet(0.56 * len(holders) + 1.15)
    sns.heatmap(counts, ax=axes, cmap=sns.light_palette(BLUE, as_cmap=True), annot=True, fmt="d", cbar=False, linewidths=2, linecolor="white", vmin=0,
                annot_kws={"fontsize": 11})  # fmt: skip
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    axes.set(xlabel="", ylabel="")
    axes.set_xticks(np.arange(len(statuses)) + 0.5, [text(f"labels.statuses_short.{status.replace(' ', '_')}") for status in statuses], fontsize=9)
    axes.set_yticks(np.arange(len(holders)) + 0.5, [text(f"labels.holders.{holder}") for holder in holders], rotation=0, fontsize=9.5)
    return figure


def draw_selection(draws: np.ndarray, scores: np.ndarray, outcomes: np.ndarray, chosen: np.ndarray, text: Text) -> Figure:
    """Return the correlations of random fives above, and below a population with the `chosen` indices picked out.

    `scores` are in points; `outcomes`, events a week, are drawn as logs, as the correlations are.
    """
    outcomes = np.log(outcomes)
    figure, (above, below) = sheet(5.6, rows=2)
    sns.histplot(x=draws[draws >= 0], ax=above, binrange=(0, 1), bins=20, color=PALE, edgecolor=QUIET, linewidth=0.5)
    sns.histplot(x=draws[draws < 0], ax=above, binrange=(-1, 0), bins=20, color=ORANGE, edgecolor=INK, hatch="///", linewidth=0.5)
    above.axvline(0, color=INK, linewidth=1)
    above.set(xlim=(-1, 1), title=text("labels.random_fives"), xlabel=text("labels.correlation"), ylabel=text("labels.draws"))
    rest = np.setdiff1d(np.arange(len(scores)), chosen)
    sns.scatterplot(x=scores[rest], y=outcomes[rest], ax=below, color="#9aa5b1", s=14, linewidth=0, rasterized=True)
    sns.regplot(
        x=scores[chosen], y=outcomes[chosen], ax=below, ci=None, color=ORANGE, marker="D", scatter_kws={"s": 60, "edgecolor": INK}, line_kws={"linestyle": "--"}
    )
    below.set(title=text("labels.chosen_five"), xlabel=text("labels.ssi_axis"), ylabel=text("labels.outcome_log"))
    below.set_yticks(np.log([0.1, 0.2, 0.5, 1, 2, 5]))
    below.yaxis.set_major_formatter(FuncFormatter(lambda value, _: text("labels.tick", value=np.exp(value))))
    _localise(text, above.xaxis, above.yaxis)
    return figure


def draw_false_trail(people: Sequence[tuple[str, float, int]], text: Text) -> Figure:
    """Return each person's time watched to scale: (name, days, events)."""
    figure, axes = sheet(0.75 * len(people) + 0.8)
    for row, (name, days, events) in enumerate(people):
        axes.barh(row, days, height=0.34, color="#dcecf5", edgecolor=BLUE)
        axes.plot((np.arange(events) + 0.5) * days / events, np.full(events, row), "o", color=ORANGE, markersize=5, markeredgecolor=INK, markeredgewidth=0.5)
        key = "watched" if days >= 1 else "watched_short"
        axes.text(0, row - 0.3, text(f"labels.{key}", name=name, days=days, events=events), fontsize=9.5, va="center")
    axes.set(ylim=(len(people) - 0.6, -0.6), yticks=[], xlabel=text("labels.days_axis"), xlim=(-1, None))
    _localise(text, axes.xaxis)
    sns.despine(ax=axes, left=True)
    return figure


def draw_silence(weeks: np.ndarray, bound: np.ndarray, text: Text) -> Figure:
    """Return the highest rate (events a week) that k weeks without an event leave possible."""
    figure, axes = sheet(3.0)
    sns.lineplot(x=weeks, y=bound, ax=axes, estimator=None, color=BLUE, linewidth=2.2)
    axes.fill_between(weeks, bound, color="#dcecf5")
    axes.text(weeks[-1] * 0.52, bound[0] * 0.62, text("labels.excluded"), fontsize=9.5, color=QUIET, ha="center")
    axes.text(weeks[0] * 1.25, bound[-1] * 0.45, text("labels.still_possible"), fontsize=9.5)
    axes.set(xlim=(weeks[0], weeks[-1]), ylim=(0, bound[0] * 1.05), xlabel=text("labels.silent_weeks"), ylabel=text("labels.events_a_week"))
    _localise(text, axes.xaxis, axes.yaxis)
    return figure


def draw_weeks(weeks: pd.DatetimeIndex, people: np.ndarray, readings: np.ndarray, events: np.ndarray, text: Text) -> Figure:
    """Return by week: people there (line), of them with a reading in time (area), and below the real outcomes counted (bars)."""
    figure, (above, below) = sheet(4.4, rows=2, sharex=True)
    days = weeks.to_numpy()
    above.fill_between(days, readings, color="#dcecf5", step="post", label=text("labels.with_reading"))
    sns.lineplot(x=days, y=people, ax=above, estimator=None, color=BLUE, linewidth=2.2, drawstyle="steps-post", label=text("labels.there"))
    above.set(ylim=(0, None), ylabel=text("labels.persons"))
    above.legend(loc="lower left", frameon=False, fontsize=9)
    below.bar(days, events, width=np.timedelta64(5, "D"), align="edge", color=ORANGE, edgecolor=INK, linewidth=0.5, hatch="///")
    below.set(ylabel=text("labels.real_outcomes"), xlabel=text("labels.week"))
    marks = days[:: max(1, len(days) // 6)]
    below.set_xticks(marks, [text("labels.day", day=str(day)[:10]) for day in marks], fontsize=9)
    _localise(text, above.yaxis, below.yaxis)
    return figure


def draw_calendar(state: pd.DataFrame, text: Text) -> Figure:
    """Return a square per person (rows) and week (columns): 0 not there, 1 there without a reading in time, 2 with one."""
    figure, axes = sheet(0.17 * len(state) + 1.5)
    sns.heatmap(state, ax=axes, cmap=["#ffffff", "#f3c9a5", BLUE], vmin=0, vmax=2, cbar=False, linewidths=0.8, linecolor="white")
    marks = np.arange(0, state.shape[1], max(1, state.shape[1] // 6))
    axes.set_xticks(marks + 0.5, [text("labels.day", day=str(state.columns[mark])[:10]) for mark in marks], rotation=0, fontsize=9)
    axes.set_yticks(np.arange(len(state)) + 0.5, state.index, rotation=0, fontsize=8)
    axes.set(xlabel=text("labels.week"), ylabel="")
    axes.tick_params(length=0)
    handles = [
        axes.plot([], [], "s", color=colour, markersize=8, label=text(f"labels.{key}"))[0]
        for colour, key in ((BLUE, "with_reading"), ("#f3c9a5", "without_reading"))
    ]
    figure.legend(handles=handles, loc="outside lower left", ncols=2, frameon=False, fontsize=9)
    return figure


def draw_data_needed(events: np.ndarray, ratio: np.ndarray, designs: pd.DataFrame, claim: float, threshold: float, text: Text) -> Figure:
    """Return the smallest rate ratio per +10 points that can be found, against the number of events; `designs` has label, events, ratio."""
    figure, axes = sheet(4.0)
    sns.lineplot(x=events, y=ratio, ax=axes, estimator=None, color=BLUE, linewidth=2.2)
    sns.scatterplot(data=designs, x="events", y="ratio", ax=axes, color=ORANGE, marker="D", s=60, edgecolor=INK, zorder=3)
    for design in designs.itertuples():
        axes.annotate(design.label, (design.events, design.ratio), (7, 4), textcoords="offset points", fontsize=9)
    for level, key, dashes in ((claim, "claim_line", (5, 2)), (threshold, "threshold_line", (1, 1.5))):
        axes.axhline(level, color=INK, linewidth=1.2, dashes=dashes)
        axes.annotate(text(f"labels.{key}"), (events[0], level), (3, 3 if level == claim else -11), textcoords="offset points", fontsize=8.5)
    axes.set(xscale="log", yscale="log", xlim=(events[0], events[-1]), xlabel=text("labels.events_axis"), ylabel=text("labels.ratio_axis"))
    axes.yaxis.set_minor_formatter(NullFormatter())
    axes.set_yticks([1, 1.2, 1.5, 2, 3, 5, 10])
    _localise(text, axes.xaxis, axes.yaxis)
    return figure


def _localise(text: Text, *sides: Axis) -> None:
    """Write the numbers of an axis as the language does."""
    for side in sides:
        side.set_major_formatter(FuncFormatter(lambda value, _: text("labels.tick", value=value)))
