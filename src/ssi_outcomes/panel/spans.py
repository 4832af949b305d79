"""Which days each source covers, for whom and for what: as declared, else as far as its records reach.

Where nothing is declared, an event log, a CRM or a calendar covers the weeks from its first to its last
record: of what it does not list, nothing happened. A sheet that has a row for a person and a week states
their zeros itself: it covers the weeks of its rows, and a week without one was not stated.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import PurePosixPath

import numpy as np
import pandas as pd

DAY = np.timedelta64(1, "D")

Tables = Mapping[str, pd.DataFrame]
Note = tuple[str, dict[str, object]]


@dataclass(frozen=True)
class Span:
    """A table's outcome or activity (None: all) is covered for these people (None:
    everyone) from `start` to `end`, included.
    """

    table: str
    name: str | None
    people: frozenset[str] | None
    start: np.datetime64
    end: np.datetime64


@dataclass(frozen=True)
class Said:
    """One declared row: `source`, `person` and `name` are None where all of them are meant."""

    source: str | None
    person: str | None
    table: str | None
    name: str | None
    start: np.datetime64
    end: np.datetime64


@dataclass(frozen=True)
class Coverage:
    """What the sources cover: `spans`, and by table the sources whose own rows do (`stated`), up to the day
    `last`; `notes` say what was not declared.
    """

    spans: tuple[Span, ...]
    stated: Mapping[str, frozenset[str]]
    last: np.datetime64
    notes: tuple[Note, ...]


def find_coverage(tables: Tables, counted: Mapping[str, pd.DataFrame], today: date | None) -> Coverage:
    """Return what is covered, as declared, else by what each source holds, and a note for each guess."""
    spans, notes, stated = [], [], {}
    unread = unread_sources(tables)
    for table, rows in counted.items():
        said, own = read_declared(tables, table), stating_sources(tables, table)
        sources = rows["source_file"].fillna("").astype(str)
        for each in said:
            spans += _declare(each, table, rows, unread)
        free = {
            source
            for source in sources.unique()
            if not any(each.source is None or is_source(each.source, source) for each in said)
        }
        stated[table] = frozenset(free & own)
        for source, records in rows.dropna(subset=["start", "end"]).groupby(sources):
            if source in free - own:
                spans += _guess(table, records)
                days = {"start": str(records["start"].min().date()), "end": str(records["end"].max().date())}
                notes.append(("panel_coverage_guessed", {"file": source, "table": table} | days))
    last = np.datetime64("9999-12-31") if today is None else np.datetime64(today) - DAY
    cut = (
        Span(span.table, span.name, span.people, span.start, min(span.end, last))
        for span in spans
        if span.start <= last
    )
    return Coverage(tuple(cut), stated, last, tuple(notes))


def read_declared(tables: Tables, table: str) -> list[Said]:
    """Return what was declared to be covered of a table."""
    rows = read_table(tables, "coverage", ["source", "person", "table", "name", "start", "end"])
    rows["start"], rows["end"] = (pd.to_datetime(rows[each]) for each in ("start", "end"))
    rows = rows.dropna(subset=["start", "end"])
    return [
        Said(*(None if pd.isna(cell) else str(cell) for cell in cells), to_day(start), to_day(end))
        for *cells, start, end in rows.itertuples(index=False, name=None)
        if pd.isna(cells[2]) or cells[2] == table
    ]


def stating_sources(tables: Tables, table: str) -> frozenset[str]:
    """Return the sources that have a row for each person and week, zeros included."""
    rows = read_table(tables, "stated", ["table", "source_file"])
    return frozenset(rows.loc[rows["table"] == table, "source_file"].dropna())


def unread_sources(tables: Tables) -> frozenset[str]:
    """Return the files that could not be read at all."""
    rows = read_table(tables, "gaps", ["table", "source_file"])
    return frozenset(rows.loc[rows["table"].isna(), "source_file"].dropna())


def read_table(tables: Tables, name: str, columns: list[str]) -> pd.DataFrame:
    """Return a copy of these columns of a table, missing ones blank; of an absent table, no row."""
    table = tables.get(name)
    return (pd.DataFrame() if table is None else table).reindex(columns=columns).reset_index(drop=True)


def is_source(declared: object, shown: str) -> bool:
    """Tell whether a declared source is this one: a file, its folder or
    archive, or a sheet of it ("log.xlsx › Calls").
    """
    return str(declared) in _names_of(shown)


@lru_cache(maxsize=4096)
def _names_of(shown: str) -> frozenset[str]:
    """Return all that a source may be called: of many gaps few sources are asked, and each of them often."""
    path = PurePosixPath(shown.partition(" › ")[0])
    places = [shown, *(str(each) for each in (path, *path.parents))]
    return frozenset(name for place in places for name in (place, PurePosixPath(place).name))


def to_monday(days: pd.Series) -> pd.DatetimeIndex:
    """Return the Monday of the week of each day."""
    days = pd.DatetimeIndex(days)
    return days - pd.to_timedelta(days.day_of_week, "D")


def to_day(moment: object) -> np.datetime64:
    """Return the day of a moment."""
    return pd.Timestamp(moment).to_datetime64().astype("datetime64[D]")


def _declare(said: Said, table: str, rows: pd.DataFrame, unread: frozenset[str]) -> list[Span]:
    """Return the spans of one declared row; where it names a source and nothing
    counted, what that source counts is meant.

    A file that was not read may hold what a row declares that names no source:
    then it speaks of those alone whom another file names.
    """
    people = None if said.person is None else frozenset({said.person})
    if said.source is not None:
        if any(is_source(said.source, file) for file in unread):
            return []
        files = rows["source_file"].fillna("")
        # A path is taken apart once a file, not once a row: of files there are a few.
        meant = [each for each in files.unique() if is_source(said.source, str(each))]
        names = [said.name] if said.name else sorted(set(rows.loc[files.isin(meant), "name"]))
    elif unread:
        names = [said.name] if said.name else sorted(set(rows["name"]))
        return [
            Span(table, name, named if people is None else people & named, said.start, said.end)
            for name in names
            if (named := frozenset(rows.loc[rows["name"] == name, "person"].dropna().astype(str)))
        ]
    else:
        names = [said.name]
    return [Span(table, name, people, said.start, said.end) for name in names]


def _guess(table: str, records: pd.DataFrame) -> list[Span]:
    """Return whole weeks from the first to the last record, for whom and what the
    source names: others are missing, not zero.
    """
    people = frozenset(records["person"].astype(str))
    start, sunday = (
        to_day(to_monday(records["start"]).min()),
        to_day(to_monday(records["end"]).max()) + 6 * DAY,
    )
    return [Span(table, str(name), people, start, sunday) for name in sorted(set(records["name"]))]
