"""A column that is not read and may hold people, in a table that names nobody: asked about, as its rows would
else all be one person's.

Its header may say so (« Rep code »), or that it holds no people (« Humeur », « Client »); else its cells
tell, by their form and by how often they come. A sheet that has each week once is one person's, unless whole
names stand in it; in a log of events a name that matters comes again.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.base.spelling import fold, same_name
from ssi_outcomes.reading.cells.text import ValueFault, is_blank, read_text, show_cell
from ssi_outcomes.reading.gaps import PERSON
from ssi_outcomes.reading.kinds.beside import may_name
from ssi_outcomes.reading.kinds.whose_row import person_readers
from ssi_outcomes.reading.names.registry import word_set
from ssi_outcomes.reading.parsed import Cell
from ssi_outcomes.reading.tables.asides import is_aside, is_no_one
from ssi_outcomes.reading.tables.headers import Anchored
from ssi_outcomes.reading.tables.mapping import write_toml
from ssi_outcomes.reading.tables.notation import is_nameless
from ssi_outcomes.reading.tables.periods import WHEN, Clock, period_readers
from ssi_outcomes.reading.tables.search import Search

_NAME = re.compile(r"[^\W\d_][^\W\d_.'’-]*(?:[\s.'’-]+[^\W\d_]+){0,3}\.?")
_INITIALS = re.compile(r"(?:[A-ZÀ-Þ]\.? ?){1,4}")
_WORD = re.compile(r"[^\W\d_]+")
_LOOKED_AT = 2000  # rows
_FEW = 3  # rows of a log too short for a name to come again
_READ_PERSON = person_readers()["person"]


def ask_maybe_people(table: Anchored, search: Search, clock: Clock) -> None:
    """Refuse a sheet of weeks that names nobody where people, two or more, may stand under a header that is
    not known; the lines to paste read them as the people's, or leave the column unread.
    """
    again: list[bool] = []

    def are_people(cells: list[Cell]) -> bool:
        if not (people := _names_in(cells)):
            return False
        again[:] = again or [_weeks_come_again(table, clock)]
        return again[0] or any(_is_whole(name) for name in people)

    _ask(table, search, are_people)


def ask_maybe_owners(table: Anchored, search: Search, *, export: bool = False) -> None:
    """Refuse a log of events that names nobody, likewise; of a CRM's `export`, whose other columns are full
    of words, only for whole names and initials.
    """

    def are_people(cells: list[Cell]) -> bool:
        people, filled = _names_in(cells), [cell for cell in cells if not is_blank(cell)]
        again = len(people) < len(filled) or len(filled) <= _FEW
        return bool(people) and again and not (export and not all(map(_is_whole_or_initials, people)))

    _ask(table, search, are_people)


def _ask(table: Anchored, search: Search, are_people: Callable[[list[Cell]], bool]) -> None:
    if search.entry.get("person") or search.context.owner or any(map(table.holds, PERSON)):
        return
    for place, cell in enumerate(search.sheet.row_at(table.header_line) or ()):
        header = read_text(cell) if isinstance(cell, str) else ""
        if header not in table.unknown or not header:
            continue
        said, cells = _says_people(header), _cells(table, place)
        if said is False or not (are_people(cells) or (said and _are_codes(cells))):
            continue
        named = {**search.entry.get("columns", {}), "person": header}
        raise FileRefused(
            "asks_maybe_people",
            file=search.sheet.file,
            column=header,
            value=next(show_cell(each) for each in cells if not is_blank(each))[:80],
            ignored=write_toml([header]),
            paste=search.paste(columns=named),
        )


def _says_people(header: str) -> bool | None:
    """Tell whether a header says that people stand under it, or that none do; None where it says neither."""
    words = set(_WORD.findall(fold(header)))
    if words & word_set("words", "says_people"):
        return True
    none = word_set("words", "says_no_people")
    return False if fold(header) in none or (words and words <= none) else None


def _weeks_come_again(table: Anchored, clock: Clock) -> bool:
    """Tell whether a week has more than one row, as far as the first column that says when tells; it may
    where none does.
    """
    name = next((each for each in WHEN if each in clock.rules), "")
    read, weeks = period_readers(clock).get(name), []
    for cell in _cells(table, table.columns[name]) if read else ():
        try:
            said = read(cell) if not is_blank(cell) else None
        except ValueFault:
            continue
        said = said[0] if isinstance(said, tuple) else said
        if said is not None:  # a bare number, or a day
            weeks.append(said if isinstance(said, int) else said.isocalendar()[:2])
    return not weeks or len(set(weeks)) < len(weeks)


def _cells(table: Anchored, place: int) -> list[Cell]:
    if table.bulk is not None:
        return table.bulk.column(place).slice(0, _LOOKED_AT).to_pylist()
    return [row[place] if place < len(row) else None for row in table.rows[:_LOOKED_AT]]


def _names_in(cells: list[Cell]) -> set[str]:
    """Return what may each be somebody's name, where most cells are filled with such texts and two people or
    more are meant; « anonymous » names nobody, and is another than whoever is named.
    """
    filled = [cell for cell in cells if not is_blank(cell)]
    if len(filled) * 2 < len(cells) or not all(isinstance(cell, str) for cell in filled):
        return set()
    people = {_who(cell) for cell in filled if not (is_nameless(cell) or is_aside(cell) or is_no_one(cell))}
    names = people - {""}
    several = len({same_name(name) for name in people}) > 1
    own = {name for name in names if may_name(name)}
    # « NB » may be a number of something, and beside « KX » is somebody.
    sure = all(_NAME.fullmatch(name) and (name in own or _INITIALS.fullmatch(name)) for name in names)
    return names if several and own and sure else set()


def _are_codes(cells: list[Cell]) -> bool:
    """Tell whether most cells are filled, with short codes (R01, 1002) of which two or more come again."""
    filled = [show_cell(cell).strip() for cell in cells if not is_blank(cell)]
    different = set(filled)
    return (
        len(filled) * 2 >= len(cells)
        and 1 < len(different) < len(filled)
        and all(len(each) <= 12 and " " not in each for each in different)
    )


def _is_whole(name: str) -> bool:
    words = _WORD.findall(name)
    return len(words) > 1 and all(word[0].isupper() for word in words)


def _is_whole_or_initials(name: str) -> bool:
    return _is_whole(name) or _INITIALS.fullmatch(name) is not None


def _who(cell: Cell) -> str:
    """Return whom a cell names; "" where it names nobody, or several."""
    try:
        return _READ_PERSON(cell)
    except ValueFault:
        return ""
