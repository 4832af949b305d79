"""The shape of an answer: a value is never without its interval, its level and what it rests on."""

from __future__ import annotations

import math
from dataclasses import dataclass

from scipy.special import stdtr, stdtrit


@dataclass(frozen=True)
class Estimate:
    """A value with its interval at `level` (two-sided, between 0 and 1); `n` is the number
    of events, `unit` what the value counts.
    """

    value: float
    low: float
    high: float
    level: float
    n: int
    unit: str


@dataclass(frozen=True)
class RatioEstimate(Estimate):
    """A rate ratio; `p` is the central p-value of "the two rates are equal", which agrees with the
    interval.
    """

    p: float


@dataclass(frozen=True)
class Slope:
    """A rate ratio per +10 points on the log scale: `log`, its standard
    error, and the degrees of freedom of its t.
    """

    log: float
    se: float
    freedom: float

    @property
    def ratio(self) -> float:
        """Return the rate ratio; a score that hardly moves can make it infinite."""
        return exp(self.log)

    def bounds(self, risk: float) -> tuple[float, float]:
        """Return the rate ratios between which the true one lies, at a risk of `risk` on each side."""
        reach = -float(stdtrit(self.freedom, risk)) * self.se
        return exp(self.log - reach), exp(self.log + reach)

    def p_above(self, ratio: float) -> float:
        """Return the one-sided p-value of "the true ratio is `ratio` or less": small where it lies above."""
        return float(stdtr(self.freedom, (math.log(ratio) - self.log) / self.se))

    def p_equal(self, ratio: float = 1) -> float:
        """Return the two-sided p-value of "the true ratio is `ratio`"."""
        return 2 * float(stdtr(self.freedom, -abs(self.log - math.log(ratio)) / self.se))


def as_whole(value: float) -> float | int:
    """Return a number of events as a whole number where it is one."""
    return int(value) if float(value).is_integer() else float(value)


def exp(value: float) -> float:
    """Return e to the power of `value`, infinity where it is beyond all numbers."""
    return math.exp(value) if value < 700 else math.inf
