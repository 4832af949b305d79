"""Rows that are not taken: each by its rule, its place and its cell."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd

from ssi_outcomes.reading.opening import limits
from ssi_outcomes.reading.parquet.broken_rows import find_broken

TODAY = date(2026, 3, 4)


def numbered(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(file=0, row=range(1, len(rows) + 1))


def test_all_of_a_clean_panel_is_taken(rows):
    broken, whole, taken = find_broken(numbered(rows), ["a"], TODAY)
    assert (broken, whole, taken.tolist()) == ([], [], [True] * 4)


def test_a_broken_row_is_told_with_its_place_and_its_cell(rows):
    rows.loc[1, "ssi"] = 140.0
    broken, _, taken = find_broken(numbered(rows), ["a"], TODAY)
    assert [(each.key, each.line, each.column, each.value) for each in broken] == [
        ("rule_score_range", 2, "ssi", "140")
    ]
    assert taken.tolist() == [True, False, True, True]


def test_of_a_week_that_is_there_twice_no_row_is_taken(rows):
    broken, _, taken = find_broken(numbered(pd.concat([rows, rows.iloc[[0]].assign(ssi=51)])), ["a"], TODAY)
    assert [(each.key, each.line, each.value) for each in broken] == [
        ("panel_twice", 1, "2026-01-05"),
        ("panel_twice", 5, "2026-01-05"),
    ]
    assert taken.tolist() == [False, True, True, True, False]


def test_a_file_with_too_many_broken_rows_is_refused_as_one(rows, monkeypatch):
    monkeypatch.setattr(limits, "LIMITS", replace(limits.LIMITS, refused=1))
    rows["ssi"] = [101.0, 101.0, 101.0, 40.0]
    broken, whole, taken = find_broken(numbered(rows), ["a"], TODAY)
    assert [(each.file, each.key, each.line) for each in whole] == [("a", "too_many_refused", None)]
    assert not broken and not taken.any()
