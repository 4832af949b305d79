"""Find a table by the names of its columns, wherever it begins, and set aside what is not one of its rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from operator import itemgetter
from types import MappingProxyType
from typing import TYPE_CHECKING

from ssi_outcomes.reading.cells.text import NotClean, SharedText, is_blank
from ssi_outcomes.reading.parsed import Cell, Rejected, Remark, Sheet
from ssi_outcomes.reading.tables.bodies import Body, sort_rows, tell_totals, without_totals
from ssi_outcomes.reading.tables.group_lines import GroupLines, find_group_lines
from ssi_outcomes.reading.tables.header_names import Header, adds_names, fold_header, headers_at, stands_over
from ssi_outcomes.reading.tables.headless import find_unnamed, tell_unnamed
from ssi_outcomes.reading.tables.mapping import LEFT_OUT

if TYPE_CHECKING:
    import pyarrow as pa

SEARCHED = 50  # rows in which the header is looked for


class Seen:
    """What was made out of a sheet that is searched for one table after another: the headers that each of its
    rows may be, alone or with the next one, and, by a header's last line and width, what stands under it.
    """

    def __init__(self, sheet: Sheet):
        self.sheet = sheet
        self.bodies: dict[tuple[int, int], Body] = {}
        self._headers: dict[int, tuple[Header, ...]] = {}
        self._over: dict[int, bool] = {}

    def headers_at(self, place: int) -> tuple[Header, ...]:
        """Return the headers that the row at `place` may be."""
        if place not in self._headers:
            self._headers[place] = tuple(headers_at(self.sheet.rows, place))
        return self._headers[place]

    def stands_over(self, place: int) -> bool:
        """Tell whether the row at `place` can only be the upper line of a header."""
        if place not in self._over:
            self._over[place] = stands_over(self.sheet.rows[place], self.sheet.rows[place + 1])
        return self._over[place]


@dataclass(frozen=True)
class Anchored:
    """A table that was found: `columns` (canonical name -> place in a
    row) and its `rows`, each with its line.

    `len(lines) + len(rejected) + blank == read`; `ignored` rows (preamble, totals, footers, repeated headers)
    are apart. `headers` gives the names as the file writes them; `duplicates` the headers that name a column
    already found. Of a large clean text `bulk` has all rows, and `rows` the first ones. `remarks` say what
    was decided on the way. `meant` gives for each of the `duplicates` the header that means the same.
    `unnamed` gives by place what is in each column without a header that holds anything.
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
    sheet: str = ""
    unnamed: Mapping[int, tuple[Cell, ...]] = field(default_factory=dict)
    bulk: pa.Table | None = field(default=None, repr=False, compare=False)
    remarks: tuple[Remark, ...] = ()
    meant: Mapping[str, str] = field(default_factory=dict)

    @property
    def read(self) -> int:
        """Return how many rows were read: taken, rejected or blank."""
        return len(self.lines) + len({each.line for each in self.rejected}) + self.blank

    def cell(self, row: Sequence[Cell], name: str) -> Cell:
        """Return the cell of column `name`, or None where the table has no such column."""
        place = self.columns.get(name)
        return None if place is None else row[place]

    def column(self, name: str) -> list[Cell]:
        """Return the cells of column `name`, none if the table has no such column."""
        place = self.columns.get(name)
        if place is None or self.bulk is None:
            return [] if place is None else list(map(itemgetter(place), self.rows))
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
            merged = self.sheet and SharedText in set(map(type, cells))  # of a workbook
            return None if merged else pa.array(cells, pa.string())
        except (pa.ArrowTypeError, pa.ArrowInvalid):
            return None

    def holds(self, name: str) -> bool:
        """Tell whether a cell of column `name` is filled; mostly the first one is."""
        place = self.columns.get(name)
        if place is None:
            return False
        cells = self.different(name) if self.bulk is not None else (row[place] for row in self.rows)
        return not all(map(is_blank, cells))

    def different(self, name: str) -> list[Cell]:
        """Return the different cells of column `name`, in the order in which they first stand there."""
        if self.bulk is None or name not in self.columns:
            return list(dict.fromkeys(self.column(name)))
        return [
            "" if cell is None else cell for cell in self.bulk.column(self.columns[name]).unique().to_pylist()
        ]


def carry_down(table: Anchored, names: Iterable[str]) -> Anchored:
    """Return the table with each blank cell of the columns `names` filled from the nearest one above it: a
    report that groups its rows writes a name on the first of them alone.
    """
    places = [table.columns[name] for name in names if name in table.columns]
    if not places:
        return table
    if table.bulk is not None:
        raise NotClean
    above: dict[int, Cell] = dict.fromkeys(places)
    rows = []
    for row in table.rows:
        above |= {place: row[place] for place in places if not is_blank(row[place])}
        rows.append(
            tuple(above.get(place, cell) if is_blank(cell) else cell for place, cell in enumerate(row))
        )
    return replace(table, rows=tuple(rows))


