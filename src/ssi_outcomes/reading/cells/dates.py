"""Read dates strictly, a whole column at a time: where day and month cannot be told apart, ask."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo

from ssi_outcomes.reading.cells.date_forms import (
    MONTH_FORM,
    SHORT_WEEK,
    WEEK_FORM,
    cut_date,
    fold_date,
    is_of_any_year,
    is_short_month,
)
from ssi_outcomes.reading.cells.months import MONTHS
from ssi_outcomes.reading.cells.text import ValueFault, is_blank, read_text, show_cell
from ssi_outcomes.reading.parsed import Cell

ORDERS = ("dmy", "mdy", "ymd")
FIRST_YEAR, LAST_YEAR = 1990, 2100


@dataclass(frozen=True)
class DateRule:
    """How a column writes its dates: `order` is "dmy", "mdy", "ymd", or None where no cell needs to know.

    Where the user said so (`said`), it holds for years of two digits, too: 26-01-05 is what it makes of it.
    """

    order: str | None = None
    said: bool = False

    def read(self, cell: Cell) -> date:
        """Return a date, or a datetime if the cell has a time: with its zone if it has
        one (see `to_local`); raises ValueFault.

        A week gives its Monday.
        """
        if isinstance(cell, date):
            return _check_year(cell, cell)
        if not isinstance(cell, str):
            raise ValueFault("date_is_number" if cell is not None else "date_missing", value=show_cell(cell))
        return _read(read_text(cell), self.order, self.said)

    def period(self, cell: Cell) -> tuple[date, date]:
        """Return the first and last day of what a cell names: a day, a week
        (2026-W05) or a month (2026-03, mars 2026).
        """
        text = fold_date(read_text(cell)) if isinstance(cell, str) else ""
        if week := WEEK_FORM.fullmatch(text):
            first = _week(week, text)
            return (first, first) if week["day"] else (first, first + timedelta(days=6))
        if month := _month(text):
            year, number = month
            return date(year, number, 1), date(year, number, monthrange(year, number)[1])
        day = to_day(self.read(cell))
        return day, day


def infer_dates(cells: Iterable[Cell], order: str | None = None) -> DateRule:
    """Return how a whole column writes its dates; `order` ("dmy", "mdy" or "ymd") settles it.

    Raises ValueFault: "date_ambiguous" if day and month cannot be told apart,
    "date_mixed" if the cells contradict each other.
    """
    if order is not None:
        if order not in ORDERS:
            raise ValueFault("date_order_unknown", value=str(order)[:20])
        return DateRule(order, said=True)
    day_first = month_first = unsure = None
    for text in dict.fromkeys(cell for cell in cells if isinstance(cell, str) and not is_blank(cell)):
        kind, parts = cut_date(fold_date(read_text(text)))
        if kind != "numeric":
            continue
        first, second = int(parts["a"]), int(parts["b"])
        if first > 12 and 1 <= second <= 12:
            day_first = day_first or text
        elif second > 12 and 1 <= first <= 12:
            month_first = month_first or text
        elif first != second:
            unsure = min(unsure or text, text)
    if day_first and month_first:
        raise ValueFault("date_mixed", value=show_cell(day_first), other=show_cell(month_first))
    if unsure and not (day_first or month_first):
        raise ValueFault("date_ambiguous", value=show_cell(unsure))
    return DateRule("dmy" if day_first else "mdy" if month_first else None)


def find_proof(cells: Iterable[Cell], order: str) -> str | None:
    """Return the first cell that can only be read in `order` ("dmy" or "mdy"): the other way has no month."""
    for text in dict.fromkeys(cell for cell in cells if isinstance(cell, str) and not is_blank(cell)):
        kind, parts = cut_date(fold_date(read_text(text)))
        if kind == "numeric":
            day, month = (int(parts[name]) for name in ("ab" if order == "dmy" else "ba"))
            if month <= 12 < day <= 31 and month:
                return text
    return None


def to_local(moment: date, time_zone: str) -> date:
    """Return a date as it is, and a datetime as the local clock of `time_zone` showed it, without zone."""
    if isinstance(moment, datetime) and moment.tzinfo is not None:
        return moment.astimezone(ZoneInfo(time_zone)).replace(tzinfo=None)
    return moment


def to_day(moment: date) -> date:
    """Return the day of a date or datetime."""
    return moment.date() if isinstance(moment, datetime) else moment


@lru_cache(maxsize=50_000)
def _read(text: str, order: str | None, said: bool) -> date:
    normal = fold_date(text)
    if week := WEEK_FORM.fullmatch(normal):
        return _week(week, text)
    kind, parts = cut_date(normal)
    if kind is None:
        raise ValueFault(_why_not(normal), value=show_cell(text))
    day = _check_year(_day(kind, parts, order, text, said=said), text)
    return _with_time(day, parts, text) if parts["hour"] else day


def _why_not(normal: str) -> str:
    if not normal:
        return "date_missing"
    if re.fullmatch(r"[0-9]{5}(?:[.,][0-9]+)?", normal):
        return "date_is_number"
    if SHORT_WEEK.fullmatch(normal):
        return "week_short_year"
    if is_short_month(normal):
        return "month_short_year"
    if is_of_any_year(normal):
        return "date_without_year"
    return "date_only_month" if _month(normal) else "date_unreadable"


def _day(kind: str, parts: dict[str, str | None], order: str | None, text: str, *, said: bool) -> date:
    a, c = int(parts["a"]), int(parts["c"])
    if kind == "named":
        return _date(_year(parts["c"]), MONTHS[parts["name"]], a, text)
    b = int(parts["b"])
    if kind == "ymd":
        return _date(a, b, c, text)
    if order == "ymd" and len(parts["c"]) == 2:
        return _date(_year(parts["a"]), b, c, text)
    if order is None and a != b:
        raise ValueFault("date_ambiguous", value=show_cell(text))
    if len(parts["c"]) == 2 and c < 10 and not said:
        # 26-01-05 is as well the 5th of January 2026 as the 26th in 2005.
        raise ValueFault("date_short_year", value=show_cell(text))
    day, month = (b, a) if order == "mdy" else (a, b)
    if month > 12 >= day:
        raise ValueFault("date_other_order", value=show_cell(text))
    return _date(_year(parts["c"]), month, day, text)


def _year(digits: str) -> int:
    return int(digits) + (2000 if len(digits) == 2 else 0)


def _date(year: int, month: int, day: int, text: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueFault("date_not_in_calendar", value=show_cell(text)) from None


def _with_time(day: date, parts: dict[str, str | None], text: str) -> datetime:
    hour, half = int(parts["hour"]), parts["half"]
    if half and not 1 <= hour <= 12:
        raise ValueFault("date_not_in_calendar", value=show_cell(text))
    hour = hour % 12 + (12 if half == "pm" else 0) if half else hour
    try:
        return datetime(
            day.year,
            day.month,
            day.day,
            hour,
            int(parts["minute"]),
            int(parts["second"] or 0),
            tzinfo=_zone(parts["zone"]),
        )
    except ValueError:
        raise ValueFault("date_not_in_calendar", value=show_cell(text)) from None


def _zone(text: str | None) -> timezone | None:
    if not text:
        return None
    if text[0] not in "+-":
        return UTC
    return timezone((1 if text[0] == "+" else -1) * timedelta(hours=int(text[1:3]), minutes=int(text[-2:])))


def _week(week: re.Match[str], text: str) -> date:
    try:
        return _check_year(
            date.fromisocalendar(
                int(week["year"] or week["year2"]), int(week["week"] or week["week2"]), int(week["day"] or 1)
            ),
            text,
        )
    except ValueError as fault:
        if isinstance(fault, ValueFault):
            raise
        raise ValueFault("date_not_in_calendar", value=show_cell(text)) from None


def _month(normal: str) -> tuple[int, int] | None:
    found = MONTH_FORM.fullmatch(normal)
    if found is None:
        return None
    number = MONTHS.get(found["name"], 0) if found["name"] else int(found["month"] or found["month3"])
    year = int(found["year"] or found["year2"] or found["year3"])
    return (year, number) if 1 <= number <= 12 and FIRST_YEAR <= year <= LAST_YEAR else None


def _check_year(day: date, cell: Cell) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueFault("date_year", value=show_cell(cell), first=FIRST_YEAR, last=LAST_YEAR)
    return day
