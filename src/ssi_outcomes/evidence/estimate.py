"""The shape of an answer: a value is never without its interval, its level and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Estimate:
    """A value with its interval at `level` (two-sided, between 0 and 1); `n` is the number of events, `unit` what the value counts."""

    value: float
    low: float
    high: float
    level: float
    n: int
    unit: str


@dataclass(frozen=True)
class RatioEstimate(Estimate):
    """A rate ratio; `p` is the central p-value of "the two rates are equal", which agrees with the interval."""

    p: float
