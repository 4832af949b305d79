"""The rows of a panel that came as one, in the columns in which every comparison looks."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ssi_outcomes.reading.parquet.laid_panel import lay_panel


def test_the_next_score_is_that_of_the_very_next_week_of_the_same_person():
    weeks = pd.to_datetime(["2026-01-12", "2026-01-05", "2026-01-26", "2026-01-05"])
    rows = pd.DataFrame({"person": ["a", "a", "a", "b"], "week": weeks, "ssi": [60.0, 50.0, 70.0, 40.0]})
    frame = lay_panel(rows).frame
    assert frame["ssi"].tolist() == [50, 60, 70, 40]
    assert np.array_equal(frame["next_ssi"], [60, np.nan, np.nan, np.nan], equal_nan=True)
    assert frame["week"].tolist() == ["2026-W02", "2026-W03", "2026-W05", "2026-W02"]


def test_what_the_rows_do_not_say_is_said(rows):
    keys = [key for key, _ in lay_panel(rows, 8).notes]
    assert keys == ["panel_read_on_monday", "panel_whole_weeks", "panel_joining_unsaid"]
    assert (lay_panel(rows).frame["exposure_days"] == 7).all()


def test_days_of_presence_are_the_panels_own(rows):
    panel = lay_panel(rows.assign(exposure_days=[7.0, 5.0, 0.0, 2.0]))
    assert panel.frame["exposure_days"].tolist() == [0, 2, 7, 5]  # Ida before Nora
    assert [key for key, _ in panel.notes] == ["panel_read_on_monday"]
