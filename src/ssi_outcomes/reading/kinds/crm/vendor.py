"""Whose export a table is: each CRM has its own headers (`aliases.toml`), and many are those of others too.

A table is a CRM's if it has one of its `marker`s and the columns that are needed. Where that is true of
several, a header that only one of them knows decides; where none does, or more than one, the user is asked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.base.spelling import fold
from ssi_outcomes.reading.kinds.kind import SheetKind
from ssi_outcomes.reading.names.registry import aliases
from ssi_outcomes.reading.tables.headers import Anchored
from ssi_outcomes.reading.tables.search import Search

NO_CRM = "crm"  # an export of a CRM that is not known, which the mapping says to be one


class CrmExport(SheetKind):
    """What an export of one `crm` is recognised by: `part` of aliases.toml has the headers of all of them,
    `required` is what the table must have.

    `general` is the name in `mapping.toml` that says no CRM.
    """

    part: str
    general: str
    required: Sequence[Sequence[str]]

    def __init__(self, crm: str):
        self.crm = crm
        self.labels = self.events = (f"{crm}_{self.part}",)
        self.mapped = (self.general,) if crm == NO_CRM else (self.general, *self.labels)

    @property
    def offered(self) -> tuple[str, ...]:
        """Return the name that says no CRM: who knows which it is has no need of a question."""
        return (self.general,)

    def recognise(self, search: Search) -> Anchored | None:
        """Return the table of an export of this CRM, or None; raises FileRefused if it may as well be
        another's.
        """
        if self.crm == NO_CRM:
            return self._find_any(search) if search.kind in self.mapped else None
        if search.kind == self.id:
            return self._find(search, self.crm)
        table = self._find(search, self.crm)
        if table is None or not self._is_marked(table, self.crm):
            return None
        found = [crm for crm in aliases(self.part) if crm == self.crm or self._is_rival(search, crm)]
        sure = [crm for crm in found if _headers(table) & self._own_words(crm)] if found[1:] else found
        if len(sure) != 1:
            kinds = [f"{crm}_{self.part}" for crm in sure or found]
            lines = search.paste(kind=kinds[0])
            raise FileRefused("asks_crm", file=search.sheet.file, kinds=", ".join(kinds), paste=lines)
        return table if sure == [self.crm] else None

    def _find(self, search: Search, crm: str) -> Anchored | None:
        spellings = aliases(self.part, crm)
        return search.find({name: spellings[name] for name in spellings if name != "marker"}, self.required)

    def _find_any(self, search: Search) -> Anchored | None:
        """Return the table as the CRM sees it that knows most of its columns."""
        found = [self._find(search, crm) for crm in aliases(self.part)]
        return max((each for each in found if each), key=lambda table: len(table.columns), default=None)

    def _is_rival(self, search: Search, crm: str) -> bool:
        table = self._find(search, crm)
        return table is not None and self._is_marked(table, crm)

    def _is_marked(self, table: Anchored, crm: str) -> bool:
        return bool(_headers(table) & set(map(fold, aliases(self.part, crm)["marker"])))

    def _own_words(self, crm: str) -> set[str]:
        """Return the headers, folded, that this CRM knows and no other does."""
        known = {name: _words(spellings) for name, spellings in aliases(self.part).items()}
        return known[crm].difference(*(known[other] for other in known if other != crm))


def _words(spellings: Mapping[str, Sequence[str]]) -> set[str]:
    return {fold(each) for group in spellings.values() for each in group}


def _headers(table: Anchored) -> set[str]:
    return {fold(header) for header in (*table.headers.values(), *table.unknown)}
