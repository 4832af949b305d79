"""Each rule for the rows of a panel says the same on pandas and in DuckDB."""

from __future__ import annotations

from datetime import date

import duckdb
import narwhals as nw
import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from ssi_outcomes.reading.parquet.panel_rules import list_rules

TODAY = date(2026, 3, 4)
GOOD = {
    "person": "P-1",
    "week": pd.Timestamp("2026-01-05"),
    "ssi": 50.0,
    "brand": 10.0,
    "exposure_days": 7.0,
    "industry_mean": 40.0,
    "outcome_contracts": 1.0,
    "activity_messages_sent": 0.0,
}
BROKEN = [
    ("person", None, "person_missing"),
    ("week", pd.NaT, "panel_no_week"),
    ("week", pd.Timestamp("2026-01-06"), "panel_not_monday"),
    ("week", pd.Timestamp("2026-01-05 09:00"), "panel_not_monday"),
    ("week", pd.Timestamp("2026-03-02"), "panel_week_open"),
    ("week", pd.Timestamp("1999-01-04"), "rule_too_old"),
    ("ssi", 100.1, "rule_score_range"),
    ("ssi", -1.0, "rule_score_range"),
    ("ssi", np.inf, "rule_score_range"),
    ("ssi", 0.53, "rule_fraction_range"),
    ("brand", 25.5, "rule_pillar_range"),
    ("industry_mean", 101.0, "rule_score_range"),
    ("exposure_days", 8.0, "panel_days_range"),
    ("exposure_days", np.nan, "panel_days_missing"),
    ("outcome_contracts", -1.0, "rule_negative"),
    ("outcome_contracts", np.inf, "rule_negative"),
    ("activity_messages_sent", -np.inf, "rule_negative"),
    ("activity_messages_sent", 0.5, "count_not_whole"),
]


def broken(frame: pd.DataFrame, engine: str) -> list[list[str]]:
    """Return the keys of the rules that each row breaks."""
    rules = list_rules(list(frame), TODAY)
    if engine == "duckdb":
        # Of a frame's NaN DuckDB makes a number, of Parquet's null a null.
        frame = frame.astype(dict.fromkeys(frame.select_dtypes(float), "Float64"))
        frame = frame.assign(place=range(len(frame)))
        native = duckdb.from_arrow(pa.Table.from_pandas(frame))
        asked = (
            nw.from_native(native).sort("place").select(**{f"r{n}": r.breaks for n, r in enumerate(rules)})
        )
        asked = asked.collect("pandas").to_native()
    else:
        asked = nw.from_native(frame).select(**{f"r{n}": r.breaks for n, r in enumerate(rules)}).to_native()
    told = asked.fillna(False).to_numpy(bool)
    return [[rules[place].key for place in np.flatnonzero(row)] for row in told]


@pytest.mark.parametrize("engine", ["pandas", "duckdb"])
def test_each_fault_is_found_by_its_own_rule_alone(engine):
    frame = pd.DataFrame([GOOD, *({**GOOD, column: value} for column, value, _ in BROKEN)])
    assert broken(frame, engine) == [[], *([key] for *_, key in BROKEN)]


@pytest.mark.parametrize("engine", ["pandas", "duckdb"])
def test_what_is_not_known_breaks_no_rule(engine):
    unknown = dict.fromkeys(("ssi", "brand", "industry_mean", "outcome_contracts"), np.nan)
    assert broken(pd.DataFrame([GOOD, {**GOOD, **unknown}]), engine) == [[], []]


def test_a_week_counts_once_its_sunday_is_over():
    frame = pd.DataFrame([{**GOOD, "week": pd.Timestamp("2026-02-23")}])
    rules = {each.key: each for each in list_rules(list(frame), date(2026, 3, 1))}
    asked = nw.from_native(frame).select(open=rules["panel_week_open"].breaks).to_native()
    assert asked["open"].tolist() == [True]
    assert broken(frame, "pandas") == [[]]
