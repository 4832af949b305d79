"""What was refused, beside the rows in which it stands: for its owner to put right, on this machine only."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ssi_outcomes.base.spelling import fold
from ssi_outcomes.base.tame import tame_line
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
        (place_of[each.line], column, number)
        for number in numbers
        if (each := rejected[number]).line in place_of
        for column in _find_cells(each, rows[place_of[each.line]][1], heads)
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
    # What reads cells knows dates in seven languages; who loads what was refused needs none of them.
    from ssi_outcomes.reading.cells.values import is_blank, read_text

    texts = [
        "" if is_blank(cell) else cell if isinstance(cell, str) else read_text(cell)
        for cell in list(cells)[:MOST_COLUMNS]
    ]
    return tuple(tame_line(text, _LONGEST) for text in texts)


def _find_cells(each: Rejected, cells: Sequence[str], heads: Iterable[Sequence[str]]) -> list[int | None]:
    """Return the columns of the cells that a refusal is about: of those under the heading that it names,
    which several people may have side by side, the ones with the value that it quotes; else the one column of
    that heading; else the one cell with that value; else [None], the row.
    """
    value = tame_line(each.value)
    headed, under = _places_of(each.column, heads)
    of_value = [place for place in under if place < len(cells) and cells[place] == value]
    if of_value:
        return of_value
    if len(headed) == 1 and headed[0] < len(cells):
        return [*headed]
    found = [place for place, text in enumerate(cells) if value and text == value]
    return [*found] if len(found) == 1 else [None]


def _places_of(column: str | None, heads: Iterable[Sequence[str]]) -> tuple[list[int], list[int]]:
    """Return where a heading stands in the first of `heads` that has it, alone or beside a name, and the
    places that it stands over: its own and those after it without a heading.
    """
    if not column:
        return [], []
    wanted, heads = fold(column), [[fold(text) for text in head] for head in heads]
    within = re.compile(rf"(?<!\w){re.escape(wanted)}(?!\w)")
    for is_it, fewest in ((wanted.__eq__, 1), (within.search, 2)):
        for head in heads:
            headed = [place for place, text in enumerate(head) if is_it(text)]
            if len(headed) >= fewest:
                return headed, [place for place in range(len(head)) if _over(place, head) in headed]
    return [], []


def _over(place: int, head: Sequence[str]) -> int:
    """Return where the heading of a place stands: there, or left of it where it has none of its own."""
    return next((near for near in range(place, -1, -1) if head[near]), place)
