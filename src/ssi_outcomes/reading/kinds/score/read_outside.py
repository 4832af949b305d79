"""Rows whose day lies outside of the period that they name: a score read the Monday after, or a slip."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ssi_outcomes.reading.cells.values import ValueFault, read_cells
from ssi_outcomes.reading.parsed import Parsed, Remark
from ssi_outcomes.reading.tables.headers import Anchored
from ssi_outcomes.reading.tables.periods import PERIODS, Clock, day_of, period_of, period_readers

_DAYS = ("read_at", "date")
_SHOWN = 10  # lines


def tell_days_outside(table: Anchored, clock: Clock, parsed: Parsed) -> tuple[Remark, ...]:
    """Return the remark on those rows of a sheet of weeks that were taken; the score counts from its day on,
    all else for the period.
    """
    if not (set(_DAYS) & clock.rules.keys() and set(PERIODS) & clock.rules.keys()):
        return ()
    refused = {each.line for each in parsed.rejected}
    found = [each for each in _find_outside(table, clock) if each[0] not in refused]
    if not found:
        return ()
    _, day, (first, last) = found[0]
    lines = ", ".join(str(line) for line, *_ in found[:_SHOWN]) + (", …" if found[_SHOWN:] else "")
    said = {"count": len(found), "lines": lines, "day": day.isoformat()}
    return (("day_outside_told", {**said, "start": first.isoformat(), "end": last.isoformat()}),)


def _find_outside(table: Anchored, clock: Clock) -> Iterator[tuple[int, date, tuple[date, date]]]:
    """Yield the line of each such row, its day and its period."""
    columns = {}
    for name, read in period_readers(clock).items():
        if name in table.columns:
            texts = table.texts(name) if table.bulk is not None else None
            columns[name], _ = read_cells(table.column(name) if texts is None else texts.to_pylist(), read)
    for place, line in enumerate(table.lines):
        row = {name: column[place] for name, column in columns.items()}
        try:
            day, period = day_of(row, clock), period_of(row, clock)
        except ValueFault:
            continue
        if day and not period[0] <= day <= period[1]:
            yield line, day, period
