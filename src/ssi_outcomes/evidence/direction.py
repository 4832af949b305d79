"""Would following a number have led the right way? Of two weeks of the same person with different results:
was the number higher on the Monday of the better one?

A coin is right in half of such pairs. A number can be right on the whole and not for half of the people: that
is its fragility. Both are about weeks that were watched: what moves a number need not move results (Bibaut
and others 2024, REFERENCES).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import stdtrit

from ssi_outcomes.evidence.estimate import Estimate
from ssi_outcomes.evidence.forecasts import lay_weeks, shift
from ssi_outcomes.evidence.race import EVENTS_AT_LEAST, LEVEL, PEOPLE_AT_LEAST, Candidate
from ssi_outcomes.panel.column_names import outcome_column

COIN = 50.0  # per cent of pairs
WAYS = ("right", "wrong", "open")
HALVES = ("lower", "higher")
_SAME = 6  # decimals: what differs only beyond them is the same


@dataclass(frozen=True)
class Direction:
    """How often a number led the right way: `right`, in per cent of the `right.n` pairs of weeks in which
    number and results both differ.

    `lower` and `higher` are the same over the half of the people who usually have less of the number, and
    more; None where a half is fewer than five. `apart`: they differ by more than luck.
    """

    right: Estimate
    people: int
    lower: Estimate | None = None
    higher: Estimate | None = None
    apart: bool = False

    @property
    def way(self) -> str:
        """Return which way it led more often than a coin, or that it cannot be told (one of `WAYS`)."""
        return "right" if self.right.low > COIN else "wrong" if self.right.high < COIN else "open"

    @property
    def fragile(self) -> str:
        """Return the half for which it led less well, by more than luck (one of `HALVES`), or ""."""
        return "" if not self.apart else "lower" if self.lower.value < self.higher.value else "higher"


def find_direction(
    frame: pd.DataFrame, outcome: str, candidate: Candidate, level: float = LEVEL
) -> Direction | None:
    """Return how often a candidate led the right way, with its jackknife over people at `level`; None where
    too little is known, and of an outcome's own past: two weeks in a row share a count.
    """
    column = outcome_column(outcome)
    if candidate.kind == "past" or column not in frame or candidate.column not in frame:
        return None
    weeks = lay_weeks(frame)
    count = weeks.lay(column, there=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        rate = count / weeks.exposure
    value = weeks.lay(candidate.column)
    if candidate.kind not in ("score", "pillar"):
        value = shift(weeks.lay(candidate.column, there=True))
    known = ~np.isnan(rate) & ~np.isnan(value)
    right, pairs = _count_pairs(np.where(known, rate, np.nan), np.where(known, value, np.nan))
    asked = pairs > 0
    if asked.sum() < PEOPLE_AT_LEAST or count[known].sum() < EVENTS_AT_LEAST:
        return None
    usual = np.nansum(np.where(known, value, 0), axis=1)[asked] / known.sum(axis=1)[asked]
    return _judge_halves(right[asked], pairs[asked], usual, level)


def _count_pairs(rate: np.ndarray, value: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return, for each person, in how many pairs of weeks the better one has more of the number, and of how
    many in which both differ.
    """
    right, pairs = np.zeros(len(rate)), np.zeros(len(rate))
    for apart in range(1, rate.shape[1]):
        signs = [np.sign(np.round(each[:, apart:] - each[:, :-apart], _SAME)) for each in (rate, value)]
        same_way = signs[0] * signs[1]  # NaN where a week is not known
        right += (same_way > 0).sum(axis=1)
        pairs += (np.abs(same_way) > 0).sum(axis=1)
    return right, pairs


def _judge_halves(right: np.ndarray, pairs: np.ndarray, usual: np.ndarray, level: float) -> Direction:
    """Return the direction over all people, and over the halves with less and with more of the number."""
    whole, _ = _estimate(right, pairs, level)
    below = usual <= np.median(usual)
    if min(below.sum(), (~below).sum()) < PEOPLE_AT_LEAST:
        return Direction(whole, len(pairs))
    (lower, error_low), (higher, error_high) = (
        _estimate(right[half], pairs[half], level) for half in (below, ~below)
    )
    # Different people: their errors are independent. Freedom by the smaller half, so as not to be too sure.
    freedom = min(below.sum(), (~below).sum()) - 1
    reach = float(stdtrit(freedom, (1 + level) / 2)) * float(np.hypot(error_low, error_high))
    return Direction(whole, len(pairs), lower, higher, abs(higher.value - lower.value) > reach)


def _estimate(right: np.ndarray, pairs: np.ndarray, level: float) -> tuple[Estimate, float]:
    """Return the share of pairs in per cent with its jackknife over people, and its standard error."""
    share = 100 * right.sum() / pairs.sum()
    without = 100 * (right.sum() - right) / (pairs.sum() - pairs)
    many = len(pairs)
    error = float(np.sqrt((many - 1) / many * np.square(without - without.mean()).sum()))
    reach = float(stdtrit(many - 1, (1 + level) / 2)) * error
    low, high = max(0.0, share - reach), min(100.0, share + reach)
    return Estimate(float(share), float(low), float(high), level, int(pairs.sum()), "percent"), error
