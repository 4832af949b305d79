"""What a sheet of weeks states by its rows, and of what they leave blank that it is not known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd

from ssi_outcomes.base.ssi import READING
from ssi_outcomes.reading.gaps import GAPS, Scope
from ssi_outcomes.reading.kinds.records import Record
from ssi_outcomes.reading.kinds.whose_row import person_of
from ssi_outcomes.reading.names.registry import Countable
from ssi_outcomes.reading.parsed import Parsed
from ssi_outcomes.reading.tables.headers import Anchored
from ssi_outcomes.reading.tables.periods import Clock, days_told
from ssi_outcomes.reading.tables.rows import BLANK, Row
from ssi_outcomes.reading.tables.search import Search

_MATTER = ["person", "name", "start", "end"]


def scope_of(
    table: Anchored, counted: list[Countable], clock: Clock, search: Search, day: date | None
) -> Scope:
    """Return what a row is about: each thing that has a column, whatever stands in it."""
    counts = tuple((table_of(each), each.id) for each in counted)
    if set(READING) & table.columns.keys():
        counts += (("ssi", None),)
    return Scope(
        person=lambda row: person_of(row, search.entry, search.context),
        days=lambda row, name: (day, day) if day else days_told(row, name, clock),
        counts=lambda row: counts,
    )


def not_filled_in(row: Row, scope: Scope, clock: Clock, named: bool) -> str | list[Record]:
    """Return that nothing is known of a row that says who and when, and no more; of one that is still to come
    there is nothing to know, and one that names nobody in a table that names people was not begun.
    """
    gaps = [gap for gap in scope.gaps(row) if gap["person"] is not None or not named]
    told = [gap for gap in gaps if gap["start"] and gap["start"] <= clock.today]
    return [(GAPS, gap) for gap in told] or BLANK


def with_stated(parsed: Parsed, table: Anchored, counted: list[Countable]) -> Parsed:
    """Return what was read of a sheet that states its weeks, zeros included: that it does, and no gap for a
    line that could not be cut where another row states the same days of the same person.
    """
    if not parsed.tables:
        return parsed
    stated = [{"table": each} for each in dict.fromkeys(map(table_of, counted))]
    tables, lost = {**parsed.tables, "stated": stated}, {each.line for each in table.rejected}
    if not lost or GAPS not in tables:
        return replace(parsed, tables=tables)
    parts = (
        pd.DataFrame(tables[part]).rename(columns={name: "name"})
        for part, name in (("outcomes", "outcome"), ("activity", "activity"))
        if part in tables
    )
    said = {key for part in parts for key in _matters(part.drop_duplicates(_MATTER))}
    gaps = pd.DataFrame(tables[GAPS]).astype(object)
    again = np.array([key in said for key in _matters(gaps)], bool)
    kept = gaps[~(gaps["source_line"].isin(lost) & again)]
    return replace(parsed, tables={**tables, GAPS: kept.to_dict("records")})


def table_of(each: Countable) -> str:
    """Return the table that has the counts of one thing."""
    return "activity" if each.kind == "activity" else "outcomes"


def _matters(rows: pd.DataFrame) -> Iterator[tuple]:
    start, end = (pd.to_datetime(rows[name]).astype("datetime64[us]") for name in ("start", "end"))
    named = rows[["person", "name"]].astype(object)
    # Nobody is None in a row of its own and NaN in a column, which is not even equal to itself.
    matter = named.where(named.notna(), None).assign(start=start, end=end)
    return matter.itertuples(index=False, name=None)
