"""Read XLSX and ODS workbooks, once they were looked into."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterator, Sequence
from datetime import time, timedelta

import python_calamine

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.reading.opening.cell_marks import Looked, letters_of
from ssi_outcomes.reading.opening.excel_parts import look_into_xlsx
from ssi_outcomes.reading.opening.limits import check_width, open_archive
from ssi_outcomes.reading.opening.merged import Range, spread_merged
from ssi_outcomes.reading.opening.open_document import look_into_ods
from ssi_outcomes.reading.parsed import Cell, Remark, Sheet

_LISTED = 10  # places, in a remark


def read_workbook(content: bytes, shown: str) -> list[Sheet]:
    """Return each sheet of a workbook; raises FileRefused.

    A cell that shows a percentage comes as it is shown ("5 %"), not as the 0.05 behind it.
    """
    with open_archive(content, shown) as archive:
        if "xl/workbook.xml" in archive.NameToInfo:
            parts = look_into_xlsx(archive, shown)
        elif "content.xml" in archive.NameToInfo:
            parts = look_into_ods(archive, shown)
        else:
            raise FileRefused("workbook_not", file=shown)
    looked = parts.looked
    try:
        with python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(parts.content)) as book:
            return [
                _sheet(book, each, looked[each.name], shown)
                for each in book.sheets_metadata
                if each.name in looked
            ]
    # calamine's panics are BaseException: a broken workbook must not end the program.
    except (python_calamine.CalamineError, ValueError, OSError, OverflowError) as fault:
        raise FileRefused("workbook_broken", file=shown) from fault
    except BaseException as fault:
        if type(fault).__name__ != "PanicException":
            raise
        raise FileRefused("workbook_broken", file=shown) from fault


def _sheet(
    book: python_calamine.CalamineWorkbook, about: python_calamine.SheetMetadata, looked: Looked, shown: str
) -> Sheet:
    sheet = book.get_sheet_by_name(about.name)
    rows = [list(map(_cell, row)) for row in sheet.to_python(skip_empty_area=False)]
    check_width(rows, shown)
    for row, column in looked.percents:
        if row < len(rows) and column < len(rows[row]) and isinstance(rows[row][column], int | float):
            rows[row][column] = f"{rows[row][column] * 100:.12g} %"
    for (row, column), text in looked.errors.items():
        # What has no value counts for nothing in the size that the reader tells.
        rows += [[] for _ in range(row + 1 - len(rows))]
        rows[row] += [None] * (column + 1 - len(rows[row]))
        rows[row][column] = text
    merged = spread_merged(rows, looked.merged) if looked.merged else []
    hidden = {row for row in looked.hidden if row < len(rows) and any(cell is not None for cell in rows[row])}
    return Sheet(
        shown,
        about.name,
        tuple(range(1, len(rows) + 1)),
        tuple(map(tuple, rows)),
        hidden=about.visible != python_calamine.SheetVisibleEnum.Visible,
        remarks=(*_tell_merged(merged), *_tell_hidden(hidden), *_tell_hidden_columns(rows, looked)),
    )


def _tell_merged(merged: Sequence[Range]) -> Iterator[Remark]:
    """Yield what is said of cells that were given to all that they stand for."""
    if merged:
        listed = ", ".join(
            f"{letters_of(left)}{top + 1}:{letters_of(right)}{bottom + 1}"
            for top, left, bottom, right in merged[:_LISTED]
        )
        yield "cells_merged", {"count": len(merged), "cells": listed}


def _tell_hidden(rows: Collection[int]) -> Iterator[Remark]:
    """Yield what is said of hidden rows that were read."""
    if rows:
        listed = ", ".join(str(row + 1) for row in sorted(rows)[:_LISTED])
        yield "rows_hidden", {"count": len(rows), "lines": listed}


def _tell_hidden_columns(rows: Sequence[Sequence[Cell]], looked: Looked) -> Iterator[Remark]:
    """Yield what is said of hidden columns that were read: those with more in them than a header."""
    width = max(map(len, rows), default=0)
    places = {place for first, last in looked.hidden_columns for place in range(first, min(last + 1, width))}
    filled = [
        place
        for place in sorted(places)
        if sum(place < len(row) and row[place] is not None for row in rows) > 1
    ]
    if filled:
        yield (
            "columns_hidden",
            {"count": len(filled), "columns": ", ".join(map(letters_of, filled[:_LISTED]))},
        )


def _cell(cell: object) -> Cell:
    if cell == "":
        return None
    return str(cell) if isinstance(cell, time | timedelta) else cell
