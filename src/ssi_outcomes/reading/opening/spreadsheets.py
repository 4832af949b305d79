"""Read XLSX and ODS workbooks, once they were looked into."""

from __future__ import annotations

import io
from datetime import time, timedelta

import python_calamine

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.reading.opening.cell_marks import Looked
from ssi_outcomes.reading.opening.limits import open_archive
from ssi_outcomes.reading.opening.package_bounds import look_into_ods, look_into_xlsx
from ssi_outcomes.reading.parsed import Cell, Sheet


def read_workbook(content: bytes, shown: str) -> list[Sheet]:
    """Return each sheet of a workbook; raises FileRefused.

    A cell that shows a percentage comes as it is shown ("5 %"), not as the 0.05 behind it.
    """
    with open_archive(content, shown) as archive:
        if "xl/workbook.xml" in archive.NameToInfo:
            looked = look_into_xlsx(archive, shown)
        elif "content.xml" in archive.NameToInfo:
            looked = look_into_ods(archive, shown)
        else:
            raise FileRefused("workbook_not", file=shown)
    try:
        with python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            return [
                _sheet(book, name, looked.get(name), shown) for name in book.sheet_names if name in looked
            ]
    # calamine's panics are BaseException: a broken workbook must not end the program.
    except (python_calamine.CalamineError, ValueError, OSError, OverflowError) as fault:
        raise FileRefused("workbook_broken", file=shown) from fault
    except BaseException as fault:
        if type(fault).__name__ != "PanicException":
            raise
        raise FileRefused("workbook_broken", file=shown) from fault


def _sheet(book: python_calamine.CalamineWorkbook, name: str, looked: Looked, shown: str) -> Sheet:
    rows = [list(map(_cell, row)) for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)]
    for row, column in looked.percents:
        if row < len(rows) and column < len(rows[row]) and isinstance(rows[row][column], int | float):
            rows[row][column] = f"{rows[row][column] * 100:.12g} %"
    return Sheet(shown, name, tuple(range(1, len(rows) + 1)), tuple(map(tuple, rows)))


def _cell(cell: object) -> Cell:
    if cell == "":
        return None
    return str(cell) if isinstance(cell, time | timedelta) else cell
