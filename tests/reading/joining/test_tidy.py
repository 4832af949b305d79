"""The records of all files become one frame a table, each column of one type."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from ssi_outcomes.reading.joining.tidy import COLUMNS, change_each, join_tables
from ssi_outcomes.reading.kinds.described.about import About
from ssi_outcomes.reading.kinds.records import outcome_record
from ssi_outcomes.reading.parsed import Parsed

DAY = (date(2026, 1, 5), date(2026, 1, 5))


def parsed(file: str, *counts: int | None) -> Parsed:
    """Return a file of outcomes with these counts, from line 2 on."""
    rows = [
        {**outcome_record("P01", "meetings", DAY, each)[1], "source_line": 2 + at}
        for at, each in enumerate(counts)
    ]
    return Parsed(file, "outcomes", {"outcomes": rows}, rows=len(rows), accepted=len(rows))


def test_every_table_is_there_with_its_columns_though_no_file_holds_it():
    tables = join_tables([], About())
    assert {name: tuple(frame) for name, frame in tables.items()} == {
        name: (*columns, "source_file", "source_line") for name, columns in COLUMNS.items()
    }
    assert {len(frame) for frame in tables.values()} == {0}


def test_rows_stand_in_the_order_of_the_files_and_say_where_they_come_from():
    outcomes = join_tables([parsed("b.csv", 1, 2), parsed("a.csv", 3)], About())["outcomes"]
    assert list(zip(outcomes["source_file"], outcomes["source_line"], outcomes["count"], strict=True)) == [
        ("b.csv", 2, 1),
        ("b.csv", 3, 2),
        ("a.csv", 2, 3),
    ]


def test_counts_are_whole_numbers_unless_one_is_missing():
    whole, missing = (
        join_tables([parsed("a.csv", *counts)], About())["outcomes"] for counts in ((1, 2), (1, None))
    )
    assert whole["count"].dtype == np.int64
    assert missing["count"].dtype == float and missing["count"].isna().tolist() == [False, True]


def test_days_are_moments_and_missing_texts_are_none():
    outcomes = join_tables([parsed("a.csv", 1)], About())["outcomes"]
    assert outcomes["start"].tolist() == [pd.Timestamp(2026, 1, 5)] and outcomes["currency"].tolist() == [
        None
    ]


def test_a_large_file_that_comes_as_a_frame_joins_a_small_one():
    small = parsed("a.csv", 1, 2)
    frame = pd.DataFrame(small.tables["outcomes"]).astype({"person": "category"})
    large = Parsed("b.csv", "outcomes", {"outcomes": frame}, rows=2, accepted=2)
    both = join_tables([small, large], About())["outcomes"]
    pd.testing.assert_frame_equal(
        both.head(2).drop(columns="source_file"),
        both.tail(2).reset_index(drop=True).drop(columns="source_file"),
    )
    assert "source_file" not in frame


def test_what_is_said_of_the_dataset_is_among_its_absences():
    absence = {"person": "P01", "start": date(2026, 2, 9), "end": date(2026, 2, 22)}
    absences = join_tables([], About(absences=(absence,)))["absences"]
    assert absences["end"].tolist() == [pd.Timestamp(2026, 2, 22)] and absences["source_file"].tolist() == [
        None
    ]


def test_each_different_text_is_changed_once_and_what_is_missing_stays_so():
    asked = []
    changed = change_each(
        pd.Series(["a", None, "b", "a"], index=[7, 8, 9, 10]), lambda text: asked.append(text) or text.upper()
    )
    assert (changed.tolist(), changed.index.tolist(), asked) == (
        ["A", None, "B", "A"],
        [7, 8, 9, 10],
        ["a", "b"],
    )
