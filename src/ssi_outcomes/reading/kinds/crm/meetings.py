"""Meetings and calls as CRMs export them: those that took place, and no more.

One that is done is one outcome of the kind that the registry gives its type (`[crm]` in registry.toml): a
call that was answered is a phone meeting, one that came in is an incoming call. Planned, missed and cancelled
ones give no record; other types (e-mails, tasks) are ignored and named in a note. Who it is assigned to is
the person; titles, companies and contacts are not read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.base.spelling import fold
from ssi_outcomes.reading.cells.values import is_blank, read_text
from ssi_outcomes.reading.gaps import Scope
from ssi_outcomes.reading.kinds.crm.guest_lines import note_alike
from ssi_outcomes.reading.kinds.crm.joined_columns import find_turns, join_turns
from ssi_outcomes.reading.kinds.crm.vendor import NO_CRM, NOT_COLUMNS, CrmExport, local_day, scope_of
from ssi_outcomes.reading.kinds.records import outcome_record
from ssi_outcomes.reading.kinds.unread.maybe_people import ask_maybe_owners
from ssi_outcomes.reading.kinds.whose_row import person_readers, whose
from ssi_outcomes.reading.names.happenings import crm_types
from ssi_outcomes.reading.names.registry import aliases, outcomes, word_set
from ssi_outcomes.reading.parsed import Cell, Parsed
from ssi_outcomes.reading.tables.headers import Anchored
from ssi_outcomes.reading.tables.mapping import Entry
from ssi_outcomes.reading.tables.notation import date_rule, says_nothing
from ssi_outcomes.reading.tables.rows import IGNORED, Readers, Row, RowFault, read_rows
from ssi_outcomes.reading.tables.search import Search


class Meetings(CrmExport):
    """An export of activities: an outcome for each meeting or call that took place."""

    part, general = "activities", "crm_activities"
    required = (("type", "title"), ("date",))
    shown = ("person", "type", "date", "status")

    def settle(self, table: Anchored, search: Search) -> Anchored:
        """Return the table with columns that take turns as one, each row under the type that they are of;
        raises FileRefused where two of its columns mean the same and do not.
        """
        known = [aliases(self.part, self.crm)] if self.crm != NO_CRM else aliases(self.part).values()
        spellings: dict[str, list[str]] = {}
        for each in known:
            for name in each.keys() - set(NOT_COLUMNS):
                spellings.setdefault(name, []).extend(each[name])
        turns = find_turns(table, search.sheet, spellings)
        table = join_turns(_typed_by_turns(table, search, turns), search.sheet, turns)
        search.ask_twice(table)
        return table

    def read(self, table: Anchored, search: Search) -> Parsed:
        """Return an outcome for each meeting or call that took place."""
        entry, context = search.entry, search.context
        ask_maybe_owners(table, search, export=True)
        _ask_done(table, search)
        default = _default_type(table)
        left_out: set[str] = set()
        owner, scope = whose(table, entry, context), _scope(search, default)

        def build(row: Row, line: int):
            outcome = _outcome_of(row, default, entry)
            if outcome is None and says_nothing(row.get("type")):
                raise RowFault("type", "crm_type_missing")
            if outcome is None:
                left_out.add(str(row.get("type") or "")[:80])
                return IGNORED
            day = local_day(row.get("date"), search)
            if row.get("status") is None and not entry.get("all_done") and not (day and day > context.today):
                raise RowFault("status", "crm_status_missing", paste=search.paste(all_done=True))
            if not (row.get("status") or entry.get("all_done")):
                return []
            if not day:
                raise RowFault("date", "period_missing")
            return [outcome_record(owner(row), outcome, (day, day))]

        parsed = read_rows(table, self.id, _readers(table, search), build, scope=scope)
        types = sorted(left_out)
        lines = search.paste(types={**entry.get("types", {}), **dict.fromkeys(types[:3], "meetings")})
        note = ("types_ignored", {"types": ", ".join(types)[:300], "paste": lines})
        notes = (*([note] if left_out else ()), *note_alike(table, parsed), *parsed.notes)
        return replace(parsed, notes=notes)


def _scope(search: Search, default: str | None) -> Scope:
    """Return what an activity is about that is not taken: what its type says, else anything that is counted
    here, on its day; nothing, if it did not take place.
    """

    def counts(row: Row) -> tuple[tuple[str, str | None], ...]:
        outcome = _outcome_of(row, default, search.entry)
        other = outcome is None and not says_nothing(row.get("type"))
        return () if other or row.get("status") is False else (("outcomes", outcome),)

    return scope_of(search, lambda row: row.get("date"), counts)


def _ask_done(table: Anchored, search: Search) -> None:
    """Refuse a table that does not say what took place, unless the mapping does."""
    if "status" not in table.columns and not search.entry.get("all_done"):
        lines = search.paste(kind=search.kind or "crm_activities", all_done=True)
        raise FileRefused("asks_done", file=search.sheet.file, paste=lines)


def _readers(table: Anchored, search: Search) -> Readers:
    readers = {**person_readers(), **dict.fromkeys(("type", "direction"), read_text)}
    readers["status"] = lambda cell: _read_done(cell, search)
    return {**readers, "date": date_rule(table, "date", search.sheet, search.entry).read}


def _read_done(cell: Cell, search: Search) -> bool:
    text, done = fold(read_text(cell)), search.entry.get("done", ())
    if text in set(map(fold, done)) | word_set("words", "done"):
        return True
    if text in word_set("words", "not_done"):
        return False
    written = read_text(cell)[:80]
    raise RowFault("status", "crm_status_unknown", value=written, paste=search.paste(done=[*done, written]))


def _default_type(table: Anchored) -> str | None:
    """Return what every row is where the export has no type: HubSpot's meetings, or its calls."""
    return _type_said(table.headers.get("title", ""))


