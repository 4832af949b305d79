"""Which person-weeks a comparison can use, and what becomes of the others: every
week is used, or counted under its reason.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ssi_outcomes.evidence.by_team import find_teamless
from ssi_outcomes.panel.column_names import outcome_column

STEP = 10  # SSI points: every ratio is per +10


@dataclass(frozen=True, eq=False)
class Sample:
    """The usable weeks of one outcome, and the number of person-weeks
    dropped for each reason (a key of the labels).

    `rows` has person, week_start, count, exposure (days), x (SSI / 10) and the panel's
    other columns; one row a person and week.
    """

    outcome: str
    rows: pd.DataFrame
    dropped: dict[str, int]

    @property
    def late_share(self) -> float:
        """Return the share of rows that were dropped because the score was read after the week's
        beginning.
        """
        late = self.dropped["late"]
        return late / (late + len(self.rows)) if late else 0.0

    def codes(self) -> tuple[np.ndarray, np.ndarray]:
        """Return the number of each row's person and week, from 0."""
        return pd.factorize(self.rows["person"], sort=True)[0], pd.factorize(
            self.rows["week_start"], sort=True
        )[0]

    def spread(self) -> float:
        """Return the SD of the score around each person's own mean, in points, over
        people who have an event; NaN without freedom.
        """
        person = pd.factorize(self.rows["person"])[0]
        counts, x = (self.rows[name].to_numpy(float) for name in ("count", "x"))
        there = np.bincount(person, counts) > 0
        freedom = int(there[person].sum() - there.sum())
        if freedom <= 0:
            return float("nan")
        mean = np.bincount(person, x) / np.bincount(person)
        return STEP * float(np.sqrt(np.square((x - mean[person])[there[person]]).sum() / freedom))


def take_sample(frame: pd.DataFrame, outcome: str, known: tuple[str, ...] = ()) -> Sample:
    """Return the weeks of a panel frame in which the outcome is known and the score was read in time, and all
    of the columns `known` are known.
    """
    column = outcome_column(outcome)
    # Arrays, not columns: pandas would line up each of them with the others, each time anew.
    there = (frame["exposure_days"] > 0).to_numpy(bool)
    joining = there & (frame["ramp_up"].to_numpy(bool) if "ramp_up" in frame else False)
    teamless = find_teamless(frame).to_numpy(bool) & there & ~joining
    there = there & ~joining & ~teamless
    counted = there & frame[column].notna().to_numpy()
    in_time = counted & frame["ssi"].notna().to_numpy()
    late = counted & ~in_time & frame["ssi_late"].to_numpy(bool)
    used = in_time.copy()
    for name in known:
        used &= frame[name].notna().to_numpy()
    dropped = {
        "ramp_up": int(joining.sum()),
        "no_team": int(teamless.sum()),
        "not_counted": int((there & ~counted).sum()),
        "late": int(late.sum()),
        "no_reading": int((counted & ~in_time & ~late).sum()),
        "not_known": int((in_time & ~used).sum()),
    }
    rows = frame[used]
    # Taken from `rows`, not `frame`: pandas gives an empty frame the index of what it is assigned, and
    # unusable weeks would be back.
    rows = rows.assign(count=rows[column], exposure=rows["exposure_days"].astype(float), x=rows["ssi"] / STEP)
    if not _are_in_order(rows):
        rows = rows.sort_values(["person", "week_start"], kind="stable")
    return Sample(outcome, rows.reset_index(drop=True), dropped)


def _are_in_order(rows: pd.DataFrame) -> bool:
    """Return whether rows stand by person and week already, as those of a panel that was laid out do."""
    person, names = pd.factorize(rows["person"])
    week, step = rows["week_start"].to_numpy(), np.diff(person)
    return bool(
        (person >= 0).all()
        and ((step > 0) | ((step == 0) & (week[1:] >= week[:-1]))).all()
        and pd.Index(names).is_monotonic_increasing
    )
