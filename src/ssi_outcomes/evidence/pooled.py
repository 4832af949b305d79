"""Several studies of one thing, one ratio: random effects, on the log scale.

The variance between studies, tau^2, by restricted maximum likelihood. Two standard errors of the mean: the
plain one, and that of Hartung and Knapp (2001, Statistics in Medicine 20:3875) and Sidik and Jonkman (2002,
21:3153), which goes with t(k - 1); the wider of their intervals counts, as the second is the narrower one in
a third to a half of the pools in which all studies agree. The plain one goes with z where tau^2 is 0, and
with t(k - 1) where it had to be estimated (Knapp and Hartung 2003, Statistics in Medicine 22:2693): with z
alone, false words reach .056 a side for .05 where studies differ by about their errors (docs/pool.md).
What is known of tau^2 is its Q profile (Viechtbauer 2007, Statistics in Medicine 26:37), and so is what the
next study may be expected to find (Nagashima, Noma and Furukawa 2019, Statistical Methods in Medical Research
28:1689).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.optimize import brentq
from scipy.special import chdtri, ndtri, stdtrit

from ssi_outcomes.evidence.estimate import Slope, exp

FEWEST = 2  # studies that can be pooled at all
DRAWS, SEED = 2000, 20260
_TAIL = 0.025  # of the interval of tau^2 and of that of the next study: 95 %
_GRID = 100  # places between 0 and beyond all reason at which the likelihood is looked at
_STEPS, _CLOSE = 200, 1e-13  # of Newton's; each at least doubles what is far too small


@dataclass(frozen=True, eq=False)
class Pooled:
    """The studies' log ratios and standard errors, and what they come to together: `log`, with `se` (the
    plain one) and `spread_se` (Hartung-Knapp-Sidik-Jonkman's, with t of studies - 1); `tau2` between them.
    """

    logs: np.ndarray
    errors: np.ndarray
    tau2: float
    log: float
    se: float
    spread_se: float

    @property
    def studies(self) -> int:
        """Return how many studies there are."""
        return len(self.logs)

    @property
    def ratio(self) -> float:
        """Return the pooled rate ratio."""
        return exp(self.log)

    @property
    def tau(self) -> float:
        """Return the SD of the true log ratios between studies."""
        return math.sqrt(self.tau2)

    @property
    def i2(self) -> float:
        """Return the share, in per cent, of what the studies differ by that is not chance (Higgins and
        Thompson 2002, Statistics in Medicine 21:1539).
        """
        weights = 1 / self.errors**2
        typical = (self.studies - 1) / (weights.sum() - np.square(weights).sum() / weights.sum())
        return float(100 * self.tau2 / (self.tau2 + typical))

    def widest(self, risk: float) -> Slope:
        """Return the pooled log ratio with the standard error, and its degrees of freedom, whose interval at
        `risk` on each side is the wider one.
        """
        freedom = self.studies - 1
        if self.tau2 > 0:
            return Slope(self.log, max(self.spread_se, self.se), freedom)
        if -stdtrit(freedom, risk) * self.spread_se > -ndtri(risk) * self.se:
            return Slope(self.log, self.spread_se, freedom)
        return Slope(self.log, self.se, math.inf)

    @cached_property
    def tau2_bounds(self) -> tuple[float, float]:
        """Return the 95 % interval of tau^2, from its Q profile."""
        levels = chdtri(self.studies - 1, np.array([_TAIL, 1 - _TAIL]))
        low, high = _solve_q(self.logs, self.errors**2, levels)
        return float(low), float(high)

    @cached_property
    def next_study(self) -> tuple[float, float]:
        """Return the rate ratios between which the true one of the next study is expected, in 95 %."""
        low, high = predict(self.logs, self.errors**2)
        return exp(low), exp(high)


def pool(logs: np.ndarray, errors: np.ndarray) -> Pooled | None:
    """Return what log ratios with their standard errors come to together; None of fewer than two."""
    logs, errors = np.asarray(logs, float), np.asarray(errors, float)
    if len(logs) < FEWEST:
        return None
    tau2 = find_tau2(logs, errors**2)
    mean, se, spread = (float(each[0]) for each in _summarise(logs, errors**2, np.array([tau2])))
    return Pooled(logs, errors, tau2, mean, se, spread)


def find_tau2(logs: np.ndarray, variances: np.ndarray) -> float:
    """Return the variance between studies that restricted maximum likelihood finds, 0 or more; of several
    peaks the highest.
    """
    beyond = 100 * (np.var(logs) + variances.max())
    grid = np.concatenate([[0], np.geomspace(variances.min() / 1e4, beyond, _GRID)])
    slopes = _slope_of_likelihood(logs, variances, grid)
    peaks = [0.0] if slopes[0] <= 0 else []
    for place in np.flatnonzero((slopes[:-1] > 0) & (slopes[1:] <= 0)):
        peaks.append(
            brentq(
                lambda tau2: float(_slope_of_likelihood(logs, variances, np.array([tau2]))[0]),
                *grid[place : place + 2],
                xtol=1e-300,
                rtol=1e-14,
            )
        )
    return float(max(peaks, key=lambda tau2: _likelihood(logs, variances, tau2)))


def predict(
    logs: np.ndarray, variances: np.ndarray, draws: int = DRAWS, seed: int = SEED
) -> tuple[float, float]:
    """Return the 95 % interval of the next study's true log ratio: tau^2 drawn from its Q profile, the mean
    around the one that each draw gives, by t(k - 1) and the wider of its two standard errors.
    """
    rng = np.random.default_rng(seed)
    freedom = len(logs) - 1
    tau2 = _solve_q(logs, variances, rng.chisquare(freedom, draws))
    mean, se, spread = _summarise(logs, variances, tau2)
    error = np.maximum(se, spread)
    drawn = mean + rng.standard_normal(draws) * np.sqrt(tau2) - rng.standard_t(freedom, draws) * error
    low, high = np.quantile(drawn, [_TAIL, 1 - _TAIL])
    return float(low), float(high)


def _weigh(
    logs: np.ndarray, variances: np.ndarray, tau2: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return for each tau^2 the studies' weights, their sum, and the squared distances from the mean."""
    weights = 1 / (variances + tau2[:, None])
    total = weights.sum(axis=1)
    mean = weights @ logs / total
    return weights, total, np.square(logs - mean[:, None])


def _summarise(
    logs: np.ndarray, variances: np.ndarray, tau2: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return for each tau^2 the mean and its two standard errors."""
    weights, total, away = _weigh(logs, variances, tau2)
    spread = (weights * away).sum(axis=1) / (len(logs) - 1)
    return weights @ logs / total, np.sqrt(1 / total), np.sqrt(spread / total)


def _likelihood(logs: np.ndarray, variances: np.ndarray, tau2: float) -> float:
    """Return the restricted log likelihood, but for a constant (Viechtbauer 2005, Journal of Educational and
    Behavioral Statistics 30:261, equation 14).
    """
    weights, total, away = _weigh(logs, variances, np.array([tau2]))
    return float(np.log(weights).sum() - np.log(total[0]) - (weights * away).sum()) / 2


def _slope_of_likelihood(logs: np.ndarray, variances: np.ndarray, tau2: np.ndarray) -> np.ndarray:
    weights, total, away = _weigh(logs, variances, tau2)
    squared = np.square(weights)
    return (squared.sum(axis=1) / total - total + (squared * away).sum(axis=1)) / 2


def _solve_q(logs: np.ndarray, variances: np.ndarray, levels: np.ndarray) -> np.ndarray:
    """Return the tau^2 at which the studies' weighted distances from their mean sum to each of `levels`, 0
    where they are less even there: the sum falls as tau^2 grows, ever less steeply, so that Newton's steps
    from 0 never go too far.
    """
    tau2 = np.zeros(len(levels))
    open_ = np.arange(len(levels))
    for _ in range(_STEPS):
        weights, _, away = _weigh(logs, variances, tau2[open_])
        beyond = (weights * away).sum(axis=1) - levels[open_]
        step = beyond / (np.square(weights) * away).sum(axis=1)
        further = step > _CLOSE * (tau2[open_] + variances.min())
        open_, step = open_[further], step[further]
        tau2[open_] += step
        if not len(open_):
            break
    return tau2
