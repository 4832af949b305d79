"""Dates as the evidence gives them, in a part of EDTF (ISO 8601-2:2019).

"2019", "2019-09", "2019-09-12", one of a set "[2019-09,2019-10]", "unknown" or nothing.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
Span = tuple[date, date]


def read_edtf(text: str | None) -> tuple[Span, ...]:
    """Return the months (or days) that may be meant, each as its first and
    last day; nothing where it is not known.

    A year alone is one of its twelve months. Raises ValueError for any
    other notation, or a day that does not exist.
    """
    text = (text or "").strip()
    if text in ("", "unknown"):
        return ()
    inside = text[1:-1].split(",") if text.startswith("[") and text.endswith("]") else [text]
    return tuple(span for each in inside for span in _spans(each.strip(), text))


def count_months(start: str | None, end: str | None) -> tuple[int, int] | None:
    """Return the fewest and the most calendar months from start to end,
    both included; None where one is not known.
    """
    pairs = _pairs(start, end)
    counts = [(last.year - first.year) * 12 + last.month - first.month + 1 for first, last in pairs]
    return (min(counts), max(counts)) if counts else None


def count_days(start: str | None, end: str | None) -> tuple[int, int] | None:
    """Return the fewest and the most days from start to end, whole months and both
    ends included; None where one is not known.
    """
    counts = [(last - first).days + 1 for first, last in _pairs(start, end)]
    return (min(counts), max(counts)) if counts else None


def _spans(text: str, whole: str) -> list[Span]:
    match = _DATE.fullmatch(text)
    if not match:
        raise ValueError(
            f"{whole!r} is not a date that is understood here: 2019, 2019-09, 2019-09-12, "
            f"[2019-09,2019-10] or unknown"
        )
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        if match[3]:
            return [(date(year, month, day),) * 2]
        months = [month] if match[2] else range(1, 13)
        return [(date(year, each, 1), date(year, each, monthrange(year, each)[1])) for each in months]
    except ValueError:
        raise ValueError(f"{whole!r} has a day or a month that does not exist") from None


def _pairs(start: str | None, end: str | None) -> list[Span]:
    """Return each possible (first day, last day); raise ValueError if the end
    is before the start however both are read.
    """
    firsts, lasts = ([span[side] for span in read_edtf(text)] for side, text in enumerate((start, end)))
    pairs = [(first, last) for first in firsts for last in lasts if first <= last]
    if firsts and lasts and not pairs:
        raise ValueError(f"the end {end!r} is before the start {start!r}")
    return pairs
