"""When a row happened: a day, a week, a month, or from one day to another."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from ssi_outcomes.base.spelling import fold
from ssi_outcomes.reading.cells.date_forms import WEEK_WORDS
from ssi_outcomes.reading.cells.date_ranges import is_range, week_of_range, with_year
from ssi_outcomes.reading.cells.dates import DateRule, to_day, to_local
from ssi_outcomes.reading.cells.values import ValueFault, is_blank, read_text
from ssi_outcomes.reading.gaps import Days
from ssi_outcomes.reading.parsed import Cell, Context, Sheet
from ssi_outcomes.reading.tables.headers import Anchored
from ssi_outcomes.reading.tables.mapping import Entry
from ssi_outcomes.reading.tables.notation import date_rule
from ssi_outcomes.reading.tables.rows import Row, RowFault

DATED = ("date", "read_at", "start", "end", "week_end", "month")
WHEN = (*DATED, "week")
PERIODS = ("start", "week", "week_end", "month")
_BARE_WEEK = re.compile(rf"(?:{WEEK_WORDS}|n°)? ?(?P<week>[0-9]{{1,2}})")
# A week, or a period, that is counted from when a company's own year begins.
_FISCAL = re.compile(
    r"\b(?:fiscal\w*|(?:fy|gj|ej)[0-9']*|exercice|[qt][1-4])\b.*[0-9]|\bp[0-9]{1,2} ?w[0-9]\b"
)
_TIME = re.compile(r"([0-9]{1,2})[:h]([0-9]{2})(?::([0-9]{2}))?")


@dataclass(frozen=True)
class Clock:
    """How a table says when: a rule for each of its columns of dates, and the year of bare week numbers."""

    rules: Mapping[str, DateRule]
    year: int | None
    time_zone: str
    today: date


def set_clock(table: Anchored, sheet: Sheet, entry: Entry, context: Context) -> Clock:
    """Return how `table` says when; raises FileRefused with the line to paste
    where day and month cannot be told apart.
    """
    # One hand writes one file: a column of dates that leaves the order open takes it
    # from the mapping, never from a neighbour.
    rules = {name: date_rule(table, name, sheet, entry) for name in WHEN if name in table.columns}
    return Clock(rules, entry.get("year"), context.time_zone, context.today)


def period_readers(clock: Clock) -> dict[str, Callable[[Cell], object]]:
    """Return how each column that says when is read: dates as dates, weeks as text to be joined with a
    year.
    """
    readers: dict[str, Callable[[Cell], object]] = {
        name: partial(_read_day, rule=rule, year=clock.year)
        for name, rule in clock.rules.items()
        if name not in {"week", "month"}
    }
    if "month" in clock.rules:
        readers["month"] = clock.rules["month"].period
    if "week" in clock.rules:
        readers["week"] = lambda cell: _read_week(cell, clock)
    return {**readers, "year": _read_year, "time": _read_time}


def period_of(row: Row, clock: Clock) -> tuple[date, date]:
    """Return the first and last day of what a row counts; raises RowFault.

    A plain date is that day alone; a date under "week" must be its Monday;
    "week ending" is the last of seven days.
    """
    if row.get("start") and "end" in clock.rules:
        if not row.get("end"):
            raise RowFault("end", "period_without_end")
        return _in_order(_day(row["start"], clock), _day(row["end"], clock))
    if row.get("week"):
        return _week(row, clock)
    if row.get("week_end"):
        last = _day(row["week_end"], clock)
        return last - timedelta(days=6), last
    if row.get("month"):
        return row["month"]
    if row.get("start"):
        raise RowFault("start", "period_without_end")
    moment = row.get("date") or row.get("read_at")
    if not moment:
        raise RowFault(next(iter(clock.rules), "date"), "period_missing")
    return _day(moment, clock), _day(moment, clock)


def day_of(row: Row, clock: Clock) -> date | None:
    """Return the day that a row says beside the period that it counts; None where it says none."""
    said = row.get("read_at") or row.get("date")
    return _day(said, clock) if said else None


def event_days(row: Row, clock: Clock) -> tuple[date, date]:
    """Return what `period_of` does, of a row whose day, if it says one, lies within; raises RowFault."""
    first, last = period_of(row, clock)
    day = day_of(row, clock)
    if day and not first <= day <= last:
        # One of the two is wrong, and nothing tells which.
        said = {"value": day.isoformat(), "start": first.isoformat(), "end": last.isoformat()}
        days = min(day, first), max(day, last)
        raise RowFault("read_at" if row.get("read_at") else "date", "date_outside_period", days=days, **said)
    return first, last


def reading_of(row: Row, clock: Clock) -> date:
    """Return when a score was read: a date or local datetime; raises RowFault.

    A row that gives only a period may have been read on any of its days: its last one is taken (or today, if
    that comes first), so that the reading never stands before an outcome that it may have followed.
    """
    moment = row.get("read_at") or row.get("date")
    if moment is None:
        return min(max(period_of(row, clock)[0], clock.today), period_of(row, clock)[1])
    local = to_local(moment, clock.time_zone)
    if isinstance(local, datetime) or not row.get("time"):
        return local
    hour, minute, second = row["time"]
    return datetime(local.year, local.month, local.day, hour, minute, second)


def days_told(
    row: Row, table: str, clock: Clock, read: Callable[[Row, Clock], tuple[date, date]] = period_of
) -> Days:
    """Return the first and last day of a row that is not taken, as far as what can be read of it tells.

    Of the score these are the days on which it may have been read.
    """
    try:
        if table == "ssi" and (row.get("read_at") or row.get("date")):
            return (_day(row.get("read_at") or row["date"], clock),) * 2
        return read(row, clock)
    except ValueFault as fault:
        start, end = (_day(row[name], clock) if row.get(name) else None for name in ("start", "end"))
        return fault.days or (start, end)


def has_period_only(clock: Clock) -> bool:
    """Tell whether a table dates its rows by periods alone, so that the day of a score is not stated."""
    return not {"date", "read_at"} & clock.rules.keys()


def _day(moment: date, clock: Clock) -> date:
    return to_day(to_local(moment, clock.time_zone))


def _in_order(first: date, last: date) -> tuple[date, date]:
    if last < first:
        # One of the two is wrong, and nothing tells which.
        said = {"start": first.isoformat(), "end": last.isoformat()}
        raise RowFault("end", "ends_before_start", days=(None, None), **said)
    return first, last


def _week(row: Row, clock: Clock) -> tuple[date, date]:
    week = row["week"]
    if isinstance(week, tuple):
        return week
    year = row.get("year") or clock.year
    if year is None:
        raise RowFault("week", "week_without_year", week=week)
    try:
        monday = date.fromisocalendar(year, week, 1)
    except ValueError:
        raise RowFault("week", "week_not_in_year", week=week, year=year) from None
    sunday, month = monday + timedelta(days=6), row.get("month")
    if month and (sunday < month[0] or month[1] < monday):
        # Numbers begin anew with each month for some: which is meant, nothing tells.
        days = min(monday, month[0]), max(sunday, month[1])
        raise RowFault("week", "week_outside_month", days=days, week=week, year=year)
    return monday, sunday


def _read_day(cell: Cell, rule: DateRule, year: int | None) -> date:
    try:
        return rule.read(cell)
    except ValueFault as fault:
        if fault.key == "date_without_year" and year is not None:
            return rule.read(with_year(read_text(cell), str(year)))
        if fault.key == "date_unreadable" and is_range(read_text(cell)):
            raise ValueFault("date_is_range", **fault.values) from None
        raise


def _read_week(cell: Cell, clock: Clock) -> int | tuple[date, date]:
    """Return the number of a bare week (5, S5, "semaine 5"), or the
    first and last day of a week that is dated.
    """
    rule, year = clock.rules["week"], clock.year
    if isinstance(cell, int | float) and not isinstance(cell, bool) and cell == int(cell) and 1 <= cell <= 53:
        return int(cell)
    bare = _BARE_WEEK.fullmatch(fold(read_text(cell)))
    if bare and 1 <= int(bare["week"]) <= 53:
        return int(bare["week"])
    if isinstance(cell, str) and (days := week_of_range(cell, rule, year)):
        return days
    if _FISCAL.search(fold(read_text(cell))):
        raise ValueFault("week_of_fiscal_year", value=read_text(cell)[:80])
    first, last = _read_period(cell, rule, year)
    if last == first and first.weekday() == 0:
        return first, first + timedelta(days=6)
    if (last - first).days != 6:
        if first > clock.today:
            # Its year, or its month, is wrong: then nothing tells which week it was.
            raise ValueFault("rule_future", days=(None, None), value=read_text(cell)[:80])
        # Seven days from there on touch both of the weeks that may be meant.
        days = first, max(last, first + timedelta(days=6))
        raise ValueFault("week_not_monday", days=days, value=read_text(cell)[:80])
    return first, last


def _read_period(cell: Cell, rule: DateRule, year: int | None) -> tuple[date, date]:
    try:
        return rule.period(cell)
    except ValueFault as fault:
        if fault.key != "date_without_year" or year is None:
            raise
        return rule.period(with_year(read_text(cell), str(year)))


def _read_year(cell: Cell) -> int:
    text = read_text(cell)
    if not re.fullmatch(r"(?:19|20)[0-9]{2}", text):
        raise ValueFault("year_unreadable", value=text[:80])
    return int(text)


def _read_time(cell: Cell) -> tuple[int, int, int] | None:
    found = _TIME.fullmatch(read_text(cell))
    if is_blank(cell) or not found:
        raise ValueFault("time_unreadable", value=read_text(cell)[:80])
    hour, minute, second = (int(part or 0) for part in found.groups())
    if hour > 23 or minute > 59 or second > 59:
        raise ValueFault("time_unreadable", value=read_text(cell)[:80])
    return hour, minute, second
