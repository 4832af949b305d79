"""Tables and workbooks of one's own with a hostile text in each cell that takes one."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date, timedelta

import xlsxwriter
from reliability.hostile_texts import FIRED, UNSAVED, mark_of, texts

from ssi_outcomes.desk.filled_in import Content
from ssi_outcomes.desk.template import make_workbook

FIRST_MONDAY = date(2026, 1, 5)
EVE = FIRST_MONDAY - timedelta(days=1)
MONDAYS = [FIRST_MONDAY + timedelta(weeks=week) for week in range(12)]
AFTER = MONDAYS[-1] + timedelta(weeks=1)
OUTCOMES = ("Phone meetings", "Physical meetings", "Contracts")


def make_tables() -> dict[str, str]:
    """Return each CSV by its name."""
    people, notes, cells, headers = (
        texts("person"),
        texts("note"),
        texts("cell", "nul"),
        texts("header", "nul"),
    )
    ignored = texts(
        "ignored", "nul", "return", "hidden_formula"
    )  # the last two are another one's twins, and no header may stand twice
    staff = [
        (person, role, "yes", note) for person, role, note in zip(people, texts("role"), notes, strict=True)
    ]
    staff += [(person, "", seat, "") for person, seat in zip(people, texts("seat"), strict=True)]
    scores = [
        (person, monday, 30 + (7 * place + 3 * week) % 40, notes[place])
        for place, week, person, monday in _person_weeks(people)
    ]
    # A row whose name is none leaves what it counts unknown of everybody: `scores` has some, the others few.
    called = texts("person", "nul", "invisible")
    results = [
        (
            person,
            monday + timedelta(days=place % 5),
            OUTCOMES[(place + week) % 3],
            1 + (place + week) % 2,
            notes[place],
        )
        for place, week, person, monday in _person_weeks(called)
        if (place * week) % 4 != 1
    ]
    results += [(people[0], MONDAYS[0], label, 1, "") for label in texts("outcome")]
    results += [(people[0], day, OUTCOMES[0], 1, "") for day in texts("date")]
    results += [(people[0], MONDAYS[1], OUTCOMES[0], count, "") for count in texts("count")]
    posts = [(person, monday, "Posts", week % 3) for _, week, person, monday in _person_weeks(called)]
    posts += [(people[0], MONDAYS[0], label, 1) for label in texts("activity")]
    return {
        "staff.csv": as_csv(("Person", "Role", "Sales Navigator", "Note"), staff),
        "scores.csv": as_csv(("Person", "Date", "SSI", "Note"), scores),
        "sources.csv": as_csv(
            ("Person", "Date", "SSI", "Source kind"),
            [(person, EVE, 40, source) for person, source in zip(people, texts("source_kind"), strict=True)],
        ),
        "results.csv": as_csv(("Person", "Date", "Outcome", "Count", "Note"), results),
        "money.csv": as_csv(
            ("Person", "Date", "Outcome", "Value", "Currency"),
            [(people[0], MONDAYS[0], "Revenue", 100, currency) for currency in texts("currency")],
        ),
        "activity.csv": as_csv(("Person", "Date", "Activity", "Count"), posts),
        "weeks.csv": as_csv(
            ("Person", "Week", "Proposals", *headers), [(person, MONDAYS[0], 1, *cells) for person in people]
        ),
        "unknown.csv": as_csv(headers, [cells]),
        "mapped.csv": as_csv(
            headers[:4],
            [(person, MONDAYS[2], label, 1) for person, label in zip(people, texts("mapped"), strict=True)],
        ),
        "lone.csv": as_csv(("Date", "SSI", *ignored), [(MONDAYS[0], 40, *cells[: len(ignored)])]),
    }


def _person_weeks(people: Sequence[str]) -> Iterator[tuple[int, int, str, date]]:
    """Yield the place of each person and week, with who and which Monday it is."""
    for place, person in enumerate(people):
        for week, monday in enumerate(MONDAYS):
            yield place, week, person, monday


def as_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a header and rows as the text of a CSV."""
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows([header, *rows])
    return stream.getvalue()


def make_workbooks(dataset: str) -> dict[str, bytes]:
    people, roles, notes = (texts(field, *UNSAVED) for field in ("person", "sheet_role", "sheet_note"))
    scores = (40, 10, 10, 10, 10)
    rows = {
        "people": [
            (person, role, None, "yes", AFTER, None, note)
            for person, role, note in zip(people, roles, notes, strict=True)
        ],
        "ssi": [
            (person, AFTER, *scores, None, None, None, None, source)
            for person, source in zip(people, notes, strict=True)
        ],
        "outcomes": [(person, AFTER, 1, 0, 0, 0, 0) for person in people],
        "activity": [(person, AFTER, 1, 0, 0, 0) for person in people],
    }
    meaning, place, chosen = (
        " · ".join(texts(field, *UNSAVED, "long", "unbroken"))
        for field in ("sheet_meaning", "sheet_place", "sheet_chosen")
    )
    about = {"title": texts("sheet_title")[0], "chosen": chosen, "picked": "no", "rolled_out": "no"}
    free = 15  # rows that the sheet About has for each of these
    sections = {
        "definitions": [("Phone meetings", meaning, place)],
        "coverage": [
            (source, "SSI", None, None, MONDAYS[0], AFTER)
            for source in texts("sheet_source", *UNSAVED)[:free]
        ],
        "absences": [(person, MONDAYS[-1], MONDAYS[-1]) for person in people[:free]],
    }
    return {
        "template.xlsx": make_workbook(dataset, "en", AFTER, Content(rows, about, sections)),
        "sheets.xlsx": _named_sheets(),
        _creator_name(): _creator(),
    }


def _named_sheets() -> bytes:
    """Return a workbook with a sheet of each name that a spreadsheet allows: 31 characters, none of []:*?/\\ in it. Every eighth is empty."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        for place, (text, person) in enumerate(
            zip(texts("sheet", *UNSAVED), texts("person", *UNSAVED), strict=True)
        ):
            with suppress(xlsxwriter.exceptions.XlsxWriterException):
                sheet = book.add_worksheet(
                    "".join(sign for sign in text if sign not in "[]:*?/\\").strip("'")[:31]
                )
                for row, cells in enumerate(
                    [("Person", "Date", "SSI"), (person, "2026-01-06", 40), (text, text, text)]
                    if place % 8
                    else []
                ):
                    sheet.write_row(row, 0, cells)
    return stream.getvalue()


def _creator_name() -> str:
    return f"Content_2026-01-05_2026-02-01_{mark_of('member')} <svg onload={FIRED}>.xlsx"


def _creator() -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        engagement, posts = book.add_worksheet("ENGAGEMENT"), book.add_worksheet("TOP POSTS")
        engagement.write_row(0, 0, ["Date", "Impressions", "Engagements"])
        for row, day in enumerate(range(5, 31), 1):
            engagement.write_row(row, 0, [f"1/{day}/2026", 10 + row, row])
        posts.write_column(2, 0, texts("post", *UNSAVED))
    return stream.getvalue()
