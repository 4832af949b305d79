"""Logs of outcomes and of activities, one a row, and lists of people.

A log without a column of counts is a list of events: each row counts one, and its kind ends in `_events`, for
two equal rows are then two events.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from ssi_outcomes.base.spelling import fold
from ssi_outcomes.reading.cells.dates import to_day
from ssi_outcomes.reading.cells.values import read_count, read_text
from ssi_outcomes.reading.kinds.weekly import currency_of
from ssi_outcomes.reading.names.registry import (
    activities,
    aliases,
    find_activity,
    find_outcome,
    meanings,
    outcomes,
    word_set,
)
from ssi_outcomes.reading.parsed import Context, Parsed, Sheet
from ssi_outcomes.reading.tables.headers import Anchored
from ssi_outcomes.reading.tables.mapping import Entry, entry_of, paste
from ssi_outcomes.reading.tables.periods import WHEN, Clock, period_of, period_readers, set_clock
from ssi_outcomes.reading.tables.rows import (
    BLANK,
    PERSON,
    Row,
    RowFault,
    date_rule,
    find_mapped,
    money_reader,
    number_rule,
    person_of,
    person_readers,
    read_flag,
    read_rows,
    unread_note,
)

_LOG = (*PERSON, *WHEN, "time", "year", "count", "value", "currency", "note")
_PEOPLE = (*PERSON, "role", "seat", "start", "end", "note")


def recognise_outcomes(sheet: Sheet, context: Context | None = None) -> Anchored | None:
    """Return the table of a log of outcomes, or None."""
    return _recognise_log(sheet, context, "outcome", "outcomes")


def read_outcomes(sheet: Sheet, context: Context) -> Parsed:
    """Return the outcomes of a log: person, outcome, a day, week or period, and a count, value and currency
    if stated.
    """
    table, entry = recognise_outcomes(sheet, context).check(), entry_of(sheet, context)
    clock = set_clock(table, sheet, entry, context)
    readers = _log_readers(table, sheet, entry, clock, "outcome")
    # « Valeur » over a 3 may be three meetings or three euros; an amount is money, and so is what stands
    # beside counts.
    says_money = "count" in table.columns or fold(table.headers.get("value", "")) in word_set(
        "words", "money"
    )

    def build(row: Row, line: int):
        name = row.get("outcome") or entry.get("outcome")
        if not name:
            return BLANK if _is_empty(row) else _no_name("outcome")
        found = _named(name, "outcome", sheet, entry)
        start, end = period_of(row, clock)
        value, beside = row.get("value") or (None, None)
        count = row.get("count")
        if count is None and "count" not in table.columns:
            count = 1 if outcomes()[found].measure == "count" else None
        if count is None and value is None:
            return BLANK
        if outcomes()[found].measure == "amount" and value is None:
            raise RowFault("count", "amount_in_count", outcome=name[:80])
        currency = currency_of(row.get("currency"), entry, beside) if value is not None else None
        if value is not None and currency is None and not says_money and outcomes()[found].measure == "count":
            lines = paste(
                sheet.file,
                sheet.name,
                entry,
                columns={**entry.get("columns", {}), "count": table.headers["value"]},
            )
            raise RowFault("value", "value_or_count", paste=lines)
        person = person_of(row, entry, context)
        return [
            (
                "outcomes",
                {
                    "person": person,
                    "outcome": found,
                    "start": start,
                    "end": end,
                    "count": count,
                    "value": value,
                    "currency": currency,
                },
            )
        ]

    return replace(
        read_rows(table, "outcomes" if "count" in table.columns else "outcome_events", readers, build),
        notes=unread_note(table, sheet, entry),
    )


def recognise_activity(sheet: Sheet, context: Context | None = None) -> Anchored | None:
    """Return the table of a log of activities, or None."""
    return _recognise_log(sheet, context, "activity", "activity")


def read_activity(sheet: Sheet, context: Context) -> Parsed:
    """Return the activities of a log: person, activity, a day, week or period, and a count."""
    table, entry = recognise_activity(sheet, context).check(), entry_of(sheet, context)
    clock = set_clock(table, sheet, entry, context)
    readers = _log_readers(table, sheet, entry, clock, "activity")

    def build(row: Row, line: int):
        name = row.get("activity") or entry.get("activity")
        if not name:
            return BLANK if _is_empty(row) else _no_name("activity")
        found = _named(name, "activity", sheet, entry)
        start, end = period_of(row, clock)
        count = row.get("count", 1)
        if count is None:
            return BLANK
        return [
            (
                "activity",
                {
                    "person": person_of(row, entry, context),
                    "activity": found,
                    "start": start,
                    "end": end,
                    "count": count,
                },
            )
        ]

    return replace(
        read_rows(table, "activity" if "count" in table.columns else "activity_events", readers, build),
        notes=unread_note(table, sheet, entry),
    )


def recognise_people(sheet: Sheet, context: Context | None = None) -> Anchored | None:
    """Return the table of a list of people, or None: a person, and a role, a seat or the dates of their
    stay.
    """
    usual = aliases("columns")
    columns = {name: usual[name] for name in _PEOPLE}
    # Two dates alone may be an absence as well as a stay; many headers that this list does not know make it
    # another file.
    table = find_mapped(
        sheet, context, columns, [["person", "email", "last_name"], ["role", "seat", "start", "end"]]
    )
    if table is None or (context and entry_of(sheet, context).get("kind") == "people"):
        return table
    said = {fold(table.headers[name]) for name in ("start", "end") if name in table.columns}
    return (
        table
        if len(table.unknown) <= 2
        and ({"role", "seat"} & table.columns.keys() or said & word_set("words", "stay"))
        else None
    )


def read_people(sheet: Sheet, context: Context) -> Parsed:
    """Return the people of a list: role, Sales Navigator seat, first and last day of their stay, note."""
    table, entry = recognise_people(sheet, context).check(), entry_of(sheet, context)
    readers = {**person_readers(), "role": read_text, "note": read_text}
    readers["seat"] = read_flag({True: word_set("words", "yes"), False: word_set("words", "no")})
    for name in ("start", "end"):
        if name in table.columns:
            rule = date_rule(table, name, sheet, entry)
            readers[name] = lambda cell, rule=rule: to_day(rule.read(cell))

    def build(row: Row, line: int):
        person = person_of(row, entry, context)
        if not person:
            raise RowFault("person", "person_missing")
        if row.get("start") and row.get("end") and row["end"] < row["start"]:
            raise RowFault(
                "end", "ends_before_start", start=row["start"].isoformat(), end=row["end"].isoformat()
            )
        return [
            (
                "people",
                {
                    "person": person,
                    **{name: row.get(name) for name in ("role", "seat", "start", "end", "note")},
                },
            )
        ]

    return replace(read_rows(table, "people", readers, build), notes=unread_note(table, sheet, entry))


def _recognise_log(sheet: Sheet, context: Context | None, name: str, kind: str) -> Anchored | None:
    usual = aliases("columns")
    columns = {each: usual[each] for each in (*_LOG, name)}
    entry = entry_of(sheet, context)
    # A mapping may say that every row is one outcome; the file then needs no such column.
    required = [list(WHEN)] if entry.get("kind") == kind and entry.get(name) else [[name], list(WHEN)]
    table = find_mapped(sheet, context, columns, required)
    if table is None or entry.get("kind") == kind:
        return table
    find = find_outcome if name == "outcome" else find_activity
    cells = [read_text(row[table.columns[name]]) for row in table.rows[:200]] if name in table.columns else []
    return table if any(find(cell) or meanings(cell) for cell in cells if cell) else None


def _log_readers(table: Anchored, sheet: Sheet, entry: Entry, clock: Clock, name: str):
    readers = {**person_readers(), **period_readers(clock), name: read_text, "currency": read_text}
    if "count" in table.columns:
        readers["count"] = partial(read_count, rule=number_rule(table, "count", sheet, entry))
    if "value" in table.columns:
        readers["value"] = money_reader(number_rule(table, "value", sheet, entry, money=True))
    return readers


def _is_empty(row: Row) -> bool:
    return row.get("count") is None and row.get("value") is None


def _no_name(column: str):
    raise RowFault(column, "name_of_count_missing")


def _named(name: str, column: str, sheet: Sheet, entry: Entry) -> str:
    """Return the id that a name stands for; raises RowFault with the line to paste if it stands for none, or
    for several.
    """
    known = outcomes() if column == "outcome" else activities()
    said = {fold(own): each for own, each in entry.get("names", {}).items()}.get(fold(name))
    found = said or (find_outcome(name) if column == "outcome" else find_activity(name))
    if found in known:
        return found
    meant = [each for each in meanings(name) if each in known] or list(known)
    lines = paste(sheet.file, sheet.name, entry, names={**entry.get("names", {}), name[:80]: meant[0]})
    raise RowFault(
        column,
        "name_ambiguous" if meanings(name) else "name_unknown",
        value=name[:80],
        known=", ".join(meant),
        paste=lines,
    )
