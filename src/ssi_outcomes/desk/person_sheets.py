"""The template's sheets with a row for a person, a reading or a week: headings, drop-downs and checks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from xlsxwriter.utility import xl_rowcol_to_cell

from ssi_outcomes.base.ssi import MEANS, PILLAR_POINTS, PILLARS, RANKS, READING, SCORE_POINTS
from ssi_outcomes.desk.checked_cells import (
    Book,
    check_cells,
    check_date,
    check_person,
    write_table,
)
from ssi_outcomes.desk.filled_in import Content

PEOPLE = ("person", "role", "team", "seat", "start", "end", "note")
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


def write_people(book: Book, sheet, content: Content) -> None:
    """Write the sheet of people: all but the name may stay empty."""
    place = _write_named(book, sheet, PEOPLE, content.rows.get("people", ()), ("start", "end"), "role")
    answers = {"validate": "list", "source": book.say("template_yes_no").split("|")}
    check_cells(sheet, place["seat"], answers, book, "list")
    for name in ("start", "end"):
        check_date(book, sheet, place[name])


def write_ssi(book: Book, sheet, content: Content) -> None:
    """Write the sheet of readings: the score and its pillars, then what may stay empty."""
    rows, laid = content.rows.get("ssi", ()), 2 * bool(content.laid)
    place = _write_named(book, sheet, SSI, rows, ("read_at",), MEANS[0], laid)
    check_person(book, sheet)
    check_date(book, sheet, place["read_at"], hint=book.say("template_hint_read_at") if content.laid else "")
    _part_weeks(book, sheet, content)
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
        book.rows,
        place["build"],
        {"type": "formula", "criteria": off, "format": book.format(bg_color="#FFD8A8", bold=True)},
    )


def write_weekly(
    book: Book, sheet, content: Content, name: str, labels: Mapping[str, str], lists: Mapping[str, str]
) -> None:
    """Write the sheet for a week's counts: person, Monday (in a trial, what was drawn for the week), then one
    column for each thing counted, chosen at its head.
    """
    chosen = OUTCOMES if name == "outcomes" else ACTIVITIES
    fixed = ["person", "week", *["drawn"] * (content.drawn and name == "activity")]
    heads = [
        *(book.say(f"template_head_{each}") for each in fixed),
        *(heading(labels[key]) if key else "" for key in chosen),
    ]
    write_table(
        book,
        sheet,
        heads,
        content.rows.get(name, ()),
        days={1},
        optional=len(fixed) + sum(map(bool, chosen)),
        laid=len(fixed) * bool(content.laid),
    )
    check_person(book, sheet)
    _part_weeks(book, sheet, content)
    monday = {"validate": "custom", "value": "=AND(ISNUMBER($B2),WEEKDAY($B2,2)=1)"}
    check_cells(sheet, 1, monday, book, "monday", example=f"{date(2026, 1, 5):{book.spoken.day}}")
    for column in range(len(fixed), len(heads)):
        check_cells(sheet, column, {"validate": "list", "source": lists[name]}, book, "list", rows=(0, 0))
        head, cell = xl_rowcol_to_cell(0, column, row_abs=True), xl_rowcol_to_cell(1, column)
        check_cells(
            sheet,
            column,
            {"validate": "custom", "value": f'=AND({head}<>"",ISNUMBER({cell}),{cell}>=0)'},
            book,
            "count",
        )


def _write_named(
    book: Book,
    sheet,
    names: Sequence[str],
    rows: Sequence[Sequence[object]],
    days: Sequence[str],
    optional: str,
    laid: int = 0,
) -> dict[str, int]:
    """Write headings and rows, as `write_table` does with columns that go by their names; return the place of
    each.
    """
    place = {name: index for index, name in enumerate(names)}
    heads = [book.say(f"template_head_{name}") for name in names]
    free, of_days = place[optional], {place[name] for name in days}
    write_table(book, sheet, heads, rows, days=of_days, optional=free, laid=laid)
    return place


def _part_weeks(book: Book, sheet, content: Content) -> None:
    """Draw a line above the first row of each week that was laid out."""
    if content.laid:
        line = {"type": "formula", "criteria": "=$B2<>$B1", "format": book.format(top=1)}
        sheet.conditional_format(1, 0, book.rows, 1, line)


def heading(label: str) -> str:
    """Return an outcome's label as it stands at the head of a column."""
    return label[0].upper() + label[1:]
