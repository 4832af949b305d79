"""The sheets of people, readings and weeks: what can be chosen is what the readers understand, and cells are checked."""

from __future__ import annotations

import io
import re
from datetime import date

import python_calamine
from desk.workbooks import CONTEXT, SHEETS, TODAY, both_languages, part

from ssi_outcomes.desk.person_sheets import heading
from ssi_outcomes.desk.template import make_workbook
from ssi_outcomes.reading.kinds.recognition import read_sheet
from ssi_outcomes.reading.names.registry import activities, find_activity, find_outcome, outcomes
from ssi_outcomes.reading.parsed import Sheet

MONDAY = date(2026, 6, 29)


@both_languages
def test_every_heading_that_can_be_chosen_is_understood(language):
    for each in outcomes().values():
        assert find_outcome(heading(each.label[language])) == each.id
    for each in activities().values():
        assert find_activity(heading(each.label[language])) == each.id
    heads = (
        "Personne",
        "Semaine du",
        *(heading(each.label[language]) for each in (*outcomes().values(), *activities().values())),
    )
    sheet = Sheet("acme.xlsx", "Résultats", (1, 2), (heads, ("P01", MONDAY, *[1] * (len(heads) - 2))))
    parsed = read_sheet(sheet, CONTEXT)
    assert parsed.notes == () and parsed.rejected == ()
    assert {row["outcome"] for row in parsed.tables["outcomes"]} == set(outcomes())
    assert {row["activity"] for row in parsed.tables["activity"]} == set(activities())


@both_languages
def test_the_drop_downs_point_at_the_lists(language):
    content = make_workbook("acme", language, TODAY)
    lists = (
        python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        .get_sheet_by_name(SHEETS[language][0])
        .to_python()
    )
    for place, registry in ((4, outcomes()), (5, activities())):
        (address,) = set(
            re.findall(
                rf"<formula1>'?{SHEETS[language][0]}'?!\$A\$(\d+):\$A\$(\d+)</formula1>", part(content, place)
            )
        )
        first, last = map(int, address)
        assert [row[0] for row in lists[first - 1 : last]] == [
            heading(each.label[language]) for each in registry.values()
        ]


@both_languages
def test_cells_are_checked_while_they_are_filled_in(language):
    content = make_workbook("acme", language, TODAY)
    ssi = part(content, 3)
    bounds = dict(
        re.findall(
            r'<dataValidation type="decimal"[^>]*sqref="([A-Z])2:[A-Z]\d+"><formula1>0</formula1><formula2>(\d+)</formula2>',
            ssi,
        )
    )
    assert bounds == {
        "C": "100",
        "D": "25",
        "E": "25",
        "F": "25",
        "G": "25",
        "H": "100",
        "I": "100",
        "J": "100",
        "K": "100",
    }
    assert "conditionalFormatting" in ssi  # a total that is not the sum of its pillars
    weekly = part(content, 4)
    assert "WEEKDAY($B2,2)=1" in weekly
    assert (
        weekly.count('C$1&lt;&gt;""') == 1
    )  # a number under a column without heading is not taken in silence
    assert [part(content, place).count('state="frozen"') for place in range(6)] == [0, 0, 1, 1, 1, 1]
