"""What was refused, as a workbook for its owner: a list of all of it, then each table that it stands in, its
faulty cells coloured and the reason beside them.

It is made from copies: the files themselves are never touched. All that comes from them is text, never a
formula or a link. It holds names and cells as they are, so that it stays on this machine.
"""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

import xlsxwriter

from ssi_outcomes.base.errors import message, reason
from ssi_outcomes.base.privacy import SAFE_WORKBOOK, safe_cell
from ssi_outcomes.base.tame import tame
from ssi_outcomes.intake.faults import Faults, FaultyTable
from ssi_outcomes.reading.parsed import Rejected

MOST_LISTED = 1_000_000  # rows that a sheet can hold, rounded down
_COLUMNS = ("file", "sheet", "line", "column", "value", "reason")
_WIDTHS = (28, 18, 8, 18, 24, 90)
_LONGEST, _LONGEST_COMMENT, _LONGEST_NAME = 32_767, 1000, 31
_MADE = datetime(2000, 1, 1)  # not the time of day: the same faults are the same bytes
_HEAD = {"bold": True, "bg_color": "#E7EEF7", "bottom": 1, "text_wrap": True}
_WRONG, _WRONG_ROW = {"bg_color": "#F8CBAD", "border": 1}, {"bg_color": "#FCE4D6"}


def write_faults(faults: Faults, dataset: str, language: str) -> bytes:
    """Return the XLSX of what was refused of a dataset."""
    reasons = [_say_reason(each, language) for each in faults.rejected]
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, dict(SAFE_WORKBOOK)) as workbook:
        workbook.set_properties({"title": dataset, "created": _MADE})
        book = _Marked(workbook, language)
        book.list_all(faults.rejected, reasons, dataset)
        for table in faults.tables:
            book.show_table(table, faults.rejected, reasons)
    return stream.getvalue()


def _say_reason(each: Rejected, language: str) -> str:
    return reason(each.key, language, **{"value": each.value, "file": each.file, **each.values})


class _Marked:
    """A workbook of faults that is being written, in one language."""

    def __init__(self, workbook: xlsxwriter.Workbook, language: str):
        self._workbook, self._language = workbook, language
        self._looks: dict[tuple, object] = {}
        self._taken: set[str] = {"history"}  # a name that Excel keeps for itself

    def _say(self, key: str, **values: object) -> str:
        return message(f"faults_{key}", self._language, **values)

    def list_all(self, rejected: Sequence[Rejected], reasons: Sequence[str], dataset: str) -> None:
        """Write every fault on a line: where it is, what stands there, why it was refused and what to do."""
        page = self._add_sheet(self._say("sheet"))
        page.freeze_panes(2, 0)
        self._write(page, 0, 0, self._say("caption", dataset=dataset, count=len(rejected)), bold=True)
        for column, (name, width) in enumerate(zip(_COLUMNS, _WIDTHS, strict=True)):
            page.set_column(column, column, width)
            self._write(page, 1, column, self._say(f"column_{name}"), **_HEAD)
        for row, (each, why) in enumerate(zip(rejected[:MOST_LISTED], reasons, strict=False), 2):
            file, _, sheet = each.file.partition(" › ")
            cells = (file, sheet, each.line, each.column, each.value, why)
            for column, cell in enumerate(cells):
                self._write(page, row, column, cell, text_wrap=True)
        if len(rejected) > MOST_LISTED:
            more = self._say("more", count=len(rejected) - MOST_LISTED, dataset=dataset)
            self._write(page, 2 + MOST_LISTED, 0, more, bold=True)
        page.autofilter(1, 0, 1 + min(len(rejected), MOST_LISTED), len(_COLUMNS) - 1)

    def show_table(self, table: FaultyTable, rejected: Sequence[Rejected], reasons: Sequence[str]) -> None:
        """Write the rows of a table with their lines in the file, what is wrong coloured and explained."""
        page = self._add_sheet(re.split(r" › |/", table.label)[-1])
        page.freeze_panes(2, 1)
        page.set_column(0, 0, 10)
        page.set_column(1, 200, 20)
        shown = {"file": table.label, "shown": len(table.rows), "count": table.total}
        self._write(page, 0, 0, self._say("table", **shown), bold=True)
        self._write(page, 1, 0, self._say("column_line"), **_HEAD)
        marks = _gather(table)
        for row, (line, cells) in enumerate(table.rows):
            wrong = marks.get(row, {})
            self._write(page, row + 2, 0, line, **(_WRONG if None in wrong else _HEAD))
            for column, cell in enumerate(cells):
                look = _WRONG if column in wrong else _WRONG_ROW if wrong else {}
                self._write(page, row + 2, column + 1, cell, **look)
            for column, numbers in wrong.items():
                said = "\n".join(dict.fromkeys(_name_column(rejected[n], reasons[n]) for n in numbers))
                page.write_comment(
                    row + 2,
                    0 if column is None else column + 1,
                    tame(said)[:_LONGEST_COMMENT],
                    {"x_scale": 2.5, "y_scale": 1.5, "author": ""},
                )

    def _add_sheet(self, wanted: str):
        page = self._workbook.add_worksheet(self._name_sheet(wanted))
        page.set_landscape()
        page.set_paper(9)  # A4
        page.fit_to_pages(1, 0)
        return page

    def _name_sheet(self, wanted: str) -> str:
        """Return a name as a sheet may have it, unlike all others."""
        plain = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", tame(wanted)).strip(" '") or self._say("sheet")
        number, name = 1, plain[:_LONGEST_NAME].strip(" '")
        while name.casefold() in self._taken:
            number += 1
            ending = f" ({number})"
            name = plain[: _LONGEST_NAME - len(ending)].strip(" '") + ending
        self._taken.add(name.casefold())
        return name

    def _write(self, page, row: int, column: int, cell: object, **look: object) -> None:
        shape = self._format(**look)
        if isinstance(cell, int):
            page.write_number(row, column, cell, shape)
        elif cell:
            page.write_string(row, column, safe_cell(tame(str(cell)))[:_LONGEST], shape)
        else:
            page.write_blank(row, column, None, shape)

    def _format(self, **look: object) -> object:
        key = tuple(sorted(look.items()))
        if key not in self._looks:
            self._looks[key] = self._workbook.add_format({"valign": "top", **look})
        return self._looks[key]


def _gather(table: FaultyTable) -> Mapping[int, Mapping[int | None, list[int]]]:
    """Return the faults of each row by the column that they are in (None: the row as a whole)."""
    marks: dict[int, dict[int | None, list[int]]] = defaultdict(lambda: defaultdict(list))
    for row, column, number in table.marks:
        marks[row][column].append(number)
    return marks


def _name_column(each: Rejected, why: str) -> str:
    return f"{each.column}: {why}" if each.column else why
