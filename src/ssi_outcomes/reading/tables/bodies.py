"""Sort what stands under a header: rows of the table, blank ones, those set aside, those cut or too long."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache, partial
from operator import itemgetter
from typing import TYPE_CHECKING

from ssi_outcomes.base.spelling import fold
from ssi_outcomes.reading.cells.text import NotClean, is_blank, show_row
from ssi_outcomes.reading.opening.limits import check_count
from ssi_outcomes.reading.parsed import Cell, Rejected, Remark, Sheet
from ssi_outcomes.reading.tables.asides import (
    find_odd,
    footer_start,
    is_aggregate,
    is_grand,
    is_maybe_total,
    is_no_one,
    is_total,
    is_units,
)
from ssi_outcomes.reading.tables.group_lines import GroupLines
from ssi_outcomes.reading.tables.groups import find_groups
from ssi_outcomes.reading.tables.header_names import Header
from ssi_outcomes.reading.tables.headless import reach_of

if TYPE_CHECKING:
    import pyarrow as pa

# Columns whose cell may say that the whole row is a total.
_MAY_BE_TOTALS = (
    "person",
    "first_name",
    "last_name",
    "date",
    "week",
    "week_end",
    "month",
    "start",
    "outcome",
    "activity",
)
# Those in which « Objectif » or « Target » is nothing else.
_MAY_BE_GOALS = ("person", "first_name", "date", "week", "week_end", "month", "start")
_LISTED = 10  # lines, in a remark


@dataclass(frozen=True)
class Total:
    """A row that sums up others: its line, the cell that says so, and the column of that cell.

    `groups` tells that it is one of several of its kind, each of a part of the rows.
    """

    line: int
    cell: Cell
    column: int
    groups: bool = False


@dataclass(frozen=True)
class Body:
    """What stands under a header; `ignored` rows are repeated headers, units, totals and the footer.

    `reach` is how many cells of a row have a place, under a header or not.
    """

    lines: Sequence[int]
    rows: tuple[tuple[Cell, ...], ...]
    blank: int = 0
    ignored: int = 0
    rejected: tuple[Rejected, ...] = ()
    totals: tuple[Total, ...] = ()
    remarks: tuple[Remark, ...] = ()
    reach: int = 0


def sort_rows(sheet: Sheet, header: Header, width: int, groups: GroupLines) -> Body:
    """Return what stands under the header of a table that is `width` columns wide, with `groups` for lines
    that name the groups of its rows.
    """
    heads, start, own = sheet.rows[header.first : header.last + 1], header.last + 1, groups.width or width
    end, taken = footer_start(sheet, start, width), start
    odd = range(start, len(sheet.rows)) if groups.names else find_odd(sheet, heads, start, width, end)
    reach = reach_of(sheet, header, own, odd)
    lines, rows, rejected, totals = [], [], [], []
    blank = ignored = 0
    others = cache(partial(_fold_column, sheet, start))
    for number in odd:
        # What stands between two odd rows is taken as it is, without a look at each row.
        lines += sheet.lines[taken:number]
        rows += [row[:width] for row in sheet.rows[taken:number]]
        taken = number + 1
        line, row = sheet.lines[number], sheet.rows[number]
        if all(map(is_blank, row)):
            blank += 1
            groups.end(all_of_them=True)
        elif line >= end or row in heads or (number == start and is_units(row)):
            ignored += 1
        elif number in groups.names:
            ignored += 1
            groups.begin(number)
        elif total := _find_total(line, row, others):
            totals.append(total)
            groups.end()
        elif fault := _find_fault(sheet, line, row, own, reach):
            rejected.append(fault)
            check_count("refused", len(rejected), sheet.file)
        else:
            lines.append(line)
            rows.append(groups.fill(row[:own], width))
    lines += sheet.lines[taken:]
    rows += [row[:width] for row in sheet.rows[taken:]]
    rows, remarks = _carry(header, groups, lines, rows, totals)
    ignored += len(totals)
    return Body(tuple(lines), tuple(rows), blank, ignored, tuple(rejected), tuple(totals), remarks, reach)


def without_totals(body: Body, columns: Mapping[str, int], bulk: pa.Table | None) -> Body:
    """Return a body without the rows whose person, week or day is a total, wherever that column stands.

    Raises NotClean where a large clean text has such rows.
    """
    held = [columns[name] for name in _MAY_BE_TOTALS if name in columns]
    goals = {columns[name] for name in _MAY_BE_GOALS if name in columns}
    if bulk is not None:
        cells = ((place, cell) for place in held for cell in bulk.column(place).unique().to_pylist())
        if any(is_total(cell) or (place in goals and is_no_one(cell)) for place, cell in cells):
            raise NotClean
        return body
    found = {total.line: total for total in _find_totals_in(body, held, goals)}
    if not found:
        return body
    kept = [place for place, line in enumerate(body.lines) if line not in found]
    return replace(
        body,
        lines=tuple(body.lines[place] for place in kept),
        rows=tuple(body.rows[place] for place in kept),
        ignored=body.ignored + len(found),
        totals=tuple(sorted((*body.totals, *found.values()), key=lambda total: total.line)),
    )


def _find_totals_in(body: Body, columns: Sequence[int], goals: Set[int]) -> Iterator[Total]:
    """Yield the rows that are totals by a cell of one of the columns, of which some may hold `goals`, too."""
    for column in columns:
        cells = set(map(itemgetter(column), body.rows))
        maybe = list(filter(is_maybe_total, cells))
        others = {fold(cell) for cell in cells if isinstance(cell, str)} if maybe else set()
        totals = {cell for cell in maybe if is_total(cell, others)}
        totals |= set(filter(is_no_one, cells)) if column in goals else set()
        if totals:
            lines = zip(body.lines, body.rows, strict=True)
            yield from (Total(line, row[column], column) for line, row in lines if row[column] in totals)


def tell_totals(totals: Sequence[Total]) -> Iterator[Remark]:
    """Yield what is said of totals that were set aside."""
    if totals:
        listed = ", ".join(str(total.line) for total in totals[:_LISTED])
        listed += ", …" if len(totals) > _LISTED else ""
        yield "totals_aside", {"count": len(totals), "lines": listed}


def _find_total(line: int, row: Sequence[Cell], others: Callable[[int], Set[str]]) -> Total | None:
    """Return the total that a row is, or None; `others` answers who or what a column names."""
    column, first = next((place, cell) for place, cell in enumerate(row) if not is_blank(cell))
    if not is_maybe_total(first):
        return None
    if is_total(first):
        return Total(line, first, column, groups=not is_grand(first))
    if is_aggregate(row):
        return Total(line, first, column)
    return Total(line, first, column, groups=True) if is_total(first, others(column)) else None


def _fold_column(sheet: Sheet, start: int, column: int) -> Set[str]:
    """Return the texts of a column from the row `start` on, folded."""
    cells = (row[column] for row in sheet.rows[start:] if column < len(row))
    return {fold(cell) for cell in cells if isinstance(cell, str)}


def _find_fault(sheet: Sheet, line: int, row: Sequence[Cell], width: int, reach: int) -> Rejected | None:
    """Return why a row of a text is too short, or has more than `reach` cells, or None; cells of a workbook
    have their places.
    """
    if len(row) == width or sheet.name:
        return None
    beyond = row[reach:]
    if len(row) < width or (any(beyond) and not all(map(is_blank, beyond))):
        key = "row_short" if len(row) < width else "row_long"
        values = {"count": len(row), "expected": width}
        return Rejected(sheet.file, key, line, values=values, raw=show_row(row))
    return None


def _carry(
    header: Header,
    named: GroupLines,
    lines: Sequence[int],
    rows: list[tuple[Cell, ...]],
    totals: Sequence[Total],
) -> tuple[list[tuple[Cell, ...]], tuple[Remark, ...]]:
    """Return the rows with the values of their groups, and what is said of that; where lines of their own
    name the groups, the rows have them.
    """
    if named.names:
        return rows, _tell_carried(header, {column for column, _ in named.names.values()}, named.filled)
    last = lines[-1] if lines else 0
    whole = [total for total in totals if total.groups or is_total(total.cell)]
    columns = [total.column for total in whole if total.groups or total.line < last]
    if not columns:
        return rows, ()
    parts = _split(lines, rows, whole)
    places = [place for place, names in enumerate(header.names) if names]
    groups = find_groups(columns, [part for part, _ in parts], places)
    carried = []
    for part, column in parts:
        carried += map(groups.carry, part)
        groups.end(column)
    return carried, _tell_carried(header, groups.columns, groups.filled)


def _split(
    lines: Sequence[int], rows: Sequence[tuple[Cell, ...]], totals: Sequence[Total]
) -> list[tuple[list[tuple[Cell, ...]], int]]:
    """Return the rows before each total, with the column in which it stands; after the last one, all."""
    parts, start = [], 0
    for total in totals:
        end = bisect_left(lines, total.line)
        parts.append((list(rows[start:end]), total.column))
        start = end
    return [*parts, (list(rows[start:]), 0)]


def _tell_carried(header: Header, columns: Iterable[int], filled: int) -> tuple[Remark, ...]:
    """Return what is said of cells that were filled by what their groups say."""
    listed = ", ".join(header.texts[column] for column in columns)
    return (("groups_carried", {"columns": listed, "count": filled}),) if filled else ()
