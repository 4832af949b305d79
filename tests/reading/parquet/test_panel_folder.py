"""A folder of Parquet is a dataset: judged as the same weeks are that came in files of a team."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest

from ssi_outcomes.base.errors import DataRefused
from ssi_outcomes.base.plan import read_plan
from ssi_outcomes.evidence.between import compare_between
from ssi_outcomes.evidence.within import compare_within
from ssi_outcomes.intake.contents import read_contents
from ssi_outcomes.panel.layout import build_panel
from ssi_outcomes.reading.parquet.panel_folder import is_panel, read_panel
from ssi_outcomes.worlds.scenarios import SCENARIOS
from ssi_outcomes.worlds.simulate import simulate

TODAY = date(2026, 3, 4)


def test_a_folder_is_a_panel_where_all_its_data_are_parquet(folder, rows):
    assert not is_panel(folder)
    rows.to_parquet(folder / "a.parquet")
    (folder / "dataset.toml").write_text("picked = false\n")
    assert is_panel(folder)
    (folder / "scores.csv").write_text("Person,Date,SSI\n")
    assert not is_panel(folder)


def test_beside_another_table_parquet_is_refused_by_name(folder, rows):
    rows.to_parquet(folder / "a.parquet")
    (folder / "scores.csv").write_text("Person,Date,SSI\nNora,2026-01-05,50\n")
    data = read_contents(folder, TODAY).dataset
    assert [each.key for each in data.rejected] == ["foreign_parquet"]


def test_people_are_hidden_and_two_spellings_of_a_name_are_one_person(folder, rows):
    rows.loc[1, "person"] = "NORA  EXEMPLA"
    rows.to_parquet(folder / "Nora.parquet")
    data, panel = read_panel(folder, TODAY)
    assert panel.frame["person"].nunique() == 2
    assert panel.frame["person"].str.startswith("P-").all()
    shown = repr((data.files, data.rejected, data.labels.values(), panel.notes)).casefold()
    assert "nora" not in shown and "exempla" not in shown
    assert set(data.names) == {"Nora Exempla", "NORA  EXEMPLA", "Ida Probe"}


def test_a_week_twice_under_two_spellings_is_twice(folder, rows):
    rows.loc[1, ["person", "week"]] = "nora exempla", pd.Timestamp("2026-01-05")
    rows.to_parquet(folder / "a.parquet")
    data, panel = read_panel(folder, TODAY)
    assert [each.key for each in data.rejected] == ["panel_twice"] * 2
    assert len(panel.frame) == 2


def test_rows_of_nobody_are_refused(folder, rows):
    rows["person"] = ["Nora", "Nora", None, "team"]
    rows.to_parquet(folder / "a.parquet")
    data, panel = read_panel(folder, TODAY)
    assert [(each.key, each.line) for each in data.rejected] == [("person_missing", 3), ("person_missing", 4)]


def test_where_no_row_can_be_taken_all_that_is_wrong_is_said_at_once(folder, rows):
    rows.assign(ssi=101.0).to_parquet(folder / "a.parquet")
    with pytest.raises(DataRefused) as refused:
        read_panel(folder, TODAY)
    assert refused.value.key == "nothing_accepted" and len(refused.value.values["problems"]) == 4


def test_a_mapping_says_what_columns_are_called_and_which_files_to_leave(folder, rows):
    rows.rename(columns={"ssi": "score"}).to_parquet(folder / "a.parquet")
    rows.to_parquet(folder / "old.parquet")
    (folder / "mapping.toml").write_text(
        '["a.parquet"]\nkind = "panel"\ncolumns = { ssi = "score" }\n["old.parquet"]\nkind = "ignore"\n'
    )
    data, panel = read_panel(folder, TODAY)
    assert [each.table for each in data.files] == ["panel", "ignored"]
    assert len(panel.frame) == 4 and not data.rejected


def test_what_is_said_beside_a_panel_and_changes_nothing_is_told(folder, rows):
    rows.to_parquet(folder / "a.parquet")
    (folder / "dataset.toml").write_text(
        '[[absences]]\nperson = "Nora"\nstart = 2026-01-05\nend = 2026-01-09\n'
    )
    notes = read_panel(folder, TODAY)[1].notes
    assert ("panel_about_unused", {"file": "dataset.toml", "sections": "absences"}) in notes


def test_the_same_weeks_give_the_same_comparisons_as_the_files_of_a_team(folder):
    plan = read_plan(folder)
    frame = build_panel(simulate(SCENARIOS["useful"], 40, 26, 3, plan)).frame
    kept = ["person", "ssi", "exposure_days", "outcome_phone_meetings", "outcome_contracts"]
    laid = frame[[name for name in kept if name in frame]].assign(week=frame["week_start"])
    laid.sample(frac=1, random_state=1).to_parquet(folder / "a.parquet")
    (folder / "dataset.toml").write_text("synthetic = true\n")
    _, panel = read_panel(folder, date(2026, 8, 1))
    codes = dict(zip(sorted(frame["person"].unique()), range(99), strict=False))
    assert len(panel.frame) == len(frame) and len(codes) == 40
    for compare in (compare_within, compare_between):
        one, other = compare(frame, "phone_meetings"), compare(panel.frame, "phone_meetings")
        assert np.allclose([one.slope.log, one.slope.se], [other.slope.log, other.slope.se], rtol=1e-9)
        assert (one.events, one.rows, one.people) == (other.events, other.rows, other.people)


def test_a_panel_ends_in_findings_like_any_weeks(folder, rows):
    rows.to_parquet(folder / "a.parquet")
    contents = read_contents(folder, TODAY)
    assert contents.findings.outcomes["phone_meetings"].within.silence
    assert contents.dataset.hash == read_contents(folder, TODAY).dataset.hash
