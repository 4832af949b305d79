"""Comparisons by hand: a slope whose interval begins or ends where one says, and all else that passes each gate."""

from __future__ import annotations

import math

from scipy import stats

from ssi_outcomes.base.plan import read_plan
from ssi_outcomes.evidence.estimate import Slope
from ssi_outcomes.evidence.falsify import LeadTest
from ssi_outcomes.evidence.verdict import Declared
from ssi_outcomes.evidence.within import Comparison

PLAN = read_plan()
D, CLAIM = PLAN.threshold, PLAN.claim_per_10
SE, FREEDOM = 0.01, 40
REACH = stats.t.isf(0.05, FREEDOM) * SE
HAIR = 1e-9

LEAD = LeadTest(Slope(0.0, 1.0, 40), 0.5, 500)
STATED = Declared(defined=True, picked=False, rolled_out=False)


def with_low(ratio: float) -> Slope:
    """Return a slope whose 90 % interval begins at `ratio`."""
    return Slope(math.log(ratio) + REACH, SE, FREEDOM)


def with_high(ratio: float) -> Slope:
    """Return a slope whose 90 % interval ends at `ratio`."""
    return Slope(math.log(ratio) - REACH, SE, FREEDOM)


def compared(slope: Slope | None, **changes) -> Comparison:
    """Return a comparison that passes every gate, but for the changes."""
    known = {
        "people": 41,
        "informative": 41,
        "effective": 20.0,
        "events": 400,
        "rows": 800,
        "late_share": 0.0,
    }
    return Comparison("calls", slope, **{**known, **changes})
