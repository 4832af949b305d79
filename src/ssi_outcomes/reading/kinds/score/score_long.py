"""The score in tables: its columns wherever they stand, and trackers that keep one field a row.

Pillars are matched by their names, never by their place. What a file says is kept as it is: whether the total
is the rounded sum of the pillars, and whether they lie in their ranges, is checked once all files are read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial

import pandas as pd

from ssi_outcomes.base.spelling import fold
from ssi_outcomes.base.ssi import PILLAR_POINTS, PILLARS, RANKS, READING, SCORE
from ssi_outcomes.reading.cells.values import read_rank, read_score, read_text
from ssi_outcomes.reading.gaps import GAPS, PERSON, Scope
from ssi_outcomes.reading.kinds.kind import SheetKind
from ssi_outcomes.reading.kinds.score.score_fields import COLUMNS, find_field
from ssi_outcomes.reading.kinds.whose_row import person_of, person_readers, whose
from ssi_outcomes.reading.names.registry import aliases, word_set
from ssi_outcomes.reading.parsed import Cell, Parsed
from ssi_outcomes.reading.tables.headers import Anchored
from ssi_outcomes.reading.tables.mapping import Entry
from ssi_outcomes.reading.tables.notation import says_nothing
from ssi_outcomes.reading.tables.periods import days_told, period_readers, reading_of, set_clock
from ssi_outcomes.reading.tables.rows import BLANK, IGNORED, Row, RowFault, read_rows
from ssi_outcomes.reading.tables.search import Search

SOURCE_KINDS = ("api_json", "page_html", "export", "screenshot", "typed")
FETCHED = ("fetched", "failure", "failure_text")  # what a program says of how it read a page
Key = tuple[str | None, date]  # of a reading: whose it is, and when it was read
_LONG = ("section", "field", "field_value", "field_text")


def score_readers() -> dict[str, Callable[[Cell], object]]:
    """Return how each column of the score is read: 53/100, 13,1 out of 25, Top 5 %."""
    readers = {
        name: partial(read_score, out_of=PILLAR_POINTS)
        if name in PILLARS
        else read_rank
        if name in RANKS
        else read_score
        for name in COLUMNS
    }
    return {**readers, "source_kind": _read_source_kind}


def score_record(row: Row, person: str | None, read_at: date, source_kind: str) -> dict[str, object] | None:
    """Return one reading, or None if the row states neither the total nor a pillar."""
    if all(row.get(name) is None for name in READING):
        return None
    return {
        "person": person,
        "read_at": read_at,
        **{name: row.get(name) for name in COLUMNS},
        "source_kind": source_kind,
    }


def add_totals(parsed: Parsed) -> Parsed:
    """Return what was read with each total that is not stated, but whose four pillars are: their sum, with
    three decimals, and how often that was done.
    """
    readings = parsed.tables.get("ssi")
    if readings is None or not len(readings):
        return parsed
    frame = pd.DataFrame(readings)
    missing = frame[SCORE].isna().to_numpy()
    if not missing.any():
        return parsed
    pillars = frame.reindex(columns=list(PILLARS)).apply(pd.to_numeric, errors="coerce")
    missing = missing & pillars.notna().all(axis=1).to_numpy()
    if not missing.any():
        return parsed
    sums = pillars.sum(axis=1).round(3)
    if isinstance(readings, pd.DataFrame):
        readings = readings.assign(**{SCORE: readings[SCORE].astype(float).where(~missing, sums)})
    else:
        readings = [
            {**record, SCORE: float(total)} if is_missing else record
            for record, total, is_missing in zip(readings, sums, missing, strict=True)
        ]
    note = ("totals_computed", {"count": int(missing.sum())})
    return replace(parsed, tables={**parsed.tables, "ssi": readings}, notes=(*parsed.notes, note))


def source_kind_of(table: Anchored, entry: Entry) -> str:
    """Return how the scores of a table came about: as the mapping says, else a tool's
    export if its headers are a program's names.
    """
    said = entry.get("source_kind")
    if said in SOURCE_KINDS:
        return said
    written = [table.headers[name] for name in READING if name in table.headers]
    return (
        "export" if any(re.search(r"[a-z]_[a-z]|[a-z][A-Z][a-z]", header) for header in written) else "typed"
    )


def check_fetched(row: Row, column: str | None = "") -> None:
    """Raise RowFault for a row whose scores are all zero, and whose status or error says that it failed.

    With None as the `column` to look at, nothing is guessed of what else the row holds.
    """
    said = {name: text for name in FETCHED if isinstance(text := row.get(name), str)}
    failed = {name: text for name, text in said.items() if fold(text) not in word_set("words", "fetched")}
    stated = [row[name] for name in COLUMNS if row.get(name) is not None]
    if failed and stated and not any(stated):
        first = next(iter(failed))
        raise RowFault(first if column == "" else column, "score_not_fetched", status=failed[first][:80])


class ScoreLong(SheetKind):
    """A tracker that keeps one field of the score a row."""

    labels = ("ssi_long",)
    mapped = ("ssi_long",)
    shown = ("person", "date", "field", "field_value")

    def recognise(self, search: Search) -> Anchored | None:
        """Return the table of such a tracker, or None."""
        usual = aliases("columns")
        columns = {name: usual[name] for name in (*PERSON, "date", "read_at", "time", *FETCHED)}
        table = search.find(
            columns | aliases("score_long"), [["field"], ["field_value", "field_text"], ["date", "read_at"]]
        )
        if table is None or search.kind == "ssi_long":
            return table
        names = [
            (read_text(table.cell(row, "section")), read_text(table.cell(row, "field")))
            for row in table.rows[:200]
        ]
        # A single field such as "score" may be anything's; beside sections it is the page's.
        enough = 1 if "section" in table.columns else 2
        return table if len({find_field(*name) for name in names} - {None}) >= enough else None

    def read(self, table: Anchored, search: Search) -> Parsed:
        """Return the readings, one a person and moment; fields that are no part of the score are ignored."""
        entry, context = search.entry, search.context
        clock = set_clock(table, search.sheet, entry, context)
        readings: dict[Key, dict[str, object]] = {}
        left_out: set[str] = set()
        owner, read_fields = whose(table, entry, context), score_readers()
        scope = Scope(
            person=lambda row: person_of(row, entry, context),
            days=lambda row, name: days_told(row, name, clock),
            counts=lambda row: [("ssi", None)],
        )

        def build(row: Row, line: int):
            field = find_field(row.get("section") or "", row.get("field") or "")
            cell = row.get("field_value") or row.get("field_text")
            if field is None and says_nothing(row.get("field")):
                raise RowFault("field", "score_field_missing")
            if field is None:
                left_out.add(": ".join(filter(None, (row.get("section"), row.get("field")))))
                return IGNORED
            if cell is None:
                return [(GAPS, gap) for gap in scope.gaps(row)] if field in READING else BLANK
            key, value = (owner(row), reading_of(row, clock)), read_fields[field](cell)
            check_fetched({field: value, **{name: row.get(name) for name in FETCHED}}, column=None)
            _add_field(readings.setdefault(key, {"source_line": line}), field, value, row)
            return []

        texts = dict.fromkeys((*_LONG, *FETCHED), read_text)
        readers = {**person_readers(), **period_readers(clock), **texts}
        # Each row adds to a reading: none may stand for others.
        parsed = read_rows(table, self.id, readers, build, scope=scope, alike=False)
        note = (("fields_ignored", {"fields": ", ".join(sorted(left_out))[:300]}),) if left_out else ()
        tables = {**parsed.tables, "ssi": _long_records(readings, entry)}
        return add_totals(replace(parsed, tables=tables, notes=(*note, *parsed.notes)))


def _add_field(reading: dict[str, object], field: str, value: object, row: Row) -> None:
    """Add a field to a reading (changed); raises RowFault where it has another value there already."""
    if reading.setdefault(field, value) != value:
        said = {"field": row["field"], "first": reading[field], "second": value}
        raise RowFault("field", "score_field_twice", **said)


def _long_records(readings: Mapping[Key, dict[str, object]], entry: Entry) -> list[dict[str, object]]:
    said = entry.get("source_kind")
    source_kind = said if said in SOURCE_KINDS else "export"
    return [
        {**record, "source_line": reading["source_line"]}
        for key, reading in readings.items()
        if (record := score_record(reading, *key, source_kind))
    ]


def _read_source_kind(cell: Cell) -> str | None:
    text = fold(read_text(cell))
    # A column "source" may say anything; only what names one of the kinds is taken.
    return next(
        (kind for kind in SOURCE_KINDS if text == fold(kind) or text in word_set("source_kinds", kind)), None
    )
