"""What is a day in words is the same to each engine, and in memory."""

from __future__ import annotations

import re

import pytest

from ssi_outcomes.reading.parquet.engines.row_engine import DAY_WRITTEN


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("2026-01-05", True), ("2026-1-5", True), (" 2026-01-05", False), ("26-01-05", False), ("", False)],
)
def test_a_day_is_a_year_of_four_digits_a_month_and_a_day(text, is_one):
    assert bool(re.fullmatch(DAY_WRITTEN, text)) is is_one
