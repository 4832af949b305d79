"""A template as somebody keeps it: its cells laid open, changed by hand, and saved again as a spreadsheet program does."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

import python_calamine
import xlsxwriter

Cell = object


@dataclass(frozen=True)
class Formula:
    """A formula with the result that the program stored beside it: None for none, "#N/A" for an error."""

    text: str
    result: object = None


@dataclass
class Kept:
    """The sheets of a workbook by their names, each a list of rows; `merged` ranges (sheet, first row, last row,
    column) and `hidden` sheets. Rows are counted as the program shows them, from 1.
    """

    sheets: dict[str, list[list[Cell]]]
    merged: list[tuple[str, int, int, int]] = field(default_factory=list)
    hidden: set[str] = field(default_factory=set)

    def put(self, sheet: str, row: int, column: int, cell: Cell) -> None:
        """Type a cell: row 1 is the heading, column 0 the first."""
        rows = self.sheets[sheet]
        while len(rows) < row:
            rows.append([])
        cells = rows[row - 1]
        cells += [None] * (column + 1 - len(cells))
        cells[column] = cell


def open_book(path: Path) -> Kept:
    """Return the cells of a workbook."""
    book = python_calamine.CalamineWorkbook.from_path(path)
    return Kept(
        {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
    )


def save_book(kept: Kept, path: Path) -> None:
    """Write the workbook back, with what a formula's result was."""
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in kept.sheets.items():
            sheet = book.add_worksheet(name)
            if name in kept.hidden:
                sheet.hide()
            for place, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    if isinstance(cell, Formula):
                        sheet.write_formula(
                            place, column, cell.text, None, "" if cell.result is None else cell.result
                        )
                    elif isinstance(cell, date):
                        sheet.write_datetime(
                            place,
                            column,
                            cell if isinstance(cell, datetime) else datetime(*cell.timetuple()[:3]),
                            day,
                        )
                    elif cell not in (None, ""):
                        sheet.write(place, column, cell)
            for owner, first, last, column in kept.merged:
                if owner == name:
                    # The cell is written already; the others of a merged range are empty.
                    sheet.merge_range(first - 1, column, last - 1, column, rows[first - 1][column], day)
    _forget_empty_results(path)


def _forget_empty_results(path: Path) -> None:
    """Take away the empty texts that stand for results which were never stored."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            if name.startswith("xl/worksheets/"):
                content = re.sub(rb' t="str"(><f>[^<]*</f>)<v></v>', rb"\1", content)
            archive.writestr(name, content)
