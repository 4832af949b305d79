"""Two days in one cell, as calendars and reports write a week: « 2-8 mars 2026 », 03/02/2026 - 03/08/2026."""

from __future__ import annotations

import re
from datetime import date

from ssi_outcomes.reading.cells.date_forms import cut_date, fold_date
from ssi_outcomes.reading.cells.dates import ORDERS, DateRule, to_day
from ssi_outcomes.reading.cells.text import ValueFault, show_cell

_OPENING = r"(?:(?:week of|semaine du|woche vom|du|from|vom|von|del|dal|de|do|van|desde)\s+)?"
_LINK = r"(?:-|to|through|until|au|bis|al|a|ate|tot|t/m)"
_SPACED = re.compile(rf"{_OPENING}(?P<first>.+?)\s+(?:{_LINK}\s+|all')(?P<last>.+)")
_CLOSE = re.compile(rf"{_OPENING}(?P<first>[^-]+)-(?P<last>[^-]+)")
_INTERVAL = re.compile(r"(?P<first>[0-9]{4}-[0-9]{2}-[0-9]{2})/(?P<last>[0-9]{4}-[0-9]{2}-[0-9]{2})")
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\u2192", " - "))
_YEAR = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])")
_ALONE = re.compile(r"(?P<day>[0-9]{1,2})(?:er|st|nd|rd|th|\.)?(?:\s+(?P<year>[0-9]{4}))?")
_NAME_FIRST = re.compile(r"(?P<name>[a-z]+)\s+[0-9]{1,2}(?:st|nd|rd|th)?")
_WEEK = 6  # days from its first to its last


def is_range(text: str) -> bool:
    """Tell whether a text is two days and not one, with a year or without."""
    return _cut(text, "2000") is not None


def week_of_range(text: str, rule: DateRule, year: int | None) -> tuple[date, date] | None:
    """Return the Monday and the Sunday that a text writes as two days, in the one order of day and month in
    which they are a week; `year` is that of days without one. None for a text that is not two days.

    Raises ValueFault: "range_without_year", or "range_not_week" with the days that it spans, where these are
    sure.
    """
    if not is_range(text):
        return None
    halves = _cut(text, None if year is None else str(year))
    if halves is None:
        raise ValueFault("range_without_year", value=show_cell(text))
    orders = (rule.order,) if rule.order else ORDERS[:2]
    spans = {span for order in orders if (span := _read(halves, DateRule(order, rule.said)))}
    weeks = [(first, last) for first, last in spans if (last - first).days == _WEEK and first.weekday() == 0]
    if len(weeks) == 1:
        return weeks[0]
    days = spans.pop() if len(spans) == 1 else (None, None)
    raise ValueFault("range_not_week", days=days, value=show_cell(text))


def _read(halves: tuple[str, str, bool], rule: DateRule) -> tuple[date, date] | None:
    """Return the two days, the first in the year before where it has the year of the last alone."""
    first, last, lent = halves
    try:
        days = to_day(rule.read(first)), to_day(rule.read(last))
        if lent and days[0] > days[1]:
            days = days[0].replace(year=days[0].year - 1), days[1]
    except ValueError:
        return None
    return days if days[0] <= days[1] else None


def _cut(text: str, year: str | None) -> tuple[str, str, bool] | None:
    """Return the two days that a text writes, each whole, and whether the first has the year
    of the other.
    """
    normal = fold_date(text.translate(_DASHES))
    found = _SPACED.fullmatch(normal) or _CLOSE.fullmatch(normal) or _INTERVAL.fullmatch(normal)
    if found is None:
        return None
    first, last = found["first"].strip(), found["last"].strip()
    if not _YEAR.search(normal) and cut_date(last)[0] is None:
        if year is None:
            return None
        last = with_year(last, year)
    # « March 2 - 8, 2026 »: the month is the first one's.
    alone, named = _ALONE.fullmatch(last), _NAME_FIRST.fullmatch(first)
    if alone and named and alone["year"]:
        last = f"{named['name']} {alone['day']} {alone['year']}"
    return _complete(first, last)


def _complete(first: str, last: str) -> tuple[str, str, bool] | None:
    kind, parts = cut_date(last)
    if kind is None or parts["hour"]:
        return None
    if cut_date(first)[0]:
        return first, last, False
    if (alone := _ALONE.fullmatch(first)) and not alone["year"] and kind != "ymd":
        mark = parts.get("mark") or " "
        return f"{alone['day']}{mark}{parts.get('name') or parts['b']}{mark}{parts['c']}", last, False
    lent = with_year(first, parts["c"])
    return (lent, last, True) if cut_date(lent)[0] and kind != "ymd" else None


def with_year(text: str, year: str) -> str:
    """Return a day without its year with one, in the way in which it is written."""
    mark = next((sign for sign in text if sign in "/."), " ")
    return f"{text.rstrip('/.')}{mark}{year}" if mark != " " else f"{text} {year}"
