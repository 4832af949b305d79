"""What stands under a header is a row, blank, set aside and said, or refused: all of it is accounted for."""

from __future__ import annotations

import pytest
from reading.texts import outcomes, read

from ssi_outcomes.reading.parsed import Sheet
from ssi_outcomes.reading.tables import bodies
from ssi_outcomes.reading.tables.bodies import Total, sort_rows, tell_totals
from ssi_outcomes.reading.tables.group_lines import GroupLines
from ssi_outcomes.reading.tables.header_names import headers_at


def sort(*rows: tuple, name: str = ""):
    sheet = Sheet("x.csv", name, tuple(range(1, len(rows) + 1)), rows)
    return sort_rows(sheet, next(headers_at(rows, 0)), len(rows[0]), GroupLines({}))


def test_each_row_has_one_fate():
    body = sort(
        ("Name", "Calls"),
        ("(text)", "nb"),
        ("Ana", "1"),
        ("", ""),
        ("Total", "1"),
        ("Bo",),
        ("Name", "Calls"),
    )
    assert (body.lines, body.blank, body.ignored) == ((3,), 1, 3)
    assert [(each.line, each.key) for each in body.rejected] == [(6, "row_short")]
    assert body.totals == (Total(5, "Total", 0),)


@pytest.mark.parametrize("name", ["", "Sheet1"])
def test_rows_without_a_closer_look_come_out_as_with_one(monkeypatch, name):
    rows = (
        ("Name", "Calls", ""),
        ("Name", "2", ""),
        ("Ana", "1", ""),
        ("Ana", "1"),
        ("Bo", "2", "", ""),
        ("Bo", "3", "late"),
        ("Bo", "4", "", "5"),
        ("Bo",),
        ("", "6", ""),
        ("Total", "7", ""),
        ("Name", "Calls", ""),
        (),
        ("Eve", "8", ""),
        ("", "", ""),
        ("Copyright (c) Example", "", ""),
    )
    sheet = Sheet("x.csv", name, tuple(range(1, len(rows) + 1)), rows)

    def body():
        return sort_rows(sheet, next(headers_at(rows, 0)), 2, GroupLines({}))

    quick = body()
    monkeypatch.setattr(bodies, "find_odd", lambda sheet, heads, start, *_: range(start, len(sheet.rows)))
    assert quick == body()
    assert quick.lines[:2] == (2, 3) and quick.reach == (3 if not name else 4)


def test_a_column_is_looked_through_once_however_many_of_its_cells_may_be_totals(monkeypatch):
    folded = []
    monkeypatch.setattr(bodies, "fold", lambda text: folded.append(text) or text.casefold())
    deals = tuple((f"Discount {number}", "1") for number in range(30))
    assert len(sort(("Name", "Calls"), *deals, ("Discount 7 total", "1")).totals) == 1
    assert len(folded) == 31


def test_totals_that_were_set_aside_are_said_with_their_lines():
    assert list(tell_totals([])) == []
    totals = [Total(number, "Total", 0) for number in range(1, 13)]
    ((key, said),) = tell_totals(totals)
    assert (key, said["count"], said["lines"]) == ("totals_aside", 12, "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, …")


@pytest.mark.parametrize(
    "total",
    [
        "Total",
        "TOTAL équipe",
        "Total général",
        "Team total",
        "Moyenne",
        "Total Ana Test",
        "Ana Test Total",
        "Total mars",
        "Sous-total",
        "Gesamtsumme",
        "Totale",
        "Suma",
    ],
)
@pytest.mark.parametrize("head", ["Person,Week of,Meetings", "Week of,Person,Meetings"])
def test_a_total_is_no_person_wherever_the_column_of_names_stands(head, total):
    first = head.startswith("Person")
    rows = [
        (name, day, number)
        for name, day, number in (
            ("Ana Test", "2026-01-05", 2),
            ("Bo Test", "2026-01-05", 3),
            (total, "2026-01-05", 5),
        )
    ]
    lines = [f"{name},{day},{number}" if first else f"{day},{name},{number}" for name, day, number in rows]
    parsed = read("\n".join([head, *lines]) + "\n")
    assert [each[0] for each in outcomes(parsed)] == ["Ana Test", "Bo Test"]
    assert ("totals_aside", {"count": 1, "lines": "4"}) in parsed.notes
    assert parsed.ignored == 1


def test_a_person_whose_name_holds_such_a_word_is_a_person():
    text = "Week of,Person,Meetings\n2026-01-05,Total Energies,2\n2026-01-05,Max Test,3\n2026-01-05,Summer Test,1\n"
    assert [each[0] for each in outcomes(read(text))] == ["Total Energies", "Max Test", "Summer Test"]


@pytest.mark.parametrize("goal", ["Objectif", "Target", "Ziel", "Objetivo"])
@pytest.mark.parametrize("header", ["Semaine du", "Date", "Semaine"])
def test_what_was_aimed_at_is_no_row_where_a_day_should_stand(header, goal):
    parsed = read(f"{header};Nom;RDV\n2026-01-26;Noa;2\n{goal};;5\n")
    assert [each[-1] for each in outcomes(parsed)] == [2]
    assert parsed.rejected == () and "gaps" not in parsed.tables and parsed.ignored == 1
    assert ("totals_aside", {"count": 1, "lines": "3"}) in parsed.notes
