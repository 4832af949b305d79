"""Which days each source covers for whom, who was there, and the grid of people and weeks that follows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import PurePosixPath

import numpy as np
import pandas as pd

from ssi_outcomes.base.lengths import WEEK

_DAY = np.timedelta64(1, "D")

Tables = Mapping[str, pd.DataFrame]


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


@dataclass(frozen=True, eq=False)
class Grid:
    """People (sorted) by weeks (their Mondays): who was there and who was
    absent, day by day from the first Monday on.
    """

    people: pd.Index
    mondays: pd.DatetimeIndex
    staying: np.ndarray
    absent: np.ndarray

    @cached_property
    def exposure(self) -> np.ndarray:
        """Days of each week on which each person was there, 0 to 7."""
        return _by_week(self.staying & ~self.absent).sum(axis=2)

    @cached_property
    def present(self) -> np.ndarray:
        """Weeks that touch a person's stay."""
        return _by_week(self.staying).any(axis=2)

    def cover(self, spans: Iterable[Span], table: str, name: str, gaps: Iterable[Span] = ()) -> np.ndarray:
        """Return the weeks in which each day that the person was there is covered for `name`, outside of
        `gaps`, and there was one.
        """
        covered = np.zeros(self.staying.shape, bool)
        for known, each in ((True, spans), (False, gaps)):
            for span in each:
                if span.table == table and span.name in (None, name):
                    people = slice(None) if span.people is None else self.people.isin(list(span.people))
                    covered[people, self._day(span.start, 0) : self._day(span.end, 1)] = known
        return _by_week(covered | ~self.staying | self.absent).all(axis=2) & (self.exposure > 0)

    def find_people(self, names: pd.Series) -> np.ndarray:
        """Return the row of each name, -1 for nobody's."""
        return self.people.get_indexer(names.astype(object))

    def locate(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Return counted rows with their place: person (`row`), week of the first and
        of the last day, -1 where there is none.
        """
        return rows.assign(
            row=self.find_people(rows["person"]),
            week=self.find_weeks(rows["start"]),
            last_week=self.find_weeks(rows["end"]),
        )

    def find_weeks(self, days: pd.Series) -> np.ndarray:
        """Return the column of the week of each day, -1 outside the grid."""
        return self.mondays.get_indexer(_monday(days)) if len(self.mondays) else np.full(len(days), -1)

    def was_there(self, people: np.ndarray, starts: pd.Series, ends: pd.Series) -> np.ndarray:
        """Tell for each period whether the person stayed on a day of it; what lies
        beyond the grid is not known, and passes.
        """
        if not self.staying.size:
            return np.ones(len(people), bool)
        passed = np.concatenate([np.zeros((len(self.people), 1), int), self.staying.cumsum(axis=1)], axis=1)
        first, last = (
            ((days.to_numpy().astype("datetime64[D]") - self._first) / _DAY) for days in (starts, ends)
        )
        inside = (people >= 0) & (first >= 0) & (last < self.staying.shape[1])
        row, low, high = (np.where(inside, each, 0).astype(int) for each in (people, first, last + 1))
        return ~inside | (passed[row, high] > passed[row, low])

    @property
    def _first(self) -> np.datetime64:
        return self.mondays[0].to_datetime64().astype("datetime64[D]")

    def _day(self, day: np.datetime64, after: int) -> int:
        """Return the column of a day, cut to the grid; `after` 1 gives the one that follows."""
        return (
            int(np.clip((day - self._first) / _DAY + after, 0, self.staying.shape[1]))
            if len(self.mondays)
            else 0
        )


def read_table(tables: Tables, name: str, columns: list[str]) -> pd.DataFrame:
    """Return a copy of these columns of a table, missing ones blank; of an absent table, no row."""
    table = tables.get(name)
    return (pd.DataFrame() if table is None else table).reindex(columns=columns).reset_index(drop=True)


def lay_grid(
    tables: Tables, ssi: pd.DataFrame, counted: Mapping[str, pd.DataFrame], spans: Iterable[Span]
) -> Grid:
    """Return the people of all tables by the weeks that a reading or a source touches."""
    stays, absences = (_read_periods(tables, name) for name in ("people", "absences"))
    named = [
        stays["person"],
        ssi["person"],
        absences["person"],
        *(rows.loc[~rows["team"], "person"] for rows in counted.values()),
    ]
    people = {str(name) for names in named for name in names.dropna().unique()}.union(
        *(span.people or () for span in spans)
    )
    days = [
        *ssi["day"].to_numpy().astype("datetime64[D]"),
        *(day for span in spans for day in (span.start, span.end)),
    ]
    mondays = _monday(pd.Series(pd.to_datetime([min(days), max(days)]))) if days else []
    weeks = (
        pd.date_range(mondays[0], mondays[1], freq="7D", unit="us") if len(mondays) else pd.DatetimeIndex([])
    )
    index = pd.Index(sorted(people), dtype=object)
    unlimited = ~index.isin(stays["person"])
    empty = Grid(index, weeks, np.zeros((len(index), WEEK * len(weeks)), bool), np.zeros((0, 0), bool))
    staying = _mark(empty, stays) | unlimited[:, None]
    return Grid(index, weeks, staying, _mark(empty, absences))


def read_gaps(tables: Tables) -> list[Span]:
    """Return the days of refused rows, by person and name: what was counted then is not known."""
    rows = read_table(tables, "gaps", ["person", "table", "name", "start", "end"]).dropna(
        subset=["person", "start", "end"]
    )
    days = {name: pd.to_datetime(rows[name]).to_numpy().astype("datetime64[D]") for name in ("start", "end")}
    named = zip(rows["table"], rows["name"], rows["person"], days["start"], days["end"], strict=True)
    return [
        Span(table, str(name), frozenset({str(person)}), start, end)
        for table, name, person, start, end in named
    ]


def find_spans(
    tables: Tables, counted: Mapping[str, pd.DataFrame], today: date | None
) -> tuple[list[Span], list[tuple[str, dict[str, object]]]]:
    """Return what is covered, as declared, else from each source's first to its last record, and a note for
    each that was not declared.
    """
    declared = read_table(tables, "coverage", ["source", "person", "table", "name", "start", "end"])
    declared["start"], declared["end"] = (pd.to_datetime(declared[each]) for each in ("start", "end"))
    declared = declared.dropna(subset=["start", "end"])
    spans, notes = [], []
    for table, rows in counted.items():
        of_table = declared[declared["table"].isna() | (declared["table"] == table)]
        for row in of_table.itertuples():
            spans += _declare(row, table, rows)
        for source, records in rows.dropna(subset=["start", "end"]).groupby(
            rows["source_file"].fillna("").astype(str)
        ):
            if not any(pd.isna(each) or _is_source(each, str(source)) for each in of_table["source"]):
                guessed = _guess(table, records)
                spans += guessed
                days = {"start": str(records["start"].min().date()), "end": str(records["end"].max().date())}
                notes.append(("panel_coverage_guessed", {"file": source, "table": table} | days))
    last = np.datetime64("9999-12-31") if today is None else np.datetime64(today) - _DAY
    return [
        Span(span.table, span.name, span.people, span.start, min(span.end, last))
        for span in spans
        if span.start <= last
    ], notes


def _declare(row, table: str, rows: pd.DataFrame) -> list[Span]:
    """Return the spans of one declared row; where it names a source and nothing
    counted, what that source counts is meant.
    """
    names = [row.name] if not pd.isna(row.name) else [None]
    if names == [None] and not pd.isna(row.source):
        files = rows["source_file"].fillna("")
        # A path is taken apart once a file, not once a row: of files there are a few.
        meant = [each for each in files.unique() if _is_source(row.source, str(each))]
        names = sorted(set(rows.loc[files.isin(meant), "name"]))
    people = None if pd.isna(row.person) else frozenset({str(row.person)})
    return [Span(table, name, people, _to_day(row.start), _to_day(row.end)) for name in names]


def _guess(table: str, records: pd.DataFrame) -> list[Span]:
    """Return whole weeks from the first to the last record, for whom and what the
    source names: others are missing, not zero.
    """
    people = frozenset(records["person"].astype(str))
    start, sunday = (
        _to_day(_monday(records["start"]).min()),
        _to_day(_monday(records["end"]).max()) + 6 * _DAY,
    )
    return [Span(table, str(name), people, start, sunday) for name in sorted(set(records["name"]))]


def _is_source(declared: object, shown: str) -> bool:
    """Tell whether a declared source is this one: a file, its folder or
    archive, or a sheet of it ("log.xlsx › Calls").
    """
    places = [
        shown,
        *(str(each) for path in [PurePosixPath(shown.partition(" › ")[0])] for each in (path, *path.parents)),
    ]
    return str(declared) in {name for place in places for name in (place, PurePosixPath(place).name)}


def _read_periods(tables: Tables, name: str) -> pd.DataFrame:
    rows = read_table(tables, name, ["person", "start", "end"])
    rows["start"], rows["end"] = (
        pd.to_datetime(rows[each]).astype("datetime64[us]") for each in ("start", "end")
    )
    return rows[rows["person"].notna()]


def _mark(grid: Grid, periods: pd.DataFrame) -> np.ndarray:
    """Return person by day whether a period holds it; an open start or end reaches to the edge."""
    marked = grid.staying.copy()
    for row, start, end in zip(
        grid.find_people(periods["person"]), periods["start"], periods["end"], strict=True
    ):
        low = 0 if pd.isna(start) else grid._day(_to_day(start), 0)
        high = marked.shape[1] if pd.isna(end) else grid._day(_to_day(end), 1)
        marked[row, low:high] = True
    return marked


def _by_week(days: np.ndarray) -> np.ndarray:
    return days.reshape(len(days), -1, WEEK) if days.size else np.zeros((len(days), 0, WEEK), bool)


def _monday(days: pd.Series) -> pd.DatetimeIndex:
    days = pd.DatetimeIndex(days)
    return days - pd.to_timedelta(days.day_of_week, "D")


def _to_day(moment: object) -> np.datetime64:
    return pd.Timestamp(moment).to_datetime64().astype("datetime64[D]")
