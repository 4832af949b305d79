"""The weeks of which nothing can be told, though somebody was there: a gap touches them, and no zero stands
for it.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from ssi_outcomes.base.lengths import WEEK
from ssi_outcomes.panel.column_names import count_column
from ssi_outcomes.panel.grid import Span, read_gaps

_LAST = np.timedelta64(WEEK - 1, "D")


def count_unknown_weeks(
    tables: Mapping[str, pd.DataFrame], frame: pd.DataFrame
) -> dict[tuple[str, str], int]:
    """Return by table and name (an outcome, an activity) how many person-weeks of the panel `frame` are
    not known because of a gap; those without any are not named.
    """
    gaps = read_gaps(tables)
    if not gaps or not len(frame):
        return {}
    weeks = frame[frame["exposure_days"] > 0].reset_index(drop=True)
    rows_of = weeks.groupby("person").indices
    mondays = weeks["week_start"].to_numpy().astype("datetime64[D]")
    touched: dict[tuple[str, str], np.ndarray] = {}
    for gap in gaps:
        rows = _rows(gap, rows_of, len(weeks))
        rows = rows[(mondays[rows] <= gap.end) & (mondays[rows] + _LAST >= gap.start)]
        for name in _names(gap, tables):
            touched.setdefault((gap.table, name), np.zeros(len(weeks), bool))[rows] = True
    counts = {
        key: int((touch & weeks[count_column(*key)].isna().to_numpy()).sum())
        for key, touch in touched.items()
        if count_column(*key) in weeks
    }
    return {key: count for key, count in sorted(counts.items()) if count}


def _rows(gap: Span, rows_of: Mapping[str, np.ndarray], everybody: int) -> np.ndarray:
    if gap.people is None:
        return np.arange(everybody)
    found = [rows_of[person] for person in gap.people if person in rows_of]
    return np.concatenate(found) if found else np.arange(0)


def _names(gap: Span, tables: Mapping[str, pd.DataFrame]) -> list[str]:
    """Return what a gap is about: one name, or all that its table counts."""
    if gap.name is not None:
        return [gap.name]
    column = "outcome" if gap.table == "outcomes" else "activity"
    return sorted(set(tables[gap.table][column].dropna())) if gap.table in tables else []
