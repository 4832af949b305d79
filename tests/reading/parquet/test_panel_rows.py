"""Parquet files, single and partitioned, as one table of rows."""

from __future__ import annotations

import pandas as pd

from ssi_outcomes.reading.parquet.panel_rows import open_rows


def opened(folder, **entries):
    return open_rows(folder, sorted(folder.rglob("*.parquet")), entries)


def test_rows_have_their_file_and_their_number_in_it(folder, rows):
    rows.to_parquet(folder / "a.parquet")
    rows.iloc[:1].to_parquet(folder / "b.parquet")
    found = opened(folder)
    assert found.files == ("a.parquet", "b.parquet") and found.sizes == (4, 1)
    assert found.rows["file"].tolist() == [0, 0, 0, 0, 1]
    assert found.rows["row"].tolist() == [1, 2, 3, 4, 1]


def test_what_a_folder_of_a_partitioned_table_says_is_a_column(folder, rows):
    rows["week"] = rows["week"].dt.strftime("%Y-%m-%d")
    rows.to_parquet(folder, partition_cols=["week"])
    found = opened(folder)
    assert len(found.files) == 2
    assert sorted(found.rows["week"].unique()) == sorted(pd.to_datetime(["2026-01-05", "2026-01-12"]))


def test_an_unknown_cell_stays_unknown_and_is_no_zero(folder, rows):
    rows["outcome_phone_meetings"] = pd.array([1, None, 2, 3], "Int64")
    rows.to_parquet(folder / "a.parquet")
    assert opened(folder).rows["outcome_phone_meetings"].isna().tolist() == [False, True, False, False]


def test_weeks_may_be_dates_texts_or_moments(folder, rows):
    for place, week in enumerate((rows["week"], rows["week"].dt.date, rows["week"].astype(str))):
        rows.assign(week=week).to_parquet(folder / f"{place}.parquet")
    weeks = opened(folder).rows.groupby("file")["week"].agg(list)
    assert weeks[0] == weeks[1] == weeks[2]


def test_a_moment_with_a_time_zone_is_a_day_there(folder, rows):
    rows.to_parquet(folder / "a.parquet")
    for place, zone in enumerate(("Europe/Paris", "America/New_York"), 1):
        rows.assign(week=rows["week"].dt.tz_localize(zone)).to_parquet(folder / f"b{place}.parquet")
    weeks = opened(folder).rows.groupby("file")["week"].agg(list)
    assert weeks[0] == weeks[1] == weeks[2]


def test_what_is_no_parquet_is_refused_and_stops_no_other(folder, rows):
    (folder / "a.parquet").write_bytes(b"PAR1 no more of it")
    rows.to_parquet(folder / "b.parquet")
    found = opened(folder)
    assert found.files == ("b.parquet",)
    assert [(each.file, each.key) for each in found.refused] == [("a.parquet", "file_panel_broken")]


def test_codes_may_be_whole_numbers(folder, rows):
    rows.assign(person=[7, 7, 8, 8]).to_parquet(folder / "a.parquet")
    assert opened(folder).rows["person"].tolist() == ["7", "7", "8", "8"]
