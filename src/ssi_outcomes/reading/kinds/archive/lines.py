"""Cut a file of the archive into rows and date them; what cannot be read is
told by line and rule, never by its text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.reading.cells.values import is_blank, read_text
from ssi_outcomes.reading.kinds.archive.members import Member
from ssi_outcomes.reading.kinds.archive.moments import read_moments
from ssi_outcomes.reading.opening.sheets import cut_text
from ssi_outcomes.reading.parsed import Cell, Context, Rejected, Sheet
from ssi_outcomes.reading.tables.headers import SEARCHED, find_table

Note = tuple[str, dict[str, object]]


@dataclass(frozen=True)
class Part:
    """A file of the archive as it came: `file` is what the user is shown. Big ones come in several parts."""

    file: str
    content: bytes = field(repr=False)


@dataclass(frozen=True)
class Row:
    """One row that bears a moment; its cells, by canonical column, never leave the room.

    Equal rows have equal `mark`s.
    """

    line: int
    moment: date
    mark: int = field(repr=False)
    cells: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True)
class Opened:
    """A part that was cut and dated: the rows that may count, and the fate of the others."""

    file: str
    rows: tuple[Row, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    blank: int = 0
    ignored: int = 0
    notes: tuple[Note, ...] = ()


def open_part(part: Part, member: Member, context: Context) -> Opened:
    """Return the dated rows of a part, or why there are none."""
    try:
        sheet = cut_text(part.content, part.file, escape=member.escape)
    except FileRefused as fault:
        return Opened(part.file, rejected=(Rejected(part.file, fault.key, values=fault.values),))
    table = _anchor(sheet, member)
    if table is None:
        filled = sum(not all(map(is_blank, row)) for row in sheet.rows)
        # LinkedIn writes "No conversations found" and the like where there is nothing to give.
        if filled <= 1 and not sheet.faults:
            return Opened(part.file, ignored=filled, notes=(("archive_nothing", {}),))
        return Opened(part.file, rejected=(Rejected(part.file, "archive_header"),), ignored=filled)
    return _date_rows(sheet, *table, context)


def has_columns(part: Part, member: Member) -> bool:
    """Tell whether a part has the columns of the file that its name promises."""
    try:
        return _anchor(cut_text(part.content, part.file, escape=member.escape), member) is not None
    except FileRefused:
        return False


def read_cells(part: Part, member: Member) -> Iterator[dict[str, str]]:
    """Yield the cells of a part by canonical column, dated or not; nothing if it cannot be read."""
    try:
        sheet = cut_text(part.content, part.file, escape=member.escape)
    except FileRefused:
        return
    if table := _anchor(sheet, member):
        header, columns = table
        for row in sheet.rows[header + 1 :]:
            if len(row) >= _width(sheet.rows[header]):
                yield {name: read_text(row[place]) for name, place in columns.items()}


def drop_repeated(parts: Sequence[Opened]) -> list[Opened]:
    """Drop the rows that an earlier part has as well: two exports in one
    folder overlap, parts of one export do not.
    """
    seen: Counter[int] = Counter()
    kept = []
    for part in parts:
        here: Counter[int] = Counter()
        rows = []
        for row in part.rows:
            here[row.mark] += 1
            if here[row.mark] > seen[row.mark]:
                rows.append(row)
        seen |= here
        again = len(part.rows) - len(rows)
        notes = (*part.notes, ("archive_repeated", {"count": again})) if again else part.notes
        kept.append(replace(part, rows=tuple(rows), ignored=part.ignored + again, notes=notes))
    return kept


def _anchor(sheet: Sheet, member: Member) -> tuple[int, dict[str, int]] | None:
    """Return which row is the header, and its columns.

    The archive has no totals and no footers: a company may be called Total.
    """
    top = replace(sheet, lines=sheet.lines[:SEARCHED], rows=sheet.rows[:SEARCHED], faults=())
    table = find_table(
        top, {name: (header,) for name, header in member.columns.items()}, [(name,) for name in member.needed]
    )
    return None if table is None else (sheet.lines.index(table.header_line), table.columns)


def _date_rows(sheet: Sheet, header: int, columns: Mapping[str, int], context: Context) -> Opened:
    width, blank = _width(sheet.rows[header]), 0
    rejected = [
        Rejected(sheet.file, "archive_line", line)
        for line in sorted({fault.line for fault in sheet.faults if fault.line is not None})
    ]
    whole: list[tuple[int, Sequence[Cell]]] = []
    for line, row in zip(sheet.lines[header + 1 :], sheet.rows[header + 1 :], strict=True):
        if all(map(is_blank, row)):
            blank += 1
        elif len(row) < width or not all(map(is_blank, row[width:])):
            rejected.append(
                Rejected(sheet.file, "archive_width", line, values={"count": len(row), "expected": width})
            )
        else:
            whole.append((line, row))
    moments = read_moments([row[columns["moment"]] for _, row in whole], context.mapping.get("dates"))
    rows = []
    for (line, row), moment in zip(whole, moments, strict=True):
        if isinstance(moment, str):
            rejected.append(Rejected(sheet.file, moment, line))
        else:
            rows.append(
                Row(line, moment, hash(row), {name: read_text(row[place]) for name, place in columns.items()})
            )
    preamble = sum(not all(map(is_blank, row)) for row in sheet.rows[:header])
    notes = () if rows or rejected else (("archive_nothing", {}),)
    return Opened(sheet.file, tuple(rows), tuple(rejected), blank, preamble, notes)


def _width(header: Sequence[Cell]) -> int:
    return max(place for place, cell in enumerate(header) if not is_blank(cell)) + 1
