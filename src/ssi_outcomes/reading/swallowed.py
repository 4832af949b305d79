"""Rows that stand inside a cell: a quote that is closed lines further down takes whole rows for its text.

Such a text is cut without a fault. What gives it away is that a line inside one of its cells is a row of the
table from end to end: as many cells, each of which can be read, and days that they tell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ssi_outcomes.reading.cells.text import JOINED, SEPARATORS
from ssi_outcomes.reading.gaps import Lines
from ssi_outcomes.reading.parsed import Rejected
from ssi_outcomes.reading.tables.headers import Anchored

_LINE_END = re.compile(r"\r\n|\r|\n")
_ENDS = ("\n", "\r")


def without_swallowed(table: Anchored, lines: Lines) -> Anchored:
    """Return a table of a text with each line of a row that swallowed others among its rejected ones."""
    if table.sheet or table.bulk is not None:
        return table
    swallowing, rejected = set(), []
    for place in _find_long(table.lines):
        row = table.rows[place]
        several = any(isinstance(cell, str) and any(end in cell for end in _ENDS) for cell in row)
        if several and (
            found := _find_swallowed(table.lines[place], JOINED.join(map(str, row)), table.file, lines)
        ):
            swallowing.add(place)
            rejected += found
    for each in table.rejected:
        several = any(end in each.raw for end in _ENDS)
        rejected += (several and _find_swallowed(each.line, each.raw, table.file, lines)) or [each]
    if len(rejected) == len(table.rejected):
        return table
    kept = [place for place in range(len(table.rows)) if place not in swallowing]
    return replace(
        table,
        lines=tuple(table.lines[place] for place in kept),
        rows=tuple(table.rows[place] for place in kept),
        rejected=tuple(sorted(rejected, key=lambda each: each.line)),
    )


def _find_long(numbers: Sequence[int]) -> set[int]:
    """Return the places of rows that may be of several lines, by the numbers of theirs: where these go on by
    one, no row is, and a million rows need no look into their cells.
    """
    jumps = [place for place, (here, there) in enumerate(pairwise(numbers)) if there - here != 1]
    ends = (0, len(numbers) - 1) if numbers else ()
    return {*ends, *jumps, *(place + 1 for place in jumps)}


def _find_swallowed(line: int, raw: str, file: str, lines: Lines) -> list[Rejected]:
    """Return the lines of a row's text where one of them after its first is a row itself, else none."""
    parts = _LINE_END.split(raw)
    mark = next(
        (mark for mark in SEPARATORS if any(lines.is_row(part.split(mark)) for part in parts[1:])), ""
    )
    if not mark:
        return []
    told = {"first": line, "last": line + len(parts) - 1, "count": len(parts)}
    texts = [part.replace(JOINED, mark) for part in parts]
    return [
        Rejected(file, "quote_swallowed", line + number, values=told, raw=text)
        for number, text in enumerate(texts)
        if text.strip()
    ]
