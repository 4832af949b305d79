"""A column that is not read and may hold people, in a sheet that names nobody: asked about, as its rows would
else all be one person's.
"""

from __future__ import annotations

import re

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.base.spelling import same_name
from ssi_outcomes.reading.cells.text import ValueFault, is_blank, read_text
from ssi_outcomes.reading.gaps import PERSON
from ssi_outcomes.reading.kinds.beside import may_name
from ssi_outcomes.reading.kinds.whose_row import person_readers
from ssi_outcomes.reading.parsed import Cell
from ssi_outcomes.reading.tables.asides import is_aside, is_no_one
from ssi_outcomes.reading.tables.headers import Anchored
from ssi_outcomes.reading.tables.mapping import write_toml
from ssi_outcomes.reading.tables.notation import is_nameless
from ssi_outcomes.reading.tables.search import Search

_NAME = re.compile(r"[^\W\d_][^\W\d_.'’-]*(?:[\s.'’-]+[^\W\d_]+){0,3}\.?")
_LOOKED_AT = 2000  # rows
_READ_PERSON = person_readers()["person"]


def ask_maybe_people(table: Anchored, search: Search) -> None:
    """Refuse a table that names nobody where names, two or more, may stand under a header that is not known;
    the lines to paste read them as the people's, or leave the column unread.
    """
    if search.entry.get("person") or search.context.owner or any(map(table.holds, PERSON)):
        return
    for place, cell in enumerate(search.sheet.row_at(table.header_line) or ()):
        header = read_text(cell) if isinstance(cell, str) else ""
        cells = _cells(table, place) if header in table.unknown else []
        if _are_names(cells):
            named = {**search.entry.get("columns", {}), "person": header}
            raise FileRefused(
                "asks_maybe_people",
                file=search.sheet.file,
                column=header,
                value=next(read_text(each) for each in cells if not is_blank(each))[:80],
                ignored=write_toml([header]),
                paste=search.paste(columns=named),
            )


def _cells(table: Anchored, place: int) -> list[Cell]:
    if table.bulk is not None:
        return table.bulk.column(place).slice(0, _LOOKED_AT).to_pylist()
    return [row[place] if place < len(row) else None for row in table.rows[:_LOOKED_AT]]


def _are_names(cells: list[Cell]) -> bool:
    """Tell whether most cells are filled, with texts that may each be somebody's name, of two people at
    least; « anonymous » names nobody, and is another than whoever is named.
    """
    filled = [cell for cell in cells if not is_blank(cell)]
    if len(filled) * 2 < len(cells) or not all(isinstance(cell, str) for cell in filled):
        return False
    people = {_who(cell) for cell in filled if not (is_nameless(cell) or is_aside(cell) or is_no_one(cell))}
    names = people - {""}
    several = len({same_name(name) for name in people}) > 1
    return several and bool(names) and all(_NAME.fullmatch(name) and may_name(name) for name in names)


def _who(cell: Cell) -> str:
    """Return whom a cell names; "" where it names nobody, or several."""
    try:
        return _READ_PERSON(cell)
    except ValueFault:
        return ""
