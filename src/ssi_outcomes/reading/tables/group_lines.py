"""Lines of a report that only name the group of the rows under them: "Opportunity Owner: Ida (2 records)".

Some reports name a column on each such line, and have no column for it; others write the name alone into the
column of names, and leave that blank below.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ssi_outcomes.reading.cells.text import is_blank
from ssi_outcomes.reading.parsed import Cell, Sheet
from ssi_outcomes.reading.tables.asides import is_total
from ssi_outcomes.reading.tables.header_names import Header, fold_header

_COUNT = re.compile(r"\s*\([0-9]+(?:\s+[^\W\d]+)?\)\s*$")
_NAMED = re.compile(r"(?P<column>[^:0-9]{2,60}?)\s*:\s*(?P<name>[^:]{1,120})")


@dataclass
class GroupLines:
    """Which rows of a sheet name a group (row -> column, name), and the groups that a row is in while the
    rows are gone through.
    """

    names: dict[int, tuple[int, str]]
    width: int = 0  # of the table without the columns that only these lines name
    filled: int = 0
    _current: dict[int, str] = field(default_factory=dict)

    def begin(self, number: int) -> None:
        """Begin the group that a row names; it ends those within the one before."""
        column, name = self.names[number]
        for other in [*self._current][[*self._current, column].index(column) :]:
            del self._current[other]
        self._current[column] = name

    def end(self, *, all_of_them: bool = False) -> None:
        """End the innermost group, at its total, or all, at a blank row: nothing tells what comes next."""
        if self._current:
            self._current.popitem()
        if all_of_them:
            self._current.clear()

    def fill(self, row: tuple[Cell, ...], width: int) -> tuple[Cell, ...]:
        """Return a row, `width` columns wide, with the names of its groups."""
        if not self._current and len(row) == width:
            return row
        cells = [*row, *[None] * (width - len(row))]
        for column, name in self._current.items():
            if is_blank(cells[column]):
                cells[column] = name
                self.filled += 1
        return tuple(cells)


def find_group_lines(sheet: Sheet, header: Header, known: Collection[str]) -> tuple[Header, GroupLines]:
    """Return the header with the columns that lines between the rows name, and these lines, if there are any;
    `known` has the names of columns, folded.
    """
    own = [place for place, names in enumerate(header.names) if names]
    first, width = own[0], own[-1] + 1
    lone = dict(sorted(_lone_rows(sheet, header, first)))
    named = [found for cell in lone.values() if (found := _NAMED.fullmatch(cell))]
    # A title may hold a colon too: what stands before it has to be the name of a column.
    if any(fold_header(found["column"]) in known for found in named) and len(named) == len(lone):
        header = _with_columns(header, [found["column"] for found in named])
        places = {name: place for place, names in enumerate(header.names) for name in names}
        said = ((places[fold_header(found["column"])], found["name"]) for found in named)
        lines = dict(zip(lone, said, strict=True))
        return header, GroupLines(lines, width, _current=_find_opening(sheet, header, places, lines))
    if lone and any(
        first < len(row) and not is_blank(row[first]) and not is_total(row[first])
        for number, row in enumerate(sheet.rows)
        if number > min(lone) and number not in lone
    ):
        lone = {}
    return header, GroupLines({number: (first, cell) for number, cell in lone.items()}, width)


def _find_opening(
    sheet: Sheet, header: Header, places: Mapping[str, int], lines: Mapping[int, tuple[int, str]]
) -> dict[int, str]:
    """Return the group of the first rows, by its column: where a report names each group over a header of its
    own, the first one stands over the first header.
    """
    found: dict[int, str] = {}
    for row in sheet.rows[: header.first]:
        cells = [cell for cell in row if not is_blank(cell)]
        said = _NAMED.fullmatch(_COUNT.sub("", cells[0]).strip()) if _is_lone_text(cells) else None
        if said and fold_header(said["column"]) in places:
            found[places[fold_header(said["column"])]] = said["name"]
    return {column: name for column, name in found.items() if column in {each for each, _ in lines.values()}}


def _is_lone_text(cells: Sequence[Cell]) -> bool:
    return len(cells) == 1 and isinstance(cells[0], str)


def _with_columns(header: Header, texts: Iterable[str]) -> Header:
    """Return a header with a column for each of the texts that names none of it yet."""
    known = {name for names in header.names for name in names}
    new = {fold_header(text): text for text in texts if fold_header(text) not in known}
    names, texts = (*header.names, *((name,) for name in new)), (*header.texts, *new.values())
    return replace(header, names=names, texts=texts)


def _lone_rows(sheet: Sheet, header: Header, first: int) -> Iterator[tuple[int, str]]:
    """Yield each row with nothing but a text in the first column that has a name, over other such rows or
    over a row without a cell there; the text comes without the number of its rows.
    """
    over, under = False, len(sheet.rows)
    for number in _without_both(sheet.rows, header.last + 1, first)[::-1]:
        over = over or number + 1 < under  # rows with both stand between
        row, under = sheet.rows[number], number
        filled = len(row) - row.count(None) - row.count("")
        cell = row[first] if first < len(row) else None
        if filled == 1 and over and isinstance(cell, str) and not is_blank(cell) and not is_total(cell):
            yield number, _COUNT.sub("", cell).strip()
        elif filled:
            over = filled > 1


def _without_both(rows: Sequence[Sequence[Cell]], start: int, first: int) -> list[int]:
    """Return the rows, from `start` on, that have nothing in column `first` or in the one beside it: few."""
    second = first + 1
    return [
        number
        for number, row in enumerate(rows[start:], start)
        if len(row) <= second or not (row[first] and row[second])
    ]
