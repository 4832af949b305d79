"""Rows laid in blocks come back where they belong, however they are cut."""

from __future__ import annotations

import numpy as np
import pytest

from ssi_outcomes.evidence.beyond import weeks_laid
from ssi_outcomes.evidence.beyond.weeks_laid import lay_weeks

ROWS = {
    "person": np.array([4, 4, 9, 9, 9, 10]),
    "week": np.array([2, 0, 0, 1, 2, 1]),
    "exposure_days": np.array([7.0, 5, 7, 7, 0, 7]),
    "ssi": np.array([50, np.nan, 60, 61, 62, 70]),
}
COLUMNS = ("exposure_days", "ssi")


@pytest.mark.parametrize("cells", [1, 3, 7, 1000])
def test_each_row_stands_at_its_person_and_week(tmp_path, monkeypatch, cells):
    monkeypatch.setattr(weeks_laid, "_BLOCK_CELLS", cells)
    parts = [{name: each[at] for name, each in ROWS.items()} for at in (slice(0, 2), slice(2, 6))]
    laid = lay_weeks(parts, COLUMNS, 3, tmp_path / "new" / "deeper")
    assert sum(laid.sizes) == 3
    # No block is larger than there is room for, but for that of a single person.
    assert max(laid.sizes) * 3 <= max(cells, 3)
    blocks = list(laid.load(["ssi", "exposure_days", "brand"]))
    ssi, days, brand = (np.concatenate([block[name] for block in blocks]) for name in blocks[0])
    assert np.array_equal(ssi, [[np.nan, np.nan, 50], [60, 61, 62], [np.nan, 70, np.nan]], equal_nan=True)
    assert days.tolist() == [[5, 0, 7], [7, 7, 0], [0, 7, 0]]
    assert np.isnan(brand).all()


def test_without_rows_there_is_no_block(tmp_path):
    assert list(lay_weeks([], COLUMNS, 3, tmp_path).load(COLUMNS)) == []
