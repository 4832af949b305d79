"""What is printed and filled in for the measure: a sheet a form, and the table of the room's answers."""

from __future__ import annotations

import csv
import io
from datetime import datetime

import xlsxwriter
from markupsafe import Markup

from ssi_outcomes.base.errors import message
from ssi_outcomes.base.privacy import SAFE_WORKBOOK
from ssi_outcomes.report.page_rules import CSP
from ssi_outcomes.workshop.blind_worlds import SETS
from ssi_outcomes.workshop.handed_in import column_heads
from ssi_outcomes.workshop.quiz import FORMS, LETTERS, MOMENTS, Item, draw_forms, read_quiz
from ssi_outcomes.workshop.room_answers import COLUMNS, moment_word

SEED = 1
_STYLE = """
:root { color-scheme: light dark }
body { font: 1rem/1.45 system-ui, sans-serif; max-width: 46rem; margin: 1.5rem auto; padding: 0 1rem }
h1 { font-size: 1.3rem } h2 { font-size: 1rem; margin: 0 0 .2rem }
p { margin: .2rem 0 .4rem } section { break-inside: avoid; margin-top: 1rem }
ol { list-style: lower-alpha; margin: 0; padding-left: 1.8rem }
.fill { display: flex; flex-wrap: wrap; gap: .4rem 2rem; margin: .8rem 0 }
.fill span { min-width: 12rem; border-bottom: 1px solid }
.box { display: inline-block; width: 1.6rem; height: 1.4rem; border: 1px solid; vertical-align: middle }
.box { margin-left: .5rem }
@media print { body { font-size: 10.5pt; margin: 0; max-width: none } @page { size: A4; margin: 14mm } }
"""
_PAGE = Markup("""<!DOCTYPE html>
<html lang="{language}">
<head>
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<main>
<h1>{title}</h1>
<p>{intro}</p>
<p class="fill"><span>{who}</span> <span>{when}</span></p>
{items}
<p>{thanks}</p>
</main>
</body>
</html>
""")


def make_sheet(form: str, language: str) -> str:
    """Return the page of one form, to print on both sides of a sheet; no answer stands on it."""
    asked = read_quiz().form(form)
    say = {name: message(f"quiz_sheet_{name}", language) for name in ("intro", "who", "thanks")}
    return _PAGE.format(
        language=language,
        policy=CSP,
        style=Markup(_STYLE),
        title=message("quiz_sheet_title", language, form=form),
        when=" / ".join(moment_word(moment, language) for moment in MOMENTS),
        items=Markup("\n").join(_lay_out(number, item, language) for number, item in enumerate(asked, 1)),
        **say,
    )


def _lay_out(number: int, item: Item, language: str) -> Markup:
    told = item.told(language)
    answers = Markup("").join(Markup("<li>{}</li>").format(option) for option in told.options)
    box = Markup('<span class="box"></span>')
    # The story first: who reads the question before it looks for the answer instead of reading.
    return Markup("<section><p><b>{}.</b> {}</p><h2>{} {}</h2><ol>{}</ol></section>").format(
        number, told.story, told.ask, box, answers
    )


def room_rows(people: int, language: str, seed: int = SEED) -> list[list[str]]:
    """Return the table of a room's answers: two rows a person, the forms drawn by lot, the letters empty."""
    rows = [column_heads("papers", language)]
    for number, forms in enumerate(draw_forms(people, seed), start=1):
        for moment, form in zip(MOMENTS, forms, strict=True):
            empty = [""] * (len(COLUMNS) - 3)
            rows.append([f"P{number:02}", moment_word(moment, language), form, *empty])
    return rows


def code_rows(people: int, language: str) -> list[list[str]]:
    """Return the table for the codes that the page shows: two rows a person, to be filled in."""
    names = [f"P{number:02}" for number in range(1, people + 1) for _ in MOMENTS]
    return [column_heads("codes", language), *([name, ""] for name in names)]


def world_rows(people: int, language: str) -> list[list[str]]:
    """Return the table for the worlds that are named: a row a person, the sets dealt out in turn."""
    dealt = [[f"P{number:02}", str((number - 1) % SETS + 1), ""] for number in range(1, people + 1)]
    return [column_heads("worlds", language), *dealt]


def make_csv(rows: list[list[str]]) -> bytes:
    """Return rows as spreadsheets of either language open them: semicolons, UTF-8 with its mark."""
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def make_workbook_of(rows: list[list[str]], language: str) -> bytes:
    """Return the same rows as a workbook whose cells offer what can be chosen; the same bytes each time."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, dict(SAFE_WORKBOOK)) as workbook:
        workbook.set_properties({"created": datetime(2026, 1, 5)})
        sheet = workbook.add_worksheet(message("quiz_sheet_room", language))
        heading, plain = workbook.add_format({"bold": True}), workbook.add_format()
        for place, row in enumerate(rows):
            for column, text in enumerate(row):
                sheet.write_string(place, column, text, plain if place else heading)
        sheet.freeze_panes(1, 3)
        choices = [[moment_word(moment, language) for moment in MOMENTS], [*FORMS], [*LETTERS]]
        for (first, last), listed in zip(((1, 1), (2, 2), (3, len(COLUMNS) - 1)), choices, strict=True):
            rule = {"validate": "list", "source": listed, "ignore_blank": True}
            sheet.data_validation(1, first, len(rows) + 200, last, rule)
    return stream.getvalue()
