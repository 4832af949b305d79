"""The template's sheet About: what files cannot say, asked for line by line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ssi_outcomes.base.catalogues import LANGUAGES
from ssi_outcomes.desk.checked_cells import (
    Book,
    check_cells,
    check_date,
    check_person,
    head_format,
    input_format,
    set_height,
)
from ssi_outcomes.desk.filled_in import Content
from ssi_outcomes.reading.kinds.described.about_files import SCALARS, SECTIONS

SECTION_ROWS = 15  # rows left free under each section
WIDTHS = (38, *[30] * 5)  # of the columns, in signs


def write_about(book: Book, sheet, content: Content, lists: Mapping[str, str]) -> None:
    """Write the keys with their values and hints, then the sections, each with its own heading row."""
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width, book.format(text_wrap=True))
    _write_keys(book, sheet, {"title": book.dataset, "language": book.language, **content.about})
    row = len(SCALARS) + 1
    for section, keys in SECTIONS.items():
        _head_section(book, sheet, row, section, keys)
        _write_section(book, sheet, row + 2, keys, content.sections.get(section, ()))
        _check_section(book, sheet, keys, (row + 2, row + 1 + SECTION_ROWS), lists)
        row += SECTION_ROWS + 3


def _write_keys(book: Book, sheet, said: Mapping[str, object]) -> None:
    """Write each single value's name, what is `said` of it, and what it is for."""
    bold, grey, answer = book.format(bold=True), _hint_format(book), input_format(book)
    for row, key in enumerate(SCALARS):
        value, hint = said.get(key, ""), book.say(f"about_hint_{key}")
        sheet.write_string(row, 0, book.say(f"about_key_{key}"), bold)
        sheet.write(row, 1, value, answer)
        sheet.write_string(row, 2, hint, grey)
        set_height(sheet, row, WIDTHS, ["", value, hint])
    answers = book.say("template_yes_no").split("|")
    for key, choices in (
        ("language", list(LANGUAGES)),
        ("picked", answers),
        ("rolled_out", answers),
        ("synthetic", answers),
    ):
        rows = (SCALARS.index(key),) * 2
        check_cells(sheet, 1, {"validate": "list", "source": choices}, book, "list", rows=rows)


def _head_section(book: Book, sheet, row: int, section: str, keys: Sequence[str]) -> None:
    """Write a section's name and what it is for, and under them the headings of its columns."""
    head, hint = head_format(book), book.say(f"about_section_hint_{section}")
    sheet.write_string(row, 0, book.say(f"about_section_{section}"), book.format(bold=True))
    sheet.merge_range(row, 1, row, len(WIDTHS) - 1, hint, _hint_format(book))
    set_height(sheet, row, (WIDTHS[0], sum(WIDTHS[1:])), ["", hint])
    heads = [book.say(f"about_column_{key}") for key in keys]
    for column, text in enumerate(heads):
        sheet.write_string(row + 1, column, text, head)
    set_height(sheet, row + 1, WIDTHS, heads)


def _hint_format(book: Book) -> object:
    return book.format(italic=True, font_color="#555555", text_wrap=True)


def _write_section(
    book: Book, sheet, first: int, keys: Sequence[str], filled: Sequence[Sequence[object]]
) -> None:
    """Write what is known of a section, and tint the rows that wait for more."""
    day, other = input_format(book, num_format=book.spoken.sheet_day), input_format(book)
    for row in range(max(SECTION_ROWS, len(filled))):
        cells = filled[row] if row < len(filled) else ()
        for column, key in enumerate(keys):
            cell = cells[column] if column < len(cells) else None
            sheet.write(first + row, column, cell, day if key in ("start", "end") else other)
    for place, cells in enumerate(filled, start=first):
        set_height(sheet, place, WIDTHS, cells)


def _check_section(
    book: Book, sheet, keys: Sequence[str], rows: tuple[int, int], lists: Mapping[str, str]
) -> None:
    for column, key in enumerate(keys):
        if key in ("start", "end"):
            check_date(book, sheet, column, rows)
        elif key == "person":
            check_person(book, sheet, column, rows)
        elif key in ("outcome", "name"):
            source = lists["outcomes" if key == "outcome" else "all"]
            check_cells(sheet, column, {"validate": "list", "source": source}, book, "list", rows=rows)
        elif key == "table":
            tables = [book.say(f"template_sheet_{table}") for table in ("outcomes", "activity", "ssi")]
            check_cells(sheet, column, {"validate": "list", "source": tables}, book, "list", rows=rows)
