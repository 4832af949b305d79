"""A text is what stands in a cell, and blank is nothing that can be seen."""

from __future__ import annotations

import pickle
from datetime import date

import pytest

from ssi_outcomes.reading.cells.text import (
    UNSAVED,
    ValueFault,
    is_blank,
    is_error,
    read_text,
    shorten,
    show_cell,
    show_row,
)


@pytest.mark.parametrize("cell", [None, "", " ", "\u00a0\u202f", "\t\r\n", "\u200b", "\ufeff"])
def test_blank_is_nothing_but_spaces(cell):
    assert is_blank(cell) and read_text(cell) == ""


@pytest.mark.parametrize("cell", ["NA", "None", "null", "nan", "-", "0", 0, False, 0.0])
def test_names_and_zeros_are_not_blank(cell):
    assert not is_blank(cell)


def test_text_keeps_what_is_inside_and_drops_what_is_around():
    assert read_text("\u00a0 Anne\u00a0 Marie \ufeff") == "Anne\u00a0 Marie"
    assert (read_text(12.0), read_text(12.5), read_text(date(2026, 1, 5))) == ("12", "12.5", "2026-01-05")


def test_a_fault_survives_the_way_between_processes():
    fault = pickle.loads(pickle.dumps(ValueFault("number_unreadable", value="x")))
    assert (fault.key, fault.values) == ("number_unreadable", {"value": "x"})


def test_a_message_quotes_the_beginning_of_a_cell_on_one_line():
    assert show_cell("a\nb\u202ec") == "a?b?c"
    assert (show_cell("x" * 80), show_cell("x" * 81)) == ("x" * 80, "x" * 80 + "…")
    assert (show_cell(None), show_cell(1e20)) == ("", "1e+20")


def test_an_error_of_a_formula_is_neither_a_number_nor_a_text_of_ones_own():
    assert all(map(is_error, ("#N/A", " #DIV/0! ", "#REF!", UNSAVED)))
    assert not any(map(is_error, (5, 2.5, None, date(2026, 1, 5), True, "#1", "N/A", "")))


def test_of_a_row_that_is_too_long_to_be_shown_each_cell_is():
    assert show_row(("a" * 300, 5, None)) == "a" * 300 + " | 5 | "
    shown = show_row(("a" * 1_900, 5, f"{'b' * 150}\n{'c' * 201}"))
    assert shown == f"{'a' * 199}… | 5 | {'b' * 150}\n{'c' * 199}…"


def test_in_a_long_row_a_cell_of_two_hundred_signs_is_whole_and_a_longer_one_is_cut():
    assert shorten(";".join(["a" * 200, "b" * 201, "c" * 2_000]), ";") == ";".join(
        ["a" * 200, "b" * 199 + "…", "c" * 199 + "…"]
    )
