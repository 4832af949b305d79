"""A merged cell stands for its whole range: never for its first row alone, and a number never twice."""

from __future__ import annotations

from datetime import date

import pytest
from reading.texts import TODAY, faults, outcomes
from reading.workbooks import FORMATS, read_made

from ssi_outcomes.reading.cells.text import SharedNumber, SharedText
from ssi_outcomes.reading.kinds.recognition import read_sheet
from ssi_outcomes.reading.opening.merged import spread_merged
from ssi_outcomes.reading.parsed import Context

MONDAYS = [date(2026, 1, 5), date(2026, 1, 12), date(2026, 1, 19), date(2026, 1, 26)]
HEAD = ["Personne", "Semaine du", "Rendez-vous"]


def spread(rows: list[list], *ranges: tuple[int, int, int, int]) -> list[list]:
    spread_merged(rows, ranges)
    return rows


def test_a_name_merged_down_stands_in_each_row_that_has_something_of_its_own():
    rows = spread([["Ana", 1], [None, 2], [None, None], [None, 3]], (0, 0, 3, 0))
    assert [row[0] for row in rows] == ["Ana", "Ana", None, "Ana"]


def test_rows_that_are_two_sheet_rows_high_stay_one_row():
    rows = spread([["Ana", 3], [None, None], ["Bo", 4], [None, None]], (0, 0, 1, 0), (0, 1, 1, 1))
    assert rows == [["Ana", 3], [None, None], ["Bo", 4], [None, None]]
    assert not isinstance(rows[0][1], SharedNumber)


def test_a_column_that_is_two_sheet_columns_wide_stays_one_column():
    rows = [["Name", "Calls", None], ["Ana", 3, None], ["Bo", 4, None]]
    assert spread(rows, (0, 1, 0, 2), (1, 1, 1, 2), (2, 1, 2, 2))[0] == ["Name", "Calls", None]


def test_a_header_over_several_columns_stands_over_each():
    rows = spread([["Date", "SSI", None], [None, "Total", "Brand"]], (0, 1, 0, 2))
    assert rows[0] == ["Date", "SSI", "SSI"]


def test_a_line_between_groups_is_no_value_of_each_column():
    rows = spread([["Name", "Calls"], ["March", None], ["Ana", 3]], (1, 0, 1, 1))
    assert rows[1] == ["March", None]


def test_what_lies_hidden_under_a_merged_cell_is_not_read():
    rows = spread([["Ana", 1], ["Bo", 2]], (0, 0, 1, 0))
    assert rows == [["Ana", 1], ["Ana", 2]]


def test_a_shared_number_is_known_as_one_and_a_day_is_a_day():
    rows = spread([[4, date(2026, 1, 5), "x"], [None, None, "y"]], (0, 0, 1, 0), (0, 1, 1, 1))
    assert [type(row[0]) for row in rows] == [SharedNumber] * 2
    assert [row[1] for row in rows] == [date(2026, 1, 5)] * 2
    assert type(spread([["4", 1], [None, 2]], (0, 0, 1, 0))[1][0]) is SharedText


def test_a_range_beyond_the_sheet_or_of_a_whole_column_changes_nothing():
    assert spread([["a", 1]], (5, 0, 9, 0), (0, 9, 0, 12)) == [["a", 1]]


def read(kind: str, rows: list[list], **said):
    return read_sheet(read_made(kind, rows, **said), Context(TODAY))


@pytest.mark.parametrize("kind", FORMATS)
def test_a_merged_person_has_each_of_their_weeks(kind):
    rows = [
        HEAD,
        *(
            [name, monday, 1]
            for name, monday in zip(["Ana Test", None, None, "Bo Test"], MONDAYS, strict=True)
        ),
    ]
    parsed = read(kind, rows, merged={"Ana": (1, 0, 3, 0)})
    assert [each[0] for each in outcomes(parsed)] == ["Ana Test"] * 3 + ["Bo Test"]
    assert ("cells_merged", {"count": 1, "cells": "A2:A4"}) in parsed.notes


@pytest.mark.parametrize("kind", FORMATS)
def test_a_merged_week_is_the_week_of_each_person(kind):
    rows = [HEAD, ["Ana Test", MONDAYS[0], 1], ["Bo Test", None, 2], ["Cy Test", MONDAYS[1], 3]]
    parsed = read(kind, rows, merged={"week": (1, 1, 2, 1)})
    assert [each[2].day for each in outcomes(parsed)] == [5, 5, 12]


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("number", [4, "4"])
def test_a_merged_count_is_nobody_s_number(kind, number):
    rows = [
        HEAD,
        ["Ana Test", MONDAYS[0], number],
        ["Ana Test", MONDAYS[1], None],
        ["Ana Test", MONDAYS[2], 1],
    ]
    parsed = read(kind, rows, merged={"count": (1, 2, 2, 2)})
    assert faults(parsed) == [(2, "number_merged"), (3, "number_merged")]
    assert [each[4] for each in outcomes(parsed)] == [1]
    assert [gap["start"] for gap in parsed.tables["gaps"]] == MONDAYS[:2]


@pytest.mark.parametrize("kind", FORMATS)
def test_a_count_merged_over_two_columns_is_of_neither(kind):
    rows = [
        ["Person", "Week of", "Meetings", "Phone calls"],
        ["Ana Test", MONDAYS[0], 4, None],
        ["Ana Test", MONDAYS[1], 2, 1],
    ]
    parsed = read(kind, rows, merged={"both": (1, 2, 1, 3)})
    assert {key for _, key in faults(parsed)} == {"number_merged"}
    assert {gap["name"] for gap in parsed.tables["gaps"]} >= {"meetings"}
