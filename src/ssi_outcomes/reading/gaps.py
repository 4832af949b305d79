"""What a row that could not be taken was about: whose, which days, and what was counted on them.

Not to know is not zero. A row that is refused, or that leaves a count out, yields `gaps`: records that say
what is not known. In a gap `person` may be missing (everybody's in that source), `name` (all that the source
counts there), `start` and `end` (as far as the source reaches); the panel takes each at its word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import TypeVar

from ssi_outcomes.reading.cells.text import JOINED, SEPARATORS
from ssi_outcomes.reading.cells.values import ValueFault, is_blank
from ssi_outcomes.reading.parsed import Cell, Rejected

GAPS = "gaps"
PERSON = ("person", "email", "first_name", "last_name")  # the columns that say whose a row is
Row = dict[str, object]
Gap = dict[str, object]
Days = tuple[date | None, date | None]
Line = TypeVar("Line", int, tuple[int, int])  # the number of a line, or that and a place on it
Readers = Mapping[str, Callable[[Cell], object]]

_LOST_SIGNS = ("\u2400", "\ufffd")  # what stands for a NUL and for a broken byte in a row's text
_UNREAD = object()  # what a cell says that cannot be read


@dataclass(frozen=True)
class Scope:
    """How the rows of a table say what they are about, though not each of their cells can be read.

    Each is asked of what could be read of a row. `person` answers whose it is (None: nothing tells, it may be
    anybody's), and is not asked where one of the columns in `names_people` could not be read. `days` answers
    the first and last day for a table (None: not known), `counts` table and name of all that the row may
    count (name None: anything that the source counts). `alone` has the days of each column whose cells are
    about days of their own: one that cannot be read takes no other of its row along.
    """

    person: Callable[[Row], str | None]
    days: Callable[[Row, str], Days]
    counts: Callable[[Row], Iterable[tuple[str, str | None]]]
    names_people: Set[str] = frozenset(PERSON)
    alone: Mapping[str, Days] = field(default_factory=dict)

    def gaps(self, row: Row, unread: Set[str] = frozenset(), days: Days | None = None) -> list[Gap]:
        """Return the gaps of a row that is not taken; `days` are those that its own fault could tell."""
        left = {name: value for name, value in row.items() if name not in unread}
        person = None if unread & self.names_people else self.person(left)
        return [
            gap_record(person, table, name, days or self.days(left, table))[1]
            for table, name in dict.fromkeys(self.counts(left))
        ]

    def gaps_of_refused(self, row: Row, faults: Sequence[tuple[str | None, ValueFault]]) -> list[Gap]:
        """Return what a row was about that is refused for its `faults` (by column), as far as the rest of it
        tells.
        """
        unread = {name for name, _ in faults}
        if unread <= self.alone.keys():
            return [gap for name in sorted(unread) for gap in self.gaps(row, {name}, self.alone[name])]
        told = next((fault.days for _, fault in faults if fault.days), None)
        return self.gaps(row, {name for name in unread if name}, told)


def gap_record(person: str | None, table: str, name: str | None, days: Days) -> tuple[str, Gap]:
    """Return a record of the table gaps: what of `table` under `name` is not known of `days`."""
    start, end = days
    return GAPS, {"person": person, "table": table, "name": name, "start": start, "end": end}


def days_between(days: Mapping[Line, date | None]) -> dict[Line, Days]:
    """Return the first and last day of each line without a day, of all lines with theirs: it lies between the
    lines beside it, where the file is in order; at its end, to which a spreadsheet sorts what it does not
    understand, nothing tells.
    """
    lines = sorted(days)
    known = [days[line] for line in lines if days[line] is not None]
    in_order = known in (sorted(known), sorted(known, reverse=True))
    before, after = _last_known(lines, days), _last_known(reversed(lines), days)
    found: dict[Line, Days] = {}
    for line in lines:
        if days[line] is None:
            beside = sorted(day for day in (before[line], after[line]) if day is not None)
            found[line] = (beside[0], beside[1]) if in_order and len(beside) == 2 else (None, None)
    return found


def _last_known(lines: Iterable[Line], days: Mapping[Line, date | None]) -> dict[Line, date | None]:
    """Return for each line the day of the closest one before it that has one."""
    found, last = {}, None
    for line in lines:
        found[line], last = last, days[line] or last
    return found


@dataclass(frozen=True)
class Lines:
    """A table as its lost lines need it: where its columns stand, how they are read, whom its rows name."""

    columns: Mapping[str, int]
    width: int
    readers: Readers
    people: Set[str]
    scope: Scope

    def gaps(self, lost: Rejected) -> list[Gap]:
        """Return the gaps of a line that could not be cut into the cells of the table.

        Its cells are laid under the columns in each way in which all of them can be read: the one that is
        missing may have stood anywhere. Where the ways differ, each is a gap; where there is none, nothing
        is known of the whole file. A lone cell that names nobody is a remark, or what is left of a line
        that is a gap itself.
        """
        cuts = [cells for cells in _cut(lost.raw, self.width) if any(cell.strip() for cell in cells)]
        is_lone = all(sum(bool(cell.strip()) for cell in cells) == 1 for cells in cuts)
        if lost.raw and is_lone and self.width > 2:
            return [gap for gap in self._fitting(cuts) if gap["person"] or gap["start"]]
        return self._fitting(cuts) or self.scope.gaps({}, set(self.columns))

    def is_row(self, cells: Sequence[str]) -> bool:
        """Tell whether the cells of a line are a row of the table: all can be read, and tell its days."""
        if len(cells) != self.width:
            return False
        row, unread = self._read([cell.strip('"') for cell in cells], self._read_cell)
        return not unread and any(gap["start"] for gap in self.scope.gaps(row))

    def _fitting(self, cuts: Iterable[tuple[str, ...]]) -> list[Gap]:
        ways = [self.scope.gaps(row, unread) for cells in cuts for row, unread in self._ways(cells)]
        gaps = [gap for way in ways for gap in way]
        sure = [gap for gap in gaps if gap["person"] is None or gap["person"] in self.people]
        found = sure or [{**gap, "person": None} for gap in gaps]
        return list({tuple(gap.values()): gap for gap in found}.values())

    def _ways(self, cells: tuple[str, ...]) -> Iterator[tuple[Row, set[str]]]:
        # Most of its cells stand under the same column in most ways of laying them.
        read_cell = cache(self._read_cell)
        read = [self._read(laid, read_cell) for laid in _lay(cells, self.width)]
        # A row of the right width has lost a sign or two; one of another width may be moved.
        fit = [way for way in read if not way[1] or len(cells) == self.width]
        if len(cells) > self.width:  # what is too much of a row is not what it needs
            fit = [way for way in fit if self._is_whole(*way)] or fit
        yield from fit

    def _read(self, laid: Sequence[Cell], read_cell: Callable[[str, Cell], object]) -> tuple[Row, set[str]]:
        """Return what cells say by the columns that they are laid under, and which cannot be read."""
        found = {name: read_cell(name, laid[self.columns[name]]) for name in self.readers}
        unread = {name for name, value in found.items() if value is _UNREAD}
        return {name: value for name, value in found.items() if name not in unread}, unread

    def _read_cell(self, name: str, cell: Cell) -> object:
        if isinstance(cell, str) and any(sign in cell for sign in _LOST_SIGNS):
            return _UNREAD
        try:
            return None if is_blank(cell) else self.readers[name](cell)
        except ValueFault:
            return _UNREAD

    def _is_whole(self, row: Row, unread: Set[str]) -> bool:
        return all(gap["start"] and gap["end"] for gap in self.scope.gaps(row, unread))


def _cut(raw: str, width: int) -> Iterator[tuple[str, ...]]:
    """Yield the cells of a row's text: as they were joined, else as the closest separator cuts it."""
    if JOINED in raw:
        yield tuple(raw.split(JOINED))
    elif raw:
        cuts = (tuple(raw.replace('"', "").split(mark)) for mark in SEPARATORS)
        yield min(cuts, key=lambda cells: abs(len(cells) - width))


def _lay(cells: tuple[str, ...], width: int) -> Iterator[tuple[Cell, ...]]:
    """Yield the cells in as many places as the table has columns: with blanks put in somewhere, or as many
    cells taken out that stand side by side.
    """
    extra = len(cells) - width
    for place in range(min(len(cells), width) + 1):
        yield (*cells[:place], *[None] * -extra, *cells[place + max(extra, 0) :])
        if not extra:
            return
