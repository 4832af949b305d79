"""A column says what the strict reader says of each of its cells, and asks it once about each different one."""

from __future__ import annotations

import math
from functools import partial

import pyarrow as pa
import pytest

from ssi_outcomes.reading.bulk.columns import read_column
from ssi_outcomes.reading.cells.text import ValueFault
from ssi_outcomes.reading.cells.values import (
    NumberRule,
    read_count,
    read_money,
    read_number,
    read_percent,
    read_score,
    read_text,
)

CELLS = [
    *("0", "12", "-3", "52,6", "52.61", "0.1234", "007", "+5", "5.", "1e3", "1 234", "1_000", "nan"),
    *("0x1F", "53/100", "12 €", "Top 5 %", "1234567890123456", "x"),
]


def texts(*cells: str | None) -> pa.Array:
    return pa.array(cells, pa.string())


@pytest.mark.parametrize("read", [read_number, read_count, read_score, read_money, read_percent, read_text])
@pytest.mark.parametrize("cell", CELLS)
def test_a_cell_is_worth_in_a_column_what_it_is_worth_alone(read, cell):
    column = read_column(texts(cell, cell, None), read)
    try:
        alone = read(cell)
    except ValueFault as fault:
        assert column.find_faults().tolist() == [0, 1] and column.fault_at(1).key == fault.key
    else:
        assert (column.at(0), column.at(1), column.find_faults().tolist()) == (alone, alone, [])
    assert column.at(2) is None


def test_each_different_cell_is_read_once():
    asked = []
    column = read_column(texts("b", "a", "b", "b"), lambda cell: asked.append(cell) or cell.upper())
    assert sorted(asked) == ["a", "b"]
    assert [column.at(row) for row in range(4)] == ["B", "A", "B", "B"]


def test_a_fault_is_found_in_each_row_that_has_the_cell():
    column = read_column(texts("1", "x", "2", "", "x"), read_count)
    assert column.find_faults().tolist() == [1, 4]
    assert {column.fault_at(row).key for row in (1, 4)} == {"count_unreadable"}
    assert [column.at(row) for row in (0, 2, 3)] == [1, 2, None]


def test_amounts_are_numbers_alone_and_none_is_no_zero():
    amounts = read_column(texts("12 €", "", "0", "3,50 $"), read_money).amounts().tolist()
    assert (amounts[0], amounts[2], amounts[3]) == (12, 0, 3.5) and math.isnan(amounts[1])
    plain = read_column(texts("12", None, "0"), read_money)
    assert (plain.at(0), plain.at(1), plain.at(2)) == ((12, None), None, (0, None))


def test_a_column_follows_the_rule_of_its_decimals():
    cells = texts("1,234", "1,234", "5")
    comma, point = (read_column(cells, partial(read_number, rule=NumberRule(mark))) for mark in ",.")
    assert (comma.at(0), point.at(0), comma.at(2)) == (1.234, 1234, 5)
    assert comma.is_measure and not read_column(cells, read_text).is_measure
