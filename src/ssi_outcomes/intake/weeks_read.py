"""From which week to which a dataset was read, how many of these are empty, and which rows stand apart: one
wrong year makes a panel of sixty weeks out of ten.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from ssi_outcomes.base.errors import message
from ssi_outcomes.base.lengths import WEEK
from ssi_outcomes.intake.dated_rows import count_lines, tell_places
from ssi_outcomes.panel.spans import to_monday

HOLE = 8  # empty weeks in a row from which on the year is asked about
FEW_APART = 3  # groups of rows that are told


def tell_weeks(frame: pd.DataFrame, rows: pd.DataFrame, language: str) -> list[str]:
    """Return the first and the last week of a panel and how many hold no row of `rows` (those of
    `list_dated`), then a line for each few rows that a hole of `HOLE` weeks parts from most; nothing of a
    panel without weeks.
    """
    if not len(frame):
        return []
    first, last = (pd.Timestamp(day) for day in (frame["week_start"].min(), frame["week_start"].max()))
    weeks = (last - first).days // WEEK + 1
    held = _hold(rows, first, weeks)
    values = {"first": _name(first), "last": _name(last), "weeks": weeks}
    empty = int((~held).sum()) if len(rows) else 0
    lines = [message("weeks_read", language, **values, count=empty)]
    apart = list(_find_apart(rows, held, first))
    lines += [f"  {_tell_apart(first, each, language)}" for each in apart[:FEW_APART]]
    more = len(apart) - FEW_APART
    return [*lines, f"  {message('weeks_apart_more', language, count=more)}"] if more > 0 else lines


def _hold(rows: pd.DataFrame, first: pd.Timestamp, weeks: int) -> np.ndarray:
    """Return of each week from `first` on whether a row touches it."""
    begun, ended = (
        np.bincount(np.clip(_week_of(rows[each], first) + more, 0, weeks), minlength=weeks + 1)
        for each, more in (("start", 0), ("end", 1))
    )
    # As many rows touch a week as began by then and had not ended before.
    return np.cumsum(begun - ended)[:weeks] > 0


def _find_apart(rows: pd.DataFrame, held: np.ndarray, first: pd.Timestamp) -> Iterator[dict[str, object]]:
    """Yield each group of rows that a hole parts from the largest one, the smallest first: its `rows`, and
    the hole on the side of the largest, as its first and last week from `first` on.
    """
    at = np.flatnonzero(held)
    breaks = np.flatnonzero(np.diff(at) > HOLE)
    groups = [(int(part[0]), int(part[-1])) for part in np.split(at, breaks + 1) if len(part)]
    if len(groups) < 2:
        return
    week = _week_of(rows["start"], first)
    found = [rows[(week >= low) & (week <= high)] for low, high in groups]
    sizes = list(map(count_lines, found))
    main = int(np.argmax(sizes))
    for place in sorted(set(range(len(groups))) - {main}, key=lambda place: (sizes[place], place)):
        before = place < main
        (_, begun), (ended, _) = groups[place - (not before) :][:2]
        # What a program wrote of itself, without lines, has no mistyped year.
        if found[place]["source_line"].notna().any():
            yield {"rows": found[place], "before": before, "hole": (begun + 1, ended - 1)}


def _tell_apart(first: pd.Timestamp, apart: Mapping[str, object], language: str) -> str:
    rows, (begin, end) = apart["rows"], apart["hole"]
    # A row may hold the score of its first day and counts up to its last.
    starts = rows.groupby(["source_file", "source_line"], dropna=False)["start"].min()
    days = [starts.min().date().isoformat(), starts.max().date().isoformat()]
    values = {
        "before": apart["before"],
        "weeks": end - begin + 1,
        "begin": _name(first + pd.Timedelta(WEEK * begin, "D")),
        "end": _name(first + pd.Timedelta(WEEK * end, "D")),
        "day": days[0],
        "until": days[1] if days[1] != days[0] else "",
        "place": tell_places(rows, language),
    }
    return message("weeks_apart", language, **values, count=count_lines(rows))


def _week_of(days: pd.Series, first: pd.Timestamp) -> np.ndarray:
    """Return how many weeks after `first` the week of each day begins."""
    return (to_monday(days) - first).days.to_numpy() // WEEK if len(days) else np.zeros(0, int)


def _name(monday: pd.Timestamp) -> str:
    year, week, _ = monday.isocalendar()
    return f"{year}-W{week:02d}"
