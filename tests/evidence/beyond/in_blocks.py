"""Frames laid as blocks of people by weeks, for the tests."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd

from ssi_outcomes.evidence.beyond.weeks_laid import LaidWeeks, lay_weeks

WEEK = pd.Timedelta(7, "D")
_KEYS = ("person", "week_start", "next_ssi", "ssi_late", "reading_age_days")


def lay_in_blocks(frame: pd.DataFrame, folder: Path, parts: int = 3) -> LaidWeeks:
    """Return a frame in blocks: its people in so many parts, in no order of weeks."""
    columns = [name for name in frame if name not in _KEYS]
    rows = frame.sample(frac=1, random_state=1).sort_values("person", kind="stable")
    person = pd.factorize(rows["person"])[0]
    week = ((rows["week_start"] - rows["week_start"].min()) // WEEK).to_numpy(int)
    table = {name: rows[name].to_numpy(float) for name in columns} | {"person": person, "week": week}
    cuts = np.linspace(0, person.max(initial=-1) + 1, parts + 1).astype(int)
    places = [np.flatnonzero((person >= low) & (person < high)) for low, high in pairwise(cuts)]
    return lay_weeks(
        ({name: each[at] for name, each in table.items()} for at in places if len(at)),
        columns,
        int(week.max(initial=0)) + 1,
        folder,
    )
