"""A table that begins with its first row: a reading is never taken for the names of the columns, which the
user may give in `mapping.toml` (`headers`). A column without a header: what is in it is not read, and said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from ssi_outcomes.base.spelling import fold
from ssi_outcomes.reading.cells.dates import ORDERS, DateRule
from ssi_outcomes.reading.cells.text import NotClean
from ssi_outcomes.reading.cells.values import ValueFault, is_blank, read_score
from ssi_outcomes.reading.opening.cell_marks import letters_of
from ssi_outcomes.reading.parsed import Cell, Remark, Sheet
from ssi_outcomes.reading.tables.header_names import Header

if TYPE_CHECKING:
    from ssi_outcomes.reading.tables.bodies import Body

_UNSAID = "…"  # a column that nothing tells of
_LISTED = 10  # columns, in a remark
_KNOWN_BY = {"date": "date", "text": "person"}


def line_without_headers(sheet: Sheet) -> int | None:
    """Return the line of a sheet's first row where it is one of its rows already, else None.

    It is one if it holds dates and numbers where the next one does: headers may be weeks or years, but then
    what stands under them is of another kind.
    """
    wide = (place for place, row in enumerate(sheet.rows) if sum(not is_blank(cell) for cell in row) > 1)
    first = next(wide, None)
    if first is None:
        return None
    kinds = [_kind(cell) for cell in sheet.rows[first]]
    if (second := next(wide, None)) is None:
        return sheet.lines[first] if {"date", "number"} <= set(kinds) else None
    pairs = [
        (kind, below)
        for kind, below in zip(kinds, map(_kind, sheet.rows[second]), strict=False)
        if kind != "blank" != below
    ]
    told = [kind for kind, below in pairs if kind == below != "text"]
    return sheet.lines[first] if told and all(kind == below for kind, below in pairs) else None


def guess_headers(sheet: Sheet, line: int) -> list[str]:
    """Return names to complete for the columns of a sheet whose row on `line` is a reading."""
    names = [_KNOWN_BY.get(_kind(cell), _UNSAID) for cell in sheet.row_at(line) or ()]
    return [name if name not in names[:place] else _UNSAID for place, name in enumerate(names)]


def put_headers(sheet: Sheet, headers: Sequence[str]) -> Sheet:
    """Return a sheet under these headers, as it is without any; raises NotClean for a large clean text, which
    has taken its first line for headers.
    """
    if not headers:
        return sheet
    if sheet.bulk is not None:
        raise NotClean
    # A column that was left unsaid is one that is not read, and is told as such.
    named = tuple(each if fold(each) else f"({place})" for place, each in enumerate(headers, start=1))
    return replace(sheet, rows=(named, *sheet.rows), lines=(0, *sheet.lines))


def _kind(cell: Cell) -> str:
    if is_blank(cell):
        return "blank"
    if isinstance(cell, bool):
        return "text"
    if isinstance(cell, date) or any(_is_date(cell, order) for order in ORDERS):
        return "date"
    try:
        read_score(cell)
    except ValueFault:
        return "text"
    return "number"


def _is_date(cell: Cell, order: str) -> bool:
    try:
        DateRule(order).period(cell)
    except ValueFault:
        return False
    return True


def reach_of(sheet: Sheet, header: Header, width: int, odd: Iterable[int]) -> int:
    """Return how many cells of a row have a place: in a text, up to the last column under a blank header that
    has words, or that most rows fill. A number in few of them may be where a separator in a name has moved
    it, and between commas what a decimal comma has cut off. `odd` has all rows that go on beyond the `width`
    columns.
    """
    if sheet.name:
        return max(map(len, sheet.rows), default=0)
    named = len(sheet.rows[header.last])
    beyond = [row[width:] for row in map(sheet.rows.__getitem__, odd) if len(row) == named]
    ends = (width + place for cells in beyond for place, cell in enumerate(cells, 1) if has_letters(cell))
    if sheet.separator not in ("", ","):
        filled = Counter(
            place for cells in beyond for place, cell in enumerate(cells, 1) if not is_blank(cell)
        )
        most = (len(sheet.rows) - header.last - 1) / 2
        ends = (*ends, *(width + place for place, rows in filled.items() if rows > most))
    return max(ends, default=width)


def find_unnamed(sheet: Sheet, header: Header, body: Body, width: int) -> dict[int, tuple[Cell, ...]]:
    """Return what is in each column without a header, by place; those with nothing are left out.

    `width` is that of the table up to its last header; rows of a workbook go on beyond it.
    """
    inside = [place for place, names in enumerate(header.names[:width]) if not names]
    if sheet.bulk is not None:
        places = [*inside, *range(width, sheet.bulk.num_columns)]
        cells = {place: sheet.bulk.column(place).unique().to_pylist() for place in places}
    else:
        places = [*inside, *range(width, body.reach)]
        if not places:
            return {}
        rows = [sheet.row_at(line) or () for line in body.lines]
        cells = {place: [row[place] for row in rows if place < len(row)] for place in places}
    filled = {place: tuple(cell for cell in column if not is_blank(cell)) for place, column in cells.items()}
    return {place: column for place, column in filled.items() if column}


def has_letters(cell: Cell) -> bool:
    """Tell whether a cell holds words, or one at least."""
    return isinstance(cell, str) and any(map(str.isalpha, cell))


def tell_unnamed(unnamed: Mapping[int, Sequence[Cell]]) -> Iterator[Remark]:
    """Yield what is said of columns that have no header and were not read."""
    if unnamed:
        listed = ", ".join(map(letters_of, list(unnamed)[:_LISTED]))
        yield "columns_nameless", {"count": len(unnamed), "columns": listed}
