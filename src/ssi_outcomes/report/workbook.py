"""The tables behind a report as a workbook: a sheet that says what it is, all facts,
and each table that the notebooks recorded.

Numbers stay numbers, with all their digits; whatever else comes from data is text, never a formula or a link.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import xlsxwriter

from ssi_outcomes.base.errors import message
from ssi_outcomes.base.files import list_visible
from ssi_outcomes.base.privacy import SAFE_WORKBOOK, audience, safe_cell
from ssi_outcomes.base.versions import versions
from ssi_outcomes.report.facts_file import fact_rows
from ssi_outcomes.report.reread import Cell, ReadTable, read_table
from ssi_outcomes.words.facts import collect_facts

COLUMNS = ("id", "value", "low", "high", "level", "n", "unit", "comparator", "source", "notebooks")
# Tables in which a row is one person's, or one cell of theirs.
ONLY_PRIVATE = frozenset({"refused"})
_LONGEST = 32_767  # characters that a cell can hold
_LONGEST_NAME = 31  # characters of a sheet's name
_MADE = datetime(2000, 1, 1)  # not the time of day: the same tables are the same bytes
_WIDEST = 60


@dataclass(frozen=True)
class _Sheet:
    """One recorded table, and the name of its sheet: the same in both languages."""

    name: str
    table: ReadTable


def export_workbook(folder: Path, language: str) -> bytes:
    """Return the XLSX of what the notebooks recorded under `folder`, a dataset's;
    raises DataRefused as `read_facts` does.
    """
    collected, sheets = collect_facts(folder / "facts"), _read_sheets(folder / "exhibits", language)
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, dict(SAFE_WORKBOOK)) as workbook:
        book = _Book(workbook, language)
        workbook.set_properties({"title": collected.about["dataset"], "created": _MADE})
        book.write_read_me(collected.about, sheets)
        rows = [
            [", ".join(cell) if isinstance(cell, list) else cell for cell in (row[name] for name in COLUMNS)]
            for row in fact_rows(collected)
        ]
        book.write_table(
            book.say("sheet_facts"), ReadTable("", COLUMNS, [[Cell(cell) for cell in row] for row in rows])
        )
        for sheet in sheets:
            book.write_table(sheet.name, sheet.table)
    return stream.getvalue()


def _read_sheets(folder: Path, language: str) -> list[_Sheet]:
    """Return the recorded tables in the order of the notebooks, and of their exhibits."""
    found = []
    for path in list_visible(folder, f"*.{language}.json"):
        name, told = path.name.removesuffix(f".{language}.json"), json.loads(path.read_text("utf-8"))
        if told["table"] and (audience() == "private" or name not in ONLY_PRIVATE):
            found.append((told["notebook"], told["place"], name, told["table"]))
    taken = {message(f"workbook_sheet_{name}", language).casefold() for name in ("read_me", "facts")}
    return [_Sheet(_fresh(name, taken), read_table(html)) for _, _, name, html in sorted(found)]


def _fresh(name: str, taken: set[str]) -> str:
    """Return `name` as a sheet may be called, and note it down: short, and unlike all
    others whatever the case of its letters.
    """
    number, candidate = 1, name[:_LONGEST_NAME]
    while candidate.casefold() in taken:
        number += 1
        ending = f"-{number}"
        candidate = name[: _LONGEST_NAME - len(ending)] + ending
    taken.add(candidate.casefold())
    return candidate


class _Book:
    """A workbook that is being written, in one language."""

    def __init__(self, workbook: xlsxwriter.Workbook, language: str):
        self._workbook, self._language = workbook, language
        self._looks: dict[tuple, object] = {}

    def say(self, key: str, **values: object) -> str:
        return message(f"workbook_{key}", self._language, **values)

    def write_read_me(self, about: dict[str, str], sheets: Sequence[_Sheet]) -> None:
        """Write what the workbook is, what it rests on, its sheets and what the columns of the facts mean."""
        named = [
            (self.say("sheet_facts"), self.say("facts_caption")),
            *((sheet.name, sheet.table.caption) for sheet in sheets),
        ]
        parts = [
            ("about", [(self.say(key), text) for key, text in about.items()]),
            ("versions", list(versions().items())),
            ("sheets", named),
            ("columns", [(name, self.say(f"column_{name}")) for name in COLUMNS]),
        ]
        page = self._add_sheet(self.say("sheet_read_me"))
        page.set_column(0, 0, 24)
        page.set_column(1, 1, 110)
        page.hide_gridlines(2)
        self._write(page, 0, 0, Cell(self.say("title", dataset=about["dataset"])), bold=True, font_size=14)
        lines = [*self.say("read_me").strip().split("\n"), self.say(f"privacy_{audience()}")]
        for row, line in enumerate(lines, 1):
            self._write(page, row, 0, Cell(line))
        start = len(lines) + 2
        for head, pairs in parts:
            self._write(page, start, 0, Cell(self.say(f"head_{head}")), bold=True)
            for row, (name, text) in enumerate(pairs, start + 1):
                self._write(page, row, 0, Cell(name))
                self._write(page, row, 1, Cell(text), text_wrap=True)
            start += len(pairs) + 2

    def write_table(self, name: str, table: ReadTable) -> None:
        """Write a table on a sheet of its own: its caption if it has one, headings that stay in sight,
        rows.
        """
        page, head = self._add_sheet(name), 1 if table.caption else 0
        if table.caption:
            self._write(page, 0, 0, Cell(table.caption), bold=True)
        for column, text in enumerate(table.headings):
            page.set_column(
                column,
                column,
                _width([text, *(row[column].value for row in table.rows if column < len(row))]),
            )
            self._write(
                page, head, column, Cell(text), bold=True, bg_color="#E7EEF7", bottom=1, text_wrap=True
            )
        for number, row in enumerate(table.rows, head + 1):
            for column, cell in enumerate(row):
                self._write(page, number, column, cell, text_wrap=True)
        page.freeze_panes(head + 1, 1)
        page.repeat_rows(head)
        if table.rows and table.headings:
            page.autofilter(head, 0, head + len(table.rows), len(table.headings) - 1)

    def _add_sheet(self, name: str):
        page = self._workbook.add_worksheet(name)
        page.set_landscape()
        page.set_paper(9)  # A4
        page.fit_to_pages(1, 0)
        return page

    def _write(self, page, row: int, column: int, cell: Cell, **look: object) -> None:
        if isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
            page.write_number(
                row,
                column,
                cell.value,
                self._format(**look, **({"num_format": cell.shown_as} if cell.shown_as else {})),
            )
        elif cell.value is not None and cell.value != "":
            text = str(cell.value)
            # The comparator of most facts: a sign alone is no formula.
            page.write_string(
                row, column, text if text == "=" else safe_cell(text)[:_LONGEST], self._format(**look)
            )

    def _format(self, **look: object) -> object:
        key = tuple(sorted(look.items()))
        if key not in self._looks:
            self._looks[key] = self._workbook.add_format({"valign": "top", **look})
        return self._looks[key]


def _width(values: Iterable[object]) -> int:
    longest = max(
        (len(line) for value in values if value is not None for line in str(value).split("\n")), default=0
    )
    return max(10, min(longest + 2, _WIDEST))
