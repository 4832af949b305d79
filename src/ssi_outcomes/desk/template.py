"""The sheets of the template workbook: headings, drop-downs and checks, in any of the languages."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from ssi_outcomes.base.catalogues import LANGUAGES, known_language
from ssi_outcomes.base.privacy import SAFE_WORKBOOK
from ssi_outcomes.base.ssi import MEANS, PILLAR_POINTS, PILLARS, RANKS, READING, SCORE_POINTS
from ssi_outcomes.desk.checked_cells import (
    ROWS,
    Book,
    check_cells,
    check_date,
    check_person,
    head_format,
    set_height,
    write_rows,
    write_table,
)
from ssi_outcomes.reading.kinds.about_files import SCALARS, SECTIONS
from ssi_outcomes.reading.names.registry import activities, outcomes

PEOPLE = ("person", "role", "seat", "start", "end", "note")
SSI = (
    "person",
    "read_at",
    *READING,
    *MEANS,
    *RANKS,
    "source_kind",
)
# The article's questions and its conclusion; free columns beside them wait for a heading.
OUTCOMES = (
    "phone_meetings",
    "incoming_calls",
    "inbound_requests",
    "physical_meetings",
    "contracts",
    "",
    "",
    "",
)
ACTIVITIES = ("posts", "comments_written", "messages_sent", "invitations_sent", "", "")
SECTION_ROWS = 15  # rows left free under each section of the sheet About


@dataclass(frozen=True)
class Content:
    """What is filled in already: rows by sheet (cells in the order of its
    columns), and what the sheet About says.
    """

    rows: Mapping[str, Sequence[Sequence[object]]] = field(default_factory=dict)
    about: Mapping[str, object] = field(default_factory=dict)
    sections: Mapping[str, Sequence[Sequence[object]]] = field(default_factory=dict)


def make_workbook(dataset: str, language: str, today: date, content: Content | None = None) -> bytes:
    """Return the template as an XLSX file: About, People, SSI, Outcomes,
    Activity, Read me, with `content` in it.
    """
    content = content or Content()
    stream = io.BytesIO()
    look = {**SAFE_WORKBOOK, "default_date_format": known_language(language).sheet_day}
    with xlsxwriter.Workbook(stream, look) as workbook:
        workbook.set_properties({"title": dataset, "created": datetime.combine(today, time())})
        book = Book(workbook, language, dataset, today)
        sheets = {
            name: workbook.add_worksheet(book.say(f"template_sheet_{name}"))
            for name in ("about", "people", "ssi", "outcomes", "activity", "read_me")
        }
        for name, sheet in sheets.items():
            _set_page(sheet, has_headings=name not in ("about", "read_me"))
        lists = _write_read_me(book, sheets["read_me"])
        _write_about(book, sheets["about"], content, lists)
        _write_people(book, sheets["people"], content)
        _write_ssi(book, sheets["ssi"], content)
        _write_weekly(
            book,
            sheets["outcomes"],
            content,
            "outcomes",
            {key: each.label[language] for key, each in outcomes().items()},
            lists,
        )
        _write_weekly(
            book,
            sheets["activity"],
            content,
            "activity",
            {key: each.label[language] for key, each in activities().items()},
            lists,
        )
    return stream.getvalue()


def heading(label: str) -> str:
    """Return an outcome's label as it stands at the head of a column."""
    return label[0].upper() + label[1:]


