"""Who was there on which day, and the grid of people and weeks that follows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from ssi_outcomes.base.lengths import WEEK, WEEKDAYS
from ssi_outcomes.panel.spans import DAY, Span, Tables, read_table, to_day, to_monday


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
        """Days of each week on which each person was there, 0 to 7; 0 where an absence took its weekdays."""
        return _by_week(self.staying & ~self.absent).sum(axis=2) * ~self.weekend_left

    @cached_property
    def weekend_left(self) -> np.ndarray:
        """Return the weeks of which an absence leaves each person no weekday, but a Saturday or Sunday.

        Absences are typed from Monday to Friday: what is left then is no week of two days.
        """
        there, stays = (_by_week(days) for days in (self.staying & ~self.absent, self.staying))
        stayed, was = (each[:, :, :WEEKDAYS].any(axis=2) for each in (stays, there))
        return there.any(axis=2) & stayed & ~was

    @cached_property
    def present(self) -> np.ndarray:
        """Weeks that touch a person's stay."""
        return _by_week(self.staying).any(axis=2)

    def cover(
        self, spans: Iterable[Span], table: str, name: str, stated: np.ndarray, unknown: np.ndarray
    ) -> np.ndarray:
        """Return the weeks that are known for `name`: those in which each day that the person was there is
        covered, and those that are `stated`; none that is `unknown`, and none without such a day.
        """
        covered = np.zeros(self.staying.shape, bool)
        for span in spans:
            if span.table == table and span.name in (None, name):
                people = slice(None) if span.people is None else self.people.isin(list(span.people))
                covered[people, self._day(span.start, 0) : self._day(span.end, 1)] = True
        whole = _by_week(covered | ~self.staying | self.absent).all(axis=2)
        return (whole | stated) & ~unknown & (self.exposure > 0)

    def touch(self, people: np.ndarray, starts: pd.Series, ends: pd.Series) -> np.ndarray:
        """Return person by week whether one of these periods touches it; -1 is nobody's row."""
        touched = np.zeros((*self.present.shape[:1], self.present.shape[1] + 1), int)
        if not self.present.size:
            return touched[:, :-1] > 0
        first, last = (days.to_numpy().astype("datetime64[D]") for days in (starts, ends))
        known = (people >= 0) & ~np.isnat(first) & ~np.isnat(last)
        people = people[known]
        low, high = ((days[known] - self.first) // (WEEK * DAY) for days in (first, last))
        inside = (high >= 0) & (low < self.present.shape[1]) & (low <= high)
        np.add.at(touched, (people[inside], np.maximum(low[inside], 0)), 1)
        np.add.at(touched, (people[inside], np.minimum(high[inside] + 1, self.present.shape[1])), -1)
        return touched.cumsum(axis=1)[:, :-1] > 0

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
        return self.mondays.get_indexer(to_monday(days)) if len(self.mondays) else np.full(len(days), -1)

    def was_there(self, people: np.ndarray, starts: pd.Series, ends: pd.Series) -> np.ndarray:
        """Tell for each period whether the person stayed on a day of it; what lies
        beyond the grid is not known, and passes.
        """
        if not self.staying.size:
            return np.ones(len(people), bool)
        passed = np.concatenate([np.zeros((len(self.people), 1), int), self.staying.cumsum(axis=1)], axis=1)
        first, last = (
            ((days.to_numpy().astype("datetime64[D]") - self.first) / DAY) for days in (starts, ends)
        )
        inside = (people >= 0) & (first >= 0) & (last < self.staying.shape[1])
        row, low, high = (np.where(inside, each, 0).astype(int) for each in (people, first, last + 1))
        return ~inside | (passed[row, high] > passed[row, low])

    @property
    def first(self) -> np.datetime64:
        """Return the first Monday; raises IndexError where there is no week."""
        return self.mondays[0].to_datetime64().astype("datetime64[D]")

    def _day(self, day: np.datetime64, after: int) -> int:
        """Return the column of a day, cut to the grid; `after` 1 gives the one that follows."""
        return (
            int(np.clip((day - self.first) / DAY + after, 0, self.staying.shape[1]))
            if len(self.mondays)
            else 0
        )


def lay_grid(
    tables: Tables,
    ssi: pd.DataFrame,
    counted: Mapping[str, pd.DataFrame],
    spans: Iterable[Span],
    stated: Iterable[pd.DataFrame] = (),
) -> Grid:
    """Return the people of all tables by the weeks that a reading or a source touches: those of `spans`, and
    of the rows that are `stated`.
    """
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
        *(to_day(day) for rows in stated if len(rows) for day in (rows["start"].min(), rows["end"].max())),
    ]
    mondays = to_monday(pd.Series(pd.to_datetime([min(days), max(days)]))) if days else []
    weeks = (
        pd.date_range(mondays[0], mondays[1], freq="7D", unit="us") if len(mondays) else pd.DatetimeIndex([])
    )
    index = pd.Index(sorted(people), dtype=object)
    unlimited = ~index.isin(stays["person"])
    empty = Grid(index, weeks, np.zeros((len(index), WEEK * len(weeks)), bool), np.zeros((0, 0), bool))
    staying = _mark(empty, stays) | unlimited[:, None]
    return Grid(index, weeks, staying, _mark(empty, absences))


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
        low = 0 if pd.isna(start) else grid._day(to_day(start), 0)
        high = marked.shape[1] if pd.isna(end) else grid._day(to_day(end), 1)
        marked[row, low:high] = True
    return marked


def _by_week(days: np.ndarray) -> np.ndarray:
    return days.reshape(len(days), -1, WEEK) if days.size else np.zeros((len(days), 0, WEEK), bool)
