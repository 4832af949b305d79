"""Columns of numbers beside those of weeks, under no header that says of which days: these are not known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from ssi_outcomes.reading.gaps import Days
from ssi_outcomes.reading.kinds.bare_words import has_numbers
from ssi_outcomes.reading.parsed import Cell
from ssi_outcomes.reading.tables.asides import is_total
from ssi_outcomes.reading.tables.headers import Anchored

_DAY = timedelta(days=1)


def find_lost(
    table: Anchored, header: Sequence[Cell], days: Mapping[str, tuple[date, date]]
) -> Iterator[Days]:
    """Yield the days that each such column may be of, by the weeks of the columns next to it; none for one
    that its header calls a total, or that stands between two weeks that follow each other.
    """
    spans = {table.columns[name]: span for name, span in days.items()}
    for place in _places_lost(table, header):
        before = [span for other, span in spans.items() if other < place]
        after = [span for other, span in spans.items() if other > place]
        start = before[-1][1] + _DAY if before else None
        end = after[0][0] - _DAY if after else None
        if start is None or end is None or start <= end:
            yield start, end


def _places_lost(table: Anchored, header: Sequence[Cell]) -> Iterator[int]:
    """Yield the places of columns of numbers that have no meaning and are no totals."""
    known, width = set(table.columns.values()), len(table.rows[0]) if table.rows else 0
    for place in sorted({*range(width), *table.unnamed} - known):
        cells = table.unnamed.get(place) or [row[place] for row in table.rows]
        if has_numbers(cells) and not (place < len(header) and is_total(header[place])):
            yield place
