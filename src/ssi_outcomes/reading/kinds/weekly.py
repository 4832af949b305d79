"""Tables with a column for each thing that is followed, and a row for a person and a day or week.

The score, outcomes and activities may stand side by side, as they do in a workshop's sheet; what a column is,
its header tells by the spellings of the registry. A zero is a zero. A blank cell states nothing: what it
would have counted is not known of these days of that person, and a row of blanks says so of each column. A
person and week without any row was not stated either, unless `dataset.toml` says that the days are covered.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from ssi_outcomes.base.ssi import PILLARS
from ssi_outcomes.reading.cells.currencies import find_currency
from ssi_outcomes.reading.cells.values import read_count, read_text
from ssi_outcomes.reading.gaps import PERSON, Scope, gap_record
from ssi_outcomes.reading.kinds.bare_words import bare_columns, settle_name, settle_total
from ssi_outcomes.reading.kinds.kind import SheetKind
from ssi_outcomes.reading.kinds.page.reading_day import asked_date
from ssi_outcomes.reading.kinds.records import Record, activity_record, outcome_record
from ssi_outcomes.reading.kinds.score.read_outside import tell_days_outside
from ssi_outcomes.reading.kinds.score.score_fields import COLUMNS, score_headers
from ssi_outcomes.reading.kinds.score.score_long import (
    FETCHED,
    add_totals,
    check_fetched,
    score_readers,
    score_record,
    source_kind_of,
)
from ssi_outcomes.reading.kinds.score.total_asked import ask_total, says_score, unread_scores
from ssi_outcomes.reading.kinds.stated_weeks import not_filled_in, scope_of, table_of, with_stated
from ssi_outcomes.reading.kinds.unread.maybe_people import ask_maybe_people
from ssi_outcomes.reading.kinds.weekly_columns import (
    is_unsure,
    known_columns,
    label_of,
    measures,
    settle_unsure,
    with_fourth_pillar,
)
from ssi_outcomes.reading.kinds.whose_row import person_readers, whose
from ssi_outcomes.reading.names.registry import Countable, activities, outcomes
from ssi_outcomes.reading.parsed import Parsed, Remark
from ssi_outcomes.reading.tables.headers import Anchored
from ssi_outcomes.reading.tables.mapping import Entry
from ssi_outcomes.reading.tables.notation import money_reader, number_rule
from ssi_outcomes.reading.tables.periods import (
    WHEN,
    Clock,
    has_period_only,
    period_of,
    period_readers,
    reading_of,
    set_clock,
)
from ssi_outcomes.reading.tables.rows import Readers, Row, RowFault, read_rows, unread_note
from ssi_outcomes.reading.tables.search import Search


class Weekly(SheetKind):
    """Scores, outcomes or activities in columns, as a hand keeps them."""

    labels = ("weekly", "ssi", "outcomes", "activity")
    mapped = ("weekly", "ssi", "outcomes", "activity")
    shown = ("person", "date", "meetings")

    def recognise(self, search: Search) -> Anchored | None:
        """Return the table of a sheet with scores, outcomes or activities in columns, or None."""
        columns = {name: [*usual] for name, usual in known_columns().items()}
        for name, headers in score_headers(search.sheet).items():
            columns[name] += headers
        table = search.find(columns, [list(WHEN), measures()])
        if table is None:
            return _find_scores(search, columns)
        table = with_fourth_pillar(settle_total(settle_name(table)))
        if search.kind in {"weekly", "ssi"}:
            return table
        found = table.columns.keys()
        # One word such as "find" or "build" over a column is not yet a score.
        enough = (
            "ssi" in found
            or len(found & set(PILLARS)) >= 2
            or found & (outcomes().keys() | activities().keys())
            or any(is_unsure(name) for name in found)
            or unread_scores(table, search)
        )
        return table if enough else None

    def read(self, table: Anchored, search: Search) -> Parsed:
        """Return its readings, outcomes and activities; raises FileRefused with
        the lines to paste if a header is unsure.
        """
        sheet, entry, context = search.sheet, search.entry, search.context
        table = settle_unsure(table, search)
        ask_total(table, search)
        clock = set_clock(table, sheet, entry, context)
        ask_maybe_people(table, search, clock)
        day = None if clock.rules else asked_date(sheet.file, context, table.unknown)
        counted = [
            each for each in (*outcomes().values(), *activities().values()) if each.id in table.columns
        ]
        undated, counted = _split_undated(counted, table, day)
        readers = _readers(table, counted, clock, search)
        source_kind = source_kind_of(table, entry)
        named = any(map(table.holds, PERSON))
        owner, scope = whose(table, entry, context), scope_of(table, counted, clock, search, day)

        def build(row: Row, line: int):
            stated = [each for each in counted if row.get(each.id) is not None]
            if not stated and all(row.get(name) is None for name in COLUMNS):
                return not_filled_in(row, scope, clock, named)
            person = owner(row)
            found = [_count_record(each, row, person, clock, entry) for each in stated]
            found += [
                gap_record(person, table_of(each), each.id, period_of(row, clock))
                for each in counted
                if each not in stated
            ]
            return found + _score_records(row, person, clock, scope, source_kind, day)

        parsed = add_totals(read_rows(table, label_of(table), readers, build, scope=scope))
        notes = (
            *unread_note(table, sheet, entry),
            *parsed.notes,
            *_dated_note(table, clock, day, parsed),
            *tell_days_outside(table, clock, parsed),
            *undated,
        )
        return replace(with_stated(parsed, table, counted), notes=notes)


def _split_undated(
    counted: list[Countable], table: Anchored, day: date | None
) -> tuple[tuple[Remark, ...], list[Countable]]:
    """Return what is said of counts that are left out, and those that are read: beside scores of one day that
    no column tells, as in a report on how a program is used, nothing tells of which time counts are.
    """
    if not (day and counted and any(name in table.columns for name in COLUMNS)):
        return (), counted
    return (("counts_undated", {"columns": ", ".join(table.headers[each.id] for each in counted)}),), []


def currency_of(cell: object, entry: Entry, beside: str | None) -> str | None:
    """Return the ISO code of an amount: as the mapping says, else its column, else the sign beside it."""
    from_column = str(cell or "").strip().upper()
    code = find_currency(from_column) or from_column
    if code and not (len(code) == 3 and code.isascii() and code.isalpha()):
        raise RowFault("currency", "currency_unknown", value=from_column[:20])
    return entry.get("currency") or code or beside


def _find_scores(search: Search, columns: Mapping[str, Sequence[str]]) -> Anchored | None:
    """Return the table of a sheet that is asked about a score: one under a name that is not known, or one of
    people without a column that says when; or None.
    """
    table = search.find(columns, [list(WHEN)])
    if table:
        return table if unread_scores(table, search) else None
    people = [*PERSON, *bare_columns()]
    table = search.find(columns, [["ssi"], people])
    if table and (says_score(table.headers["ssi"]) or "ssi" in search.entry.get("columns", {})):
        return settle_name(table)
    table = None if table else search.find(columns, [people])
    return settle_name(table) if table and unread_scores(table, search) else None


def _readers(table: Anchored, counted: list[Countable], clock: Clock, search: Search) -> Readers:
    texts = dict.fromkeys(("currency", *FETCHED), read_text)
    readers = {**person_readers(), **period_readers(clock), **score_readers(), **texts}
    for each in counted:
        is_money = each.measure == "amount"
        rule = number_rule(table, each.id, search.sheet, search.entry, money=is_money)
        readers[each.id] = money_reader(rule) if is_money else partial(read_count, rule=rule)
    return readers


def _count_record(each: Countable, row: Row, person: str | None, clock: Clock, entry: Entry) -> Record:
    days = period_of(row, clock)
    if each.kind == "activity":
        return activity_record(person, each.id, days, row[each.id])
    if each.measure != "amount":
        return outcome_record(person, each.id, days, row[each.id])
    value, beside = row[each.id]
    return outcome_record(person, each.id, days, None, value, currency_of(row.get("currency"), entry, beside))


def _score_records(
    row: Row, person: str | None, clock: Clock, scope: Scope, source_kind: str, day: date | None
) -> list[Record]:
    """Return the reading of a row; where the sheet has a score and the row none, that it is not known."""
    if any(row.get(name) is not None for name in COLUMNS):
        check_fetched(row)
        source = row.get("source_kind") or source_kind
        record = score_record(row, person, day or reading_of(row, clock), source)
        if record:
            return [("ssi", record)]
    if ("ssi", None) not in scope.counts(row):
        return []
    return [gap_record(person, "ssi", None, scope.days(row, "ssi"))]


def _dated_note(
    table: Anchored, clock: Clock, day: date | None, parsed: Parsed
) -> tuple[tuple[str, dict[str, object]], ...]:
    if "ssi" not in parsed.tables or not has_period_only(clock):
        return ()
    if day:
        return (("score_dated_by_file", {"day": day.isoformat()}),)
    return (("score_dated_by_period", {"column": table.headers[next(iter(clock.rules))]}),)
