"""Cut a file of the archive into rows and date them; what cannot be read is
told by line and rule, never by its text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.reading.cells.values import is_blank, read_text
from ssi_outcomes.reading.kinds.archive.lost import Lost, day_of_row, find_lost
from ssi_outcomes.reading.kinds.archive.members import Member
from ssi_outcomes.reading.kinds.archive.moments import read_moments, take_day
from ssi_outcomes.reading.opening.sheets import cut_text
from ssi_outcomes.reading.parsed import Cell, Context, Rejected, Remark, Sheet
from ssi_outcomes.reading.tables.headers import SEARCHED, Seen, find_table

# Columns by which rows of two exports are the same.
_LASTING = frozenset({"other", "from", "to", "thread", "direction", "profile"})


@dataclass(frozen=True)
class Part:
    """A file of the archive as it came: `file` is what the user is shown. Big ones come in several parts.

    Its content is text, or a sheet of a workbook. `context` is that of the archive that it is of, `source`
    the path of the file on disk.
    """

    file: str
    content: bytes | Sheet = field(repr=False)
    context: Context = field(repr=False)
    source: str = field(default="", repr=False)


@dataclass(frozen=True)
class Row:
    """One row that bears a moment; its cells, by canonical column, never leave the room.

    Equal rows have equal `mark`s.
    """

    line: int
    moment: date
    day: date
    mark: int = field(repr=False)
    cells: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True)
class Opened:
    """A part that was cut and dated: the rows that may count, and the fate of the others."""

    file: str
    rows: tuple[Row, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    lost: tuple[Lost, ...] = ()
    blank: int = 0
    ignored: int = 0
    notes: tuple[Remark, ...] = ()
    person: str | None = field(default=None, repr=False)
    span: tuple[date, date] | None = None  # the first and last day of all its rows, repeated ones too
    first_line: int | None = None
    export: date | None = None  # the day on which its archive was made, if known: it was not over


def open_part(part: Part, member: Member) -> Opened:
    """Return the dated rows of a part, or why there are none."""
    try:
        sheet = _cut(part, member)
    except FileRefused as fault:
        return Opened(part.file, rejected=(Rejected(part.file, fault.key, values=fault.values),))
    table = _anchor(sheet, member)
    if table is None:
        filled = sum(not all(map(is_blank, row)) for row in sheet.rows)
        # LinkedIn writes "No conversations found" and the like where there is nothing to give.
        if filled <= 1 and not sheet.faults:
            return Opened(part.file, ignored=filled, notes=(("archive_nothing", {}),))
        return Opened(part.file, rejected=(Rejected(part.file, "archive_header"),), ignored=filled)
    opened = _date_rows(sheet, *table, part.context)
    person = part.context.mapping.get("person") or part.context.owner
    days = [row.day for row in opened.rows]
    told = {"span": (min(days), max(days)), "first_line": opened.rows[0].line} if days else {}
    return replace(opened, person=person, **told)


def has_columns(content: bytes, member: Member) -> bool:
    """Tell whether a text has the columns of the file that its name promises."""
    try:
        return sheet_has_columns(cut_text(content, "", escape=member.escape), member)
    except FileRefused:
        return False


def sheet_has_columns(sheet: Sheet, member: Member) -> bool:
    """Tell whether a sheet has the columns of the file that its name promises."""
    return _anchor(sheet, member) is not None


def find_sign(sheet: Sheet, members: Iterable[Member]) -> Member | None:
    """Return the first file of an archive whose headers, together, a sheet has and no other file, or None."""
    top = _cut_top(sheet)
    seen = Seen(top)
    for member in members:
        sign = {header: (header,) for header in member.sign}
        if sign and find_table(top, sign, [(name,) for name in sign], seen) is not None:
            return member
    return None


def read_cells(part: Part, member: Member) -> Iterator[dict[str, str]]:
    """Yield the cells of a part by canonical column, dated or not; nothing if it cannot be read."""
    try:
        sheet = _cut(part, member)
    except FileRefused:
        return
    if table := _anchor(sheet, member):
        header, columns = table
        for row in sheet.rows[header + 1 :]:
            if len(row) >= _width(sheet.rows[header]):
                yield {name: read_text(row[place]) for name, place in columns.items()}


def drop_repeated(parts: Sequence[Opened]) -> list[Opened]:
    """Drop the rows that an earlier part has as well, with a note for each pair of files: two exports
    overlap, parts of one export do not.

    The day of an export is not over when it is made: its rows stand for nothing, and drop none.
    """
    seen: Counter[int] = Counter()
    first: dict[int, str] = {}
    kept = []
    for part in parts:
        here: Counter[int] = Counter()
        rows, again = [], Counter()
        for row in part.rows:
            here[row.mark] += row.day != part.export
            if row.day == part.export or here[row.mark] > seen[row.mark]:
                rows.append(row)
            else:
                again[first[row.mark]] += 1
        for mark in here:
            first.setdefault(mark, part.file)
        seen |= here
        notes = tuple(("rows_repeated", {"count": count, "other": other}) for other, count in again.items())
        kept.append(
            replace(part, rows=tuple(rows), ignored=part.ignored + again.total(), notes=(*part.notes, *notes))
        )
    return kept


def _cut(part: Part, member: Member) -> Sheet:
    if isinstance(part.content, bytes):
        return cut_text(part.content, part.file, escape=member.escape)
    # Of a workbook, rows end where their last filled cell is.
    width = max(map(len, part.content.rows), default=0)
    rows = tuple((*row, *[None] * (width - len(row))) for row in part.content.rows)
    return replace(part.content, file=part.file, rows=rows)


def _anchor(sheet: Sheet, member: Member) -> tuple[int, dict[str, int]] | None:
    """Return which row is the header, and its columns.

    The archive has no totals and no footers: a company may be called Total.
    """
    table = find_table(_cut_top(sheet), member.columns, [(name,) for name in member.needed])
    return None if table is None else (sheet.lines.index(table.header_line), table.columns)


def _cut_top(sheet: Sheet) -> Sheet:
    return replace(sheet, lines=sheet.lines[:SEARCHED], rows=sheet.rows[:SEARCHED], faults=(), bulk=None)


def _date_rows(sheet: Sheet, header: int, columns: Mapping[str, int], context: Context) -> Opened:
    width, blank = _width(sheet.rows[header]), 0
    rejected = [
        Rejected(sheet.file, "archive_line", line)
        for line in sorted({fault.line for fault in sheet.faults if fault.line is not None})
    ]
    days: dict[int, date | None] = {each.line: None for each in rejected}
    lost: list[Lost] = []
    whole: list[tuple[int, Sequence[Cell]]] = []
    for line, row in zip(sheet.lines[header + 1 :], sheet.rows[header + 1 :], strict=True):
        if all(map(is_blank, row)):
            blank += 1
        elif len(row) < width or not all(map(is_blank, row[width:])):
            rejected.append(
                Rejected(sheet.file, "archive_width", line, values={"count": len(row), "expected": width})
            )
            days[line] = day_of_row(row, context.time_zone)
            lost += [Lost(line, (days[line], days[line]))] if days[line] else []
        else:
            whole.append((line, row))
    moments = read_moments([row[columns["moment"]] for _, row in whole], context.mapping.get("dates"))
    rows = []
    for (line, row), moment in zip(whole, moments, strict=True):
        if isinstance(moment, str):
            rejected.append(Rejected(sheet.file, moment, line))
            days[line] = None
        else:
            cells = {name: read_text(row[place]) for name, place in columns.items()}
            # By what has been in the file for years: other columns come and go.
            mark = hash((moment, *(cells[name] for name in sorted(cells) if name in _LASTING)))
            days[line] = take_day(moment, context.time_zone)
            rows.append(Row(line, moment, days[line], mark, cells))
    preamble = sum(not all(map(is_blank, row)) for row in sheet.rows[:header])
    notes = () if rows or rejected else (("archive_nothing", {}),)
    return Opened(sheet.file, tuple(rows), tuple(rejected), (*lost, *find_lost(days)), blank, preamble, notes)


def _width(header: Sequence[Cell]) -> int:
    return max(place for place, cell in enumerate(header) if not is_blank(cell)) + 1
