"""Readings and counts have one order and one type a column, however the files were sorted."""

from __future__ import annotations

import pandas as pd
from panel.laid_out import W1, W2, called, day, read

from ssi_outcomes.panel.tables_read import as_counted, read_counts, read_readings


def test_a_reading_that_says_nothing_or_has_no_day_is_none():
    rows = [read(W2, 41.0), read(W1, 40.0), read(None, 42.0), {"person": "P01", "read_at": W1}]
    made = read_readings({"ssi": pd.DataFrame(rows)})
    assert made["ssi"].tolist() == [40.0, 41.0]
    assert as_counted(made)["start"].tolist() == [pd.Timestamp(W1), pd.Timestamp(W2)]
    assert set(as_counted(made)["name"]) == {"ssi"}


def test_counts_of_nobody_or_of_a_team_are_told_apart():
    rows = [called(W1, 1, person=person) for person in ("P01", None, "Équipe", " team ")]
    made = read_counts({"outcomes": pd.DataFrame(rows)}, "outcomes").sort_index()
    assert made["team"].tolist() == [False, True, True, True] and set(made["name"]) == {"phone_meeting"}


def test_of_an_activity_and_an_outcome_the_columns_are_the_same():
    activity = {"person": "P01", "activity": "posts", "start": day(W1, 2), "end": day(W1, 2), "count": 2}
    made = read_counts({"activity": pd.DataFrame([activity])}, "activity")
    assert made.columns.tolist() == read_counts({}, "outcomes").columns.tolist()
    assert made[["name", "count"]].values.tolist() == [["posts", 2.0]]
