"""What an hour of push brought: the results that those on push would not have had, by the ratio as drawn."""

from __future__ import annotations

import math
from dataclasses import dataclass

from ssi_outcomes.base.lengths import WEEK
from ssi_outcomes.evidence.drawn.assigned import Assigned
from ssi_outcomes.evidence.estimate import Slope


@dataclass(frozen=True)
class Pushed:
    """The results of those on push, as drawn, in how many weeks of one person each (of seven days)."""

    events: float
    weeks: float


def count_pushed(assigned: Assigned) -> Pushed:
    """Return what was counted in the weeks on push that are compared."""
    rows = assigned.rows[assigned.rows["push"] > 0]
    return Pushed(float(rows["count"].sum()), float(rows["exposure"].sum()) / WEEK)


def find_per_hour(
    pushed: Pushed, slope: Slope, hours: float, risk: float
) -> tuple[float, float, float] | None:
    """Return by how many results an hour of push changed what was counted, and the interval at `risk` on each
    side; None where no hours are known.

    Of C results on push, C / ratio would have come without it. The interval is the ratio's: that of C, which
    is small beside it, is left out.
    """
    spent = pushed.weeks * hours
    if not spent or not math.isfinite(slope.log):
        return None
    low, high = slope.bounds(risk)
    return tuple(pushed.events * (1 - 1 / ratio) / spent for ratio in (slope.ratio, low, high))
