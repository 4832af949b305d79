"""The files of a small invented team whose weeks can be compared: what is drawn of it takes no time."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import numpy as np

FIRST, PEOPLE, WEEKS = date(2026, 1, 5), 12, 10
_SAID = """\
language = "en"
picked = {picked}
rolled_out = false

[definitions.phone_meetings]
meaning = "Invented: a meeting by phone."
counted_in = "calls.csv"
"""


def write_team(home: Path, name: str = "crew", picked: str = "false", seed: int = 5) -> Path:
    """Write the raw files of the team to its folder in `home`, and return it."""
    folder = home / "data" / "raw" / name
    folder.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(seed)
    scores, calls = ["person,date,ssi"], ["person,outcome,start,end,count"]
    for person in range(PEOPLE):
        for week in range(WEEKS):
            monday = FIRST + timedelta(weeks=week)
            scores.append(f"P{person:02},{monday},{40 + person + rng.integers(0, 12)}")
            calls.append(
                f"P{person:02},phone meetings,{monday},{monday + timedelta(days=6)},{rng.poisson(2)}"
            )
    (folder / "scores.csv").write_text("\n".join(scores) + "\n")
    (folder / "calls.csv").write_text("\n".join(calls) + "\n")
    (folder / "dataset.toml").write_text(_SAID.format(picked=picked))
    return folder
