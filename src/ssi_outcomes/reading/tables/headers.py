"""Find a table by the names of its columns, wherever it begins, and set aside what is not one of its rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.base.spelling import fold
from ssi_outcomes.reading.cells.text import NotClean, SharedText, is_blank, read_text
from ssi_outcomes.reading.parsed import Cell, Rejected, Sheet
from ssi_outcomes.reading.tables.asides import footer_start, is_total

if TYPE_CHECKING:
    import pyarrow as pa

SEARCHED = 50  # rows in which the header is looked for
# By place and width of a header: lines and rows under it, how many are blank and ignored, the rejected.
Sorted = dict[
    tuple[int, int], tuple[Sequence[int], tuple[tuple[Cell, ...], ...], int, int, tuple[Rejected, ...]]
]


@dataclass(frozen=True)
class Anchored:
    """A table that was found: `columns` (canonical name -> place in a
    row) and its `rows`, each with its line.

    `len(lines) + len(rejected) + blank == read`; `ignored` rows (preamble, totals, footers, repeated headers)
    are apart. `headers` gives the names as the file writes them; `duplicates` the headers that name a column
    already found: call `check` to refuse them once the kind of the file is settled. Of a large clean text
    `bulk` has all rows, and `rows` the first ones.
    """

    file: str
    header_line: int
    columns: dict[str, int]
    headers: dict[str, str]
    unknown: tuple[str, ...]
    duplicates: tuple[str, ...]
    lines: Sequence[int]
    rows: tuple[tuple[Cell, ...], ...]
    ignored: int = 0
    blank: int = 0
    rejected: tuple[Rejected, ...] = field(default=())
    bulk: pa.Table | None = field(default=None, repr=False, compare=False)

    @property
    def read(self) -> int:
        """Return how many rows were read: taken, rejected or blank."""
        return len(self.lines) + len({each.line for each in self.rejected}) + self.blank

    def check(self) -> Anchored:
        """Return the table, or raise FileRefused if a column is there twice."""
        if self.duplicates:
            raise FileRefused(
                "header_twice", file=self.file, line=self.header_line, header=", ".join(self.duplicates)[:80]
            )
        return self

    def cell(self, row: Sequence[Cell], name: str) -> Cell:
        """Return the cell of column `name`, or None where the table has no such column."""
        place = self.columns.get(name)
        return None if place is None else row[place]

    def column(self, name: str) -> list[Cell]:
        """Return the cells of column `name`, none if the table has no such column."""
        place = self.columns.get(name)
        if place is None or self.bulk is None:
            return [] if place is None else [row[place] for row in self.rows]
        return ["" if cell is None else cell for cell in self.bulk.column(place).to_pylist()]

    def texts(self, name: str) -> pa.Array | None:
        """Return the cells of a column of text as an array ("" and null alike), or
        None where a cell is no text (a workbook's).
        """
        import pyarrow as pa

        if self.bulk is not None:
            return self.bulk.column(self.columns[name]).combine_chunks()
        try:
            cells = self.column(name)
            merged = any(type(cell) is SharedText for cell in cells)
            return None if merged else pa.array(cells, pa.string())
        except (pa.ArrowTypeError, pa.ArrowInvalid):
            return None

    def different(self, name: str) -> list[Cell]:
        """Return the different cells of column `name`, in the order in which they first stand there."""
        if self.bulk is None or name not in self.columns:
            return list(dict.fromkeys(self.column(name)))
        return [
            "" if cell is None else cell for cell in self.bulk.column(self.columns[name]).unique().to_pylist()
        ]


def find_table(
    sheet: Sheet,
    columns: Mapping[str, Sequence[str]],
    required: Sequence[Sequence[str]],
    sorted_rows: Sorted | None = None,
) -> Anchored | None:
    """Return the table of `sheet`, or None if none of its first 50 rows is a header of it.

    `columns` gives the spellings of each canonical name (which counts as one itself). A row is the header if
    it has, from each group of `required`, at least one name; the row with the most known names wins, then the
    first. `sorted_rows` keeps the rows of `sheet` that were sorted on the way, for who searches it again.
    """
    known = {fold(spelling): name for name, spellings in columns.items() for spelling in (name, *spellings)}
    best, place = None, 0
    for number, row in enumerate(sheet.rows[:SEARCHED]):
        found = {known[name] for name in _names(row) if name in known}
        if (
            all(any(name in found for name in group) for group in required)
            and found
            and len(found) > len(best or ())
        ):
            best, place = found, number
    if best and place and sheet.bulk is not None:
        raise NotClean
    return None if best is None else _anchor(sheet, place, known, {} if sorted_rows is None else sorted_rows)


def _names(row: Sequence[Cell]) -> list[str]:
    return [fold(cell) if isinstance(cell, str) and len(cell) <= 200 else "" for cell in row]


def _anchor(sheet: Sheet, place: int, known: dict[str, str], sorted_rows: Sorted) -> Anchored:
    header, names = sheet.rows[place], _names(sheet.rows[place])
    columns: dict[str, int] = {}
    unknown, duplicates = [], []
    for index, name in enumerate(names):
        if name in known and known[name] not in columns:
            columns[known[name]] = index
        elif name in known:
            duplicates.append(str(header[index]).strip())
        elif name:
            unknown.append(str(header[index]).strip())
    width = max(index for index, name in enumerate(names) if name) + 1
    if (place, width) not in sorted_rows:
        clean = sheet.bulk is not None
        sorted_rows[place, width] = (
            (sheet.lines[1:], sheet.rows[1:], 0, 0, ()) if clean else _sort_rows(sheet, place, width)
        )
    lines, rows, blank, ignored, rejected = sorted_rows[place, width]
    return Anchored(
        file=sheet.file,
        header_line=sheet.lines[place],
        columns=columns,
        headers={name: str(header[index]).strip() for name, index in columns.items()},
        unknown=tuple(unknown),
        duplicates=tuple(duplicates),
        lines=lines,
        rows=rows,
        ignored=ignored + sum(not all(map(is_blank, row)) for row in sheet.rows[:place]),
        blank=blank,
        rejected=(*sheet.faults, *rejected),
        bulk=sheet.bulk,
    )


def _sort_rows(sheet: Sheet, place: int, width: int):
    """Return the lines and rows of the table, how many rows are blank
    and ignored, and those of a wrong length.
    """
    header, is_text = sheet.rows[place], sheet.name == ""
    end = footer_start(sheet, place + 1, width)
    lines: list[int] = []
    rows: list[tuple[Cell, ...]] = []
    rejected: list[Rejected] = []
    blank = ignored = 0
    usual: dict[Cell, bool] = {}  # first cells, and whether a row that begins so is neither blank nor a total
    for line, row in zip(sheet.lines[place + 1 :], sheet.rows[place + 1 :], strict=True):
        first = row[0] if row else None
        if first not in usual:
            usual[first] = not is_blank(first) and not is_total(first)
        if not usual[first] and (first := next((cell for cell in row if not is_blank(cell)), None)) is None:
            blank += 1
        elif line >= end or (not usual.get(first) and is_total(first)) or row == header:
            ignored += 1
        elif len(row) == width:
            lines.append(line)
            rows.append(row)
        elif is_text and (len(row) < width or (any(row[width:]) and not all(map(is_blank, row[width:])))):
            key = "row_short" if len(row) < width else "row_long"
            rejected.append(
                Rejected(
                    sheet.file, key, line, values={"count": len(row), "expected": width}, raw=show_row(row)
                )
            )
        else:
            lines.append(line)
            rows.append(row[:width] + (None,) * (width - len(row)))
    return tuple(lines), tuple(rows), blank, ignored, tuple(rejected)


def show_row(row: Sequence[Cell]) -> str:
    """Return a row as text, for the user's own list of rejected rows."""
    return " | ".join(cell if isinstance(cell, str) else read_text(cell) for cell in row)[:2000]
