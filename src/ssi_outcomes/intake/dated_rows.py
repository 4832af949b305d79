"""All rows of a dataset with their days and their place in a file, whatever they hold."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from ssi_outcomes.base.errors import message
from ssi_outcomes.panel.spans import read_table

FEW = 3  # lines, and files, that are named
# Of each table: what its rows count, the first day and the last.
_COLUMNS = {
    "ssi": ("ssi", "read_at", "read_at"),
    "outcomes": ("outcome", "start", "end"),
    "activity": ("activity", "start", "end"),
}
_PLACE = ["source_file", "source_line"]


def list_dated(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return each record of a score, an outcome or an activity: table, name (missing of a score), person,
    start and end (days), count, source_file and source_line; none without a day.
    """
    parts = []
    for table, (name, start, end) in _COLUMNS.items():
        rows = read_table(tables, table, list(dict.fromkeys(["person", name, start, end, "count", *_PLACE])))
        if len(rows):
            days = [pd.to_datetime(rows[each]).dt.normalize() for each in (start, end)]
            days = dict(zip(("start", "end"), (day.astype("datetime64[us]") for day in days), strict=True))
            named = rows[name].astype(object) if table != "ssi" else None
            kept = rows[["person", "count", *_PLACE]].astype({"person": object, "source_file": object})
            parts.append(kept.assign(table=table, name=named, **days))
    if not parts:
        return pd.DataFrame(columns=["person", "count", *_PLACE, "table", "name", "start", "end"])
    rows = pd.concat(parts, ignore_index=True)
    return rows[rows["start"].notna() & (rows["end"] >= rows["start"])]


def count_lines(rows: pd.DataFrame) -> int:
    """Return of how many rows of files records are made: a row of a file may hold several."""
    return len(rows[_PLACE].drop_duplicates()) if rows["source_line"].notna().all() else len(rows)


def tell_places(rows: pd.DataFrame, language: str) -> str:
    """Return in which files and on which lines records stand, the first few of each."""
    places = []
    for file, own in rows.groupby("source_file", sort=True):
        lines = sorted({int(line) for line in own["source_line"].dropna()})
        shown = ", ".join(map(str, lines[:FEW]))
        where = message("place_lines", language, lines=shown, count=len(lines), more=len(lines) > FEW)
        places.append(f"{file}, {where}" if lines else str(file))
    return message("rows_places", language, places=places[:FEW], more=len(places) > FEW)
