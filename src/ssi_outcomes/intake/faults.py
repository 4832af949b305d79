"""What was refused, beside the rows in which it stands: for its owner to put right, on this machine only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ssi_outcomes.base.spelling import fold
from ssi_outcomes.base.tame import tame_line
from ssi_outcomes.reading.cells.values import is_blank, read_text
from ssi_outcomes.reading.parsed import Cell, Rejected, Sheet

MOST_ROWS = 5000  # of one table
MOST_CELLS = 500_000  # of all tables together: more than that nobody puts right by hand
MOST_COLUMNS = 200
_HEAD = 4  # first rows, always shown: the headings are among them
_AROUND = 2  # rows before and after a faulty one
_LONGEST = 2000  # signs of a cell


@dataclass(frozen=True)
class FaultyTable:
    """A table with faults: its own label, how many rows it has in all, and those that are shown, each with
    its line and the texts of its cells.

    `marks` are the places of the faults: row and column in `rows` (column None: the row as a whole), and the
    fault's place in `Faults.rejected`.
    """

    label: str
    total: int
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    marks: tuple[tuple[int, int | None, int], ...]


@dataclass(frozen=True)
class Faults:
    """All that was refused, by the files' own names, and the tables that it stands in."""

    rejected: tuple[Rejected, ...] = ()
    tables: tuple[FaultyTable, ...] = ()


class HandedBack:
    """What was handed back while a dataset was read."""

    def __init__(self) -> None:
        self.found = Faults()

    def keep(self, rejected: Sequence[Rejected], sheets: Mapping[str, Callable[[], Sheet]]) -> None:
        """Keep what was refused, with the rows that it stands in."""
        self.found = pick_faults(rejected, sheets)


def pick_faults(rejected: Sequence[Rejected], sheets: Mapping[str, Callable[[], Sheet]]) -> Faults:
    """Return what was refused, beside the rows of `sheets` (by the labels of the refusals) that it stands in.

    What stands in no sheet, as in private archives, keeps its file, its line and its reason alone.
    """
    kept = tuple(
        each if each.file in sheets else replace(each, column=None, value="", raw="") for each in rejected
    )
    by_label: dict[str, list[int]] = defaultdict(list)
    for number, each in enumerate(kept):
        if each.line is not None and each.file in sheets:
            by_label[each.file].append(number)
    tables, left = [], MOST_CELLS
    for label, numbers in by_label.items():
        table = _pick_rows(label, sheets[label](), kept, numbers, left)
        left -= sum(len(cells) for _, cells in table.rows)
        tables.append(table)
    return Faults(kept, tuple(tables))


def _pick_rows(
    label: str, sheet: Sheet, rejected: Sequence[Rejected], numbers: Sequence[int], most_cells: int
) -> FaultyTable:
    width = max((len(row) for row in sheet.rows[:50]), default=1)
    most = min(MOST_ROWS, max(_HEAD, most_cells // min(max(width, 1), MOST_COLUMNS)))
    whole = {rejected[number].line: rejected[number].raw for number in reversed(numbers)}
    lines = _choose_lines(list(sheet.lines), list(whole), most)
    rows, place_of = [], {}
    for line in lines:
        cells = sheet.row_at(line)
        # A line that could not be cut into cells stands there as it is.
        rows.append((line, _texts(cells if cells is not None else (whole.get(line, ""),))))
        place_of[line] = len(rows) - 1
    heads = [cells for _, cells in rows[: 2 * _HEAD]]
    marks = [
        (place_of[each.line], _find_cell(each, rows[place_of[each.line]][1], heads), number)
        for number in numbers
        if (each := rejected[number]).line in place_of
    ]
    return FaultyTable(label, len({*sheet.lines, *whole}), tuple(rows), tuple(marks))


def _choose_lines(lines: Sequence[int], faulty: Iterable[int], most: int) -> list[int]:
    """Return the lines to show, in their order: the first ones, the faulty ones, their neighbours, and then
    as many others as there is room for.
    """
    faulty = sorted(faulty)
    order = sorted({*lines, *faulty})
    place_of = {line: place for place, line in enumerate(order)}
    around = [
        order[near]
        for line in faulty
        for near in range(place_of[line] - _AROUND, place_of[line] + _AROUND + 1)
        if 0 <= near < len(order)
    ]
    first = dict.fromkeys([*order[:_HEAD], *faulty, *around])
    chosen = [*first, *(line for line in order if line not in first)] if len(first) < most else list(first)
    return sorted(chosen[:most])


def _texts(cells: Iterable[Cell]) -> tuple[str, ...]:
    texts = [
        "" if is_blank(cell) else cell if isinstance(cell, str) else read_text(cell)
        for cell in list(cells)[:MOST_COLUMNS]
    ]
    return tuple(tame_line(text, _LONGEST) for text in texts)


def _find_cell(each: Rejected, cells: Sequence[str], heads: Iterable[Sequence[str]]) -> int | None:
    """Return the column of the cell that a refusal is about: under the heading that it names, else the one
    cell with the value that it quotes, else None.
    """
    if each.column:
        wanted = fold(each.column)
        for head in heads:
            for column, text in enumerate(head):
                if fold(text) == wanted and column < len(cells):
                    return column
    value = tame_line(each.value)
    found = [column for column, text in enumerate(cells) if value and text == value]
    return found[0] if len(found) == 1 else None
