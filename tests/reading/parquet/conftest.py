"""A folder of Parquet that a test fills."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

TODAY = date(2026, 3, 4)  # a Wednesday


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("SSI_KEY_FILE", str(tmp_path / "key"))
    made = tmp_path / "data" / "raw" / "acme"
    made.mkdir(parents=True)
    return made


@pytest.fixture
def rows() -> pd.DataFrame:
    """Return two people over two weeks."""
    return pd.DataFrame(
        {
            "person": ["Nora Exempla", "Nora Exempla", "Ida Probe", "Ida Probe"],
            "week": pd.to_datetime(["2026-01-05", "2026-01-12"] * 2),
            "ssi": [50.0, 60.0, None, 40.0],
            "outcome_phone_meetings": [1, 0, 2, 3],
        }
    )
