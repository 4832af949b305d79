"""The template workbook: its sheets in their order, each page as it is printed, in any of the languages."""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta

import xlsxwriter

from ssi_outcomes.base.catalogues import known_language
from ssi_outcomes.base.errors import message
from ssi_outcomes.base.lengths import WEEK
from ssi_outcomes.base.privacy import SAFE_WORKBOOK
from ssi_outcomes.desk.about_form import write_about
from ssi_outcomes.desk.checked_cells import ROWS, Book, set_height
from ssi_outcomes.desk.filled_in import Content
from ssi_outcomes.desk.person_sheets import heading, write_people, write_ssi, write_weekly
from ssi_outcomes.reading.names.registry import activities, outcomes

SHEETS = ("read_me", "about", "people", "ssi", "outcomes", "activity")


def make_workbook(dataset: str, language: str, today: date, content: Content | None = None) -> bytes:
    """Return the template as an XLSX file, with `content` in it: Read me, then About, People, SSI, Outcomes,
    Activity.
    """
    content = content or Content()
    stream = io.BytesIO()
    look = {**SAFE_WORKBOOK, "default_date_format": known_language(language).sheet_day}
    with xlsxwriter.Workbook(stream, look) as workbook:
        workbook.set_properties({"title": dataset, "created": datetime.combine(today, time())})
        book = Book(workbook, language, dataset, today, rows=_count_rows(content))
        sheets = {name: workbook.add_worksheet(book.say(f"template_sheet_{name}")) for name in SHEETS}
        for name, sheet in sheets.items():
            _set_page(sheet, has_headings=name not in ("about", "read_me"))
        lists = _write_read_me(book, sheets["read_me"], content)
        write_about(book, sheets["about"], content, lists)
        write_people(book, sheets["people"], content)
        write_ssi(book, sheets["ssi"], content)
        write_weekly(
            book,
            sheets["outcomes"],
            content,
            "outcomes",
            {key: each.label[language] for key, each in outcomes().items()},
            lists,
        )
        write_weekly(
            book,
            sheets["activity"],
            content,
            "activity",
            {key: each.label[language] for key, each in activities().items()},
            lists,
        )
    return stream.getvalue()


def _count_rows(content: Content) -> int:
    """Return how many rows of a sheet are checked: those that are there, and as many again to be added."""
    return max(ROWS, 2 * max(map(len, content.rows.values()), default=0))


def _set_page(sheet, has_headings: bool) -> None:
    """Print on A4, lying, all columns on one page; the headings and the sheet's name on each."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer("&L&F&C&A&R&P / &N")
    if has_headings:
        sheet.repeat_rows(0)


def say_rows(dataset: str, content: Content, today: date, language: str) -> str:
    """Return the line that says which rows are there, or how to get them."""
    if content.laid:
        people, weeks, first = content.laid
        shown = f"{first:{known_language(language).day}}"
        return message("template_rows_laid", language, people=people, weeks=weeks, first=shown)
    monday = today + timedelta(days=-today.weekday() % WEEK)
    return message("template_rows_none", language, dataset=dataset, monday=monday.isoformat())


def _write_read_me(book: Book, sheet, content: Content) -> dict[str, str]:
    """Write how to fill in, and what can be counted; return the addresses of the lists to choose from."""
    sheet.set_column(0, 0, 110)
    sheet.set_column(1, 1, 20)
    text = (
        book.say(
            "template_read_me",
            dataset=book.dataset,
            example=book.say("template_example_file", dataset=book.dataset),
            rows=say_rows(book.dataset, content, book.today, book.language),
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
