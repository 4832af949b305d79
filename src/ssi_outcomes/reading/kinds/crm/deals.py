"""Deals as CRMs export them: what they state to have been won, and no more.

A deal that is won is one contract on the day it closed, with its amount and currency. A deal that is open or
lost says that nothing was won: its row is accepted and gives no record. The day a deal was *created* is no
outcome: a CRM's new deal may be a lead, a proposal or a wish, and the export does not say which. Who owns the
deal is the person; titles, companies and contacts are not read.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.base.spelling import fold
from ssi_outcomes.reading.cells.dates import to_day, to_local
from ssi_outcomes.reading.cells.values import read_text
from ssi_outcomes.reading.kinds.crm.vendor import CrmExport
from ssi_outcomes.reading.kinds.records import outcome_record
from ssi_outcomes.reading.kinds.weekly import currency_of
from ssi_outcomes.reading.names.registry import word_set
from ssi_outcomes.reading.parsed import Parsed
from ssi_outcomes.reading.tables.headers import Anchored
from ssi_outcomes.reading.tables.notation import date_rule, money_reader, number_rule, read_flag
from ssi_outcomes.reading.tables.rows import Readers, Row, RowFault, person_of, read_rows
from ssi_outcomes.reading.tables.search import Search


class Deals(CrmExport):
    """An export of deals: a contract for each that is won."""

    part = general = "deals"
    required = (("stage", "won"), ("won_at", "closed_at"))

    def read(self, table: Anchored, search: Search) -> Parsed:
        """Return a contract for each deal that is won."""
        entry, context = search.entry, search.context
        won_stages = _won_stages(table.check(), search)

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
            return [outcome_record(person, "contracts", (day, day), 1, value, currency)]

        parsed = read_rows(table, self.id, _readers(table, search), build)
        won = len(parsed.tables.get("outcomes", ()))
        return replace(parsed, notes=(("deals_won", {"won": won, "count": parsed.accepted}),))


def _readers(table: Anchored, search: Search) -> Readers:
    sheet, entry = search.sheet, search.entry
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
    return readers


def _stage(text: object) -> str:
    # HubSpot writes the pipeline behind the stage: "Closed Won (Sales Pipeline)".
    return fold(re.sub(r"\([^()]*\)\s*$", "", str(text or "")))


def _won_stages(table: Anchored, search: Search) -> frozenset[str]:
    """Return the stages that mean won; asks if the file has stages, and none of them is surely that."""
    if search.entry.get("won"):
        return frozenset(map(_stage, search.entry["won"]))
    written = {_stage(read_text(cell)): read_text(cell) for cell in table.different("stage")}
    written.pop("", None)
    unsure = [text for stage, text in written.items() if stage not in word_set("words", "not_won")]
    if "won" not in table.columns and unsure and not written.keys() & word_set("words", "won"):
        lines = search.paste(kind=search.kind or "deals", won=unsure[:1])
        stages = ", ".join(unsure)[:300]
        raise FileRefused("asks_won", file=search.sheet.file, stages=stages, paste=lines)
    return word_set("words", "won")
