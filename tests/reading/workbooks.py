"""Workbooks with what people do to them, in the two formats alike: errors, merged cells, what is hidden."""

from __future__ import annotations

import io
from datetime import date
from xml.sax.saxutils import escape

import xlsxwriter
from reading.handmade import ods

from ssi_outcomes.reading.opening.spreadsheets import read_workbook
from ssi_outcomes.reading.parsed import Sheet

FORMATS = ("xlsx", "ods")


class Error(str):
    """A formula that failed, and the text that is shown for it."""


def make(
    kind: str,
    rows: list[list[object]],
    merged: dict[str, tuple[int, int, int, int]] | None = None,
    hidden_rows: tuple[int, ...] = (),
    hidden_columns: tuple[int, ...] = (),
    hidden: bool = False,
) -> bytes:
    """Return a workbook of a `kind` with one sheet, "SSI", of `rows`; `merged` names ranges (first row and
    column, last row and column, from 0).
    """
    ranges = list((merged or {}).values())
    return (
        _write_xlsx(rows, ranges, hidden_rows, hidden_columns, hidden)
        if kind == "xlsx"
        else _write_ods(rows, ranges, hidden_rows, hidden_columns, hidden)
    )


def read_made(kind: str, rows: list[list[object]], **said) -> Sheet:
    """Return the sheet "SSI" of such a workbook as it is read."""
    return next(
        sheet for sheet in read_workbook(make(kind, rows, **said), f"x.{kind}") if sheet.name == "SSI"
    )


def _write_xlsx(rows, ranges, hidden_rows, hidden_columns, hidden) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet, days = book.add_worksheet("SSI"), book.add_format({"num_format": "yyyy-mm-dd"})
        for top, left, bottom, right in ranges:
            sheet.merge_range(top, left, bottom, right, "")
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if isinstance(cell, Error):
                    sheet.write_formula(row, column, "=NA()", None, str(cell))
                elif isinstance(cell, date):
                    sheet.write_datetime(row, column, cell, days)
                elif cell is not None:
                    sheet.write(row, column, cell)
        for row in hidden_rows:
            sheet.set_row(row, None, None, {"hidden": True})
        for column in hidden_columns:
            sheet.set_column(column, column, None, None, {"hidden": True})
        if hidden:
            book.add_worksheet("Seen").activate()
            sheet.very_hidden()
    return buffer.getvalue()


def _write_ods(rows, ranges, hidden_rows, hidden_columns, hidden) -> bytes:
    covered = {
        (row, column): (top, left)
        for top, left, bottom, right in ranges
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    }
    spans = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in ranges}
    unseen = ' table:visibility="collapse"'
    wide = range(max(hidden_columns, default=-1) + 1)
    written = [f"<table:table-column{unseen if each in hidden_columns else ''}/>" for each in wide]
    for row, cells in enumerate(rows):
        width = max([len(cells), *(column + 1 for line, column in covered if line == row)])
        padded = [*cells, *[None] * (width - len(cells))]
        line = "".join(
            _ods_cell(cell, spans.get((row, column)), (row, column) in covered and (row, column) not in spans)
            for column, cell in enumerate(padded)
        )
        seen = unseen if row in hidden_rows else ""
        written.append(f"<table:table-row{seen}>{line}</table:table-row>")
    style = '<style:style style:name="ta1" style:family="table"><style:table-properties table:display="false"/></style:style>'
    about = 'table:style-name="ta1"' if hidden else ""
    return ods("".join(written), style if hidden else "", about)


def _ods_cell(cell: object, span: tuple[int, int] | None, is_covered: bool) -> str:
    if is_covered:
        return "<table:covered-table-cell/>"
    down, across = span or (1, 1)
    spanned = f' table:number-rows-spanned="{down}" table:number-columns-spanned="{across}"' if span else ""
    if cell is None:
        return f"<table:table-cell{spanned}/>"
    if isinstance(cell, Error):
        kind = 'table:formula="of:=NA()" office:value-type="string" office:string-value="" calcext:value-type="error"'
    elif isinstance(cell, date):
        kind = f'office:value-type="date" office:date-value="{cell.isoformat()}"'
    elif isinstance(cell, int | float):
        kind = f'office:value-type="float" office:value="{cell}"'
    else:
        kind = 'office:value-type="string"'
    return f"<table:table-cell{spanned} {kind}><text:p>{escape(str(cell))}</text:p></table:table-cell>"
