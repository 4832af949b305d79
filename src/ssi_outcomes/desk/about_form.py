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
from ssi_outcomes.reading.kinds.about_files import SCALARS, SECTIONS

SECTION_ROWS = 15  # rows left free under each section


def write_about(book: Book, sheet, content: Content, lists: Mapping[str, str]) -> None:
    """Write the keys with their values and hints, then the sections, each with its own heading row."""
    widths = (38, *[30] * 5)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width, book.format(text_wrap=True))
    bold, grey, head, answer = (
        book.format(bold=True),
        book.format(italic=True, font_color="#555555", text_wrap=True),
        head_format(book),
        input_format(book),
    )
    said = {"title": book.dataset, "language": book.language, **content.about}
    for row, key in enumerate(SCALARS):
        sheet.write_string(row, 0, book.say(f"about_key_{key}"), bold)
        sheet.write(row, 1, said.get(key, ""), answer)
        sheet.write_string(row, 2, hint := book.say(f"about_hint_{key}"), grey)
        set_height(sheet, row, widths, ["", said.get(key, ""), hint])
    row = len(SCALARS) + 1
    for section, keys in SECTIONS.items():
        sheet.write_string(row, 0, book.say(f"about_section_{section}"), bold)
        sheet.merge_range(
            row, 1, row, len(widths) - 1, hint := book.say(f"about_section_hint_{section}"), grey
        )
        set_height(sheet, row, (38, 150), ["", hint])
        for column, key in enumerate(keys):
            sheet.write_string(row + 1, column, book.say(f"about_column_{key}"), head)
        set_height(sheet, row + 1, widths, [book.say(f"about_column_{key}") for key in keys])
        filled = content.sections.get(section, ())
        _write_section(book, sheet, row + 2, keys, filled)
        for place, cells in enumerate(filled, start=row + 2):
            set_height(sheet, place, widths, cells)
        _check_section(book, sheet, keys, (row + 2, row + 1 + SECTION_ROWS), lists)
        row += SECTION_ROWS + 3
    check_cells(
        sheet,
        1,
        {"validate": "list", "source": list(LANGUAGES)},
        book,
        "list",
        rows=(SCALARS.index("language"),) * 2,
    )
    answers = {"validate": "list", "source": book.say("template_yes_no").split("|")}
    for key in ("picked", "synthetic"):
        check_cells(sheet, 1, answers, book, "list", rows=(SCALARS.index(key),) * 2)


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
