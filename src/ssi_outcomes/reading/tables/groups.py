"""Give each row of a report the values of its group, which the report writes on the group's first row alone.

That it is grouped, the report must show itself, by subtotals in the columns that it is grouped by. A blank
cell of any other table is a blank cell.
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
    totals: Sequence[int], parts: Sequence[Sequence[Sequence[Cell]]], named: Sequence[int]
) -> Groups:
    """Return the groups of a report: `totals` are the columns in which the totals of its parts stand, `parts`
    the rows between them, `named` the columns that have a name.
    """
    last = max(totals, default=-1)
    return Groups(tuple(column for column in named if column <= last and _is_grouped(column, parts)))


def _is_grouped(column: int, parts: Sequence[Sequence[Sequence[Cell]]]) -> bool:
    """Tell whether a report is grouped by a column: it has names, no numbers or days, and one alone in each
    part. Where several people share a total, a blank name may be anybody's.
    """
    found = [{row[column] for row in rows if not is_blank(row[column])} for rows in parts]
    names = {cell for cells in found for cell in cells}
    return (
        bool(names)
        and all(isinstance(cell, str) and re.search(r"[^\W\d]", cell) for cell in names)
        and all(len(cells) <= 1 for cells in found)
    )
