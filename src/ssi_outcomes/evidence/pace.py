"""How long a number of events takes at a team's pace: "39,200 more results" says less than "twelve years"."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from ssi_outcomes.base.lengths import WEEK, WEEKS_A_YEAR
from ssi_outcomes.evidence.sample import take_sample

UNITS = ("years", "months", "weeks")
_MONTHS = 12  # of a year
_FROM = 2  # from so many on, a time is told in a unit


@dataclass(frozen=True)
class Duration:
    """So many of a `unit` (one of `UNITS`): years from two on, else months from two on, else weeks."""

    value: float
    unit: str


def find_weeks(frame: pd.DataFrame, outcome: str) -> int:
    """Return the weeks of the calendar, from the first to the last that a comparison of the outcome can use;
    those between in which nobody has a reading pass as well.
    """
    mondays = pd.to_datetime(take_sample(frame, outcome).rows["week_start"])
    return 0 if mondays.empty else (mondays.max() - mondays.min()).days // WEEK + 1


def find_duration(more: float, events: float, weeks: float) -> Duration | None:
    """Return how long `more` events take where `events` took `weeks`; None without a pace."""
    if not (events > 0 and weeks > 0 and more > 0):
        return None
    took = more * weeks / events
    years = took / WEEKS_A_YEAR
    if years >= _FROM:
        return Duration(years, "years")
    return Duration(years * _MONTHS, "months") if years * _MONTHS >= _FROM else Duration(took, "weeks")
