"""The records of all files as one tidy frame a table, each column of one type."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

import numpy as np
import pandas as pd

from ssi_outcomes.base.ssi import MEANS, RANKS, READING
from ssi_outcomes.reading.bulk.alike import MOMENTS
from ssi_outcomes.reading.kinds.described.about import About
from ssi_outcomes.reading.parsed import Parsed

COLUMNS = {
    "people": (
        "person",
        "role",
        "team",
        "seat",
        "start",
        "end",
    ),  # notes are free text, and stay in the files
    "ssi": (*("person", "read_at", *READING, *MEANS, *RANKS, "source_kind"),),
    "outcomes": ("person", "outcome", "start", "end", "count", "value", "currency"),
    "activity": ("person", "activity", "start", "end", "count"),
    "coverage": ("source", "table", "name", "person", "start", "end"),
    "absences": ("person", "start", "end"),
    # What is not known: a missing cell means all of them (`reading.gaps`).
    "gaps": ("person", "table", "name", "start", "end"),
    "stated": ("person", "table"),  # which sources have a row for each person and week, zeros included
}
# The tables that count, and the column that says what.
COUNTED = {"outcomes": "outcome", "activity": "activity"}
_NUMBERS = frozenset({"count", "value", "source_line", *READING, *MEANS, *RANKS})


def join_tables(parsed: Iterable[Parsed], about: About) -> dict[str, pd.DataFrame]:
    """Return one frame a table, in the order of the files."""
    found: dict[str, list[list[dict[str, object]] | pd.DataFrame]] = {name: [] for name in COLUMNS}
    for each in parsed:
        for name, rows in each.tables.items():
            found[name].append(
                rows.assign(source_file=each.file)
                if isinstance(rows, pd.DataFrame)
                else [{**row, "source_file": each.file} for row in rows]
            )
    found["coverage"].append(list(about.coverage))
    found["absences"].append(list(about.absences))
    return {name: _frame(parts, COLUMNS[name]) for name, parts in found.items()}


def _frame(parts: Iterable[list[dict[str, object]] | pd.DataFrame], columns: tuple[str, ...]) -> pd.DataFrame:
    """Return the records as one frame, each column of one type: moments,
    numbers (whole ones where all are), texts.
    """
    parts = [rows for rows in parts if len(rows)]
    return _typed(parts, columns) if parts else _none(columns).copy()


@cache
def _none(columns: tuple[str, ...]) -> pd.DataFrame:
    """Return a frame without rows: of most tables a folder has none."""
    return _typed([[]], columns)


def _typed(parts: list[list[dict[str, object]] | pd.DataFrame], columns: tuple[str, ...]) -> pd.DataFrame:
    return pd.DataFrame(
        {name: _column(name, parts) for name in (*columns, "source_file", "source_line")}, copy=False
    )


def _column(name: str, parts: list[list[dict[str, object]] | pd.DataFrame]) -> pd.Series:
    """Return what all records say in a column, end to end. Arrays: most folders are small, and each step of
    pandas costs as much as a thousand cells.
    """
    cells = np.concatenate([_cells(name, rows) for rows in parts])
    if name in ("count", "source_line") and np.isfinite(cells).all() and (cells % 1 == 0).all():
        cells = cells.astype("int64")
    return pd.Series(cells, dtype=cells.dtype, copy=False)


def _cells(name: str, rows: list[dict[str, object]] | pd.DataFrame) -> np.ndarray:
    kind = "datetime64[us]" if name in MOMENTS else "float64" if name in _NUMBERS else "object"
    if isinstance(rows, pd.DataFrame):
        cells = rows.get(name)
    else:
        cells = pd.Series([row.get(name) for row in rows]) if any(name in row for row in rows) else None
    if cells is None:
        return np.array([None] * len(rows), kind)
    if name in MOMENTS:
        return pd.to_datetime(cells, errors="coerce").to_numpy(kind)
    if name in _NUMBERS:
        return pd.to_numeric(cells, errors="coerce").to_numpy(kind)
    texts = cells.to_numpy(object, copy=True)
    texts[pd.isna(texts)] = None
    return texts


def change_each(texts: pd.Series, change: Callable[[str], str | None]) -> pd.Series:
    """Return a column with each different text changed, and what is missing left as it is."""
    if not len(texts):
        return pd.Series([], index=texts.index, dtype=object)
    codes, different = pd.factorize(texts)
    changed = np.array([*map(change, different), None], object)
    return pd.Series(changed[codes], index=texts.index, dtype=object)
