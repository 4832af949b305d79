"""Give each row of a report the values of its group, which the report writes on the group's first row alone.

That it is grouped, the report must show itself: by subtotals in the columns that it is grouped by, or by the
arrow that says by which it is sorted. A blank cell of any other table is a blank cell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ssi_outcomes.reading.cells.text import is_blank
from ssi_outcomes.reading.parsed import Cell


@dataclass
class Groups:
    """The columns of a report's groups, and how many cells were filled from the row above."""

    columns: tuple[int, ...]
    filled: int = 0
    _current: dict[int, Cell] = field(default_factory=dict)

    def carry(self, row: Sequence[Cell]) -> tuple[Cell, ...]:
        """Return a row with the values of its group."""
        cells = list(row)
        for depth, column in enumerate(self.columns):
            if not is_blank(cells[column]):
                self._begin(depth, cells[column])
            elif column in self._current:
                cells[column] = self._current[column]
                self.filled += 1
        return tuple(cells)

    def end(self, column: int) -> None:
        """End the group whose total stands in a column: what comes next has to name its own."""
        for each in self.columns:
            if each >= column:
                self._current.pop(each, None)

    def _begin(self, depth: int, value: Cell) -> None:
        for each in self.columns[depth:]:
            self._current.pop(each, None)
        self._current[self.columns[depth]] = value


def find_groups(
    totals: Sequence[int], rows: Sequence[Sequence[Cell]], named: Sequence[int], arrows: Sequence[int]
) -> Groups:
    """Return the groups of a report: `totals` are the columns in which the totals of its parts stand; `named`
    the columns that have a name, `arrows` those with an arrow.
    """
    last = max(totals, default=-1)
    columns = [column for column in named if column <= last]
    if not columns:
        for column in named:
            if column not in arrows or not _is_begun(column, rows):
                break
            columns.append(column)
    return Groups(tuple(column for column in columns if _is_begun(column, rows, blanks=False)))


def _is_begun(column: int, rows: Sequence[Sequence[Cell]], *, blanks: bool = True) -> bool:
    """Tell whether a column begins groups: it has names, no numbers or days, and blank cells under them."""
    cells = [row[column] if column < len(row) else None for row in rows]
    filled = [cell for cell in cells if not is_blank(cell)]
    names = bool(filled) and all(isinstance(cell, str) and re.search(r"[^\W\d]", cell) for cell in filled)
    return names if not blanks else names and len(filled) < len(cells)
