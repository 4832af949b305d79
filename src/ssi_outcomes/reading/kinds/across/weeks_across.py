"""Tables with a row for each person and a column for each week or month, of one thing that is counted.

What it is that the numbers count stands under no header: the sheet says it by its name, its title or its
corner, else `mapping.toml` does (`outcome`, `activity`). Where it is not said surely, it is asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import pandas as pd

from ssi_outcomes.base.errors import LANGUAGES, FileRefused
from ssi_outcomes.base.ssi import SCORE
from ssi_outcomes.reading.cells.text import NotClean
from ssi_outcomes.reading.cells.values import ValueFault, is_blank, read_text
from ssi_outcomes.reading.gaps import GAPS, PERSON, Scope, gap_record
from ssi_outcomes.reading.kinds.across.header_days import Across, Days, find_across, show_header
from ssi_outcomes.reading.kinds.across.lost_columns import find_lost
from ssi_outcomes.reading.kinds.across.period_cells import cell_reader
from ssi_outcomes.reading.kinds.across.said_count import Said, id_of, read_said
from ssi_outcomes.reading.kinds.kind import SheetKind
from ssi_outcomes.reading.kinds.records import Record, activity_record, outcome_record
from ssi_outcomes.reading.kinds.score.score_long import score_record
from ssi_outcomes.reading.kinds.stated_weeks import table_of, with_stated
from ssi_outcomes.reading.kinds.weekly import currency_of
from ssi_outcomes.reading.kinds.whose_row import person_of, person_readers, whose
from ssi_outcomes.reading.names.registry import Countable, activities, aliases, outcomes, word_set
from ssi_outcomes.reading.parsed import Parsed, Sheet
from ssi_outcomes.reading.tables.headers import SEARCHED, Anchored, find_table, names_any
from ssi_outcomes.reading.tables.mapping import apply_columns
from ssi_outcomes.reading.tables.rows import BLANK, Row, read_rows, unread_note
from ssi_outcomes.reading.tables.search import Search

_COLUMN = "across {0}"  # what the column of a week, by its number in the row, is called
_NAME = "weeks_across"


@dataclass(frozen=True)
class _Found:
    """Where the weeks of a sheet stand, in which row and at which places, and what is said to be counted."""

    row: int
    across: Across
    sheet: Sheet

    @cached_property
    def said(self) -> Said:
        corner = self.sheet.rows[self.row][self.across.places[0] - 1]
        return read_said(self.sheet, self.sheet.rows[: self.row], corner)


class WeeksAcross(SheetKind):
    """A person a row, a week or a month a column."""

    labels = (_NAME,)
    mapped = (_NAME,)

    def recognise(self, search: Search) -> Anchored | None:
        """Return the table of people by weeks, or None."""
        return next(filter(None, (_anchor(search, found) for found in _find(search))), None)

    def read(self, table: Anchored, search: Search) -> Parsed:
        """Return what each person did in each week; raises FileRefused with the lines to paste where what is
        counted, or of which days, is not said.
        """
        line = search.sheet.lines.index(table.header_line)
        found = next(each for each in _find(search) if each.row == line)
        names = [_COLUMN.format(number) for number in range(len(found.across.places))]
        found = replace(found, across=found.across.only([name in table.columns for name in names]))
        counted = _counted(search, found)
        spans = _spans(search, found, counted)
        days = dict(zip([name for name in names if name in table.columns], spans, strict=True))
        owner = whose(table, search.entry, search.context)
        scope, today = _scope(search, counted, days), search.context.today

        def build(row: Row, line: int):
            read = {name: span for name, span in days.items() if name in row}
            if all(row[name] is None for name in read) and person_of(row, search.entry, search.context):
                return [(GAPS, gap) for gap in _unknown(owner(row), counted, read, today)] or BLANK
            person, records = owner(row), []
            for name, span in read.items():
                value = row[name]
                if value is not None:
                    records.append(_record(person, counted, span, value, search))
                elif span[0] <= today:
                    records.append(_gap(person, counted, span))
            return records

        readers = person_readers() | {name: cell_reader(table, name, counted, search, days) for name in days}
        parsed = read_rows(table, self.id, readers, build, scope=scope)
        parsed = _say_alone(parsed)
        parsed = parsed if counted is None else with_stated(parsed, table, [counted])
        lost = find_lost(table, search.sheet.rows[line], days)
        parsed = _with_lost(parsed, [_gap(None, counted, span)[1] for span in lost], table)
        told = dict(counted.label) if counted else dict.fromkeys(LANGUAGES, SCORE.upper())
        first, last = next(iter(days.values()))[0], list(days.values())[-1][1]
        note = "across_read", {"name": told, "start": first.isoformat(), "end": last.isoformat()}
        notes = (note, *unread_note(table, search.sheet, search.entry), *parsed.notes)
        if counted is None and any(start != end for start, end in spans):
            header = show_header(found.across.cells[0])
            notes = (*notes, ("score_dated_by_period", {"column": header}))
        return replace(parsed, notes=notes)


def _say_alone(parsed: Parsed) -> Parsed:
    """Return what was read, with a note on the rows of which only some cells were refused."""
    taken = {
        each["source_line"] for name, records in parsed.tables.items() if name != GAPS for each in records
    }
    lines = sorted(taken & {each.line for each in parsed.rejected})
    note = "cells_refused_alone", {"rows": len(lines)}
    return replace(parsed, notes=(*parsed.notes, note)) if lines else parsed


def _with_lost(parsed: Parsed, gaps: list[dict], table: Anchored) -> Parsed:
    """Return what was read, with what columns may have counted whose headers are lost."""
    if not gaps:
        return parsed
    found = pd.DataFrame(parsed.tables.get(GAPS, [])).to_dict("records")
    lost = [{**gap, "source_line": table.header_line} for gap in gaps]
    return replace(parsed, tables={**parsed.tables, GAPS: [*found, *lost]})


def _find(search: Search) -> Iterator[_Found]:
    """Yield where weeks stand in one of the first rows."""
    for place, row in enumerate(search.sheet.rows[:SEARCHED]):
        across = find_across(row)
        above = search.sheet.rows[:place]
        if across and across.places[0] > 0 and not (above and across.is_under(above[-1])):
            yield _Found(place, across, search.sheet)


def _anchor(search: Search, found: _Found) -> Anchored | None:
    """Return the table under the row of weeks, its people by a header that names them, or by none where the
    names alone stand left of the weeks.
    """
    sheet, row = search.sheet, list(search.sheet.rows[found.row])
    for place, cell in zip(found.across.places, found.across.cells, strict=True):
        row[place] = show_header(cell)
    usual = aliases("columns")
    columns = {name: list(usual[name]) for name in PERSON}
    columns["person"] += word_set("words", "row_labels")
    weeks = {_COLUMN.format(n): [row[place]] for n, place in enumerate(found.across.places)}
    if found.across.places[0] == 1 and (is_blank(row[0]) or id_of(read_text(row[0]))):
        row[0] = "person"
    rows = (*sheet.rows[: found.row], tuple(row), *sheet.rows[found.row + 1 :])
    known = apply_columns(search.entry, columns | weeks)
    if not names_any(rows, found.row, known, PERSON):
        return None
    if rows != sheet.rows and sheet.bulk is not None:
        raise NotClean
    table = find_table(replace(sheet, rows=rows), known, [list(PERSON), list(weeks)])
    if table is None or (search.kind != _NAME and _names_counts(table)):
        return None
    return table if table.header_line == sheet.lines[found.row] else None


def _names_counts(table: Anchored) -> bool:
    """Tell whether what stands down are things that are counted, not people."""
    cells = [read_text(cell) for name in PERSON for cell in table.column(name)[:200]]
    return any(id_of(cell) for cell in cells if cell)


def _counted(search: Search, found: _Found) -> Countable | None:
    """Return what is counted, None for the score; raises FileRefused where that is not said surely."""
    said = search.entry.get("outcome") or search.entry.get("activity")
    known = {**outcomes(), **activities()}
    name = id_of(str(said)) if said else found.said.count
    if name not in known and name != SCORE:
        raise _ask(search, found, "counted")
    return known.get(name)


def _spans(search: Search, found: _Found, counted: Countable | None) -> tuple[Days, ...]:
    """Return the days of each column, of the score those on which it was read; raises FileRefused."""
    order, year = search.entry.get("dates"), search.entry.get("year") or found.said.year
    try:
        moments = found.across.moments(order) if counted is None else None
        return moments or found.across.days(order, year)
    except ValueFault as fault:
        if not fault.key.startswith("across_"):
            said = {"file": search.sheet.file, "column": show_header(found.across.cells[0])}
            values = {"value": fault.values.get("value", ""), "paste": search.paste(dates="dmy")}
            raise FileRefused("asks_dates", **said, **values) from fault
        raise _ask(search, found, fault.key.removeprefix("across_")) from fault


def _ask(search: Search, found: _Found, missing: str) -> FileRefused:
    """Return the question about what is `missing`: "counted", "no_year", "order", "span" or "unclear"."""
    headers = ", ".join(map(show_header, found.across.cells))[:200]
    guess, *_ = (*found.said.counts, "meetings")
    said = {"headers": headers, "missing": missing, "guess": guess, "kind": _NAME}
    said["year"] = found.said.year or search.context.today.year
    return FileRefused("asks_across", file=search.sheet.file, paste=search.paste(kind="ignore"), **said)


def _scope(search: Search, counted: Countable | None, days: dict[str, Days]) -> Scope:
    """Return what a row is about: one thing, from the first of its days to the last."""
    whole = min(first for first, _ in days.values()), max(last for _, last in days.values())
    return Scope(
        person=lambda row: person_of(row, search.entry, search.context),
        days=lambda row, name: whole,
        counts=lambda row: [(table_of(counted), counted.id) if counted else ("ssi", None)],
        alone=days,
    )


def _unknown(person: str | None, counted: Countable | None, days: dict[str, Days], today: date) -> list[dict]:
    return [_gap(person, counted, span)[1] for span in days.values() if span[0] <= today]


def _gap(person: str | None, counted: Countable | None, span: Days) -> Record:
    return gap_record(person, table_of(counted) if counted else "ssi", counted.id if counted else None, span)


def _record(
    person: str | None, counted: Countable | None, span: Days, value: object, search: Search
) -> Record:
    if counted is None:
        # A week may have been read on any of its days: the last one stands before nothing that it followed.
        read_at = min(max(span[0], search.context.today), span[1])
        source = search.entry.get("source_kind") or "typed"
        return "ssi", score_record({SCORE: value}, person, read_at, source)
    if counted.kind == "activity":
        return activity_record(person, counted.id, span, value)
    if counted.measure != "amount":
        return outcome_record(person, counted.id, span, value)
    amount, beside = value
    return outcome_record(person, counted.id, span, None, amount, currency_of(None, search.entry, beside))
