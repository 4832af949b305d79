"""Give the value of a merged cell to all that it stands for: each row and column of its range that has cells
of its own.

A row or column that only merged cells reach is the height or width of one, and no row or column of the table.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ssi_outcomes.reading.cells.text import SharedNumber, SharedText
from ssi_outcomes.reading.parsed import Cell

Range = tuple[int, int, int, int]  # first row, first column, last row, last column, from 0
LARGEST = 100_000  # cells: a range of a whole column is formatting


def spread_merged(rows: list[list[Cell]], ranges: Iterable[Range]) -> list[Range]:
    """Fill `rows` (changed) with the values of merged cells, and return the ranges that stand for several
    cells with one value.
    """
    inside = [each for each in ranges if _is_inside(each, rows)]
    for top, left, bottom, right in inside:
        # What is under a merged cell is not seen: some programs leave it there.
        for row, column in _places(rows, range(top, bottom + 1), range(left, right + 1)):
            if (row, column) != (top, left):
                rows[row][column] = None
    own = [{place for place, cell in enumerate(row) if cell is not None} for row in rows]
    used = set().union(*own)
    return [each for each in inside if _spread(rows, each, own, used)]


def _spread(rows: list[list[Cell]], merged: Range, own: list[set[int]], used: set[int]) -> bool:
    top, left, bottom, right = merged
    value = rows[top][left]
    if value is None:
        return False
    across, down = range(left, right + 1), range(top, min(bottom, len(rows) - 1) + 1)
    held = [row for row in down if row == top or own[row]]
    # Alone in its rows, it is a title or a line between groups, however wide.
    alone = all(own[row] <= set(across) for row in held)
    columns = [left] if alone else [left, *(column for column in across[1:] if column in used)]
    places = list(_places(rows, held, columns))
    if len(places) < 2:
        return False
    for row, column in places:
        rows[row][column] = _share(value)
    return True


def _is_inside(merged: Range, rows: list[list[Cell]]) -> bool:
    top, left, bottom, right = merged
    cells = (min(bottom, len(rows) - 1) - top + 1) * (right - left + 1)
    return top < len(rows) and left < len(rows[top]) and cells <= LARGEST


def _places(rows: list[list[Cell]], held: Iterable[int], columns: Iterable[int]) -> Iterable[tuple[int, int]]:
    """Yield the places of these rows and columns that the sheet has."""
    columns = list(columns)
    for row in held:
        if row < len(rows):
            yield from ((row, column) for column in columns if column < len(rows[row]))


def _share(value: Cell) -> Cell:
    if isinstance(value, bool | date):
        return value
    return SharedText(value) if isinstance(value, str) else SharedNumber(value)
