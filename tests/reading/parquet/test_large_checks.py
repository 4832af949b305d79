"""The rules, put to rows in the engine: which rows are left, and from when to when they go."""

from __future__ import annotations

import numpy as np
import pandas as pd
from reading.parquet.conftest import TODAY

from ssi_outcomes.reading.opening import limits
from ssi_outcomes.reading.parquet.engines.on_duckdb import open_duckdb
from ssi_outcomes.reading.parquet.large_checks import check_rows
from ssi_outcomes.reading.parquet.large_rows import match_sources


def check(folder):
    sources, _ = match_sources(folder, sorted(folder.glob("*.parquet")), {})
    with open_duckdb(folder.parent) as engine:
        checked = check_rows(engine, sources, TODAY)
        return checked, checked.rows.collect("pandas").to_native()


def test_weeks_go_from_the_first_to_the_last_that_is_taken(folder, rows):
    rows.loc[3, "week"] = pd.Timestamp("2026-02-02")
    early = rows.iloc[:1].assign(week=pd.Timestamp("2025-01-06"), ssi=-1.0)
    pd.concat([rows, early]).to_parquet(folder / "a.parquet")
    checked, left = check(folder)
    assert checked.first == np.datetime64("2026-01-05") and checked.weeks == 5
    assert left["breaks_no_rule"].sum() == 4 and checked.broken == {"a.parquet": 1}
    assert [(each.line, each.column) for each in checked.refused] == [(5, "ssi")]


def test_a_file_with_too_many_refused_rows_is_refused_and_no_other(folder, rows, monkeypatch):
    monkeypatch.setattr(limits, "LIMITS", limits.Limits(refused=3))
    rows.assign(ssi=-1.0).to_parquet(folder / "a.parquet")
    rows.to_parquet(folder / "b.parquet")
    checked, left = check(folder)
    assert [(each.file, each.key, each.line) for each in checked.refused] == [
        ("a.parquet", "too_many_refused", None)
    ]
    assert left.groupby("file")["breaks_no_rule"].sum().to_dict() == {0: 0, 1: 4}


def test_where_no_row_is_left_there_is_no_first_week(folder, rows):
    rows.assign(week=pd.NaT).to_parquet(folder / "a.parquet")
    checked, left = check(folder)
    assert checked.first is None and not len(left)
