"""What the push brought against what a ratio per +10 points would have brought with this lift.

The contrast is b - log(ratio) * lift / 10: above 0 where results gained more than the ratio asks for, below
where less. Its error comes from leaving out each person of it as a whole, t with people - 1: ratio and lift
come from the same people.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy.special import stdtr, stdtrit

from ssi_outcomes.evidence.drawn.assigned import Assigned
from ssi_outcomes.evidence.drawn.lift import measure_lift
from ssi_outcomes.evidence.estimate import Slope
from ssi_outcomes.evidence.sample import STEP


@dataclass(frozen=True)
class Measured:
    """A number with the standard error of its jackknife and the freedom of its t."""

    value: float
    se: float
    freedom: float

    def bounds(self, risk: float) -> tuple[float, float]:
        """Return between which numbers the true one lies, at a risk of `risk` on each side."""
        reach = -float(stdtrit(self.freedom, risk)) * self.se
        return self.value - reach, self.value + reach

    def p_above(self, bound: float = 0) -> float:
        """Return the one-sided p-value of "the true number is `bound` or less"."""
        return float(stdtr(self.freedom, (bound - self.value) / self.se))


@dataclass(frozen=True, eq=False)
class Contrasted:
    """What a trial measured of one outcome: `slope` (log ratio as assigned), `lift` in points, and the
    contrast at each ratio per +10 points; lift and contrasts are None where readings do not tell.

    `people` are those with an event, `events` theirs, `read` the share of the weeks with a reading at their
    end.
    """

    slope: Slope
    lift: Measured | None
    contrasts: Mapping[float, Measured]
    people: int
    events: float
    read: float


def contrast(assigned: Assigned, ratios: tuple[float, ...]) -> Contrasted | None:
    """Return ratio, lift and their contrast at each of `ratios`; None where there is nothing to estimate."""
    if assigned.silence:
        return None
    b, without = float(assigned.fitted.coefficients[0]), assigned.fitted.left_out[:, 0]
    main = jackknife(b, without)
    if not (math.isfinite(main.se) and main.se > 0):
        return None
    lift, lift_without = measure_lift(assigned)
    known = bool(np.isfinite([lift, *lift_without]).all())
    made = {
        ratio: jackknife(b - _asked(ratio, lift), without - _asked(ratio, lift_without))
        for ratio in (ratios if known else ())
    }
    return Contrasted(
        Slope(b, main.se, main.freedom),
        jackknife(lift, lift_without) if known else None,
        made,
        len(without),
        float(assigned.events.sum()),
        float(assigned.rows["score"].notna().mean()),
    )


def jackknife(value: float, without: np.ndarray) -> Measured:
    """Return a number with its error from what it is without each person."""
    people = len(without)
    return Measured(
        float(value),
        float(np.sqrt((people - 1) / people * np.square(without - value).sum())),
        people - 1,
    )


def _asked(ratio: float, lift: float | np.ndarray) -> float | np.ndarray:
    """Return the log ratio that a lift would bring at `ratio` per +10 points."""
    return math.log(ratio) * lift / STEP


def find_per_ten(measured: Contrasted, risk: float) -> tuple[float, float, float] | None:
    """Return the ratio per +10 points that the trial measured, and between which the true one lies at a risk
    of `risk` on each side (Fieller 1954, J. R. Stat. Soc. B 16:175): those whose contrast may be 0. None
    where the lift may be none.
    """
    lift = measured.lift
    if lift is None or not measured.contrasts:
        return None
    b, own, other = measured.slope.log, measured.slope.se**2, lift.se**2
    ratio, known = max(measured.contrasts.items())
    pull = math.log(ratio) / STEP
    shared = (own + pull**2 * other - known.se**2) / (2 * pull)
    reach = float(stdtrit(lift.freedom, risk)) ** 2
    square, half, rest = lift.value**2 - reach * other, b * lift.value - reach * shared, b**2 - reach * own
    inside = half**2 - square * rest
    if square <= 0 or inside < 0:
        return None
    ends = [(half + sign * math.sqrt(inside)) / square for sign in (-1, 1)]
    return tuple(math.exp(STEP * slope) for slope in (b / lift.value, *ends))
