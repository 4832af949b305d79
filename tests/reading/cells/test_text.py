"""A text is what stands in a cell, and blank is nothing that can be seen."""

from __future__ import annotations

from datetime import date

import pytest

from ssi_outcomes.reading.cells.values import (
    is_blank,
    read_text,
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
