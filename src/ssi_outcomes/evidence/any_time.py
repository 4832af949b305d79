"""The interval at the plan's risk of error: at the looks that were planned, or at any time.

At any time it is a confidence sequence: the truth lies in all of its intervals together, however often one
looks and whenever one stops. The normal mixture of Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas (2024,
Annals of Statistics 52:2613): with V = 1 / se^2 it reaches
se * sqrt((1 + rho / V) * log((V + rho) / (rho * a^2))) to each side, a twice the risk. `rho` is fixed
beforehand, by the data that the plan means to have: there the sequence is narrowest. With few people it is
wider by what t has over z.
"""

from __future__ import annotations

import math

import numpy as np
from scipy.optimize import brentq
from scipy.special import ndtri, stdtrit

from ssi_outcomes.base.plan import Plan
from ssi_outcomes.evidence.estimate import Slope, exp


def bounds(slope: Slope, plan: Plan) -> tuple[float, float]:
    """Return the rate ratios between which the true one lies, at the plan's risk on each side."""
    reach = float(find_reach(slope.se, slope.freedom, plan))
    return exp(slope.log - reach), exp(slope.log + reach)


def find_reach(se: float | np.ndarray, freedom: float | np.ndarray, plan: Plan) -> float | np.ndarray:
    """Return how far the interval reaches to each side of the log ratio; of one standard error or of many."""
    if not plan.any_time:
        return -stdtrit(freedom, plan.level_per_look) * se
    return _widen(freedom, plan) * _mix(se, plan)


def p_above(slope: Slope, ratio: float, plan: Plan) -> float:
    """Return the one-sided p-value of "the true ratio is `ratio` or less": below the plan's risk where the
    interval lies above it, at any time where the plan says so.
    """
    if not plan.any_time:
        return slope.p_above(ratio)
    away = (slope.log - math.log(ratio)) / (_widen(slope.freedom, plan) * slope.se)
    rho, information = _find_rho(plan), 1 / slope.se**2
    if away <= 0:
        return 1.0
    lost = math.exp(-(away**2) / (2 * (1 + rho / information)))
    return min(1.0, math.sqrt((information + rho) / rho) * lost / 2)


def price(plan: Plan) -> float:
    """Return how many times as wide as at one planned look the interval is, with the data that are meant:
    1.68 at a risk of 5 % on each side.
    """
    se = _meant_se(plan)
    return float(_mix(se, plan) / (-ndtri(plan.level) * se))


def _widen(freedom: float | np.ndarray, plan: Plan) -> float | np.ndarray:
    """Return what t has over z at the plan's risk."""
    return stdtrit(freedom, plan.level) / ndtri(plan.level)


def _mix(se: float | np.ndarray, plan: Plan) -> float | np.ndarray:
    rho, information = _find_rho(plan), 1 / np.square(se)
    return se * np.sqrt((1 + rho / information) * np.log((information + rho) / (rho * (2 * plan.level) ** 2)))


def _find_rho(plan: Plan) -> float:
    """Return the rho at which the sequence is narrowest where the data are all there."""
    narrowest = brentq(lambda u: u - math.log1p(u) + 2 * math.log(2 * plan.level), 1e-9, 1e3)
    return 1 / (narrowest * _meant_se(plan) ** 2)


def _meant_se(plan: Plan) -> float:
    return plan.expected_se(plan.people * plan.weeks * plan.events_per_week)
