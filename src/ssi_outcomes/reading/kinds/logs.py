"""Logs of outcomes and of activities, one a row.

A log without a column of counts is a list of events: each row counts one, and two equal rows are two
events. A log lists what happened: of days that it covers and does not name, nothing did. Of a row whose count
is blank the number is not known; one whose name is missing may be of anything that the log counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.base.spelling import fold
from ssi_outcomes.reading.cells.values import ValueFault, read_count, read_text, show_cell
from ssi_outcomes.reading.gaps import GAPS, PERSON, Scope, gap_record
from ssi_outcomes.reading.kinds.bare_words import bare_name, settle_name
from ssi_outcomes.reading.kinds.kind import SheetKind
from ssi_outcomes.reading.kinds.records import Record, activity_record, outcome_record
from ssi_outcomes.reading.kinds.unread.maybe_people import ask_maybe_owners
from ssi_outcomes.reading.kinds.weekly import currency_of
from ssi_outcomes.reading.kinds.whose_row import person_of, person_readers, whose
from ssi_outcomes.reading.names.registry import (
    activities,
    aliases,
    find_activity,
    find_outcome,
    meanings,
    outcomes,
    word_set,
)
from ssi_outcomes.reading.parsed import Cell, Parsed
from ssi_outcomes.reading.tables.headers import Anchored
from ssi_outcomes.reading.tables.mapping import Entry, paste
from ssi_outcomes.reading.tables.notation import ask_lost_header, money_reader, number_rule
from ssi_outcomes.reading.tables.periods import WHEN, Clock, days_told, event_days, period_readers, set_clock
from ssi_outcomes.reading.tables.rows import (
    BLANK,
    IGNORED,
    Build,
    Readers,
    Row,
    RowFault,
    read_rows,
    unread_note,
)
from ssi_outcomes.reading.tables.search import Search

LEFT_ASIDE = ""  # what `names` in mapping.toml says of a name whose rows count nothing
_COLUMNS = (*PERSON, *WHEN, "time", "year", "count", "value", "currency", "note")


class OutcomeLog(SheetKind):
    """Outcomes, one a row: person, outcome, a day, week or period, a count, value and currency if stated."""

    labels = ("outcomes", "outcome_events")
    mapped = ("outcomes",)
    events = ("outcome_events",)

    def recognise(self, search: Search) -> Anchored | None:
        """Return the table of a log of outcomes, or None."""
        return _find_log(search, "outcome", self.id, find_outcome)

    def read(self, table: Anchored, search: Search) -> Parsed:
        """Return the outcomes of a log."""
        label = self.labels["count" not in table.columns]
        return _read_log(table, search, "outcome", label, _build_outcome)


class ActivityLog(SheetKind):
    """Activities, one a row: person, activity, a day, week or period, and a count."""

    labels = ("activity", "activity_events")
    mapped = ("activity",)
    events = ("activity_events",)

    def recognise(self, search: Search) -> Anchored | None:
        """Return the table of a log of activities, or None."""
        return _find_log(search, "activity", self.id, find_activity)

    def read(self, table: Anchored, search: Search) -> Parsed:
        """Return the activities of a log."""
        label = self.labels["count" not in table.columns]
        return _read_log(table, search, "activity", label, _build_activity)


def _find_log(search: Search, name: str, kind: str, find: Callable[[str], str | None]) -> Anchored | None:
    usual = aliases("columns")
    # A mapping may say that every row is one outcome; the file then needs no such column.
    required = [list(WHEN)] if search.kind == kind and search.entry.get(name) else [[name], list(WHEN)]
    table = search.find({each: usual[each] for each in (*_COLUMNS, name)} | bare_name(), required)
    table = table and settle_name(table, otherwise="count")
    # Where no row could be cut into cells, that is what is wrong with it.
    if table is None or search.kind == kind or (table.rejected and not table.rows):
        return table
    cells = [read_text(row[table.columns[name]]) for row in table.rows[:200]] if name in table.columns else []
    return table if any(find(cell) or meanings(cell) for cell in cells if cell) else None


def _read_log(table: Anchored, search: Search, name: str, label: str, build: Callable[..., Build]) -> Parsed:
    sheet, entry = search.sheet, search.entry
    ask_maybe_owners(table, search)
    if "count" not in table.columns:
        _ask_count(table, entry)
    clock = set_clock(table, sheet, entry, search.context)
    readers, scope = _readers(table, search, clock, name), _scope(name, search, clock)
    parsed = read_rows(table, label, readers, build(table, search, clock, scope), scope=scope)
    return replace(parsed, notes=(*unread_note(table, sheet, entry), *parsed.notes))


def _ask_count(table: Anchored, entry: Entry) -> None:
    """Refuse a log that may have said how many under a header that an error took, or that is blank over
    numbers; the mapping answers with `count = 1` that each row is one.
    """
    ask_lost_header(table, entry, "count")
    if entry.get("count") == 1:
        return
    for place, cells in table.unnamed.items():
        if not all(map(_is_count, cells)) or (place == 0 and _is_index(cells)):
            continue
        said = {"place": place + 1, "value": show_cell(cells[0])}
        lines = paste(table.file, table.sheet, entry, count=1)
        raise FileRefused("asks_no_count", file=table.file, paste=lines, **said)


def _is_count(cell: Cell) -> bool:
    try:
        read_count(cell)
    except ValueFault:
        return False
    return True


def _is_index(cells: Sequence[Cell]) -> bool:
    """Tell whether a first column without a header is what a program numbers its rows by."""
    numbers = list(map(read_count, cells))
    return numbers[0] in (0, 1) and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _scope(name: str, search: Search, clock: Clock) -> Scope:
    """Return what a row is about: the one thing that it names, else anything that the log counts."""
    part = "outcomes" if name == "outcome" else "activity"

    def counts(row: Row) -> Iterator[tuple[str, str | None]]:
        text = row.get(name) or search.entry.get(name)
        try:
            found = _named(text, name, search) if text else None
        except RowFault:
            found = None
        if found != LEFT_ASIDE:
            yield part, found

    return Scope(
        person=lambda row: person_of(row, search.entry, search.context),
        days=lambda row, table: days_told(row, table, clock, event_days),
        counts=counts,
    )


def _readers(table: Anchored, search: Search, clock: Clock, name: str) -> Readers:
    sheet, entry = search.sheet, search.entry
    readers = {**person_readers(), **period_readers(clock), name: read_text, "currency": read_text}
    if "count" in table.columns:
        readers["count"] = partial(read_count, rule=number_rule(table, "count", sheet, entry))
    if "value" in table.columns:
        readers["value"] = money_reader(number_rule(table, "value", sheet, entry, money=True))
    return readers


def _build_outcome(table: Anchored, search: Search, clock: Clock, scope: Scope) -> Build:
    """Return how a row becomes an outcome."""
    entry, owner = search.entry, whose(table, search.entry, search.context)
    # « Valeur » over a 3 may be three meetings or three euros; an amount is
    # money, and so is what stands beside counts.
    says_money = "count" in table.columns or fold(table.headers.get("value", "")) in word_set(
        "words", "money"
    )

    def build(row: Row, line: int):
        name = row.get("outcome") or entry.get("outcome")
        if not name:
            return _without_name(table, row, scope, "outcome")
        if (found := _named(name, "outcome", search)) == LEFT_ASIDE:
            return IGNORED
        is_count = outcomes()[found].measure == "count"
        days = event_days(row, clock)
        value, beside = row.get("value") or (None, None)
        count = row.get("count")
        if count is None and "count" not in table.columns:
            count = 1 if is_count else None
        if count is None and value is None:
            return [gap_record(owner(row), "outcomes", found, days)]
        if not is_count and value is None:
            raise RowFault("count", "amount_in_count", outcome=name[:80])
        currency = currency_of(row.get("currency"), entry, beside) if value is not None else None
        if value is not None and currency is None and not says_money and is_count:
            columns = {**entry.get("columns", {}), "count": table.headers["value"]}
            raise RowFault("value", "value_or_count", paste=search.paste(columns=columns))
        return [outcome_record(owner(row), found, days, count, value, currency)]

    return build


def _build_activity(table: Anchored, search: Search, clock: Clock, scope: Scope) -> Build:
    """Return how a row becomes an activity."""
    owner = whose(table, search.entry, search.context)

    def build(row: Row, line: int):
        name = row.get("activity") or search.entry.get("activity")
        if not name:
            return _without_name(table, row, scope, "activity")
        if (found := _named(name, "activity", search)) == LEFT_ASIDE:
            return IGNORED
        days, count = event_days(row, clock), row.get("count", 1)
        person = owner(row)
        if count is None:
            return [gap_record(person, "activity", found, days)]
        return [activity_record(person, found, days, count)]

    return build


def _without_name(table: Anchored, row: Row, scope: Scope, column: str) -> str | list[Record]:
    """Return what a row says that names nothing: of a line that nobody filled in, whose and which days are
    not known; raises RowFault for one that counts something, as each does in a list of events.
    """
    counts = [name for name in ("count", "value") if name in table.columns]
    if not counts or any(row.get(name) is not None for name in counts):
        raise RowFault(column, "name_of_count_missing")
    gaps = [gap for gap in scope.gaps(row) if gap["start"]]
    return [(GAPS, gap) for gap in gaps] or BLANK


def _named(name: str, column: str, search: Search) -> str:
    """Return the id that a name stands for, LEFT_ASIDE for nothing; raises RowFault with the line to
    paste if it stands for none, or for several.
    """
    known = outcomes() if column == "outcome" else activities()
    names = search.entry.get("names", {})
    said = {fold(own): each for own, each in names.items()}.get(fold(name))
    found = said if said is not None else (find_outcome(name) if column == "outcome" else find_activity(name))
    if found in known or found == LEFT_ASIDE:
        return found
    meant = [each for each in meanings(name) if each in known] or list(known)
    # What is not known is offered as nothing: pasted unread, it makes nothing up.
    lines = search.paste(names={**names, name[:80]: meant[0] if meanings(name) else LEFT_ASIDE})
    key = "name_ambiguous" if meanings(name) else "name_unknown"
    raise RowFault(column, key, value=name[:80], known=", ".join(meant), paste=lines)
