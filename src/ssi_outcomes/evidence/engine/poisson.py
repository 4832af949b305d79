"""The estimation engine: rows laid out as people x weeks, the estimates, and their
uncertainty by leaving out one person at a time.

The likelihood is in newton.py, the estimates without each person in jackknife.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ssi_outcomes.evidence.engine.jackknife import leave_out
from ssi_outcomes.evidence.engine.newton import RIDGE, Cells, evaluate, find_known, share_all, solve

# Refits without each person go through people x people x weeks cells: 200 people over a year in a tenth of a
# second. Beyond, the
# one-step jackknife takes over: within 4 % of the refits at 10 people, 1 % from 20 on,
# a thousandth where there are hundreds.
EXACT_CELLS = 3_000_000
# Differences from a person's mean below this share of the largest value are rounding.
_ROUNDING = 1e-12


@dataclass(frozen=True, eq=False)
class Fit:
    """Estimates of K coefficients, on the log scale; NaN, with no information, where the data cannot tell one
    from weeks and other regressors.

    `left_out` (G x K) has the coefficients without each person, NaN where there are none; `exact` tells
    whether they are refits. `information` (G x K) is what each person contributes to each coefficient, the
    other parameters taken out.
    """

    coefficients: np.ndarray
    left_out: np.ndarray
    information: np.ndarray
    exact: bool


def lay_cells(
    person: np.ndarray,
    week: np.ndarray,
    counts: np.ndarray,
    exposure: np.ndarray,
    x: np.ndarray,
    weekly: bool = True,
) -> Cells:
    """Return rows (one a person and week, both numbered from 0, with events and days; `x` is rows x K) as
    cells, without people and weeks that have no event.

    Those say nothing of a ratio: whatever it is, a person without events stays without.
    """
    shape = (int(person.max(initial=-1)) + 1, int(week.max(initial=-1)) + 1)
    y, exposed, regressors = np.zeros(shape), np.zeros(shape), np.zeros((*shape, x.shape[1]))
    y[person, week], exposed[person, week], regressors[person, week] = counts, exposure, x
    people = y.sum(axis=1) > 0
    weeks = y[people].sum(axis=0) > 0 if weekly else np.ones(shape[1], bool)
    return Cells(y[people][:, weeks], exposed[people][:, weeks], regressors[people][:, weeks], weekly)


def fit(cells: Cells, exact: bool | None = None) -> Fit | None:
    """Return the estimates with the jackknife over people; None where the data
    put no bound on a coefficient (separation).

    `exact`: refit without each person, which is the default up to `EXACT_CELLS` cells.
    """
    people, weeks, k = cells.x.shape
    x, width = _scale(cells)
    cells, everyone = Cells(cells.counts, cells.exposure, x, cells.weekly), np.ones((1, people))
    parameters = np.zeros((1, k + weeks if cells.weekly else k))
    information = evaluate(cells, everyone, parameters)[2]
    size = np.diagonal(information[0])
    known = find_known(information, size, k)[0] & (size[:k] > 0)
    exact = people * people * weeks <= EXACT_CELLS if exact is None else exact
    if not known[:1].all():
        return Fit(np.full(k, np.nan), np.full((people, k), np.nan), np.zeros((people, k)), exact)
    # A regressor that cannot be told from weeks, or from those before it, takes nothing
    # from the others: it is as good as absent.
    cells = Cells(cells.counts, cells.exposure, np.where(known, cells.x, 0.0), cells.weekly)
    size = np.where(np.append(known, np.ones(len(size) - k, bool)), size, 0.0)
    parameters, found = solve(cells, everyone, parameters)
    if not found[0]:
        return None
    total = sum(evaluate(cells, everyone, parameters)[2])
    left_out = leave_out(cells, parameters, total, size, exact)
    unit = np.where(known, width, np.nan)
    return Fit(
        parameters[0, :k] / unit,
        left_out[:, :k] / unit,
        _contribute(cells, parameters, total) * np.square(width),
        exact,
    )


def standard_errors(fitted: Fit) -> np.ndarray:
    """Return the jackknife standard error of each coefficient: sqrt((G - 1) / G * sum of squared changes);
    NaN where a refit failed.
    """
    people = len(fitted.left_out)
    return np.sqrt((people - 1) / people * np.square(fitted.left_out - fitted.coefficients).sum(axis=0))


def _contribute(cells: Cells, parameters: np.ndarray, total: np.ndarray) -> np.ndarray:
    """Return what each person adds to the information on each
    coefficient (G x K), net of all other parameters.
    """
    k = cells.x.shape[2]
    shares = share_all(cells, parameters)
    found = np.zeros((len(cells.counts), k))
    for each in np.flatnonzero(np.diagonal(total)[:k] > 0):
        # The direction in which this coefficient moves while all the
        # others follow (Frisch, Waugh and Lovell).
        others, direction = np.delete(np.arange(len(total)), each), np.ones(len(total))
        direction[others] = (
            -np.linalg.pinv(total[np.ix_(others, others)], rcond=RIDGE, hermitian=True) @ total[others, each]
        )
        moved = cells.x @ direction[:k] + (direction[k:] if cells.weekly else 0)
        mean = (shares * moved).sum(axis=1)
        found[:, each] = cells.counts.sum(axis=1) * (
            (shares * np.square(moved)).sum(axis=1) - np.square(mean)
        )
    return found


def _scale(cells: Cells) -> tuple[np.ndarray, np.ndarray]:
    """Return the regressors without each person's mean, as shares of their
    largest movement, and that movement (K).
    """
    moved, width = centre(cells)
    width = np.where(width > 0, width, 1.0)
    return moved / width, width


def scale_widths(teams: Sequence[Cells]) -> tuple[list[Cells], np.ndarray]:
    """Return the cells of each team with regressors without each person's mean, as shares of the largest
    movement in any of them, and that movement (K).
    """
    centred = [centre(cells) for cells in teams]
    width = np.max([width for _, width in centred], axis=0) if centred else np.zeros(1)
    width = np.where(width > 0, width, 1.0)
    return [replace(cells, x=moved / width) for cells, (moved, _) in zip(teams, centred, strict=True)], width


def centre(cells: Cells) -> tuple[np.ndarray, np.ndarray]:
    """Return the regressors without each person's mean, and the largest movement of each (K).

    The person effects absorb the mean; without it and its rounding, what does not move is zero.
    """
    there = (cells.exposure > 0)[:, :, None]
    x = np.where(there, cells.x, 0.0)
    moved = np.where(
        there, x - x.sum(axis=1, keepdims=True) / np.maximum(there.sum(axis=1, keepdims=True), 1), 0.0
    )
    moved = np.where(np.abs(moved) > _ROUNDING * np.abs(x).max(axis=(0, 1), initial=0), moved, 0.0)
    return moved, np.abs(moved).max(axis=(0, 1), initial=0)
