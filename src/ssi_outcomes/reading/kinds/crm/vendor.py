"""Whose export a table is: each CRM has its own headers (`aliases.toml`), and many are those of others too.

A table is a CRM's if it has one of its `marker`s and the columns that are needed. Where that is true of
several, a header that only one of them knows decides; where none does, or more than one, the user is asked.
What the rows of all of them have in common, whose and of which day they are, stands here too.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.base.spelling import fold
from ssi_outcomes.reading.cells.dates import to_day, to_local
from ssi_outcomes.reading.gaps import Row, Scope
from ssi_outcomes.reading.kinds.kind import SheetKind
from ssi_outcomes.reading.kinds.whose_row import person_of
from ssi_outcomes.reading.names.registry import aliases
from ssi_outcomes.reading.tables.header_names import fold_header
from ssi_outcomes.reading.tables.headers import Anchored
from ssi_outcomes.reading.tables.search import Search

Counts = Callable[[Row], Iterable[tuple[str, str | None]]]

NOT_COLUMNS = ("marker", "unread")  # of an entry in aliases.toml: headers that tell whose export it is
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
        """Return the table of an export of this CRM, or None; raises
        FileRefused if it may as well be another's.
        """
        if self.crm == NO_CRM:
            return self._find_any(search) if search.kind in self.mapped else None
        table = self._find(search, self.crm)
        if table is None or search.kind == self.id:
            return table
        if search.kind == self.general and not self._is_marked(table, self.crm, search.entry.get("columns")):
            return None
        return table if self._is_marked(table, self.crm) and self._whose(table, search) == self.crm else None

    def _whose(self, table: Anchored, search: Search) -> str:
        """Return whose a table is that is marked as this CRM's; raises FileRefused if that is not sure."""
        found = [crm for crm in aliases(self.part) if crm == self.crm or self._is_rival(search, crm)]
        sure = [crm for crm in found if _headers(table) & self._own_words(crm, found)] if found[1:] else found
        if len(sure) == 1:
            return sure[0]
        kinds = [f"{crm}_{self.part}" for crm in sure or found]
        lines = search.paste(kind=kinds[0])
        raise FileRefused("asks_crm", file=search.sheet.file, kinds=", ".join(kinds), paste=lines)

    def _find(self, search: Search, crm: str) -> Anchored | None:
        columns = {
            name: headers for name, headers in aliases(self.part, crm).items() if name not in NOT_COLUMNS
        }
        return search.find(columns, self.required)

    def _find_any(self, search: Search) -> Anchored | None:
        """Return the table as the CRM sees it that knows most of its columns."""
        found = [self._find(search, crm) for crm in aliases(self.part)]
        return max((each for each in found if each), key=lambda table: len(table.columns), default=None)

    def _is_rival(self, search: Search, crm: str) -> bool:
        table = self._find(search, crm)
        return table is not None and self._is_marked(table, crm)

    def _is_marked(self, table: Anchored, crm: str, mapped: Mapping[str, str] | None = None) -> bool:
        """Tell whether a table has a header that marks this CRM's; one that had to be `mapped` marks none."""
        own = _headers(table) - set(map(fold, (mapped or {}).values()))
        return bool(own & set(map(fold, aliases(self.part, crm)["marker"])))

    def _own_words(self, crm: str, rivals: Collection[str]) -> set[str]:
        """Return the headers, folded, that this CRM knows and none of the others in `rivals` does."""
        known = {each: _words(aliases(self.part, each)) for each in rivals}
        return known[crm].difference(*(known[other] for other in known if other != crm))


def local_day(moment: date | None, search: Search) -> date | None:
    """Return the day of a moment on the clock of the reader, None without one."""
    return moment and to_day(to_local(moment, search.context.time_zone))


def scope_of(search: Search, moment: Callable[[Row], date | None], counts: Counts) -> Scope:
    """Return what a row of an export is about that is not taken: what it `counts`, of its person, on the day
    of its `moment`.
    """
    return Scope(
        person=lambda row: person_of(row, search.entry, search.context),
        days=lambda row, table: (local_day(moment(row), search),) * 2,
        counts=counts,
    )


def _words(spellings: Mapping[str, Sequence[str]]) -> set[str]:
    # As `find_table` reads them: our own name of a column is a spelling of it too.
    return {fold(each) for name, group in spellings.items() for each in (name, *group)}


def _headers(table: Anchored) -> set[str]:
    return {fold_header(header) for header in (*table.headers.values(), *table.unknown)}
