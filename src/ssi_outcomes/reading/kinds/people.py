"""A list of people: role, team, whether they have a Sales Navigator seat, and the days of their stay."""

from __future__ import annotations

from dataclasses import replace

from ssi_outcomes.base.spelling import fold
from ssi_outcomes.reading.cells.dates import to_day
from ssi_outcomes.reading.cells.values import read_text
from ssi_outcomes.reading.gaps import PERSON, Scope
from ssi_outcomes.reading.kinds.kind import SheetKind
from ssi_outcomes.reading.kinds.whose_row import person_of, person_readers
from ssi_outcomes.reading.names.registry import aliases, word_set
from ssi_outcomes.reading.parsed import Parsed
from ssi_outcomes.reading.tables.headers import Anchored
from ssi_outcomes.reading.tables.notation import ask_lost_header, date_rule, read_flag
from ssi_outcomes.reading.tables.rows import Readers, Row, RowFault, read_rows, unread_note
from ssi_outcomes.reading.tables.search import Search

_SAID = ("role", "team", "seat", "start", "end", "note")


class People(SheetKind):
    """A person a row, and a role, a team, a seat or the dates of their stay."""

    labels = ("people",)
    mapped = ("people",)
    shown = ("person", "role", "start", "end")

    def recognise(self, search: Search) -> Anchored | None:
        """Return the table of a list of people, or None."""
        usual = aliases("columns")
        table = search.find(
            {name: usual[name] for name in (*PERSON, *_SAID)},
            [["person", "email", "last_name"], ["role", "team", "seat", "start", "end"]],
        )
        if table is None or search.kind == "people":
            return table
        # Two dates alone may be an absence as well as a stay, unless the sheet's name tells; many headers
        # that this list does not know make it another file.
        said = {fold(table.headers[name]) for name in ("start", "end") if name in table.columns}
        sure = {"role", "seat"} & table.columns.keys() or said & word_set("words", "stay")
        sure = sure or fold(search.sheet.name) in word_set("words", "people")
        # Teams alone stand beside counts, too.
        sure = sure or ("team" in table.columns and not table.unknown)
        return table if sure and len(table.unknown) <= 2 else None

    def read(self, table: Anchored, search: Search) -> Parsed:
        """Return the people: role, team, Sales Navigator seat, first and last day of their stay, note; raises
        FileRefused where a header is lost to an error: it may have been that of the days.
        """
        missing = next((name for name in ("start", "end") if name not in table.columns), None)
        if missing:
            ask_lost_header(table, search.entry, missing)

        def build(row: Row, line: int):
            person = person_of(row, search.entry, search.context)
            if not person:
                raise RowFault("person", "person_missing")
            if row.get("start") and row.get("end") and row["end"] < row["start"]:
                days = {name: row[name].isoformat() for name in ("start", "end")}
                raise RowFault("end", "ends_before_start", **days)
            return [("people", {"person": person, **{name: row.get(name) for name in _SAID}})]

        stay = {"start", "end"} & table.columns.keys()

        def counts(row: Row) -> list[tuple[str, None]]:
            # Who was there on which days decides each of their weeks, whatever is counted.
            has_days = any(name not in row or row[name] is not None for name in stay)
            return [("outcomes", None), ("activity", None)] if has_days else []

        scope = Scope(
            person=lambda row: person_of(row, search.entry, search.context),
            days=lambda row, name: (None, None),
            counts=counts,
        )
        parsed = read_rows(table, self.id, _readers(table, search), build, scope=scope)
        return replace(parsed, notes=(*unread_note(table, search.sheet, search.entry), *parsed.notes))


def _readers(table: Anchored, search: Search) -> Readers:
    readers = {**person_readers(), "role": read_text, "team": read_text, "note": read_text}
    readers["seat"] = read_flag({True: word_set("words", "yes"), False: word_set("words", "no")})
    for name in ("start", "end"):
        if name in table.columns:
            rule = date_rule(table, name, search.sheet, search.entry)
            readers[name] = lambda cell, rule=rule: to_day(rule.read(cell))
    return readers
