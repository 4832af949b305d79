"""Which weeks of whom are not known, for what a source holds and could not tell.

A gap says what is not known: a person (missing: everybody in its source), a name (missing: all that the
source counts), a first and last day (missing: as far as the source reaches). A week that a gap touches is
unknown for that person and name, whatever coverage was declared. In a sheet of one row for each person and
week a row of which one of the two is not known is one of those that are missing: where there is a row, it is
known. (A gap without a table is a file that was not read at all: `spans` hears of it.)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from ssi_outcomes.base.lengths import WEEK
from ssi_outcomes.panel.grid import Grid
from ssi_outcomes.panel.spans import (
    DAY,
    Said,
    Tables,
    is_source,
    read_declared,
    read_table,
    stating_sources,
    to_day,
)

_GAP = ("person", "table", "name", "start", "end", "source_file")


@dataclass(frozen=True)
class Gap:
    """One gap that leaves something open."""

    person: str | None
    table: str
    name: str | None
    start: object
    end: object
    source: str

    @property
    def is_reading(self) -> bool:
        """Tell whether it is one reading of the score, of a known day."""
        return self.table == "ssi" and self.start is not None and self.end is not None


@dataclass(frozen=True)
class Reach:
    """What one source holds of a table: for whom (None: for everybody), by which names (none: by any), and
    from which day to which (None: without an end).
    """

    people: frozenset[str] | None
    names: frozenset[str]
    start: np.datetime64 | None
    end: np.datetime64 | None


class Unknown:
    """What the gaps of a dataset leave unknown of a grid."""

    def __init__(self, tables: Tables, counted: Mapping[str, pd.DataFrame], grid: Grid):
        """Take the gaps of `tables`; `counted` has by table the rows that the sources do hold, with person,
        name, start, end and source_file.
        """
        gaps = read_table(tables, "gaps", list(_GAP))
        gaps["source_file"] = gaps["source_file"].astype(object).fillna("")
        for each in ("start", "end"):
            gaps[each] = pd.to_datetime(gaps[each]).astype("datetime64[us]")
        self._gaps, self._counted, self._grid = gaps, counted, grid
        self._declared = {table: read_declared(tables, table) for table in counted}
        self._listed = frozenset(read_table(tables, "people", ["person"])["person"].dropna())
        self._stating = {table: stating_sources(tables, table) for table in counted}
        self._reaches: dict[tuple[str, str, str | None], Reach] = {}
        self._rows: dict[tuple[str, str], np.ndarray] = {}

    def weeks(self, table: str, name: str, later: int = 0, hours: bool = False) -> np.ndarray:
        """Return person by week whether what is counted there under `name` is not known; where a source's end
        has to stand in for a day, `later` days after it are not known either. `hours` asks for the gaps alone
        of sources that may tell hours: in another one nothing follows a row of the same day.
        """
        plain = self._plain.get((table, name), self._gaps.head(0))
        marked = self._grid.touch(self._grid.find_people(plain["person"]), plain["start"], plain["end"])
        for gap in self._open.get(table, ()) if marked.size else ():
            # What a reading of a known day leaves unknown goes on until the next one: `readings`.
            if gap.is_reading or (hours and self._tells_days(gap)):
                continue
            reach = self._reach(gap)
            if name == gap.name or (gap.name is None and (name in reach.names or not reach.names)):
                people = reach.people if gap.person is None else {gap.person}
                at = slice(None) if people is None else self._grid.people.isin(list(people))
                low = self._week(reach.start if gap.start is None else to_day(gap.start), 0)
                end = None if reach.end is None else reach.end + later * DAY
                high = self._week(end if gap.end is None else to_day(gap.end), 1)
                marked[at, low:high] |= ~self._rows_of(gap)[at, low:high]
        return marked

    def readings(self) -> pd.DataFrame:
        """Return person and first and last possible day of each reading of the score that is not known; one
        of each person, where it may be anybody's but those whose reading of that day the source holds.
        """
        rows = self._gaps[self._gaps["table"] == "ssi"].dropna(subset=["start", "end"])
        parts = [rows.dropna(subset="person")]
        for gap in self._open.get("ssi", ()):
            if gap.is_reading:
                people, read = self._reach(gap).people, self._read_on(gap)
                meant = [
                    each
                    for each in self._grid.people
                    if (people is None or each in people) and each not in read
                ]
                parts.append(pd.DataFrame({"person": meant, "start": gap.start, "end": gap.end}))
        days = {"start": "datetime64[us]", "end": "datetime64[us]"}
        return pd.concat([part[["person", "start", "end"]].astype(days) for part in parts])

    def told(self, table: str, source: str) -> np.ndarray:
        """Return person by week whether a source says of something there that it is not known."""
        rows = self._gaps[(self._gaps["table"] == table) & (self._gaps["source_file"] == source)]
        rows = rows.dropna(subset=["person", "start", "end"])
        return self._grid.touch(self._grid.find_people(rows["person"]), rows["start"], rows["end"])

    def _read_on(self, gap: Gap) -> frozenset[str]:
        """Return whose reading of the day of a gap its source holds: nobody is read twice a day."""
        if gap.start != gap.end:
            return frozenset()
        held = self._held(gap.source, gap.table)
        days = pd.to_datetime(held["start"]).dt.normalize()
        return frozenset(held.loc[days == pd.Timestamp(gap.start).normalize(), "person"].dropna())

    def _tells_days(self, gap: Gap) -> bool:
        """Tell whether a source has rows, and none of them an hour."""
        starts = pd.to_datetime(self._held(gap.source, gap.table)["start"])
        return len(starts) > 0 and bool((starts == starts.dt.normalize()).all())

    def _rows_of(self, gap: Gap) -> np.ndarray:
        """Return person by week whether a source has a row there, if it has one for each; else nowhere."""
        key = gap.source, gap.table
        if key not in self._rows:
            held = self._held(*key)
            weekly = (
                gap.source in self._stating[gap.table] and (held["end"] - held["start"]).dt.days.eq(6).all()
            )
            there = self._grid.touch(self._grid.find_people(held["person"]), held["start"], held["end"])
            self._rows[key] = (there | self.told(gap.table, gap.source)) & weekly
        return self._rows[key]

    def _held(self, source: str, table: str) -> pd.DataFrame:
        rows = self._counted[table]
        return rows[rows["source_file"].astype(object).fillna("") == source]

    @cached_property
    def _plain(self) -> dict[tuple[str, str], pd.DataFrame]:
        whole = self._gaps[self._gaps[["person", "table", "name", "start", "end"]].notna().all(axis=1)]
        return dict(iter(whole.groupby(["table", "name"])))

    @cached_property
    def _open(self) -> dict[str, list[Gap]]:
        named = self._gaps[self._gaps["table"].notna()]
        # Of the score there is one name, and a reading of a known day is one (`readings`).
        plain = named[["person", "start", "end"]].notna().all(axis=1) & (
            named["name"].notna() | (named["table"] == "ssi")
        )
        found: dict[str, list[Gap]] = {}
        for cells in named[~plain].drop_duplicates(list(_GAP))[list(_GAP)].itertuples(index=False, name=None):
            gap = Gap(*(None if pd.isna(cell) else cell for cell in cells))
            found.setdefault(gap.table, []).append(gap)
        return found

    def _week(self, day: np.datetime64 | None, after: int) -> int:
        """Return the week of a day, cut to the grid; `after` 1 gives the one that follows."""
        weeks = self._grid.present.shape[1]
        if day is None:
            return weeks * after
        return int(np.clip((to_day(day) - self._grid.first) // (WEEK * DAY) + after, 0, weeks))

    def _reach(self, gap: Gap) -> Reach:
        key = gap.source, gap.table, gap.name
        if key not in self._reaches:
            self._reaches[key] = self._find_reach(*key)
        return self._reaches[key]

    def _find_reach(self, source: str, table: str, name: str | None) -> Reach:
        held = self._held(source, table)
        told = self._gaps[(self._gaps["source_file"] == source) & (self._gaps["table"] == table)]
        said = [
            each for each in self._declared[table] if each.source is None or is_source(each.source, source)
        ]
        names = {*held["name"], *told["name"].dropna(), *(each.name for each in said if each.source)} - {None}
        meant = [
            each
            for each in said
            if each.name is None or each.name == name or (not name and each.name in names)
        ]
        known = pd.concat([held[["person", "start", "end"]], told[["person", "start", "end"]]])
        # Of a long log there are many rows, and few days.
        starts = [*map(to_day, known["start"].dropna().unique()), *(each.start for each in meant)]
        ends = [*map(to_day, known["end"].dropna().unique()), *(each.end for each in meant)]
        people = self._people(frozenset(known["person"].dropna()), meant)
        return Reach(people, frozenset(names), min(starts, default=None), max(ends, default=None))

    def _people(self, known: frozenset[str], meant: list[Said]) -> frozenset[str] | None:
        """Return whom a source speaks of, None for everybody; one that names nobody may speak of anybody but
        those of whom a list of people does.
        """
        if any(each.person is None for each in meant):
            return None
        people = known | {each.person for each in meant}
        return people or (frozenset(self._grid.people) - self._listed if self._listed else None)
