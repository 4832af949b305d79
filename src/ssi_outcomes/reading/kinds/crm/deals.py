"""Exports of HubSpot, Salesforce and Pipedrive: what they state to have happened, and no more.

- A deal that is won is one contract on the day it closed, with its amount and currency. A deal that is open
or lost says that
  nothing was won: its row is accepted and gives no record. The day a deal was *created* is no outcome: a
  CRM's new deal may be a
  lead, a proposal or a wish, and the export does not say which.
- A meeting or call that is done is one outcome of the kind that the registry gives its type (`[crm]` in
registry.toml): a call
  that was answered is a phone meeting, one that came in is an incoming call. Planned, missed and cancelled
  ones give no record.
  Other types (e-mails, tasks) are ignored and named in a note.
- Who owns the deal, or the activity is assigned to, is the person. Titles, companies and contacts are not
read.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.base.spelling import fold
from ssi_outcomes.reading.cells.dates import to_day, to_local
from ssi_outcomes.reading.cells.values import read_text
from ssi_outcomes.reading.kinds.weekly import currency_of
from ssi_outcomes.reading.names.registry import aliases, crm_types, outcomes, word_set
from ssi_outcomes.reading.parsed import Cell, Context, Parsed, Sheet
from ssi_outcomes.reading.tables.headers import Anchored
from ssi_outcomes.reading.tables.mapping import Entry, entry_of, paste
from ssi_outcomes.reading.tables.rows import (
    IGNORED,
    Row,
    RowFault,
    date_rule,
    find_mapped,
    money_reader,
    number_rule,
    person_of,
    read_flag,
    read_rows,
)

CRMS = ("hubspot", "salesforce", "pipedrive")


def recognise_deals(sheet: Sheet, context: Context | None = None) -> Anchored | None:
    """Return the table of an export of deals, or None."""
    return _recognise(sheet, context, "deals", [["stage", "won"], ["won_at", "closed_at"]])


def read_deals(sheet: Sheet, context: Context) -> Parsed:
    """Return a contract for each deal that is won."""
    table, entry = recognise_deals(sheet, context).check(), entry_of(sheet, context)
    won_stages = _won_stages(table, sheet, entry)
    readers = dict.fromkeys(("person", "stage", "currency"), read_text)
    readers["won"] = read_flag(
        {
            True: word_set("words", "yes") | word_set("words", "won"),
            False: word_set("words", "no") | word_set("words", "not_won"),
        }
    )
    for name in ("won_at", "closed_at"):
        if name in table.columns:
            readers[name] = date_rule(table, name, sheet, entry).read
    if "amount" in table.columns:
        readers["amount"] = money_reader(number_rule(table, "amount", sheet, entry, money=True))

    def build(row: Row, line: int):
        is_won = row["won"] if row.get("won") is not None else _stage(row.get("stage")) in won_stages
        if not is_won:
            return []
        moment = row.get("won_at") or row.get("closed_at")
        if not moment:
            raise RowFault("won_at" if "won_at" in table.columns else "closed_at", "deal_without_date")
        day = to_day(to_local(moment, context.time_zone))
        value, beside = row.get("amount") or (None, None)
        currency = currency_of(row.get("currency"), entry, beside) if value is not None else None
        person = person_of(row, entry, context)
        return [
            (
                "outcomes",
                {
                    "person": person,
                    "outcome": "contracts",
                    "start": day,
                    "end": day,
                    "count": 1,
                    "value": value,
                    "currency": currency,
                },
            )
        ]

    parsed = read_rows(table, f"{_crm_of(table, 'deals') or 'crm'}_deals", readers, build)
    won = len(parsed.tables.get("outcomes", ()))
    return replace(parsed, notes=(("deals_won", {"won": won, "count": parsed.accepted}),))


def recognise_crm_activities(sheet: Sheet, context: Context | None = None) -> Anchored | None:
    """Return the table of an export of meetings and calls, or None."""
    return _recognise(sheet, context, "activities", [["type", "title"], ["date"]])


def read_crm_activities(sheet: Sheet, context: Context) -> Parsed:
    """Return an outcome for each meeting or call that took place."""
    table, entry = recognise_crm_activities(sheet, context).check(), entry_of(sheet, context)
    if "status" not in table.columns and not entry.get("all_done"):
        raise FileRefused(
            "asks_done",
            file=sheet.file,
            paste=paste(sheet.file, sheet.name, entry, kind="crm_activities", all_done=True),
        )
    readers = dict.fromkeys(("person", "type", "direction"), read_text)
    readers["status"] = lambda cell: _read_done(cell, sheet, entry)
    readers["date"] = date_rule(table, "date", sheet, entry).read
    default = _default_type(table)
    left_out: set[str] = set()

    def build(row: Row, line: int):
        outcome = _outcome_of(row, default, entry)
        if outcome is None:
            left_out.add(str(row.get("type") or "")[:80])
            return IGNORED
        if not (row.get("status") or entry.get("all_done")):
            return []
        if not row.get("date"):
            raise RowFault("date", "period_missing")
        day = to_day(to_local(row["date"], context.time_zone))
        person = person_of(row, entry, context)
        return [
            (
                "outcomes",
                {
                    "person": person,
                    "outcome": outcome,
                    "start": day,
                    "end": day,
                    "count": 1,
                    "value": None,
                    "currency": None,
                },
            )
        ]

    parsed = read_rows(table, f"{_crm_of(table, 'activities') or 'crm'}_activities", readers, build)
    lines = paste(sheet.file, sheet.name, entry, types=dict.fromkeys(sorted(left_out)[:3], "meetings"))
    return replace(
        parsed,
        notes=(("types_ignored", {"types": ", ".join(sorted(left_out))[:300], "paste": lines}),)
        if left_out
        else (),
    )


def _recognise(
    sheet: Sheet, context: Context | None, part: str, required: list[list[str]]
) -> Anchored | None:
    entry, found = entry_of(sheet, context), []
    asked = entry.get("kind") == ("deals" if part == "deals" else "crm_activities")
    for crm in CRMS:
        columns = {name: spellings for name, spellings in aliases(part, crm).items() if name != "marker"}
        table = find_mapped(sheet, context, columns, required)
        if table is not None and (asked or _has_marker(table, part, crm)):
            found.append(table)
    return max(found, key=lambda table: len(table.columns), default=None)


def _has_marker(table: Anchored, part: str, crm: str) -> bool:
    return bool(
        {fold(header) for header in (*table.headers.values(), *table.unknown)} & word_set(part, crm, "marker")
    )


def _crm_of(table: Anchored, part: str) -> str | None:
    return next((crm for crm in CRMS if _has_marker(table, part, crm)), None)


def _stage(text: object) -> str:
    # HubSpot writes the pipeline behind the stage: "Closed Won (Sales Pipeline)".
    return fold(re.sub(r"\([^()]*\)\s*$", "", str(text or "")))


def _won_stages(table: Anchored, sheet: Sheet, entry: Entry) -> frozenset[str]:
    """Return the stages that mean won; asks if the file has stages, and none of them is surely that."""
    if entry.get("won"):
        return frozenset(map(_stage, entry["won"]))
    written = {_stage(read_text(cell)): read_text(cell) for cell in table.different("stage")}
    written.pop("", None)
    unsure = [text for stage, text in written.items() if stage not in word_set("words", "not_won")]
    if "won" not in table.columns and unsure and not written.keys() & word_set("words", "won"):
        lines = paste(sheet.file, sheet.name, entry, kind="deals", won=unsure[:1])
        raise FileRefused("asks_won", file=sheet.file, stages=", ".join(unsure)[:300], paste=lines)
    return word_set("words", "won")


def _read_done(cell: Cell, sheet: Sheet, entry: Entry) -> bool:
    text = fold(read_text(cell))
    if text in set(map(fold, entry.get("done", ()))) | word_set("words", "done"):
        return True
    if text in word_set("words", "not_done"):
        return False
    written = read_text(cell)[:80]
    lines = paste(sheet.file, sheet.name, entry, done=[*entry.get("done", ()), written])
    raise RowFault("status", "crm_status_unknown", value=written, paste=lines)


def _default_type(table: Anchored) -> str | None:
    """Return what every row is where the export has no type: HubSpot's meetings, or its calls."""
    title = fold(table.headers.get("title", ""))
    return (
        "meetings"
        if "meeting" in title or "reunion" in title
        else "phone_meetings"
        if "call" in title or "appel" in title
        else None
    )


def _outcome_of(row: Row, default: str | None, entry: Entry) -> str | None:
    kind = fold(row.get("type") or "")
    said = {fold(name): outcome for name, outcome in entry.get("types", {}).items()}.get(kind)
    found = said or crm_types().get(kind) or default
    if found == "phone_meetings" and fold(row.get("direction") or "") in word_set("words", "inbound"):
        return "incoming_calls"
    return found if found in outcomes() else None
