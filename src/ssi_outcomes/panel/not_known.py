"""The weeks of which nothing can be told, though somebody was there: a gap touches them, and no zero stands
for it.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from ssi_outcomes.base.lengths import WEEK
from ssi_outcomes.panel.column_names import count_column
from ssi_outcomes.panel.grid import Grid
from ssi_outcomes.panel.in_force import OLDEST_READING
from ssi_outcomes.panel.reach import Unknown
from ssi_outcomes.panel.tables_read import as_counted, read_counts, read_readings

SCORE = ("ssi", "ssi")


def count_unknown_weeks(
    tables: Mapping[str, pd.DataFrame], frame: pd.DataFrame
) -> dict[tuple[str, str], int]:
    """Return by table and name (an outcome, an activity, the `SCORE`) how many person-weeks of the panel
    `frame` are not known because of a gap; those without any are not named.
    """
    if not len(frame) or not len(tables.get("gaps", ())):
        return {}
    weeks = frame[frame["exposure_days"] > 0].reset_index(drop=True)
    counted = {table: read_counts(tables, table) for table in ("outcomes", "activity")}
    grid = _grid_of(weeks)
    people, readings = {table: rows[~rows["team"]] for table, rows in counted.items()}, read_readings(tables)
    unknown = Unknown(tables, {**people, "ssi": as_counted(readings)}, grid)
    at = grid.find_people(weeks["person"]), grid.find_weeks(weeks["week_start"])
    counts = {
        (table, name): int((unknown.weeks(table, name)[at] & weeks[count_column(table, name)].isna()).sum())
        for table, rows in counted.items()
        for name in sorted(set(rows["name"].dropna()))
        if count_column(table, name) in weeks
    }
    if len(readings):
        counts[SCORE] = int((_without_score(unknown, grid)[at] & weeks["ssi"].isna()).sum())
    return {key: count for key, count in sorted(counts.items()) if count}


def _without_score(unknown: Unknown, grid: Grid) -> np.ndarray:
    """Return person by week whether a reading that is not known could be in force on the Monday."""
    lost, days = unknown.readings(), pd.Timedelta(1, "D")
    first, last = lost["start"] + (WEEK - 1) * days, lost["end"] + OLDEST_READING * days
    single = grid.touch(grid.find_people(lost["person"]), first, last)
    return single | unknown.weeks(*SCORE, later=OLDEST_READING)


def _grid_of(weeks: pd.DataFrame) -> Grid:
    """Return the people of a frame by its weeks, each there on each day."""
    people = pd.Index(sorted(weeks["person"].unique()), dtype=object)
    mondays = pd.date_range(weeks["week_start"].min(), weeks["week_start"].max(), freq="7D", unit="us")
    days = len(people), WEEK * len(mondays)
    return Grid(people, mondays, np.ones(days, bool), np.zeros(days, bool))
