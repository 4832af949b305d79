"""A home with a small panel in Parquet that is taken for one that does not fit into memory; nobody in it exists."""

from __future__ import annotations

import shutil
from pathlib import Path

from evidence.panels import draw_frame

from ssi_outcomes.intake.receipt import Receipt
from ssi_outcomes.intake.step import read_stored
from ssi_outcomes.reading.opening.limits import Limits
from ssi_outcomes.reading.parquet import panel_folder

REPOSITORY = Path(__file__).parents[1]
DATASET, MAIN = "many", "phone_meetings"
ABOUT = """picked = false
rolled_out = false
synthetic = true

[definitions.phone_meetings]
meaning = "calls that took place"
counted_in = "the calendar"
"""
_NO_COLUMNS = ["next_ssi", "ssi_late", "reading_age_days"]


def fill_home(home: Path, monkeypatch, slope: float = 0.4) -> Path:
    """Make the panel in `home`, which is from now on the one; one step of the jackknife in memory, too."""
    monkeypatch.setenv("SSI_HOME", str(home))
    monkeypatch.setattr("ssi_outcomes.evidence.engine.poisson.EXACT_CELLS", -1)
    folder = home / "data" / "raw" / DATASET
    folder.mkdir(parents=True)
    shutil.copy(REPOSITORY / "analysis-plan.toml", home)
    shutil.copytree(REPOSITORY / "data" / "raw" / "article", home / "data" / "raw" / "article")
    rows = draw_frame(11, 60, 20, slope=slope, rate=2).drop(columns=_NO_COLUMNS)
    names = {"week_start": "week", "outcome_calls": f"outcome_{MAIN}"}
    rows.rename(columns=names).assign(outcome_likes=rows["activity_posts"]).to_parquet(folder / "a.parquet")
    (folder / "dataset.toml").write_text(ABOUT, "utf-8")
    return folder


def read_as_large(monkeypatch) -> Receipt:
    """Read it as if it had too many rows."""
    monkeypatch.setattr(panel_folder, "LIMITS", Limits(rows=100))
    return read_stored(DATASET)
