"""Deals as CRMs export them: what they state to have been won, and no more.

A deal that is won is one contract on the day it closed, with its amount and currency. A deal that is open or
lost says that nothing was won: its row is accepted and gives no record. One that does not say what became of
it is refused, and its week is not known. The day a deal was *created* is no outcome: a CRM's new deal may be
a lead, a proposal or a wish, and the export does not say which. Who owns the deal is the person; titles,
companies and contacts are not read.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ssi_outcomes.reading.cells.values import read_text
from ssi_outcomes.reading.gaps import Scope
from ssi_outcomes.reading.kinds.crm.deal_stages import Stages, sort_stages
from ssi_outcomes.reading.kinds.crm.vendor import CrmExport, local_day, scope_of
from ssi_outcomes.reading.kinds.records import outcome_record
from ssi_outcomes.reading.kinds.unread.maybe_people import ask_maybe_owners
from ssi_outcomes.reading.kinds.weekly import currency_of
from ssi_outcomes.reading.kinds.whose_row import person_readers, whose
from ssi_outcomes.reading.names.registry import word_set
from ssi_outcomes.reading.parsed import Parsed
from ssi_outcomes.reading.tables.headers import Anchored
from ssi_outcomes.reading.tables.notation import (
    date_rule,
    money_reader,
    number_rule,
    read_flag,
)
from ssi_outcomes.reading.tables.rows import Readers, Row, RowFault, read_rows
from ssi_outcomes.reading.tables.search import Search


class Deals(CrmExport):
    """An export of deals: a contract for each that is won."""

    part = general = "deals"
    required = (("stage", "won"), ("won_at", "closed_at"))
    shown = ("person", "stage", "won_at", "amount")

    def read(self, table: Anchored, search: Search) -> Parsed:
        """Return a contract for each deal that is won."""
        entry, context = search.entry, search.context
        ask_maybe_owners(table, search, export=True)
        stages = sort_stages(table, search)
        owner, scope = whose(table, entry, context), _scope(search)

        def build(row: Row, line: int):
            if _is_won(row, table) is False:
                return []
            day = local_day(_closing(row), search)
            if not day:
                raise RowFault("won_at" if "won_at" in table.columns else "closed_at", "deal_without_date")
            value, beside = row.get("amount") or (None, None)
            currency = currency_of(row.get("currency"), entry, beside) if value is not None else None
            return [outcome_record(owner(row), "contracts", (day, day), 1, value, currency)]

        parsed = read_rows(table, self.id, _readers(table, search, stages), build, scope=scope)
        won = len(parsed.tables.get("outcomes", ()))
        return replace(parsed, notes=(stages.note(won, parsed.accepted), *parsed.notes))


def _scope(search: Search) -> Scope:
    """Return what a deal is about that is not taken: a contract on the day it closed, unless it was lost."""

    def counts(row: Row) -> tuple[tuple[str, str], ...]:
        said = row["won"] if row.get("won") is not None else row.get("stage")
        return () if said is False else (("outcomes", "contracts"),)

    return scope_of(search, _closing, counts)


def _closing(row: Row) -> date | None:
    return row.get("won_at") or row.get("closed_at")


def _is_won(row: Row, table: Anchored) -> object:
    """Return whether a row says that its deal is won; raises RowFault if it says nothing of it."""
    said = row["won"] if row.get("won") is not None else row.get("stage")
    if said is None:
        raise RowFault("stage" if "stage" in table.columns else "won", "stage_missing")
    return said


def _readers(table: Anchored, search: Search, stages: Stages) -> Readers:
    sheet, entry = search.sheet, search.entry
    readers = {**person_readers(), "currency": read_text, "stage": stages.read}
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
    return readers
