"""A number is read surely, by the rule of its column, or asked about."""

from __future__ import annotations

from datetime import date

import pytest
from reading.cells.faults import fault_of

from ssi_outcomes.reading.cells.numbers import form_of
from ssi_outcomes.reading.cells.values import (
    NumberRule,
    infer_numbers,
    read_count,
    read_money,
    read_number,
    read_percent,
    read_score,
)

SURE = {
    **{
        "0": 0,
        "52": 52,
        "52,6": 52.6,
        "52.6": 52.6,
        ",5": 0.5,
        ".5": 0.5,
        "5.": 5,
        "0,123": 0.123,
        "1,2345": 1.2345,
        "-3,5": -3.5,
        "+3.5": 3.5,
    },
    **{
        "1 234,5": 1234.5,
        "1\u00a0234,5": 1234.5,
        "1\u202f234,5": 1234.5,
        "1\u2009234": 1234,
        "1'234.5": 1234.5,
        "1\u2019234": 1234,
    },
    **{
        "1,234.5": 1234.5,
        "1.234,5": 1234.5,
        "1,234,567": 1234567,
        "1.234.567": 1234567,
        "1,234,567.8": 1234567.8,
        "1 234 567,89": 1234567.89,
        "123 456 789 012 345": 123456789012345,  # as many digits as a float holds
    },
    **{"\u22125,5": -5.5, " 7 ": 7, "007": 7},
}


@pytest.mark.parametrize(("text", "number"), SURE.items())
def test_a_sure_number_is_read(text: str, number: float):
    assert read_number(text) == pytest.approx(number, rel=1e-15)


@pytest.mark.parametrize(
    "text",
    [
        "1_000",
        "٥٢",
        "５２",
        "nan",
        "inf",
        "-inf",
        "1 2",
        "12 34",
        "1,23,456",
        "12,34,567",
        "1.234,567.8",
        "0x1F",
        "--5",
        "5-",
        "(5)",
        "1/2",
        "½",
        "²",
        "5€",
        "5 %",
        "1e",
        "e5",
        ".",
        ",",
        "-",
        "1..2",
        "1e999",
        "1e3",
        "1.5E-3",
        "1,23E+06",
        "NA",
    ],
)
def test_what_is_not_surely_a_number_is_refused(text: str):
    assert fault_of(read_number, text) == "number_unreadable"


@pytest.mark.parametrize("cell", [True, False, float("nan"), float("inf")])
def test_what_a_workbook_holds_beside_numbers_is_refused_as_one(cell):
    assert fault_of(read_number, cell) == "number_unreadable"


def test_a_number_of_a_workbook_is_itself():
    assert (read_number(52.6), read_number(48)) == (52.6, 48.0)


def test_a_missing_number_is_said_to_be_missing():
    assert fault_of(read_number, " ") == fault_of(read_number, None) == "number_missing"


def test_an_identifier_is_not_rounded_to_a_number():
    assert fault_of(read_number, "1234567890123456789") == "number_too_long"


@pytest.mark.parametrize("text", ["1,234", "1.234", "999.999", "-1,000"])
def test_a_lone_mark_before_three_digits_is_asked_about(text: str):
    assert fault_of(read_number, text) == "number_ambiguous"
    assert fault_of(infer_numbers, [text, "5", "", None, 3.2]) == "number_ambiguous"


@pytest.mark.parametrize(
    ("others", "value"),
    [
        (["3,5"], 1.234),
        (["1 234,5"], 1.234),
        (["1.234,5"], 1.234),
        (["1,234.5"], 1234),
        (["1 234.5"], 1234),
        (["1\u202f234.5"], 1234),
        (["1'234.5"], 1234),
        (["1 234 567"], None),
        (["2.5"], 1234),
        (["1,234,567"], 1234),
    ],
)
def test_the_other_cells_of_a_column_decide(others: list[str], value: float | None):
    if value is None:  # digits in groups show no mark
        assert fault_of(infer_numbers, ["1,234", *others]) == "number_ambiguous"
    else:
        assert infer_numbers(["1,234", *others]).read("1,234") == value


def test_a_column_that_uses_both_marks_decides_nothing():
    assert infer_numbers(["3,5", "3.5"]) == NumberRule(None)
    assert fault_of(infer_numbers, ["3,5", "3.5", "1,234"]) == "number_ambiguous"


def test_the_mapping_decides_before_the_column():
    assert infer_numbers(["1,234"], decimal=",").read("1,234") == 1.234
    assert infer_numbers(["1,234"], decimal=".").read("1,234") == 1234
    assert fault_of(infer_numbers, ["1"], decimal="comma") == "decimal_unknown"


@pytest.mark.parametrize("read", [read_number, read_score, read_count, read_percent, read_money])
def test_a_date_where_a_number_is_asked_for_is_called_one(read):
    assert fault_of(read, date(2026, 5, 12)) == "number_is_date"


def test_a_text_of_forty_signs_is_looked_at_no_closer():
    assert form_of("9" * 39)[0] is not None and form_of("9" * 40)[0] is None
