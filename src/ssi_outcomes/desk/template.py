"""The sheets of the template workbook: headings, drop-downs and checks, in any of the languages."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

import xlsxwriter
from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from ssi_outcomes.base.catalogues import LANGUAGES, Language, known_language
from ssi_outcomes.base.errors import message
from ssi_outcomes.base.privacy import SAFE_WORKBOOK
from ssi_outcomes.base.ssi import MEANS, PILLAR_POINTS, PILLARS, RANKS, READING, SCORE_POINTS
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
ROWS = 3000  # rows that are checked while they are filled in
SECTION_ROWS = 15  # rows left free under each section of the sheet About


@dataclass(frozen=True)
class Content:
    """What is filled in already: rows by sheet (cells in the order of its columns), and what the sheet About
    says.
    """

    rows: Mapping[str, Sequence[Sequence[object]]] = field(default_factory=dict)
    about: Mapping[str, object] = field(default_factory=dict)
    sections: Mapping[str, Sequence[Sequence[object]]] = field(default_factory=dict)


@dataclass(frozen=True)
class _Book:
    workbook: xlsxwriter.Workbook
    language: str
    dataset: str
    today: date

    @property
    def spoken(self) -> Language:
        return known_language(self.language)

    def say(self, key: str, **values: object) -> str:
        return message(key, self.language, **values)

    def format(self, **look: object) -> object:
        return self.workbook.add_format({"valign": "top", **look})

    def range(self, sheet: str, rows: tuple[int, int], column: int = 0) -> str:
        """Return the address of some rows of a column of another sheet, for a list to choose from."""
        return f"='{self.say(f'template_sheet_{sheet}')}'!{xl_range_abs(rows[0], column, rows[1], column)}"


def make_workbook(dataset: str, language: str, today: date, content: Content | None = None) -> bytes:
    """Return the template as an XLSX file: About, People, SSI, Outcomes, Activity, Read me, with `content` in
    it.
    """
    content = content or Content()
    stream = io.BytesIO()
    look = {**SAFE_WORKBOOK, "default_date_format": known_language(language).sheet_day}
    with xlsxwriter.Workbook(stream, look) as workbook:
        workbook.set_properties({"title": dataset, "created": datetime.combine(today, time())})
        book = _Book(workbook, language, dataset, today)
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


def _write_people(book: _Book, sheet, content: Content) -> None:
    _write_table(
        book, sheet, [book.say(f"template_head_{name}") for name in PEOPLE], content.rows.get("people", ())
    )
    place = {name: index for index, name in enumerate(PEOPLE)}
    _check(
        sheet,
        place["seat"],
        {"validate": "list", "source": book.say("template_yes_no").split("|")},
        book,
        "list",
    )
    for name in ("start", "end"):
        sheet.set_column(place[name], place[name], 14, book.format(num_format=book.spoken.sheet_day))
        _check_date(book, sheet, place[name])


def _write_ssi(book: _Book, sheet, content: Content) -> None:
    _write_table(
        book, sheet, [book.say(f"template_head_{name}") for name in SSI], content.rows.get("ssi", ())
    )
    place = {name: index for index, name in enumerate(SSI)}
    _check_person(book, sheet)
    sheet.set_column(place["read_at"], place["read_at"], 14, book.format(num_format=book.spoken.sheet_day))
    _check_date(book, sheet, place["read_at"])
    for name in (*READING, *MEANS, *RANKS):
        high = PILLAR_POINTS if name in PILLARS else SCORE_POINTS
        check = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": high}
        _check(sheet, place[name], check, book, "number", low=0, high=high)
    _check(
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
    book: _Book, sheet, content: Content, name: str, labels: Mapping[str, str], lists: Mapping[str, str]
) -> None:
    """Write the sheet for a week's counts: person, Monday, then one column for each thing counted, chosen at
    its head.
    """
    chosen = OUTCOMES if name == "outcomes" else ACTIVITIES
    heads = [
        book.say("template_head_person"),
        book.say("template_head_week"),
        *(heading(labels[key]) if key else "" for key in chosen),
    ]
    _write_table(book, sheet, heads, content.rows.get(name, ()))
    _check_person(book, sheet)
    sheet.set_column(1, 1, 14, book.format(num_format=book.spoken.sheet_day))
    monday = {"validate": "custom", "value": "=AND(ISNUMBER($B2),WEEKDAY($B2,2)=1)"}
    _check(sheet, 1, monday, book, "monday", example=f"{date(2026, 1, 5):{book.spoken.day}}")
    for column in range(2, len(heads)):
        _check(sheet, column, {"validate": "list", "source": lists[name]}, book, "list", rows=(0, 0))
        head, cell = xl_rowcol_to_cell(0, column, row_abs=True), xl_rowcol_to_cell(1, column)
        _check(
            sheet,
            column,
            {"validate": "custom", "value": f'=AND({head}<>"",ISNUMBER({cell}),{cell}>=0)'},
            book,
            "count",
        )


def _write_about(book: _Book, sheet, content: Content, lists: Mapping[str, str]) -> None:
    """Write the keys with their values and hints, then the sections, each with its own heading row."""
    widths = (38, *[30] * 5)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width, book.format(text_wrap=True))
    bold, grey, head = (
        book.format(bold=True),
        book.format(italic=True, font_color="#555555", text_wrap=True),
        _head_format(book),
    )
    said = {"title": book.dataset, "language": book.language, **content.about}
    for row, key in enumerate(SCALARS):
        sheet.write_string(row, 0, book.say(f"about_key_{key}"), bold)
        sheet.write(row, 1, said.get(key, ""))
        sheet.write_string(row, 2, hint := book.say(f"about_hint_{key}"), grey)
        _set_height(sheet, row, widths, ["", said.get(key, ""), hint])
    row = len(SCALARS) + 1
    for section, keys in SECTIONS.items():
        sheet.write_string(row, 0, book.say(f"about_section_{section}"), bold)
        sheet.merge_range(
            row, 1, row, len(widths) - 1, hint := book.say(f"about_section_hint_{section}"), grey
        )
        _set_height(sheet, row, (38, 150), ["", hint])
        for column, key in enumerate(keys):
            sheet.write_string(row + 1, column, book.say(f"about_column_{key}"), head)
        _set_height(sheet, row + 1, widths, [book.say(f"about_column_{key}") for key in keys])
        filled = content.sections.get(section, ())
        _write_rows(book, sheet, row + 2, filled)
        for place, cells in enumerate(filled, start=row + 2):
            _set_height(sheet, place, widths, cells)
        _check_section(book, sheet, keys, (row + 2, row + 1 + SECTION_ROWS), lists)
        row += SECTION_ROWS + 3
    _check(
        sheet,
        1,
        {"validate": "list", "source": list(LANGUAGES)},
        book,
        "list",
        rows=(SCALARS.index("language"),) * 2,
    )
    answers = {"validate": "list", "source": book.say("template_yes_no").split("|")}
    for key in ("picked", "synthetic"):
        _check(sheet, 1, answers, book, "list", rows=(SCALARS.index(key),) * 2)


def _check_section(
    book: _Book, sheet, keys: Sequence[str], rows: tuple[int, int], lists: Mapping[str, str]
) -> None:
    for column, key in enumerate(keys):
        if key in ("start", "end"):
            _check_date(book, sheet, column, rows)
        elif key in ("outcome", "name"):
            source = lists["outcomes" if key == "outcome" else "all"]
            _check(sheet, column, {"validate": "list", "source": source}, book, "list", rows=rows)
        elif key == "table":
            tables = [book.say(f"template_sheet_{table}") for table in ("outcomes", "activity", "ssi")]
            _check(sheet, column, {"validate": "list", "source": tables}, book, "list", rows=rows)


def _write_read_me(book: _Book, sheet) -> dict[str, str]:
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
        _set_height(sheet, row, (110,), [line])
    first = len(text)
    counted = [*outcomes().values(), *activities().values()]
    for row, each in enumerate(counted, start=first):
        sheet.write_string(row, 0, heading(each.label[book.language]))
        sheet.write_string(row, 1, book.say(f"template_kind_{each.kind}"))
    middle, last = first + len(outcomes()), first + len(counted) - 1
    ends = {"outcomes": (first, middle - 1), "activity": (middle, last), "all": (first, last)}
    return {name: book.range("read_me", rows) for name, rows in ends.items()}


def _write_table(book: _Book, sheet, heads: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    for column, head in enumerate(heads):
        sheet.write(0, column, head, _head_format(book))
        sheet.set_column(column, column, max(14, min(len(head) + 4, 26)))
    sheet.set_row(0, 45)
    sheet.freeze_panes(1, 1)
    _write_rows(book, sheet, 1, rows)


def _write_rows(book: _Book, sheet, first: int, rows: Sequence[Sequence[object]]) -> None:
    for row, cells in enumerate(rows, start=first):
        for column, cell in enumerate(cells):
            sheet.write(row, column, cell)


def _set_height(sheet, row: int, widths: Sequence[int], cells: Sequence[object]) -> None:
    """Make a row high enough for texts that run over several lines: LibreOffice does not by itself, and
    prints them over each other.
    """
    lines = max(-(-len(str(cell)) // (width - 4)) for cell, width in zip(cells, widths, strict=False))
    sheet.set_row(row, 15 * max(lines, 1))


def _head_format(book: _Book) -> object:
    return book.format(bold=True, bg_color="#E7EEF7", border=1, text_wrap=True)


def _check_person(book: _Book, sheet) -> None:
    people = book.range("people", (1, ROWS))
    # A warning only: who has not filled in the sheet People yet may go on.
    check = {"validate": "list", "source": people, "error_type": "warning"}
    _check(sheet, 0, check, book, "person", sheet=book.say("template_sheet_people"))


def _check_date(book: _Book, sheet, column: int, rows: tuple[int, int] = (1, ROWS)) -> None:
    check = {
        "validate": "date",
        "criteria": "between",
        "minimum": date(1990, 1, 1),
        "maximum": date(2100, 12, 31),
    }
    _check(
        sheet,
        column,
        check,
        book,
        "date",
        rows=rows,
        example=f"{date(2026, 1, 5):{book.spoken.day}}",
    )


def _check(
    sheet,
    column: int,
    check: Mapping[str, object],
    book: _Book,
    error: str,
    /,
    *,
    rows: tuple[int, int] = (1, ROWS),
    **values: object,
) -> None:
    """Check the cells of a column while they are filled in, and say what goes there."""
    said = {
        "error_title": book.say("template_error"),
        "error_message": book.say(f"template_error_{error}", **values),
    }
    if sheet.data_validation(rows[0], column, rows[1], column, {**check, **said}) != 0:
        raise AssertionError(f"XlsxWriter refused the check {check} with {said}")
