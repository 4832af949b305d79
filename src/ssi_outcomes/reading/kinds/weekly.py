"""Tables with a column for each thing that is followed, and a row for a person and a day or week.

The score, outcomes and activities may stand side by side, as they do in a workshop's sheet; what a column is,
its header tells by the spellings of the registry. A zero is a zero. A blank cell states nothing: what it
would have counted is not known of these days of that person, and a row of blanks says so of each column. A
person and week without any row was not stated either, unless `dataset.toml` says that the days are covered.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache, partial

import numpy as np
import pandas as pd

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.base.ssi import PILLARS, READING
from ssi_outcomes.reading.cells.currencies import find_currency
from ssi_outcomes.reading.cells.values import read_count, read_text
from ssi_outcomes.reading.gaps import GAPS, PERSON, Scope, gap_record
from ssi_outcomes.reading.kinds.bare_words import bare_columns, has_numbers, settle_name, settle_total
from ssi_outcomes.reading.kinds.kind import SheetKind
from ssi_outcomes.reading.kinds.page.reading_day import asked_date
from ssi_outcomes.reading.kinds.records import Record, activity_record, outcome_record
from ssi_outcomes.reading.kinds.score.score_fields import COLUMNS, score_columns, score_headers
from ssi_outcomes.reading.kinds.score.score_long import (
    FETCHED,
    add_totals,
    check_fetched,
    score_readers,
    score_record,
    source_kind_of,
)
from ssi_outcomes.reading.kinds.score.total_asked import ask_total, says_score, unread_scores
from ssi_outcomes.reading.kinds.whose_row import person_of, person_readers, whose
from ssi_outcomes.reading.names.registry import (
    Countable,
    activities,
    aliases,
    ambiguous_words,
    header_forms,
    outcomes,
)
from ssi_outcomes.reading.parsed import Parsed
from ssi_outcomes.reading.tables.headers import Anchored
from ssi_outcomes.reading.tables.mapping import Entry
from ssi_outcomes.reading.tables.notation import money_reader, number_rule
from ssi_outcomes.reading.tables.periods import (
    WHEN,
    Clock,
    days_told,
    has_period_only,
    period_of,
    period_readers,
    reading_of,
    set_clock,
)
from ssi_outcomes.reading.tables.rows import BLANK, Readers, Row, RowFault, read_rows, unread_note
from ssi_outcomes.reading.tables.search import Search

_UNSURE = "unsure "  # + the word: a header that could be one thing or another
_FOURTH = _UNSURE + "relations"


class Weekly(SheetKind):
    """Scores, outcomes or activities in columns, as a hand keeps them."""

    labels = ("weekly", "ssi", "outcomes", "activity")
    mapped = ("weekly", "ssi", "outcomes", "activity")

    def recognise(self, search: Search) -> Anchored | None:
        """Return the table of a sheet with scores, outcomes or activities in columns, or None."""
        columns = {name: [*usual] for name, usual in _columns().items()}
        for name, headers in score_headers(search.sheet).items():
            columns[name] += headers
        table = search.find(columns, [list(WHEN), _measures()])
        if table is None:
            return _find_scores(search, columns)
        table = _with_fourth_pillar(settle_total(settle_name(table)))
        if search.kind in {"weekly", "ssi"}:
            return table
        found = table.columns.keys()
        # One word such as "find" or "build" over a column is not yet a score.
        enough = (
            "ssi" in found
            or len(found & set(PILLARS)) >= 2
            or found & (outcomes().keys() | activities().keys())
            or any(_is_unsure(name) for name in found)
            or unread_scores(table, search)
        )
        return table if enough else None

    def read(self, table: Anchored, search: Search) -> Parsed:
        """Return its readings, outcomes and activities; raises FileRefused with
        the lines to paste if a header is unsure.
        """
        sheet, entry, context = search.sheet, search.entry, search.context
        _ask_unsure(table.check(), search)
        ask_total(table, search)
        clock = set_clock(table, sheet, entry, context)
        day = None if clock.rules else asked_date(sheet.file, context)
        counted = [
            each for each in (*outcomes().values(), *activities().values()) if each.id in table.columns
        ]
        readers = _readers(table, counted, clock, search)
        source_kind = source_kind_of(table, entry)
        named = any(read_text(cell) for name in PERSON for cell in table.different(name))
        owner, scope = whose(table, entry, context), _scope(table, counted, clock, search, day)

        def build(row: Row, line: int):
            stated = [each for each in counted if row.get(each.id) is not None]
            if not stated and all(row.get(name) is None for name in COLUMNS):
                return _not_filled_in(row, scope, clock, named)
            person = owner(row)
            found = [_count_record(each, row, person, clock, entry) for each in stated]
            found += [
                gap_record(person, _table_of(each), each.id, period_of(row, clock))
                for each in counted
                if each not in stated
            ]
            return found + _score_records(row, person, clock, scope, source_kind, day)

        parsed = add_totals(read_rows(table, _label(table), readers, build, scope=scope))
        notes = (*unread_note(table, sheet, entry), *parsed.notes, *_dated_note(table, clock, day, parsed))
        return replace(_stating(parsed, table, counted), notes=notes)


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
    table = search.find(columns, [["ssi"], [*PERSON, *bare_columns()]])
    return settle_name(table) if table and says_score(table.headers["ssi"]) else None


def _with_fourth_pillar(table: Anchored) -> Anchored:
    """Take « Relations » beside the three other pillars for the fourth: a
    sum that does not fit would tell otherwise.
    """
    columns, headers = dict(table.columns), dict(table.headers)
    if "build" in columns or _FOURTH not in columns or not {"ssi", *PILLARS[:3]} <= columns.keys():
        return table
    columns["build"], headers["build"] = columns.pop(_FOURTH), headers.pop(_FOURTH)
    return replace(table, columns=columns, headers=headers)


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


def _scope(
    table: Anchored, counted: list[Countable], clock: Clock, search: Search, day: date | None
) -> Scope:
    """Return what a row is about: each thing that has a column, whatever stands in it."""
    counts = tuple((_table_of(each), each.id) for each in counted)
    if set(READING) & table.columns.keys():
        counts += (("ssi", None),)
    return Scope(
        person=lambda row: person_of(row, search.entry, search.context),
        days=lambda row, name: (day, day) if day else days_told(row, name, clock),
        counts=lambda row: counts,
    )


def _not_filled_in(row: Row, scope: Scope, clock: Clock, named: bool) -> str | list[Record]:
    """Return that nothing is known of a row that says who and when, and no more; of one that is still to come
    there is nothing to know, and one that names nobody in a table that names people was not begun.
    """
    gaps = [gap for gap in scope.gaps(row) if gap["person"] is not None or not named]
    told = [gap for gap in gaps if gap["start"] and gap["start"] <= clock.today]
    return [(GAPS, gap) for gap in told] or BLANK


def _stating(parsed: Parsed, table: Anchored, counted: list[Countable]) -> Parsed:
    """Return what was read of a sheet that states its weeks, zeros included: that it does, and no gap for a
    line that could not be cut where another row states the same days of the same person.
    """
    if not parsed.tables:
        return parsed
    stated = [{"table": each} for each in dict.fromkeys(map(_table_of, counted))]
    tables, lost = {**parsed.tables, "stated": stated}, {each.line for each in table.rejected}
    if not lost or GAPS not in tables:
        return replace(parsed, tables=tables)
    parts = (
        pd.DataFrame(tables[part]).rename(columns={name: "name"})
        for part, name in (("outcomes", "outcome"), ("activity", "activity"))
        if part in tables
    )
    said = {key for part in parts for key in _matters(part)}
    gaps = pd.DataFrame(tables[GAPS]).astype(object)
    again = np.array([key in said for key in _matters(gaps)], bool)
    kept = gaps[~(gaps["source_line"].isin(lost) & again)]
    return replace(parsed, tables={**tables, GAPS: kept.to_dict("records")})


def _matters(rows: pd.DataFrame) -> Iterator[tuple]:
    start, end = (pd.to_datetime(rows.get(name)).astype("datetime64[us]") for name in ("start", "end"))
    matter = rows[["person", "name"]].astype(object).assign(start=start, end=end)
    return matter.itertuples(index=False, name=None)


def _table_of(each: Countable) -> str:
    return "activity" if each.kind == "activity" else "outcomes"


def _ask_unsure(table: Anchored, search: Search) -> None:
    """Refuse headers that could be two things, if numbers stand under them; a column of text is a remark."""
    numeric = [name for name in table.columns if _is_unsure(name) and has_numbers(table.column(name))]
    if numeric:
        meant = {table.headers[name]: ambiguous_words()[name.removeprefix(_UNSURE)] for name in numeric}
        columns = dict(search.entry.get("columns", {}))
        for header, ids in meant.items():
            # Of two headers with one meaning, the second must find another.
            columns[
                next((name for name in ids if name not in columns and name not in table.columns), ids[0])
            ] = header
        choices = "; ".join(f"{header}: {' | '.join(ids)}" for header, ids in meant.items())
        lines = search.paste(columns=columns)
        raise FileRefused(
            "asks_columns",
            file=search.sheet.file,
            columns=", ".join(meant)[:300],
            choices=choices[:600],
            paste=lines,
        )


def _dated_note(
    table: Anchored, clock: Clock, day: date | None, parsed: Parsed
) -> tuple[tuple[str, dict[str, object]], ...]:
    if "ssi" not in parsed.tables or not has_period_only(clock):
        return ()
    if day:
        return (("score_dated_by_file", {"day": day.isoformat()}),)
    return (("score_dated_by_period", {"column": table.headers[next(iter(clock.rules))]}),)


def _label(table: Anchored) -> str:
    found = table.columns.keys()
    parts = [bool(found & set(COLUMNS)), bool(found & outcomes().keys()), bool(found & activities().keys())]
    if sum(parts) > 1:
        return "weekly"
    return "ssi" if parts[0] else "outcomes" if parts[1] else "activity"


def _is_unsure(name: str) -> bool:
    return name.startswith(_UNSURE)


def _measures() -> list[str]:
    return [*COLUMNS, *outcomes(), *activities(), *(_UNSURE + word for word in ambiguous_words())]


@cache
def _columns() -> dict[str, list[str]]:
    usual = aliases("columns")
    columns = {
        name: usual[name]
        for name in (*PERSON, *WHEN, "time", "year", "currency", "source_kind", "note", "role", *FETCHED)
    }
    columns |= score_columns() | bare_columns()
    for each in (*outcomes().values(), *activities().values()):
        columns[each.id] = [
            form
            for spelling in sorted(each.spellings - ambiguous_words().keys())
            for form in header_forms(spelling)
        ]
    # Last, for the last spelling wins: an id such as "comments" is unsure as a header.
    return {**columns, **{_UNSURE + word: header_forms(word) for word in ambiguous_words()}}
