"""A table says the same whether it comes as CSV, as a workbook of Excel or as one of LibreOffice."""

from __future__ import annotations

import csv
import io
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime

import pytest
from reading.kinds.test_kinds import SAMPLES
from reading.texts import TODAY
from reading.workbooks import FORMATS, Error, read_made

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.reading.kinds import KINDS
from ssi_outcomes.reading.kinds.kind import SheetKind
from ssi_outcomes.reading.kinds.recognition import read_sheet
from ssi_outcomes.reading.opening.sheets import cut_text
from ssi_outcomes.reading.parsed import Context, Sheet

TABLES = {path.stem: path for path in SAMPLES.glob("*.csv")}
ERROR = Error("#N/A")


def cells_of(name: str) -> list[list[object]]:
    """Return the cells of a sample, each as a workbook holds it: a day as a day, a number as a number."""
    text = TABLES[name].read_text("utf-8")
    rows = csv.reader(io.StringIO(text), delimiter=";" if text.count(";") > text.count(",") else ",")
    return [[typed(cell) for cell in row] for row in rows]


def typed(cell: str) -> object:
    """Return what a spreadsheet makes of a text: a number, a day, the text, nothing."""
    with suppress(ValueError):
        return float(cell)
    with suppress(ValueError):
        return cell if "W" in cell else date.fromisoformat(cell)
    with suppress(ValueError):
        return datetime.fromisoformat(cell)
    return cell or None


def as_text(rows: list[list[object]]) -> Sheet:
    """Return the rows as a CSV is cut."""
    stream = io.StringIO()
    csv.writer(stream).writerows([["" if cell is None else cell for cell in row] for row in rows])
    return cut_text(stream.getvalue().encode(), "x.csv")


def said(sheet: Sheet, kind: str) -> tuple:
    """Return all that a sheet says, or the question about it."""
    context = Context(today=TODAY, mapping={"kind": "deals" if kind == "crm_deals" else kind})
    try:
        parsed = read_sheet(replace(sheet, name="Data", file="x"), context)
    except FileRefused as asked:
        return (asked.key,)
    tables = {name: list(records) for name, records in parsed.tables.items() if len(records)}
    lines = [(each.line, each.column, each.key) for each in parsed.rejected]
    return parsed.kind, parsed.rows, parsed.accepted, parsed.blank, parsed.ignored, lines, tables


def broken(rows: list[list[object]], column: int, cell: object) -> list[list[object]]:
    """Return the rows with one cell of the last one taken out."""
    last = [cell if place == column else each for place, each in enumerate(rows[-1])]
    return [*rows[:-1], last]


def test_each_kind_of_table_has_a_sample():
    kinds = {kind.id for kind in KINDS if isinstance(kind, SheetKind)}
    assert kinds - TABLES.keys() <= {"ssi_pasted"}


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("name", TABLES)
def test_a_table_says_the_same_in_each_form(name, kind):
    rows = cells_of(name)
    assert said(read_made(kind, rows), name) == said(as_text(rows), name)
    assert said(as_text(rows), name)[2:3] != (0,)


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("name", TABLES)
def test_a_table_with_a_cell_that_is_blank_or_an_error_says_the_same_in_each_form(name, kind):
    rows = cells_of(name)
    for column in range(len(rows[-1])):
        for cell in (None, ERROR):
            spoiled = broken(rows, column, cell)
            assert said(read_made(kind, spoiled), name) == said(as_text(spoiled), name), (column, cell)
