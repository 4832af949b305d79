"""A panel in Parquet is compared as the same panel in memory is, in the engine that reads it."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pandas as pd
import pytest

from ssi_outcomes.base.plan import read_plan
from ssi_outcomes.evidence import over_parquet
from ssi_outcomes.evidence.over_parquet import compare_parquet
from ssi_outcomes.evidence.within import compare_within
from ssi_outcomes.panel.layout import build_panel
from ssi_outcomes.worlds.scenarios import SCENARIOS
from ssi_outcomes.worlds.simulate import simulate

COUNTED = "phone_meetings"
COLUMNS = ["person", "ssi", "exposure_days", "outcome_phone_meetings"]


@pytest.fixture(scope="module")
def frame(tmp_path_factory) -> pd.DataFrame:
    plan = read_plan(tmp_path_factory.mktemp("none"))
    made = build_panel(simulate(SCENARIOS["useful"], 60, 20, 3, plan)).frame
    made.loc[made.index[::17], "outcome_phone_meetings"] = np.nan
    return made.assign(ssi_late=False)


def write(frame: pd.DataFrame, folder, **more) -> str:
    kept = frame[COLUMNS].assign(week=frame["week_start"], **more)
    kept.sample(frac=1, random_state=1).to_parquet(folder / "a.parquet", index=False)
    return str(folder / "a.parquet")


def assert_same(found, known):
    for name in (each.name for each in fields(known)):
        one, other = getattr(found, name), getattr(known, name)
        if name not in ("slope", "slopes", "left_out", "effective", "spread"):
            assert one == other, name
    assert np.isclose(found.spread, known.spread, rtol=1e-9, equal_nan=True)
    assert np.isclose(found.effective, known.effective, rtol=1e-9)
    if known.slope:
        for name in ("log", "se", "freedom"):
            assert np.isclose(getattr(found.slope, name), getattr(known.slope, name), rtol=1e-9, atol=0), name


@pytest.mark.parametrize("cells", [100, 2_000_000])
def test_the_comparison_is_that_of_the_panel_in_memory(frame, tmp_path, monkeypatch, cells):
    monkeypatch.setattr(over_parquet, "_BLOCK_CELLS", cells)
    found = compare_parquet(write(frame, tmp_path), COUNTED)
    assert_same(found, compare_within(frame, COUNTED, exact=False))
    assert found.slope and found.dropped["not_counted"] > 10


def test_several_files_are_one_panel(frame, tmp_path):
    for place, part in enumerate((frame.iloc[:500], frame.iloc[500:])):
        (tmp_path / str(place)).mkdir()
        write(part, tmp_path / str(place))
    found = compare_parquet(str(tmp_path / "*" / "*.parquet"), COUNTED)
    assert_same(found, compare_within(frame, COUNTED, exact=False))


@pytest.mark.parametrize(
    ("change", "silence"),
    [
        (lambda rows: rows.assign(outcome_phone_meetings=0.0), "no_event"),
        (lambda rows: rows.assign(ssi=np.nan), "no_reading"),
        (lambda rows: rows.assign(ssi=50.0), "flat_score"),
        (lambda rows: rows[rows["person"] == rows["person"].iloc[0]], "one_person"),
        (lambda rows: rows.assign(outcome_phone_meetings=-1.0), "negative"),
    ],
)
def test_where_there_is_nothing_to_estimate_the_reason_is_the_same(frame, tmp_path, change, silence):
    changed = change(frame)
    found = compare_parquet(write(changed, tmp_path), COUNTED)
    known = compare_within(changed, COUNTED, exact=False)
    assert found.silence == known.silence == silence
    assert found.dropped == known.dropped and found.people == known.people
