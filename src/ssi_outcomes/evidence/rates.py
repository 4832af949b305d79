"""Exact answers for one or two counts of events; exposure is in any
unit of time, and rates are per that unit.

Never for two hand-picked cases: see the false trail in `tests/evidence/test_rates.py`.
"""

from __future__ import annotations

import math

from scipy.special import bdtr, bdtrc, betainccinv, betaincinv, gammainccinv, gammaincinv

from ssi_outcomes.evidence.estimate import Estimate, RatioEstimate

LEVEL = 0.95
UNSEEN = 0.05  # the risk at which a share that no draw shows is bounded


def rate_interval(
    events: int, exposure: float, level: float = LEVEL, unit: str = "events per unit of exposure"
) -> Estimate:
    """Return the rate of events with its exact interval (Garwood 1936, Biometrika 28:437); needs a whole
    count, exposure > 0 in the unit of the rate, and 0 < level < 1.
    """
    _check(events, exposure, level)
    tail = (1 - level) / 2
    low = gammaincinv(events, tail) if events else 0.0
    high = gammainccinv(events + 1, tail)
    return Estimate(events / exposure, float(low / exposure), float(high / exposure), level, events, unit)


def find_unseen(draws: float) -> float:
    """Return the largest share that none of so many draws would show at a risk of `UNSEEN`: exact, near 3
    over their number.
    """
    return 1 - UNSEEN ** (1 / draws)


def rate_ratio(
    events_a: int, exposure_a: float, events_b: int, exposure_b: float, level: float = LEVEL
) -> RatioEstimate:
    """Return the rate of a divided by the rate of b, with the exact
    conditional interval and the central p-value.

    Given the sum of both counts, a's is binomial (Przyborowski and Wilenski 1940); its Clopper-Pearson
    interval is turned into one for the ratio. p is twice the smaller tail: unlike R's and scipy's, it is
    below 1 - level exactly when the interval leaves out 1. Without any event the ratio is NaN, from 0 to
    infinity; without one in b, it is infinite.
    """
    _check(events_a, exposure_a, level)
    _check(events_b, exposure_b, level)
    total, tail = events_a + events_b, (1 - level) / 2
    share_low = betaincinv(events_a, events_b + 1, tail) if events_a else 0.0
    share_high = betainccinv(events_a + 1, events_b, tail) if events_b else 1.0
    share = exposure_a / (exposure_a + exposure_b)
    tails = bdtr(events_a, total, share), bdtrc(events_a - 1, total, share)
    return RatioEstimate(
        value=_odds(events_a, events_b) * exposure_b / exposure_a,
        low=_odds(share_low, 1 - share_low) * exposure_b / exposure_a,
        high=_odds(share_high, 1 - share_high) * exposure_b / exposure_a,
        level=level,
        n=total,
        unit="times",
        p=float(min(1.0, 2 * min(tails))),
    )


def silence_bound(exposure: float, level: float = LEVEL) -> float:
    """Return the largest rate that `exposure` without a single event leaves possible
    (one-sided): about 3 / exposure at 95 %.
    """
    _check(0, exposure, level)
    return -math.log(1 - level) / exposure


def _odds(part: float, rest: float) -> float:
    if rest:
        return float(part / rest)
    return math.inf if part else math.nan


def _check(events: int, exposure: float, level: float) -> None:
    if events < 0 or events != int(events):
        raise ValueError(f"a count of events is 0, 1, 2, ...; not {events}")
    if not 0 < exposure < math.inf:
        raise ValueError(f"exposure is a time above zero, not {exposure}")
    if not 0 < level < 1:
        raise ValueError(f"a level lies between 0 and 1, not at {level}")
