"""Poisson likelihood with person and week effects, for one set of people or
many at once, and Newton's way to its top.

Given a person's total, the counts of that person's weeks are multinomial, so that person effects need no
parameter (Hausman, Hall and Griliches 1984, Econometrica 52:909): the numbers are those of a Poisson
regression with a dummy for each person.

Arrays are people x weeks (G x T); where the exposure is 0 there is no row. Parameters (P) are K coefficients,
then week effects, all on the log scale. Sets of people (C) are weights `who` (C x G).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

STEPS, HALVINGS, TOLERANCE = 200, 20, 1e-10
# Log likelihood per event that a step may still gain at the top: a coefficient can
# stand still by chance on the way there.
GAIN = 1e-9
# Where a regressor moves the fitted log rate by more than this, its coefficient is
# on its way to infinity: separated data. Not sooner: nearly separated ones have their
# top at 60 and beyond, and where there is none, no information is left long before.
RUNAWAY = 200.0
# The level of all week effects together is free: a hair on the diagonal makes the
# equations solvable and moves no solution.
RIDGE = 1e-10
# What rounding leaves of a week whose effect runs to infinity, as a share of the largest information.
_FLOOR = 1e-13
# A regressor is unknown where less than this share of its movement within people is its own, weeks and other
# regressors taken out.
# Far above what the ridge leaves there, and far below what any data could use.
OWN_SHARE = 1e-8


@dataclass(frozen=True, eq=False)
class Cells:
    """Counts and exposure (G x T), regressors `x` (G x T x K), and whether weeks have effects of their
    own.
    """

    counts: np.ndarray
    exposure: np.ndarray
    x: np.ndarray
    weekly: bool

    @cached_property
    def totals(self) -> np.ndarray:
        """Events of each person (G)."""
        return self.counts.sum(axis=1)

    @cached_property
    def pull(self) -> np.ndarray:
        """Regressors summed over each person's events (G x K)."""
        return np.einsum("gt,gtk->gk", self.counts, self.x)

    @cached_property
    def products(self) -> np.ndarray:
        """Products of the regressors in each cell (G * T x K * K)."""
        return (self.x[:, :, :, None] * self.x[:, :, None, :]).reshape(self.counts.size, self.x.shape[2] ** 2)

    @cached_property
    def width(self) -> np.ndarray:
        """From the lowest to the highest value of each regressor (K)."""
        return np.ptp(self.x[self.exposure > 0], axis=0)


