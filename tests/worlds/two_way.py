"""A plain Poisson regression with person and week effects, for tests: people x weeks arrays, weighted least squares until nothing moves."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Fit:
    """Coefficients on the log scale in the order of the regressors, and their standard errors (clusters are people)."""

    coefficients: np.ndarray
    errors: np.ndarray

    @property
    def ratio(self) -> float:
        """Return the rate ratio per unit of the first regressor."""
        return float(np.exp(self.coefficients[0]))

    @property
    def z(self) -> np.ndarray:
        """Return each coefficient in its standard errors."""
        return self.coefficients / self.errors


def fit_poisson(
    counts: np.ndarray, *regressors: np.ndarray, present: np.ndarray | None = None, weeks: bool = True
) -> Fit:
    """Return the fit of `counts` (people x weeks) where `present`; without `weeks`, with person effects alone."""
    there = np.ones(counts.shape, bool) if present is None else present
    seen = np.where(there, counts, 0)
    # People and weeks without any event say nothing: their effect would be minus infinity.
    kept = np.ix_(seen.sum(axis=1) > 0, seen.sum(axis=0) > 0)
    counts, there, *regressors = (each[kept] for each in (seen, there, *regressors))
    expected, before = (
        (counts + counts.sum(axis=1, keepdims=True) / there.sum(axis=1, keepdims=True)) / 2,
        np.inf,
    )
    for _ in range(60):
        weight = np.where(there, expected, 0)
        working = np.log(expected) + (counts - expected) / expected
        columns = np.stack([_sweep(each, weight, weeks) for each in (*regressors, working)])
        x, y = columns[:-1], columns[-1]
        information = np.einsum("apw,bpw,pw->ab", x, x, weight)
        coefficients = np.linalg.solve(information, np.einsum("apw,pw,pw->a", x, y, weight))
        expected = np.exp(np.clip(working - y + np.tensordot(coefficients, x, 1), -30, 30))
        if np.abs(coefficients - before).max() < 1e-8:
            break
        before = coefficients
    scores = np.einsum("apw,pw->pa", x, np.where(there, counts - expected, 0))
    inverse = np.linalg.inv(information)
    return Fit(coefficients, np.sqrt(np.diag(inverse @ (scores.T @ scores) @ inverse)))


def _sweep(values: np.ndarray, weight: np.ndarray, weeks: bool) -> np.ndarray:
    """Return `values` without their weighted means by person and by week."""
    for _ in range(200):
        values = values - (values * weight).sum(axis=1, keepdims=True) / weight.sum(axis=1, keepdims=True)
        if not weeks:
            return values
        by_week = (values * weight).sum(axis=0, keepdims=True) / weight.sum(axis=0, keepdims=True)
        values = values - by_week
        if np.abs(by_week).max() < 1e-10:
            return values
    return values
