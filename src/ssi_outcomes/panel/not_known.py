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
from ssi_outcomes.panel.reach import Unknown
from ssi_outcomes.panel.tables_read import read_counts


def count_unknown_weeks(
    tables: Mapping[str, pd.DataFrame], frame: pd.DataFrame
) -> dict[tuple[str, str], int]:
    """Return by table and name (an outcome, an activity) how many person-weeks of the panel `frame` are
    not known because of a gap; those without any are not named.
    """
    if not len(frame) or not len(tables.get("gaps", ())):
        return {}
    weeks = frame[frame["exposure_days"] > 0].reset_index(drop=True)
    counted = {table: read_counts(tables, table) for table in ("outcomes", "activity")}
    grid = _grid_of(weeks)
    unknown = Unknown(tables, {table: rows[~rows["team"]] for table, rows in counted.items()}, grid)
    at = grid.find_people(weeks["person"]), grid.find_weeks(weeks["week_start"])
    counts = {
        (table, name): int((unknown.weeks(table, name)[at] & weeks[count_column(table, name)].isna()).sum())
        for table, rows in counted.items()
        for name in sorted(set(rows["name"].dropna()))
        if count_column(table, name) in weeks
    }
    return {key: count for key, count in sorted(counts.items()) if count}


def _grid_of(weeks: pd.DataFrame) -> Grid:
    """Return the people of a frame by its weeks, each there on each day."""
    people = pd.Index(sorted(weeks["person"].unique()), dtype=object)
    mondays = pd.date_range(weeks["week_start"].min(), weeks["week_start"].max(), freq="7D", unit="us")
    days = len(people), WEEK * len(mondays)
    return Grid(people, mondays, np.ones(days, bool), np.zeros(days, bool))
