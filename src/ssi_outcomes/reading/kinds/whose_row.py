"""Whose a row is: as it says itself, else the mapping, else its folder; a name that is lost is asked for."""

from __future__ import annotations

import re
from collections.abc import Callable

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.base.spelling import fold
from ssi_outcomes.reading.cells.values import ValueFault, read_text, show_cell
from ssi_outcomes.reading.gaps import PERSON
from ssi_outcomes.reading.names.registry import word_set
from ssi_outcomes.reading.parsed import Cell, Context
from ssi_outcomes.reading.tables.headers import Anchored
from ssi_outcomes.reading.tables.headless import has_letters
from ssi_outcomes.reading.tables.mapping import Entry, paste
from ssi_outcomes.reading.tables.notation import ask_lost_header, is_nameless
from ssi_outcomes.reading.tables.rows import Row, RowFault

# What stands between people in one cell, what is said of one, and how one is written: up to three words in
# capitals.
_BETWEEN = re.compile(r"\s*[&+/;]\s*|\s+(?:et|and|und)\s+")
_ASIDE = re.compile(r"\([^()]*\)")
_STATE = re.compile(r"(?P<name>.*\S)\s*[(\[](?P<state>[^()\[\]]+)[)\]]\s*")
_ONE = re.compile(r"(?:(?=[^\W\d_])(?![a-zà-ÿ])[\w.'’-]{2,}\s?){1,3}")


def person_of(row: Row, entry: Entry, context: Context) -> str | None:
    """Return whose row it is: as the row says, else the mapping, else the folder; None if nobody says."""
    full = " ".join(str(row[name]) for name in ("first_name", "last_name") if row.get(name))
    return row.get("person") or full or row.get("email") or entry.get("person") or context.owner


def whose(table: Anchored, entry: Entry, context: Context) -> Callable[[Row], str | None]:
    """Return how to tell whose a row is, as `person_of` does; it raises RowFault for a row without a name in
    a table whose other rows have one, which is nobody's in silence otherwise.

    Raises FileRefused, with the line to paste, where nobody is named and a header is lost to an error, or is
    missing over words: it may have been the people's.
    """
    named = [name for name in PERSON if table.holds(name)]
    if not named and person_of({}, entry, context) is None:
        _ask_lost(table, entry)

    def find(row: Row) -> str | None:
        person = person_of(row, entry, context)
        if named and person is None:
            lines = paste(table.file, table.sheet, entry, carry_down=named)
            raise RowFault(named[0], "person_blank", paste=lines)
        return person

    return find


def _ask_lost(table: Anchored, entry: Entry) -> None:
    """Refuse a table that names nobody, and may have named people under a header that an error took, or that
    is blank over words.
    """
    ask_lost_header(table, entry, "person")
    for place, cells in table.unnamed.items():
        if (word := next(filter(has_letters, cells), None)) is not None:
            said = {"place": place + 1, "value": show_cell(word)}
            lines = paste(table.file, table.sheet, entry, person="team")
            raise FileRefused("asks_no_header", file=table.file, paste=lines, **said)


def person_readers() -> dict[str, Callable[[Cell], object]]:
    """Return how the columns that name a person are read: as text, which an error, a mere sign or a
    word for nobody known is not."""
    return dict.fromkeys(PERSON, _read_person)


def _read_person(cell: Cell) -> str:
    text = _without_state(read_text(cell))
    if is_nameless(text) or fold(text) in word_set("words", "no_name"):
        raise ValueFault("person_unreadable", value=text[:80])
    if _names_several(text):
        raise ValueFault("person_several", value=text[:80])
    return text


def _without_state(text: str) -> str:
    """Return a name without what a CRM says behind it of the account: « Noa Berg (Deactivated User) »."""
    found = _STATE.fullmatch(text)
    if found is None:
        return text
    words = set(fold(found["state"]).split())
    return found["name"] if words <= word_set("words", "states_of_accounts") else text


def _names_several(text: str) -> bool:
    """Tell whether a cell names more than one person: « Noa Demo & Ida Demo », « Noa et Ida », "P01/P02"."""
    parts = _BETWEEN.split(_ASIDE.sub("", text).strip())
    return len(parts) > 1 and all(map(_ONE.fullmatch, parts))
