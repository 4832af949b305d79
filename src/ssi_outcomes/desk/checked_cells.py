"""The cells of a workbook to fill in: written in a language, and checked while they are filled in."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import xlsxwriter
from xlsxwriter.utility import xl_range_abs

from ssi_outcomes.base.catalogues import Language, known_language
from ssi_outcomes.base.errors import message

ROWS = 3000  # rows that are checked while they are filled in
# What waits for an answer, and what may stay without one; a hair line round each shows on paper, in grey.
INPUT, OPTIONAL = "#FFF6D6", "#FFFCF0"
_HAIR = {"border": 7, "border_color": "#BFBFBF"}


@dataclass(frozen=True)
class Book:
    """A workbook being written: in which language, of which dataset, on which day."""

    workbook: xlsxwriter.Workbook
    language: str
    dataset: str
    today: date
    rows: int = ROWS

    @property
    def spoken(self) -> Language:
        """Return what the language does to days."""
        return known_language(self.language)

    def say(self, key: str, **values: object) -> str:
        """Return a message in the language of the workbook."""
        return message(key, self.language, **values)

    def format(self, **look: object) -> object:
        """Return a format; text begins at the top of its cell."""
        return self.workbook.add_format({"valign": "top", **look})

    def range(self, sheet: str, rows: tuple[int, int], column: int = 0) -> str:
        """Return the address of some rows of a column of another sheet, for a list to choose from."""
        return f"='{self.say(f'template_sheet_{sheet}')}'!{xl_range_abs(rows[0], column, rows[1], column)}"


def write_table(
    book: Book,
    sheet,
    heads: Sequence[str],
    rows: Sequence[Sequence[object]],
    *,
    days: Container[int] = (),
    optional: int | None = None,
    laid: int = 0,
) -> None:
    """Write headings and rows, the headings frozen, and tint what is to be filled in.

    `days`: the columns of days; `optional`: the first column that may stay empty, from which on they can be
    folded away; `laid`: how many columns have their values already.
    """
    for column, head in enumerate(heads):
        free = optional is not None and column >= optional
        look = {**_HAIR, "bg_color": OPTIONAL if free else INPUT} if column >= laid else dict(_HAIR)
        if column in days:
            look["num_format"] = book.spoken.sheet_day
        # The first column holds names, which are longer than their heading.
        width = 24 if column == 0 else 14 if column in days else max(14, min(len(head) + 4, 26))
        sheet.set_column(column, column, width, book.format(**look), {"level": 1} if free else {})
        sheet.write(0, column, head, head_format(book, free))
    sheet.set_row(0, 45)
    sheet.freeze_panes(1, 1)
    write_rows(book, sheet, 1, rows)


def write_rows(book: Book, sheet, first: int, rows: Sequence[Sequence[object]]) -> None:
    """Write rows of cells from row `first` on."""
    for row, cells in enumerate(rows, start=first):
        for column, cell in enumerate(cells):
            sheet.write(row, column, cell)


def set_height(sheet, row: int, widths: Sequence[int], cells: Sequence[object]) -> None:
    """Make a row high enough for texts that run over several lines: LibreOffice does not by itself, and
    prints them over each other.
    """
    lines = max(-(-len(str(cell)) // (width - 4)) for cell, width in zip(cells, widths, strict=False))
    sheet.set_row(row, 15 * max(lines, 1))


def head_format(book: Book, optional: bool = False) -> object:
    """Return the look of a heading; that of a column which may stay empty is lighter."""
    return book.format(bold=not optional, italic=optional, bg_color="#E7EEF7", border=1, text_wrap=True)


def input_format(book: Book, **look: object) -> object:
    """Return the look of a cell that waits for an answer."""
    return book.format(**_HAIR, bg_color=INPUT, text_wrap=True, **look)


def check_person(book: Book, sheet, column: int = 0, rows: tuple[int, int] | None = None) -> None:
    """Offer the names of the sheet People in a column, the first by itself."""
    people = book.range("people", (1, book.rows))
    # A warning only: who has not filled in the sheet People yet may go on.
    check = {"validate": "list", "source": people, "error_type": "warning"}
    check_cells(sheet, column, check, book, "person", rows=rows, sheet=book.say("template_sheet_people"))


def check_date(book: Book, sheet, column: int, rows: tuple[int, int] | None = None, hint: str = "") -> None:
    """Take only days in a column; `hint` is shown beside a cell that is chosen."""
    check = {
        "validate": "date",
        "criteria": "between",
        "minimum": date(1990, 1, 1),
        "maximum": date(2100, 12, 31),
    }
    if hint:
        check["input_message"] = hint
    check_cells(
        sheet,
        column,
        check,
        book,
        "date",
        rows=rows,
        example=f"{date(2026, 1, 5):{book.spoken.day}}",
    )


def check_cells(
    sheet,
    column: int,
    check: Mapping[str, object],
    book: Book,
    error: str,
    /,
    *,
    rows: tuple[int, int] | None = None,
    **values: object,
) -> None:
    """Check the cells of a column while they are filled in, those of all rows by themselves, and say what
    goes there.
    """
    first, last = rows or (1, book.rows)
    said = {
        "error_title": book.say("template_error"),
        "error_message": book.say(f"template_error_{error}", **values),
    }
    if sheet.data_validation(first, column, last, column, {**check, **said}) != 0:
        raise AssertionError(f"XlsxWriter refused the check {check} with {said}")
