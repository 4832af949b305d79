"""Columns of one export that mean the same and take turns: HubSpot's meetings and calls in one file have an
outcome, a title and a start each, of which a row fills its own.

Where no row fills two of them differently they are one column, which is said; any others are asked about.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ssi_outcomes.reading.cells.text import NotClean, is_blank, read_text
from ssi_outcomes.reading.parsed import Cell, Sheet
from ssi_outcomes.reading.tables.header_names import fold_header
from ssi_outcomes.reading.tables.headers import Anchored

Row = tuple[Cell, ...]


def find_turns(table: Anchored, sheet: Sheet, spellings: Mapping[str, Sequence[str]]) -> dict[str, list[int]]:
    """Return by column the places of all that mean it, where there are several and they take turns."""
    if not table.duplicates:
        return {}
    if table.bulk is not None:
        raise NotClean
    known = {fold_header(text): name for name, texts in spellings.items() for text in (name, *texts)}
    header = sheet.row_at(table.header_line) or ()
    places: dict[str, list[int]] = {}
    for place, cell in enumerate(header):
        name = known.get(fold_header(cell))
        if name in table.columns and (place == table.columns[name] or read_text(cell) in table.duplicates):
            places.setdefault(name, []).append(place)
    return {
        name: own for name, own in places.items() if own[1:] and all(_is_one(row, own) for row in table.rows)
    }


def join_turns(table: Anchored, sheet: Sheet, turns: Mapping[str, Sequence[int]]) -> Anchored:
    """Return the table with the columns that take turns as one each, and a word about it."""
    if not turns:
        return table
    header = sheet.row_at(table.header_line) or ()
    joined = [read_text(header[place]) for own in turns.values() for place in own]
    rows = tuple(_joined(row, turns) for row in table.rows)
    left = tuple(text for text in table.duplicates if text not in joined)
    told = ("columns_joined", {"columns": ", ".join(joined)[:300]})
    return replace(table, rows=rows, duplicates=left, remarks=(*table.remarks, told))


def _joined(row: Row, turns: Mapping[str, Sequence[int]]) -> Row:
    cells = list(row)
    for first, *others in turns.values():
        if is_blank(cells[first]):
            cells[first] = next((row[place] for place in others if not is_blank(row[place])), cells[first])
    return tuple(cells)


def _is_one(row: Row, places: Sequence[int]) -> bool:
    return len({read_text(row[place]) for place in places if not is_blank(row[place])}) < 2
