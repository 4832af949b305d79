"""A table is found by the names of its columns, and what is not one of its rows is set aside and counted."""

from __future__ import annotations

from datetime import date

import pytest

from ssi_outcomes.reading.parsed import Rejected, Sheet
from ssi_outcomes.reading.tables.headers import find_table, names_any

COLUMNS = {"person": ["Nom", "Owner"], "date": ["Date"], "ssi": ["Score SSI"]}
REQUIRED = [["person"], ["date", "ssi"]]


def sheet(*rows: tuple, name: str = "", faults: tuple = ()) -> Sheet:
    return Sheet("x.csv", name, tuple(range(1, len(rows) + 1)), rows, faults)


def test_the_header_is_where_its_names_are():
    table = find_table(
        sheet(("Rapport",), (), ("Rang", "NOM", "Score_SSI"), ("1", "P01", "52")), COLUMNS, REQUIRED
    )
    assert (table.header_line, table.columns, table.headers) == (
        3,
        {"person": 1, "ssi": 2},
        {"person": "NOM", "ssi": "Score_SSI"},
    )
    assert (table.unknown, table.lines, table.rows, table.ignored) == (
        ("Rang",),
        (4,),
        (("1", "P01", "52"),),
        1,
    )
    assert (table.column("ssi"), table.column("date"), table.cell(table.rows[0], "date")) == (
        ["52"],
        [],
        None,
    )


def test_a_canonical_name_is_one_of_its_spellings():
    assert find_table(sheet(("person", "ssi"), ("P01", "52")), COLUMNS, REQUIRED).columns == {
        "person": 0,
        "ssi": 1,
    }


def test_each_group_needs_one_of_its_names():
    assert find_table(sheet(("Nom", "Date"), ("P01", "x")), COLUMNS, REQUIRED) is not None
    assert find_table(sheet(("Nom", "Autre"), ("P01", "x")), COLUMNS, REQUIRED) is None
    assert find_table(sheet(("Date", "Score SSI"), ("x", "52")), COLUMNS, REQUIRED) is None
    assert find_table(sheet(), COLUMNS, REQUIRED) is None


def test_the_row_with_the_most_names_is_the_header():
    table = find_table(
        sheet(("Nom", "Date"), ("Nom", "Date", "Score SSI"), ("P01", "x", "52")), COLUMNS, REQUIRED
    )
    assert (table.header_line, table.ignored) == (2, 1)


def test_a_column_that_is_there_twice_is_among_the_duplicates():
    table = find_table(sheet(("Nom", "Owner", "Date"), ("a", "b", "c")), COLUMNS, REQUIRED)
    assert (table.columns["person"], table.duplicates) == (0, ("Owner",))


def test_headers_that_are_written_the_same_are_told_apart_by_a_number():
    twice = sheet(("Nom", "Date", "nom", "Nom (2)"), ("a", "b", "c", "d"))
    table = find_table(twice, COLUMNS, REQUIRED)
    assert (table.columns["person"], table.duplicates, table.unknown) == (0, ("Nom (3)",), ("Nom (2)",))
    second = find_table(twice, {**COLUMNS, "person": ["Nom (3)"]}, REQUIRED)
    assert (second.columns["person"], second.headers["person"], second.unknown) == (
        2,
        "Nom (3)",
        ("Nom", "Nom (2)"),
    )


def test_a_lone_cell_that_is_no_footer_is_a_short_row():
    table = find_table(sheet(("Nom", "Score SSI"), ("P01", "52"), ("P02",)), COLUMNS, REQUIRED)
    assert [(each.line, each.key, each.values) for each in table.rejected] == [
        (3, "row_short", {"count": 1, "expected": 2})
    ]


def test_rows_of_a_workbook_are_never_too_short_or_long():
    table = find_table(
        sheet(("Nom", "Score SSI", None), ("P01", 52, "a note beside"), ("P02",), name="SSI"),
        COLUMNS,
        REQUIRED,
    )
    assert (table.rows, table.rejected) == ((("P01", 52), ("P02", None)), ())


def test_lines_that_could_not_be_cut_are_among_the_rejected_and_all_is_accounted_for():
    broken = Rejected("x.csv", "quote_unclosed", 9, raw='"P')
    table = find_table(
        sheet(("Nom", "Date"), ("P01", "x"), ("", " "), ("P02",), ("P03", "y", "z"), faults=(broken,)),
        COLUMNS,
        REQUIRED,
    )
    assert sorted((each.line, each.key) for each in table.rejected) == [
        (4, "row_short"),
        (5, "row_long"),
        (9, "quote_unclosed"),
    ]
    assert table.read == 5 == len(table.rows) + 3 + table.blank


def test_cells_that_are_no_text_are_no_headers():
    assert find_table(sheet((1, date(2026, 1, 5), None, True), name="S"), COLUMNS, REQUIRED) is None


def test_a_column_holds_something_once_one_of_its_cells_is_filled():
    rows = [("Nom", "Date", "Score SSI"), ("", "1", " "), (None, "2", ""), ("Ana", "3", "\u00a0")]
    table = find_table(sheet(*rows), COLUMNS, REQUIRED)
    assert [table.holds(name) for name in ("person", "date", "ssi", "brand")] == [True, True, False, False]


@pytest.mark.parametrize(
    ("rows", "last"),
    [
        ((("Nom", "Date"), ("P01", "x")), 0),
        ((("Rapport",), ("Nom", "Date"), ("P01", "x")), 1),
        # By both lines together, or by the lower one.
        ((("Sales", "", "When"), ("rep", "note", "Date"), ("P01", "-", "x")), 1),
        ((("", "KPI", ""), ("Owner", "Calls", "Date"), ("P01", "3", "x")), 1),
    ],
)
def test_where_a_header_has_a_name_it_could_have_it_and_in_no_other_row(rows, last):
    columns = COLUMNS | {"person": ["Nom", "Owner", "Sales rep"]}
    table = find_table(sheet(*rows), columns, REQUIRED)
    assert table.header_line == last + 1
    assert [names_any(rows, place, columns, ["person"]) for place in range(len(rows))] == [
        place == last for place in range(len(rows))
    ]
