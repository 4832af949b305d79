"""Lay the rows of a panel that came as one: what `build_panel` makes of readings and counts stands there
already, and what the rows do not say is said.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from ssi_outcomes.base.lengths import WEEK
from ssi_outcomes.base.ssi import READING, SCORE
from ssi_outcomes.panel.layout import Note, Panel
from ssi_outcomes.reading.parquet.panel_schema import DAYS, MONDAY, PERSON

# What may be said of all rows: what is taken for so, and what stands beside them and is not used.
ASSUMED = ("panel_read_on_monday", "panel_whole_weeks", "panel_joining_unsaid", "panel_about_unused")


def lay_panel(rows: pd.DataFrame, joining_weeks: int = 0) -> Panel:
    """Return the panel of clean `rows` (columns of `panel_schema`, each person and week once; person is a
    pseudonym), sorted by people and weeks. `joining_weeks` is for how many weeks the plan leaves out somebody
    who has just joined: when that was no panel says.
    """
    rows = rows.sort_values([PERSON, MONDAY], kind="stable").reset_index(drop=True)
    week = rows[MONDAY]
    follows = (rows[PERSON] == rows[PERSON].shift(-1)) & (week.shift(-1) - week == pd.Timedelta(WEEK, "D"))
    known = rows[SCORE].notna()
    first = {
        "person": rows[PERSON].astype(object),
        "week": _name_weeks(week),
        "week_start": week,
        "ssi_read_at": week.where(known),
        "reading_age_days": np.where(known, 0.0, np.nan),
        **{name: rows.get(name, np.nan) for name in READING},
        "exposure_days": rows[DAYS].astype(int) if DAYS in rows else WEEK,
        "next_ssi": rows[SCORE].shift(-1).where(follows),
        "ssi_late": False,
    }
    frame = pd.DataFrame(first, index=rows.index)
    rest = [name for name in rows if name not in (PERSON, MONDAY, DAYS, *READING)]
    frame = pd.concat([frame, rows[sorted(rest)]], axis=1)
    return Panel(frame, (), tuple(say_assumed(DAYS not in rows, joining_weeks)))


def say_assumed(whole_weeks: bool, joining_weeks: int) -> list[Note]:
    """Return what is taken for so, as the rows do not say otherwise; `whole_weeks`: nor on how many days
    somebody was there.
    """
    notes: list[Note] = [("panel_read_on_monday", {})]
    if whole_weeks:
        notes.append(("panel_whole_weeks", {}))
    if joining_weeks:
        notes.append(("panel_joining_unsaid", {"count": joining_weeks}))
    return notes


def _name_weeks(mondays: pd.Series) -> pd.Series:
    """Return weeks as "2026-W05" names them."""
    known = mondays.drop_duplicates()
    named = known.dt.isocalendar()
    names = [f"{year}-W{week:02d}" for year, week in zip(named["year"], named["week"], strict=True)]
    return mondays.map(dict(zip(known, names, strict=True))).astype(object)