def solve(cells: Cells, who: np.ndarray, start: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the parameters (C x P) that fit each set of people, and whether they exist: Newton's steps,
    halved where they lose likelihood.
    """
    parameters, found, at = start.copy(), np.zeros(len(who), bool), np.arange(len(who))
    value, score, information = evaluate(cells, who, parameters)
    size = np.diagonal(information, axis1=1, axis2=2)
    for _ in range(STEPS):
        step = solve_each(information, score)
        length = np.ones((len(at), 1))
        for _ in range(HALVINGS):
            tried = parameters[at] + length * step
            now = evaluate(cells, who[at], tried)
            worse = ~(now[0] >= value - 1e-9 * np.abs(value))
            if not worse.any():
                break
            length[worse] /= 2
        done, lost = has_arrived(cells, who[at], score, length * step), has_run_away(cells, tried)
        parameters[at], (value, score, information) = tried, now
        if (top := done & ~lost).any():
            found[at[top]] = find_known(information[top], size[at[top]], cells.x.shape[2]).all(axis=1)
        still = ~(done | lost)
        at, value, score, information = at[still], value[still], score[still], information[still]
        if not len(at):
            break
    return parameters, found


def has_arrived(cells: Cells, who: np.ndarray, score: np.ndarray, step: np.ndarray) -> np.ndarray:
    """Tell of each set of people whether no coefficient moves any more.

    Week effects may: some run to infinity, where they matter no longer.
    """
    gain = np.abs((score * step).sum(axis=1)) <= GAIN * (who @ cells.totals)
    return gain & (np.abs(step[:, : cells.x.shape[2]]).max(axis=1, initial=0) < TOLERANCE)


def has_run_away(cells: Cells, parameters: np.ndarray) -> np.ndarray:
    """Tell of each set of people whether a coefficient is on its way to infinity."""
    k = cells.x.shape[2]
    return (np.abs(parameters[:, :k]) * cells.width).max(axis=1, initial=0) > RUNAWAY


def evaluate(
    cells: Cells, who: np.ndarray, parameters: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return log likelihood (C), score (C x P) and information (C x P x P)
    of each set of people at its parameters.
    """
    own = (
        who @ cells.counts if cells.weekly else None
    )  # events of each week: where there are none, the week is not there
    shares, log_total, rate = _share(cells, parameters, own)
    totals = who * cells.totals
    expected = totals[:, :, None] * shares
    mean = np.einsum("cgt,gtk->cgk", shares, cells.x)
    gained = np.einsum("cgt,gt->cg", np.where(cells.counts > 0, rate, 0), cells.counts)
    value = (who * gained - totals * log_total).sum(axis=1)
    weighed = totals[:, :, None] * mean
    score, k = who @ cells.pull - weighed.sum(axis=1), cells.x.shape[2]
    information = (expected.reshape(len(who), -1) @ cells.products).reshape(len(who), k, k)
    information -= weighed.transpose(0, 2, 1) @ mean
    if cells.weekly:
        weekly = expected.sum(axis=1)
        score = np.concatenate([score, own - weekly], axis=1)
        across = np.einsum("cgt,gtk->ckt", expected, cells.x) - mean.transpose(0, 2, 1) @ expected
        weeks = -shares.transpose(0, 2, 1) @ expected
        weeks[:, range(weeks.shape[1]), range(weeks.shape[1])] += weekly
        information = np.concatenate(
            [
                np.concatenate([information, across], axis=2),
                np.concatenate([across.transpose(0, 2, 1), weeks], axis=2),
            ],
            axis=1,
        )
    return value, score, information


def _share(
    cells: Cells, parameters: np.ndarray, own: np.ndarray | None
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return each week's expected share of its person's events (C x G x T), the log of what the shares were
    divided by, the log rates.
    """
    k = cells.x.shape[2]
    rate = np.einsum("gtk,ck->cgt", cells.x, parameters[:, :k])
    there = np.broadcast_to(cells.exposure > 0, rate.shape)
    if own is not None:
        rate = rate + parameters[:, None, k:]
        there = there & (own > 0)[:, None, :]
    top = rate.max(axis=2, where=there, initial=-np.inf, keepdims=True)
    top[np.isneginf(top)] = 0
    shares = np.exp(np.where(there, rate - top, -np.inf)) * cells.exposure
    total = shares.sum(axis=2, keepdims=True)
    total[total == 0] = 1
    return shares / total, (np.log(total) + top)[:, :, 0], rate


def share_all(cells: Cells, parameters: np.ndarray) -> np.ndarray:
    """Return each week's expected share of its person's events (G x T), given everyone's parameters (1 x
    P).
    """
    return share_each(cells, np.ones((1, len(cells.counts))), parameters)[0]


def share_each(cells: Cells, who: np.ndarray, parameters: np.ndarray) -> np.ndarray:
    """Return the same of each set of people at its parameters (C x G x T)."""
    return _share(cells, parameters, who @ cells.counts if cells.weekly else None)[0]


def solve_each(information: np.ndarray, score: np.ndarray, size: np.ndarray | None = None) -> np.ndarray:
    """Return the step of each set: information^-1 score, 0 for what carries no information."""
    size = np.abs(np.diagonal(information, axis1=1, axis2=2)) if size is None else size
    return np.linalg.solve(ridge(information, size), score[:, :, None])[:, :, 0]


def find_known(information: np.ndarray, size: np.ndarray, k: int) -> np.ndarray:
    """Return which of the K coefficients (C x K) the data can tell from all else, or have no part.

    `size` (P or C x P) is what the information is held against: that before anything was fitted, or
    taken out. Weeks come first, the score last: it has to hold its own against all others, they
    only against the weeks and those before.
    """
    order = [*range(k, information.shape[1]), *range(1, k), *range(min(k, 1))]
    factor = np.linalg.cholesky(ridge(information, size)[:, order][:, :, order])
    own = np.square(np.diagonal(factor, axis1=1, axis2=2))[:, np.argsort(order)[:k]]
    return (size[..., :k] <= 0) | (own > OWN_SHARE * size[..., :k])


def ridge(information: np.ndarray, size: np.ndarray) -> np.ndarray:
    """Return the informations (C x P x P) with a hair of `size` on the diagonal, and 1 where there is
    none.
    """
    diagonal, information = np.arange(information.shape[1]), information.copy()
    information[:, diagonal, diagonal] += np.where(
        size > 0, RIDGE * size + _FLOOR * size.max(axis=-1, keepdims=True), 1.0
    )
    return information