def find_table(
    sheet: Sheet,
    columns: Mapping[str, Sequence[str]],
    required: Sequence[Sequence[str]],
    seen: Seen | None = None,
) -> Anchored | None:
    """Return the table of `sheet`, or None if none of its first 50 rows is a header of it.

    `columns` gives the spellings of each canonical name (which counts as one itself). A row, or two of which
    the upper one stands over several columns, is the header if it has, from each group of `required`, at
    least one name; the one with the most known names wins, then the first. `seen` keeps what was made out
    of the sheet on the way, for who searches it again.
    """
    known = _fold_names(tuple((name, tuple(spellings)) for name, spellings in columns.items()))
    best, most, seen = None, 0, seen or Seen(sheet)
    spellings = frozenset(known)  # most rows hold none of them
    for header in _headers_of(seen, known):
        if header.spellings.isdisjoint(spellings):
            continue
        found = {name for name in header.find(known) if name}
        if len(found) > most and all(any(name in found for name in group) for group in required):
            best, most = header, len(found)
    if best and best.last and sheet.bulk is not None:
        raise NotClean
    if best is None:
        return None
    best, groups = (best, GroupLines({})) if sheet.bulk is not None else find_group_lines(sheet, best, known)
    return _anchor(seen, best, groups, known)


def names_any(
    rows: Sequence[Sequence[Cell]], last: int, columns: Mapping[str, Sequence[str]], names: Iterable[str]
) -> bool:
    """Tell whether a header whose last line is the row `last` could have one of `names`: what is cheaper to
    ask than for a table there.
    """
    known = _fold_names(tuple((name, tuple(columns.get(name, ()))) for name in names))
    alone, *_ = headers_at(rows, last)
    joined = list(headers_at(rows, last - 1))[1:] if last else []
    return any(name for header in (alone, *joined) for name in header.find(known))


@lru_cache(maxsize=256)  # hundreds of sheets are searched for the same few tables
def _fold_names(columns: tuple[tuple[str, tuple[str, ...]], ...]) -> Mapping[str, str]:
    """Return the names by their folded spellings, of which each is one; the last that has a spelling wins."""
    return MappingProxyType(
        {fold_header(spelling): name for name, spellings in columns for spelling in (name, *spellings)}
    )


def _headers_of(seen: Seen, known: Mapping[str, str]) -> Iterator[Header]:
    """Yield what may be the header, a row at a time, and with the row under it where that names more."""
    for place in range(min(len(seen.sheet.rows), SEARCHED)):
        one, *joined = seen.headers_at(place)
        if not joined:
            yield one
        for two in joined:
            names = [each.find(known) for each in (two, one, seen.headers_at(place + 1)[0])]
            # Alone, such a row would name the first of several columns by what is said of all of them.
            evident = seen.stands_over(place)
            if not evident:
                yield one
            if adds_names(*names, evident=evident):
                yield two


def _anchor(seen: Seen, header: Header, groups: GroupLines, known: Mapping[str, str]) -> Anchored:
    sheet, columns = seen.sheet, {}
    unknown, duplicates, meant = [], [], {}
    for index, (name, text) in enumerate(zip(header.find(known), header.texts, strict=True)):
        if name and name not in columns:
            columns[name] = index
        elif name and not name.startswith(LEFT_OUT):
            duplicates.append(text)
            meant[text] = header.texts[columns[name]]
        elif header.names[index]:
            unknown.append(text)
    width = max(index for index, names in enumerate(header.names) if names) + 1
    if (header.last, width) not in seen.bodies:
        clean = sheet.bulk is not None
        seen.bodies[header.last, width] = (
            Body(sheet.lines[1:], sheet.rows[1:]) if clean else sort_rows(sheet, header, width, groups)
        )
    body = without_totals(seen.bodies[header.last, width], columns, sheet.bulk)
    unnamed = find_unnamed(sheet, header, body, groups.width or width)
    return Anchored(
        file=sheet.file,
        header_line=sheet.lines[header.last],
        columns=columns,
        headers={name: header.texts[index] for name, index in columns.items()},
        unknown=tuple(unknown),
        duplicates=tuple(duplicates),
        meant=meant,
        lines=body.lines,
        rows=body.rows,
        ignored=body.ignored + sum(not all(map(is_blank, row)) for row in sheet.rows[: header.first]),
        blank=body.blank,
        rejected=(*sheet.faults, *body.rejected),
        sheet=sheet.name,
        unnamed=unnamed,
        bulk=sheet.bulk,
        remarks=(*tell_totals(body.totals), *body.remarks, *tell_unnamed(unnamed)),
    )