def _set_page(sheet, has_headings: bool) -> None:
    """Print on A4, lying, all columns on one page, the headings on each."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    if has_headings:
        sheet.repeat_rows(0)


def _write_people(book: Book, sheet, content: Content) -> None:
    write_table(
        book, sheet, [book.say(f"template_head_{name}") for name in PEOPLE], content.rows.get("people", ())
    )
    place = {name: index for index, name in enumerate(PEOPLE)}
    check_cells(
        sheet,
        place["seat"],
        {"validate": "list", "source": book.say("template_yes_no").split("|")},
        book,
        "list",
    )
    for name in ("start", "end"):
        sheet.set_column(place[name], place[name], 14, book.format(num_format=book.spoken.sheet_day))
        check_date(book, sheet, place[name])


def _write_ssi(book: Book, sheet, content: Content) -> None:
    write_table(book, sheet, [book.say(f"template_head_{name}") for name in SSI], content.rows.get("ssi", ()))
    place = {name: index for index, name in enumerate(SSI)}
    check_person(book, sheet)
    sheet.set_column(place["read_at"], place["read_at"], 14, book.format(num_format=book.spoken.sheet_day))
    check_date(book, sheet, place["read_at"])
    for name in (*READING, *MEANS, *RANKS):
        high = PILLAR_POINTS if name in PILLARS else SCORE_POINTS
        check = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": high}
        check_cells(sheet, place[name], check, book, "number", low=0, high=high)
    check_cells(
        sheet,
        place["source_kind"],
        {"validate": "list", "source": book.say("template_sources").split("|")},
        book,
        "list",
    )
    # LinkedIn's total is the rounded sum of the four: a slip of the finger shows at once.
    cell, first, last = (
        xl_rowcol_to_cell(1, place[name], col_abs=True) for name in ("ssi", PILLARS[0], PILLARS[-1])
    )
    off = f"=AND(ISNUMBER({cell}),COUNT({first}:{last})=4,ABS(SUM({first}:{last})-{cell})>0.51)"
    sheet.conditional_format(
        1,
        place["ssi"],
        ROWS,
        place["build"],
        {"type": "formula", "criteria": off, "format": book.format(bg_color="#FFD8A8", bold=True)},
    )


def _write_weekly(
    book: Book, sheet, content: Content, name: str, labels: Mapping[str, str], lists: Mapping[str, str]
) -> None:
    """Write the sheet for a week's counts: person, Monday, then one column
    for each thing counted, chosen at its head.
    """
    chosen = OUTCOMES if name == "outcomes" else ACTIVITIES
    heads = [
        book.say("template_head_person"),
        book.say("template_head_week"),
        *(heading(labels[key]) if key else "" for key in chosen),
    ]
    write_table(book, sheet, heads, content.rows.get(name, ()))
    check_person(book, sheet)
    sheet.set_column(1, 1, 14, book.format(num_format=book.spoken.sheet_day))
    monday = {"validate": "custom", "value": "=AND(ISNUMBER($B2),WEEKDAY($B2,2)=1)"}
    check_cells(sheet, 1, monday, book, "monday", example=f"{date(2026, 1, 5):{book.spoken.day}}")
    for column in range(2, len(heads)):
        check_cells(sheet, column, {"validate": "list", "source": lists[name]}, book, "list", rows=(0, 0))
        head, cell = xl_rowcol_to_cell(0, column, row_abs=True), xl_rowcol_to_cell(1, column)
        check_cells(
            sheet,
            column,
            {"validate": "custom", "value": f'=AND({head}<>"",ISNUMBER({cell}),{cell}>=0)'},
            book,
            "count",
        )


def _write_about(book: Book, sheet, content: Content, lists: Mapping[str, str]) -> None:
    """Write the keys with their values and hints, then the sections, each with its own heading row."""
    widths = (38, *[30] * 5)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width, book.format(text_wrap=True))
    bold, grey, head = (
        book.format(bold=True),
        book.format(italic=True, font_color="#555555", text_wrap=True),
        head_format(book),
    )
    said = {"title": book.dataset, "language": book.language, **content.about}
    for row, key in enumerate(SCALARS):
        sheet.write_string(row, 0, book.say(f"about_key_{key}"), bold)
        sheet.write(row, 1, said.get(key, ""))
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
        write_rows(book, sheet, row + 2, filled)
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


def _check_section(
    book: Book, sheet, keys: Sequence[str], rows: tuple[int, int], lists: Mapping[str, str]
) -> None:
    for column, key in enumerate(keys):
        if key in ("start", "end"):
            check_date(book, sheet, column, rows)
        elif key in ("outcome", "name"):
            source = lists["outcomes" if key == "outcome" else "all"]
            check_cells(sheet, column, {"validate": "list", "source": source}, book, "list", rows=rows)
        elif key == "table":
            tables = [book.say(f"template_sheet_{table}") for table in ("outcomes", "activity", "ssi")]
            check_cells(sheet, column, {"validate": "list", "source": tables}, book, "list", rows=rows)


def _write_read_me(book: Book, sheet) -> dict[str, str]:
    """Write how to fill in, and what can be counted; return the addresses of the lists to choose from."""
    sheet.set_column(0, 0, 110)
    sheet.set_column(1, 1, 20)
    text = (
        book.say(
            "template_read_me",
            dataset=book.dataset,
            example=book.say("template_example_file", dataset=book.dataset),
        )
        .strip("\n")
        .split("\n")
    )
    for row, line in enumerate(text):
        sheet.write_string(row, 0, line, book.format(text_wrap=True, bold=not line.startswith("•")))
        set_height(sheet, row, (110,), [line])
    first = len(text)
    counted = [*outcomes().values(), *activities().values()]
    for row, each in enumerate(counted, start=first):
        sheet.write_string(row, 0, heading(each.label[book.language]))
        sheet.write_string(row, 1, book.say(f"template_kind_{each.kind}"))
    middle, last = first + len(outcomes()), first + len(counted) - 1
    ends = {"outcomes": (first, middle - 1), "activity": (middle, last), "all": (first, last)}
    return {name: book.range("read_me", rows) for name, rows in ends.items()}