def _type_said(header: str) -> str | None:
    """Return the outcome that a header speaks of, or None."""
    text = fold(header)
    return (
        "meetings"
        if "meeting" in text or "reunion" in text
        else "phone_meetings"
        if "call" in text or "appel" in text
        else None
    )


def _typed_by_turns(table: Anchored, search: Search, turns: Mapping[str, Sequence[int]]) -> Anchored:
    """Return the table with a type in each row that has none, by which of the columns that take turns it
    fills; the title, which is not read, gives way to it.
    """
    header = search.sheet.row_at(table.header_line) or ()
    told = {place: _type_said(read_text(header[place])) for own in turns.values() for place in own}
    if len(set(told.values()) - {None}) < 2:
        return table
    place = table.columns.get("type", table.columns.get("title"))
    words = {"meetings": "Meeting", "phone_meetings": "Call"}

    def typed(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
        if "type" in table.columns and not is_blank(row[place]):
            return row
        found = {kind for at, kind in told.items() if kind and not is_blank(row[at])}
        word = words[found.pop()] if len(found) == 1 else ""
        return (*row[:place], word, *row[place + 1 :])

    columns = {name: at for name, at in table.columns.items() if name != "title"} | {"type": place}
    headers = {name: text for name, text in table.headers.items() if name != "title"}
    headers = {"type": read_text(header[place]), **headers}
    left = tuple(text for text in table.duplicates if text not in _texts(header, turns.get("title", ())))
    return replace(
        table, columns=columns, headers=headers, rows=tuple(map(typed, table.rows)), duplicates=left
    )


def _texts(header: Sequence[Cell], places: Sequence[int]) -> list[str]:
    return [read_text(header[place]) for place in places]


def _outcome_of(row: Row, default: str | None, entry: Entry) -> str | None:
    kind = fold(row.get("type") or "")
    said = {fold(name): outcome for name, outcome in entry.get("types", {}).items()}.get(kind)
    found = said or crm_types().get(kind) or default
    if found == "phone_meetings" and fold(row.get("direction") or "") in word_set("words", "inbound"):
        return "incoming_calls"
    return found if found in outcomes() else None
