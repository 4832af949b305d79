"""The score as it was read week by week, with its pillars, and how others stood: one person's own, or the
medians of a team.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from ssi_outcomes.base.privacy import SMALLEST_GROUP
from ssi_outcomes.base.ssi import MEANS, PILLARS, RANKS, SCORE
from ssi_outcomes.study import PanelStudy

# How far a score lies above an average, in points: of the industry, and of the network.
GAPS = ("industry_gap", "network_gap")
# All that a page of LinkedIn's shows of the score, and the distances that follow from it.
MEASURES = (SCORE, *MEANS, *GAPS, *RANKS, *PILLARS)


def read_weeks(study: PanelStudy) -> pd.DataFrame:
    """Return the weeks of the people there that begin with a reading: person, week_start, and each of
    `MEASURES`, missing where it was not read.
    """
    frame = study.panel.frame
    frame = _with_ranks(frame[frame["exposure_days"] > 0], study)
    rows = frame.reindex(columns=["person", "week_start", SCORE, *MEANS, *RANKS, *PILLARS])
    for gap, mean in zip(GAPS, MEANS, strict=True):
        rows[gap] = rows[SCORE] - rows[mean]
    return rows[rows[list(MEASURES)].notna().any(axis=1)]


def take_course(rows: pd.DataFrame, people: int) -> pd.DataFrame:
    """Return one row a week (index: its Monday) and a column for each of `MEASURES` that was read: the one
    person's own, or the medians of the weeks in which enough people were read to hide each other.
    """
    weeks = rows.groupby("week_start")[list(MEASURES)]
    course = weeks.median() if people == 1 else weeks.median().where(weeks.count() >= SMALLEST_GROUP)
    return course.dropna(axis=0, how="all").dropna(axis=1, how="all")


def _with_ranks(frame: pd.DataFrame, study: PanelStudy) -> pd.DataFrame:
    """Return the weeks with the ranks that stood beside the reading in force; a panel that came as one has
    none.
    """
    readings = study.dataset.tables.get("ssi")
    if readings is None or "ssi_read_at" not in frame or not {*RANKS} <= {*readings}:
        return frame
    told = readings[["person", *RANKS]].assign(
        ssi_read_at=pd.to_datetime(readings["read_at"]).astype("datetime64[us]")
    )
    told[list(RANKS)] = told[list(RANKS)].apply(pd.to_numeric).astype(float).replace(np.inf, np.nan)
    told = told.dropna(subset="ssi_read_at").drop_duplicates(["person", "ssi_read_at"], keep="last")
    return frame.merge(told, "left", ["person", "ssi_read_at"])
