"""LinkedIn's creator analytics (XLSX): impressions, engagements and new followers per day.

Vanity, all of it. A day that the sheet does not state is not known, though its weeks be declared as covered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from ssi_outcomes.base.spelling import fold
from ssi_outcomes.reading.cells.dates import DateRule, infer_dates, to_day
from ssi_outcomes.reading.cells.values import NumberRule, ValueFault, is_blank, read_count, read_text
from ssi_outcomes.reading.gaps import GAPS, Days, gap_record
from ssi_outcomes.reading.kinds.kind import WorkbookKind
from ssi_outcomes.reading.kinds.published.member_file import (
    days_in_name,
    is_named_export,
    series_of,
    without_member_name,
)
from ssi_outcomes.reading.kinds.published.one_post import count_filled, is_one_post, leave_post
from ssi_outcomes.reading.kinds.records import outcome_record
from ssi_outcomes.reading.parsed import Cell, Context, Parsed, Rejected, Sheet
from ssi_outcomes.reading.tables.headers import Anchored, find_table
from ssi_outcomes.reading.tables.mapping import entry_of
from ssi_outcomes.reading.tables.notation import ask_dates

# The workbook speaks the language of the account's pages. The English names are seen in samples, the
# Portuguese ones in a description of one; the others are what LinkedIn calls the same pages.
_SHEETS = frozenset(
    """discovery|engagement|top posts|followers|demographics|audience demographics|content demographics
    |decouverte|meilleurs posts|meilleures publications|posts les plus performants
    |abonnes|donnees demographiques
    |descoberta|engajamento|publicacoes mais em alta|seguidores|dados demograficos
    |dados demograficos do publico|dados demograficos do conteudo
    |descubrimiento|interaccion|datos demograficos
    |entdeckung|interaktionen|top beitrage|demografische daten|ubersicht
    |scoperta|interazioni|post principali|dati demografici
    |weergaven|betrokkenheid|toppostings|volgers|demografische gegevens""".replace("\n    ", "").split("|")
)
_COLUMNS: Mapping[str, Sequence[str]] = {
    "date": ("Date", "Data", "Fecha", "Jour", "Datum"),
    "impressions": ("Impressions", "Impressões", "Impresiones", "Impressionen", "Impressioni", "Weergaven"),
    "engagements": (
        *("Engagements", "Engagement", "Interactions", "Engajamentos", "Interacciones"),
        *("Interaktionen", "Interazioni", "Interacties"),
    ),
    "followers": (
        *("New followers", "Nouveaux abonnés", "Novos seguidores", "Nuevos seguidores"),
        *("Neue Follower", "Nuovi follower", "Nieuwe volgers"),
    ),
}
_NEEDED = ((("date",), ("impressions",), ("engagements",)), (("date",), ("followers",)))
_COUNTS = ("impressions", "engagements", "followers")


class Creator(WorkbookKind):
    """The workbook of content statistics that LinkedIn gives to who publishes there."""

    labels = ("creator", "creator_post")

    def recognise(self, sheets: Sequence[Sheet]) -> list[Anchored | None] | None:
        """Return the tables by day if the sheets are those of creator analytics: two
        by their names, or one by its columns or its file's name too; or those of one post.
        """
        tables = [_find(sheet) for sheet in sheets]
        if not any(tables) and is_one_post(sheets):
            return tables
        named = [fold(sheet.name) in _SHEETS for sheet in sheets]
        if not any(named):
            return None
        is_sure = (
            sum(named) >= 2
            or any(table for table, is_named in zip(tables, named, strict=True) if is_named)
            or is_named_export(sheets[0].file)
        )
        return tables if is_sure else None

    def read(
        self, tables: Sequence[Anchored | None], sheets: Sequence[Sheet], context: Context
    ) -> list[Parsed]:
        """Return what is counted per day, a Parsed for each sheet; sheets without days are left aside.

        Raises FileRefused if nothing tells the day from the month.
        """
        if not any(tables) and is_one_post(sheets):
            return [leave_post(sheets, self.labels[1])]
        read = [
            _leave(sheet) if table is None else _read_days(sheet, table, context)
            for sheet, table in zip(sheets, tables, strict=True)
        ]
        days = [row["end"] for each in read for row in each.tables.get("outcomes", ())]
        series = series_of(sheets[0].file, days)
        return [replace(each, series=series) for each in read]


def _find(sheet: Sheet) -> Anchored | None:
    return next((table for needed in _NEEDED if (table := find_table(sheet, _COLUMNS, needed))), None)


def _leave(sheet: Sheet) -> Parsed:
    return Parsed(_label(sheet), Creator.labels[0], {}, 0, 0, ignored=count_filled(sheet))


def _label(sheet: Sheet) -> str:
    # Two sheets have the same line numbers: what is said of a line says of which sheet.
    return f"{without_member_name(sheet.file)} › {sheet.name}"


def _read_days(sheet: Sheet, table: Anchored, context: Context) -> Parsed:
    file, rule = _label(sheet), _date_rule(sheet, table, context)
    person = entry_of(sheet, context).get("person") or context.owner
    counts = [name for name in _COUNTS if name in table.columns]
    records: list[dict[str, object]] = []
    days: dict[str, set[date]] = {name: set() for name in counts}
    rejected = [Rejected(file, each.key, each.line, values=each.values) for each in table.rejected]
    accepted = 0
    for line, row in zip(table.lines, table.rows, strict=True):
        found = _read_row(table, row, rule, counts, days)
        if isinstance(found, tuple):
            column, fault = found
            value = read_text(table.cell(row, column))[:80]
            rejected.append(Rejected(file, fault.key, line, table.headers[column], value, fault.values))
            continue
        accepted += 1
        for name, (day, count) in found.items():
            days[name].add(day)
            _, record = outcome_record(person, name, (day, day), count)
            records.append(record | {"source_line": line})
    about = {"source": file, "person": person, "table": "outcomes", "source_line": table.header_line}
    spans = [
        {**about, "name": name, "start": start, "end": end}
        for name in counts
        for start, end in _runs(days[name])
    ]
    gaps = [gap_record(person, "outcomes", *lost)[1] for lost in _find_lost(table, rule, days)]
    found = {"outcomes": records, "coverage": spans, GAPS: gaps}
    tables = {name: rows for name, rows in found.items() if rows}
    fates = (table.read, accepted, table.blank, table.ignored)
    return Parsed(file, Creator.labels[0], tables, *fates, tuple(rejected))


def _read_row(
    table: Anchored, row: Sequence[Cell], rule: DateRule, counts: Iterable[str], days: Mapping[str, set[date]]
):
    """Return count by name with its day, or the column that is wrong and its fault."""
    column = "date"
    try:
        day, found = to_day(rule.read(table.cell(row, "date"))), {}
        for column in counts:
            if not is_blank(cell := table.cell(row, column)):
                found[column] = (day, _read_count(cell))
        if any(day in days[name] for name in found):
            return "date", ValueFault("creator_day_twice", day=day.isoformat())
    except ValueFault as fault:
        return column, fault
    return found or ("date", ValueFault("number_missing"))


def _find_lost(table: Anchored, rule: DateRule, days: Mapping[str, set[date]]) -> Iterator[tuple[str, Days]]:
    """Yield name and days of what the rows do not tell that were not taken, or leave a count out.

    There is one row a day: one whose day cannot be read is of a day without a row, beside the others at most.
    """
    read = [_day_of(table, row, rule) for row in table.rows]
    known, lost = {day for day in read if day}, read.count(None)
    if lost and known:
        first = min(known) - timedelta(days=lost)
        known |= {first + timedelta(days=step) for step in range((max(known) - first).days + lost + 1)}
    for name, stated in days.items():
        yield from ((name, (day, day)) for day in sorted(known - stated))
        if lost and not known:
            yield name, (None, None)


def _day_of(table: Anchored, row: Sequence[Cell], rule: DateRule) -> date | None:
    try:
        return to_day(rule.read(table.cell(row, "date")))
    except ValueFault:
        return None


def _read_count(cell: Cell) -> int:
    # Nobody has half an impression: whatever mark stands before three digits, it groups thousands.
    return read_count(cell, NumberRule("." if isinstance(cell, str) and "," in cell else ","))


def _date_rule(sheet: Sheet, table: Anchored, context: Context) -> DateRule:
    """Return how the sheet writes its days: as its cells show, else so that they follow each other, or lie
    where the file's name says.
    """
    cells, entry = [cell for cell in table.column("date") if not is_blank(cell)], entry_of(sheet, context)
    asked = replace(sheet, file=without_member_name(sheet.file))
    try:
        return infer_dates(cells, entry.get("dates"))
    except ValueFault as fault:
        if fault.key != "date_ambiguous":
            raise ask_dates(fault, table, "date", asked, entry) from fault
        unsure = fault
    read = {order: _days(cells, DateRule(order)) for order in ("mdy", "dmy")}
    first_last = days_in_name(sheet.file)
    for fits in (
        _is_unbroken,
        lambda days: len(first_last) == 2 and first_last[0] <= min(days) <= max(days) <= first_last[1],
    ):
        orders = [order for order, days in read.items() if days and fits(days)]
        if len(orders) == 1:
            return DateRule(orders[0])
    raise ask_dates(unsure, table, "date", asked, entry)


def _days(cells: Iterable[Cell], rule: DateRule) -> set[date]:
    """Return the days of a column, none if one of them cannot be read so."""
    try:
        return {to_day(rule.read(cell)) for cell in cells}
    except ValueFault:
        return set()


def _is_unbroken(days: set[date]) -> bool:
    return len(days) > 1 and (max(days) - min(days)).days == len(days) - 1


def _runs(days: set[date]) -> list[tuple[date, date]]:
    """Return the first and last day of each run of days without a gap: only they are covered."""
    step = timedelta(days=1)
    starts = sorted(day for day in days if day - step not in days)
    ends = sorted(day for day in days if day + step not in days)
    return list(zip(starts, ends, strict=True))
