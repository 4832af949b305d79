"""A column that is not read and may hold people, in a sheet that names nobody: asked about, as its rows would
else all be one person's.
"""

from __future__ import annotations

import re

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.base.spelling import same_name
from ssi_outcomes.reading.cells.text import is_blank, read_text
from ssi_outcomes.reading.gaps import PERSON
from ssi_outcomes.reading.kinds.beside import may_name
from ssi_outcomes.reading.parsed import Cell
from ssi_outcomes.reading.tables.headers import Anchored
from ssi_outcomes.reading.tables.mapping import write_toml
from ssi_outcomes.reading.tables.search import Search

_NAME = re.compile(r"[^\W\d_][^\W\d_.'’-]*(?:[\s.'’-]+[^\W\d_]+){0,3}\.?")
_LOOKED_AT = 2000  # rows


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
    least.
    """
    filled = [cell for cell in cells if not is_blank(cell)]
    if len(filled) * 2 < len(cells) or not all(isinstance(cell, str) for cell in filled):
        return False
    texts = {same_name(read_text(cell)): read_text(cell) for cell in filled}
    return len(texts) > 1 and all(_NAME.fullmatch(text) and may_name(text) for text in texts.values())
