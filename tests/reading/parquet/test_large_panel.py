"""A panel that does not fit into memory is read by the same rules as one that does."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from reading.parquet.conftest import TODAY

from ssi_outcomes.base.errors import DataRefused
from ssi_outcomes.intake.reasons import LeftOut, sum_reasons
from ssi_outcomes.reading.opening.limits import Limits
from ssi_outcomes.reading.parquet import large_panel, panel_folder
from ssi_outcomes.reading.parquet.large_panel import open_large
from ssi_outcomes.reading.parquet.panel_folder import count_large, read_panel


def read_large(folder, work):
    """Return the dataset and all rows of a folder, sorted."""
    with open_large(folder, work, TODAY) as panel:
        parts = [pd.DataFrame(part) for part in panel.parts()]
        for one, other in zip(parts, parts[1:], strict=False):
            assert not set(one["person"]) & set(other["person"])
        rows = pd.concat(parts) if parts else pd.DataFrame()
        rows["week"] = panel.checked.first + rows["week"].to_numpy() * np.timedelta64(7, "D")
        return panel.describe(), rows


def assert_same(folder, work):
    """Compare what is read of a folder in both ways, people by their weeks: their names are hidden."""
    (data, rows), (known, panel) = read_large(folder, work), read_panel(folder, TODAY)
    frame = panel.frame.rename(columns={"week": "named", "week_start": "week"})
    columns = [name for name in rows if name != "person"]
    for each in (rows, frame):
        each["people"] = each.groupby("person")["week"].transform("count")
    columns.append("people")
    sorted_rows, sorted_frame = (
        each[columns].sort_values(columns).reset_index(drop=True) for each in (rows, frame)
    )
    pd.testing.assert_frame_equal(sorted_rows, sorted_frame, check_dtype=False)
    assert data.hash == known.hash
    for name in ("name", "table", "rows", "accepted", "rejected", "sha256", "refusal"):
        assert [getattr(each, name) for each in data.files] == [getattr(each, name) for each in known.files]
    order = lambda found: sorted((each.file, each.line or 0, each.key, each.column) for each in found)  # noqa: E731
    assert order(data.rejected) == order(known.rejected)
    return data, rows


def test_good_rows_are_those_that_memory_reads(folder, rows, tmp_path):
    rows.to_parquet(folder / "a.parquet")
    data, found = assert_same(folder, tmp_path)
    assert len(found) == 4 and not data.rejected
    assert (found["exposure_days"] == 7).all()


@pytest.mark.parametrize("at_once", [1, 3, 1000])
def test_nobody_is_cut_in_two_however_few_rows_come_at_once(folder, rows, tmp_path, monkeypatch, at_once):
    monkeypatch.setattr(large_panel, "_AT_ONCE", at_once)
    rows.to_parquet(folder / "a.parquet")
    assert len(read_large(folder, tmp_path)[1]) == 4


def test_rows_that_break_a_rule_are_refused_by_their_numbers(folder, rows, tmp_path):
    bad = rows.loc[[0] * 9].reset_index(drop=True)
    bad["week"] = pd.to_datetime("2025-01-06") + pd.Timedelta(7, "D") * np.arange(9)
    bad.loc[0, "ssi"] = 101
    bad.loc[1, "outcome_phone_meetings"] = -1
    bad.loc[2, "week"] += pd.Timedelta(1, "D")
    bad.loc[3, "week"] = pd.Timestamp("2026-03-02")
    bad.loc[4, "person"] = None
    bad.loc[5, "person"] = "team"
    bad.loc[6, "week"] = pd.NaT
    bad["outcome_phone_meetings"] = bad["outcome_phone_meetings"].astype(float)
    bad.loc[7, "outcome_phone_meetings"] = np.nan
    rows.to_parquet(folder / "a.parquet")
    bad.to_parquet(folder / "b.parquet")
    data, _ = assert_same(folder, tmp_path)
    assert [each.rejected for each in data.files] == [0, 7]


def test_a_week_twice_under_two_spellings_is_twice(folder, rows, tmp_path):
    rows.loc[1, ["person", "week"]] = "NORA  exempla", pd.Timestamp("2026-01-05")
    rows.to_parquet(folder / "a.parquet")
    data, found = assert_same(folder, tmp_path)
    assert [each.key for each in data.rejected] == ["panel_twice"] * 2 and len(found) == 2


@pytest.mark.parametrize("apart", [False, True])
def test_of_a_week_that_is_there_twice_none_is_taken_even_where_one_breaks_a_rule(
    folder, rows, tmp_path, apart
):
    again = rows.loc[[0]].assign(ssi=140.0)
    if apart:
        rows.to_parquet(folder / "a.parquet")
        again.to_parquet(folder / "b.parquet")
    else:
        pd.concat([rows, again]).to_parquet(folder / "a.parquet")
    data, found = assert_same(folder, tmp_path)
    assert sorted(each.key for each in data.rejected) == ["panel_twice", "rule_score_range"]
    assert len(found) == len(rows) - 1


def test_somebody_of_whom_every_row_breaks_a_rule_is_nobody_there(folder, rows, tmp_path):
    gone = rows.assign(person="Zoe Invented", ssi=-1.0)
    pd.concat([rows, gone]).to_parquet(folder / "a.parquet")
    data, found = assert_same(folder, tmp_path)
    assert len(data.rejected) == len(rows) and len(found) == len(rows)


def test_files_in_folders_of_their_own_weeks_and_columns_by_other_names(folder, rows, tmp_path):
    for week, part in rows.groupby("week"):
        place = folder / f"week={week:%Y-%m-%d}"
        place.mkdir()
        part.drop(columns="week").rename(columns={"ssi": "score"}).to_parquet(place / "part.parquet")
    (folder / "mapping.toml").write_text(
        '["week=2026-01-05/part.parquet"]\nkind = "panel"\ncolumns = { ssi = "score" }\n'
    )
    data, _ = assert_same(folder, tmp_path)
    assert [each.key for each in data.rejected] == ["file_panel_columns"]


def test_people_by_number_and_by_text_are_the_same_people(folder, rows, tmp_path):
    numbers = rows.assign(person=[12, 12, 13, 13])
    numbers.iloc[:2].to_parquet(folder / "a.parquet")
    numbers.iloc[2:].to_parquet(folder / "b.parquet")
    data, found = assert_same(folder, tmp_path)
    assert set(found["person"]) == {12, 13}
    numbers.iloc[2:].assign(person="12", week=pd.to_datetime(["2025-01-06", "2025-01-13"])).to_parquet(
        folder / "b.parquet"
    )
    _, found = assert_same(folder, tmp_path)
    assert found["person"].nunique() == 1


def test_a_file_that_is_none_is_refused_and_takes_no_other_with_it(folder, rows, tmp_path):
    rows.to_parquet(folder / "a.parquet")
    (folder / "b.parquet").write_bytes(b"PAR1")
    rows.drop(columns="ssi").to_parquet(folder / "c.parquet")
    data, found = assert_same(folder, tmp_path)
    assert len(found) == 4 and len(data.rejected) == 2


def test_of_many_refused_rows_the_first_are_named_and_the_others_counted(folder, rows, tmp_path):
    many = rows.loc[[0] * 30].assign(ssi=-1.0, person="Zoe Invented")
    pd.concat([rows, many]).to_parquet(folder / "a.parquet")
    data, _ = read_large(folder, tmp_path)
    assert data.files[0].rejected == 30 and len(data.rejected) == 20
    assert dict(data.files[0].notes)["panel_large_refused"] == {"count": 10}
    assert sum_reasons(data) == [LeftOut("range", 30, 0)]


def test_each_file_has_one_of_its_rows_named_and_each_row_counts_once(folder, rows, tmp_path):
    pd.concat([rows, rows.loc[[0] * 25].assign(ssi=-1.0, person="Zoe Invented")]).to_parquet(
        folder / "a.parquet"
    )
    both = rows.loc[[0] * 30].assign(ssi=101.0, outcome_phone_meetings=-1, person="Zoe Invented")
    later = rows.assign(person=rows["person"] + " B")
    pd.concat([later, both]).to_parquet(folder / "b.parquet")
    data, _ = read_large(folder, tmp_path)
    assert [each.rejected for each in data.files] == [25, 30]
    assert sum_reasons(data) == [LeftOut("range", 55, 0)]
    assert [dict(each.notes)["panel_large_refused"] for each in data.files] == [{"count": 5}, {"count": 29}]
    ranges = [each for each in data.rejected if each.key == "rule_score_range"]
    assert [each.file[-9:] for each in ranges] == ["a.parquet"] * 20 + ["b.parquet"]
    # A row that is named breaks another rule, too, and says so; the others of that rule are counted with the first.
    assert [(each.line, each.more) for each in data.rejected if each.key == "rule_negative"] == [(5, 0)]


def test_of_many_weeks_that_are_there_twice_the_first_are_named_by_their_days(folder, rows, tmp_path):
    weeks = [pd.Timestamp("2025-01-06") + pd.Timedelta(7 * week, "D") for week in range(15)]
    twice = rows.loc[[1] * 30].assign(week=weeks * 2)
    pd.concat([rows, twice]).to_parquet(folder / "a.parquet")
    data, _ = read_large(folder, tmp_path)
    assert sum_reasons(data) == [LeftOut("repeated", 30, 0)] and len(data.rejected) == 20
    assert data.rejected[0].value == "2025-01-06" and data.rejected[0].more == 10


def test_where_no_row_is_right_all_is_refused(folder, rows, tmp_path):
    rows.assign(ssi=-1.0).to_parquet(folder / "a.parquet")
    with pytest.raises(DataRefused):
        read_large(folder, tmp_path)


def test_a_panel_is_large_from_more_rows_than_a_file_may_have(folder, rows, monkeypatch):
    rows.to_parquet(folder / "a.parquet")
    assert count_large(folder) == 0
    monkeypatch.setattr(panel_folder, "LIMITS", Limits(rows=3))
    assert count_large(folder) == 4
    (folder / "scores.csv").write_text("Person,Date,SSI\n")
    assert count_large(folder) == 0


def test_weeks_may_be_dates_texts_or_moments_of_a_zone(folder, rows, tmp_path):
    weeks = rows["week"].dt.date, rows["week"].astype(str), rows["week"].dt.tz_localize("Europe/Paris")
    for place, week in enumerate(weeks):
        later = rows.assign(week=week, person=rows["person"] + str(place))
        later.to_parquet(folder / f"{place}.parquet")
    _, found = assert_same(folder, tmp_path)
    assert len(found) == 12


def test_a_text_that_names_no_day_is_no_week(folder, rows, tmp_path):
    texts = ["2026-1-5", " 2026-01-05", "2026-01-12 ", "26-01-05", "2026-02-30", "2026-01-05T00:00", ""]
    many = rows.loc[[0] * len(texts)].assign(week=texts, ssi=np.arange(1, 1 + len(texts)))
    many.to_parquet(folder / "a.parquet")
    data, found = assert_same(folder, tmp_path)
    assert len(found) == 1 and len(data.rejected) == len(texts) - 1
