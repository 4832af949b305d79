"""Headers that are weeks, months or days, in a row of them: which days each column counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import compress

from ssi_outcomes.base.spelling import fold
from ssi_outcomes.reading.cells.date_forms import WEEK_WORDS
from ssi_outcomes.reading.cells.date_ranges import is_range, week_of_range
from ssi_outcomes.reading.cells.dates import ORDERS, DateRule, infer_dates, to_day
from ssi_outcomes.reading.cells.values import ValueFault, read_text
from ssi_outcomes.reading.parsed import Cell

_BARE_WEEK = re.compile(rf"(?:{WEEK_WORDS})\.? ?(?P<week>[0-9]{{1,2}})")
_LEAST = 2  # columns: one alone is a table's own column of counts
_WEEK = timedelta(days=7)

Days = tuple[date, date]


@dataclass(frozen=True)
class Across:
    """The columns of a row that are days of some kind: their places, and the header of each as it stands."""

    places: tuple[int, ...]
    cells: tuple[Cell, ...]

    def only(self, kept: Sequence[bool]) -> Across:
        """Return the columns that are kept, told by their number."""
        return Across(tuple(compress(self.places, kept)), tuple(compress(self.cells, kept)))

    def weeks(self) -> list[int | None]:
        """Return the number of each header that is a week without a year, None for any other."""
        return [_bare_week(cell) for cell in self.cells]

    def days(self, order: str | None, year: int | None) -> tuple[Days, ...]:
        """Return the first and last day that each column counts.

        Days that are all Mondays, or whose steps are all weeks and begin on one, stand for their weeks; other
        days for themselves, if they follow each other. Raises ValueFault: days whose order nothing tells (as
        `infer_dates`), "across_no_year" for bare weeks without one, "across_order" for bare weeks that turn
        back, "across_span" for first and last days that are no week, "across_unclear" for days that are no
        weeks and do not follow each other.
        """
        weeks = self.weeks()
        if all(week is not None for week in weeks):
            return _of_year(weeks, year)
        found = self._dated(order, year)
        if any(last != first for first, last in found):
            return found
        mondays = all(first.weekday() == 0 for first, _ in found)
        if mondays:
            return tuple((first, first + _WEEK - timedelta(days=1)) for first, _ in found)
        steps = {later[0] - first[0] for first, later in zip(found, found[1:], strict=False)}
        if not steps <= {timedelta(days=1), timedelta(days=3)}:  # over a weekend
            raise ValueFault("across_unclear")
        return found

    def moments(self, order: str | None) -> tuple[Days, ...] | None:
        """Return the days of the headers if each is one day, on which something was read, else None."""
        if any(
            week is not None or _is_span(cell) for week, cell in zip(self.weeks(), self.cells, strict=True)
        ):
            return None
        found = self._dated(order)
        return found if all(first == last for first, last in found) else None

    def is_under(self, row: Sequence[Cell]) -> bool:
        """Tell whether `row`, the one above, has a header of its own over each column: "Start date", "End
        date". The days are then cells of a table, not its headers.
        """
        over = [read_text(row[place]) if place < len(row) else "" for place in self.places]
        return all(over) and len(set(map(fold, over))) == len(over) and not any(map(_kind, over))

    def _dated(self, order: str | None, year: int | None = None) -> tuple[Days, ...]:
        try:
            rule = infer_dates(self.cells, order)
        except ValueFault:
            rule = self._rule_of_steps()
            if rule is None:
                raise
        return tuple(_days_of(cell, rule, year) for cell in self.cells)

    def _rule_of_steps(self) -> DateRule | None:
        """Return the one order in which all days follow each other by a week, or None."""
        fitting = [rule for rule in map(DateRule, ORDERS[:2]) if self._is_weekly(rule)]
        return fitting[0] if len(fitting) == 1 and len(self.cells) > _LEAST else None

    def _is_weekly(self, rule: DateRule) -> bool:
        try:
            days = [to_day(rule.read(cell)) for cell in self.cells]
        except ValueFault:
            return False
        return all(later - first == _WEEK for first, later in zip(days, days[1:], strict=False))


def find_across(row: Sequence[Cell]) -> Across | None:
    """Return the columns of a row that are weeks, months or days, if two or more are, all of one kind."""
    kinds = {place: kind for place, cell in enumerate(row) if (kind := _kind(cell))}
    if len(kinds) < _LEAST or len(set(kinds.values())) > 1:
        return None
    return Across(tuple(kinds), tuple(row[place] for place in kinds))


def show_header(cell: Cell) -> str:
    """Return a header as it is shown and searched for: a date of a workbook as the day alone."""
    return to_day(cell).isoformat() if isinstance(cell, date) else read_text(cell)


def _kind(cell: Cell) -> str:
    if isinstance(cell, date):
        return "days"
    if not isinstance(cell, str):
        return ""
    return "weeks" if _bare_week(cell) else "days" if any(_is_dated(cell, order) for order in ORDERS) else ""


def _is_dated(cell: str, order: str) -> bool:
    try:
        DateRule(order, said=True).period(cell)
    except ValueFault:
        return _is_span(cell)
    return True


def _is_span(cell: Cell) -> bool:
    return isinstance(cell, str) and is_range(cell)


def _days_of(cell: Cell, rule: DateRule, year: int | None) -> Days:
    if not _is_span(cell):
        return rule.period(cell)
    try:
        return week_of_range(cell, rule, year)
    except ValueFault as fault:
        raise ValueFault("across_no_year" if fault.key == "range_without_year" else "across_span") from None


def _bare_week(cell: Cell) -> int | None:
    found = _BARE_WEEK.fullmatch(fold(cell)) if isinstance(cell, str) else None
    return int(found["week"]) if found and 1 <= int(found["week"]) <= 53 else None


def _of_year(weeks: Sequence[int], year: int | None) -> tuple[Days, ...]:
    if year is None:
        raise ValueFault("across_no_year")
    if list(weeks) != sorted(set(weeks)):
        raise ValueFault("across_order")
    try:
        mondays = [date.fromisocalendar(year, week, 1) for week in weeks]
    except ValueError:
        raise ValueFault("across_order") from None
    return tuple((monday, monday + _WEEK - timedelta(days=1)) for monday in mondays)
