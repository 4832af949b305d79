"""Totals and footers are no rows of a table."""

from __future__ import annotations

import pytest
from reading.texts import outcomes, read

from ssi_outcomes.reading.parsed import Sheet
from ssi_outcomes.reading.tables.asides import find_odd, is_aggregate, is_aside, is_grand, is_total, is_units
from ssi_outcomes.reading.tables.headers import find_table

COLUMNS = {"person": ["Nom", "Owner"], "date": ["Date"], "ssi": ["Score SSI"]}
REQUIRED = [["person"], ["date", "ssi"]]


def sheet(*rows: tuple, name: str = "", faults: tuple = ()) -> Sheet:
    return Sheet("x.csv", name, tuple(range(1, len(rows) + 1)), rows, faults)


@pytest.mark.parametrize(
    "total",
    [
        "Total",
        "TOTAL :",
        "Totaux",
        "Grand total",
        "Sous-total",
        "Subtotal",
        "Total général",
        "Total (12 records)",
        "Moyenne",
        "Average",
        "Sum",
    ],
)
def test_total_lines_are_ignored_and_counted(total: str):
    table = find_table(
        sheet(("Nom", "Score SSI"), ("P01", "52"), (total, "52"), ("", total)), COLUMNS, REQUIRED
    )
    assert (table.lines, table.ignored) == ((2,), 2)


@pytest.mark.parametrize(
    "name", ["TotalEnergies", "Total Energies", "Sumit", "Meanwhile Ltd", "Tota", "Total Test Person"]
)
def test_a_name_that_begins_like_a_total_is_a_name(name: str):
    table = find_table(sheet(("Nom", "Score SSI"), (name, "52")), COLUMNS, REQUIRED)
    assert (table.lines, table.ignored) == ((2,), 0)


def test_a_footer_is_ignored_from_the_blank_row_before_it_on():
    rows = (
        ("Nom", "Score SSI"),
        ("P01", "52"),
        ("", ""),
        ("Weekly report",),
        ("Copyright (c) 2000-2026 Some CRM, inc. All rights reserved.",),
        ("Confidential Information - Do Not Distribute",),
    )
    table = find_table(sheet(*rows), COLUMNS, REQUIRED)
    assert (table.lines, table.ignored, table.blank, table.rejected) == ((2,), 3, 1, ())


def test_a_row_of_counts_and_sums_alone_is_computed_from_others():
    assert is_aggregate((None, "", "Count", 2.0, None))
    assert is_aggregate(("Nombre d’enregistrements", "12", ""))
    assert is_aggregate(("", "Sum", "$3,700.00"))
    assert is_aggregate(("Won (2)", None, 300))
    assert not is_aggregate(("Won (2)", None, None))
    assert not is_aggregate(("Count", "Ana Test", 2))
    assert not is_aggregate(("Max", 45))
    assert not is_aggregate(("Count", None))


def test_a_total_of_one_is_a_total_where_the_one_is_there():
    assert is_total("Noa Test Total", {"noa test", "noa test total"})
    assert is_total("Total Noa Test", {"noa test"})
    assert not is_total("Noa Test Total", {"ida test"})
    assert is_aside("Noa Test Total")  # worth a closer look, in a large file


def test_a_subtotal_is_never_that_of_all():
    assert [is_grand(text) for text in ("Total", "Grand Total", "Subtotal", "Sous-total")] == [
        True,
        True,
        False,
        False,
    ]


def test_a_line_of_units_has_nothing_else():
    assert is_units(("", "(/100)", "%", "jj/mm/aaaa"))
    assert not is_units(("", ""))
    assert not is_units(("P01", "%"))
    assert not is_units((1, "%"))


@pytest.mark.parametrize("first", [0, 1])
def test_a_footer_is_one_in_whatever_column_it_stands(first):
    rows = [("Nom", "Score SSI"), ("P01", "52"), (None, None)]
    footer = [None, None]
    footer[first] = "Confidential Information - Do Not Distribute"
    table = find_table(sheet(*rows, tuple(footer)), COLUMNS, REQUIRED)
    assert (table.lines, table.ignored) == ((2,), 1)


def test_only_rows_that_may_be_none_need_a_closer_look():
    rows = [("Nom", "n"), ("A", "1"), ("B", "2"), ("B", "2", ""), ("C",), ("", "3"), ("Total", "3")]
    rows += [("D", "4", "x"), ("Nom", "n"), ("E", "5"), ("Copyright (c)", "")]
    assert find_odd(sheet(*rows), rows[:1], 1, 2, end=11) == [1, 4, 5, 6, 7, 8, 10]


@pytest.mark.parametrize(
    "name", ["Objectif", "Target", "Tous", "Ensemble de l’équipe", "All", "Ø", "Quota", "Everyone", "Ziel"]
)
def test_a_goal_or_everybody_among_people_is_no_person_and_is_told(name):
    parsed = read(f"Person;Week;Meetings\nNoa Demo;2026-W05;3\nIda Demo;2026-W05;2\n{name};2026-W05;5\n")
    assert [each[0] for each in outcomes(parsed)] == ["Noa Demo", "Ida Demo"]
    assert dict(parsed.notes)["totals_aside"] == {"count": 1, "lines": "4"}


def test_a_deal_may_be_called_as_a_goal_is():
    text = "Record ID,Deal Name,Deal Stage,Close Date,Deal owner\n1,Target,Closed Won,2026-01-28,P01\n"
    assert len(outcomes(read(text))) == 1


@pytest.mark.parametrize("text", ["Median", "Médiane", "Médiane équipe", "Mediana", "Team median"])
def test_a_median_is_of_nobody(text):
    assert is_total(text)


@pytest.mark.parametrize("text", ["Mediani", "Ana Media", "Amédia Noé"])
def test_a_name_that_holds_such_letters_is_a_name(text):
    assert not is_total(text)
