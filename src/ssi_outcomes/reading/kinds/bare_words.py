"""Headers of one bare word that mean a column only by what stands with them: « Total », « Nombre »."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ssi_outcomes.base.ssi import PILLARS, SCORE
from ssi_outcomes.reading.cells.values import ValueFault, is_blank, read_number
from ssi_outcomes.reading.names.registry import aliases
from ssi_outcomes.reading.parsed import Cell
from ssi_outcomes.reading.tables.headers import Anchored

_TOTAL, _NAME = "bare total", "bare name"


def bare_columns() -> dict[str, list[str]]:
    """Return the headers that have to be settled, by what they are called until then."""
    return {_TOTAL: aliases("bare_total")[SCORE], **bare_name()}


def bare_name() -> dict[str, list[str]]:
    """Return the header that is a name or a count, by what it is called until it is settled."""
    return {_NAME: aliases("bare_name")["person"]}


def settle_total(table: Anchored) -> Anchored:
    """Return the table with a bare « Total » as the score where it stands beside three pillars or more, else
    among the headers that are not known.
    """
    is_score = SCORE not in table.columns and len(table.columns.keys() & set(PILLARS)) >= 3
    return _move(table, _TOTAL, SCORE if is_score else None)


def settle_name(table: Anchored, otherwise: str | None = None) -> Anchored:
    """Return the table with a bare « Nombre » as the name where texts stand under it (Spanish), not numbers
    (French), and no other column names anybody; as `otherwise` else, or among the headers that are not known.
    """
    if _NAME not in table.columns:
        return table
    named = {"person", "first_name"} & table.columns.keys()
    if not named and not has_numbers(table.column(_NAME)):
        return _move(table, _NAME, "first_name" if "last_name" in table.columns else "person")
    return _move(table, _NAME, None if otherwise in table.columns else otherwise)


def has_numbers(cells: Sequence[Cell]) -> bool:
    """Tell whether most of the filled cells of a column are numbers."""
    filled = [cell for cell in cells if not is_blank(cell)][:1000]
    numbers = 0
    for cell in filled:
        try:
            read_number(cell)
            numbers += 1
        except ValueFault:
            continue
    return numbers * 2 > len(filled)


def _move(table: Anchored, bare: str, name: str | None) -> Anchored:
    """Return the table with a column under another name, or among the unknown ones."""
    if bare not in table.columns:
        return table
    columns, headers = dict(table.columns), dict(table.headers)
    place, header = columns.pop(bare), headers.pop(bare)
    if name is None:
        return replace(table, columns=columns, headers=headers, unknown=(*table.unknown, header))
    return replace(table, columns={**columns, name: place}, headers={**headers, name: header})
