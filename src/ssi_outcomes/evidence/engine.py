"""The estimation engine: Poisson regression with person and week effects, added up person by person.

Given a person's total, the counts of that person's weeks are multinomial, so that person effects need no parameter (Hausman, Hall
and Griliches 1984, Econometrica 52:909): the numbers are those of a Poisson regression with a dummy for each person. Each person
enters through a score and an information that add up over people, so that leaving one out is a subtraction.

Arrays are people x weeks (G x T); where the exposure is 0 there is no row. Parameters (P) are K coefficients, then week effects,
all on the log scale.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

STEPS, HALVINGS, TOLERANCE = 50, 20, 1e-10
# Where a regressor moves the fitted log rate by more than this, its coefficient is on its way to infinity: separated data.
RUNAWAY = 25.0
# The level of all week effects together is free: a hair on the diagonal makes the equations solvable and moves no solution.
_RIDGE = 1e-10
# A regressor is unknown where less than this share of its movement within people is its own, weeks and other regressors taken out.
# Far above what the ridge leaves there, and far below what any data could use.
_OWN_SHARE = 1e-8
# Differences from a person's mean below this share of the largest value are rounding.
_ROUNDING = 1e-12
# Refits without each person go through people x people x weeks cells: 200 people over a year in a quarter of a second. Beyond, the
# one-step jackknife takes over: within 4 % of the refits at 10 people, 1 % from 20 on, a thousandth where there are hundreds.
EXACT_CELLS = 3_000_000
_CHUNK_CELLS = 1_000_000


@dataclass(frozen=True, eq=False)
class Cells:
    """Counts and exposure (G x T), regressors `x` (G x T x K), and whether weeks have effects of their own."""

    counts: np.ndarray
    exposure: np.ndarray
    x: np.ndarray
    weekly: bool


@dataclass(frozen=True, eq=False)
class Fit:
    """Estimates of K coefficients, on the log scale; NaN, with no information, where the data cannot tell one from weeks and other regressors.

    `left_out` (G x K) has the coefficients without each person, NaN where there are none; `exact` tells whether they are refits.
    `information` (G x K) is what each person contributes to each coefficient, the other parameters taken out.
    """

    coefficients: np.ndarray
    left_out: np.ndarray
    information: np.ndarray
    exact: bool


def lay_cells(person: np.ndarray, week: np.ndarray, counts: np.ndarray, exposure: np.ndarray, x: np.ndarray, weekly: bool = True) -> Cells:
    """Return rows (one a person and week, both numbered from 0; `x` is rows x K) as cells, without people and weeks that have no event.

    Those say nothing of a ratio: whatever it is, a person without events stays without.
    """
    shape = (int(person.max(initial=-1)) + 1, int(week.max(initial=-1)) + 1)
    y, exposed, regressors = np.zeros(shape), np.zeros(shape), np.zeros((*shape, x.shape[1]))
    y[person, week], exposed[person, week], regressors[person, week] = counts, exposure, x
    people = y.sum(axis=1) > 0
    weeks = y[people].sum(axis=0) > 0 if weekly else np.ones(shape[1], bool)
    return Cells(y[people][:, weeks], exposed[people][:, weeks], regressors[people][:, weeks], weekly)


def fit(cells: Cells, exact: bool | None = None) -> Fit | None:
    """Return the estimates with the jackknife over people; None where the data put no bound on a coefficient (separation).

    `exact`: refit without each person, which is the default up to `EXACT_CELLS` cells.
    """
    people, weeks, k = cells.x.shape
    cells, everyone = Cells(cells.counts, cells.exposure, _centre(cells), cells.weekly), np.ones((1, people))
    parameters = np.zeros((1, k + weeks if cells.weekly else k))
    information = _evaluate(cells, everyone, parameters)[2]
    known = _find_known(information, np.diagonal(information[0]), k)[0]
    exact = people * people * weeks <= EXACT_CELLS if exact is None else exact
    if not known[:1].all():
        return Fit(np.full(k, np.nan), np.full((people, k), np.nan), np.zeros((people, k)), exact)
    # A regressor that cannot be told from weeks, or from those before it, takes nothing from the others: it is as good as absent.
    cells = Cells(cells.counts, cells.exposure, np.where(known, cells.x, 0.0), cells.weekly)
    parameters, found = _solve(cells, everyone, parameters)
    if not found[0]:
        return None
    total = sum(_evaluate(cells, everyone, parameters)[2])
    left_out = _leave_out(cells, parameters, total)
    if exact:
        left_out = _refit(cells, left_out)
    coefficients, information = np.where(known, parameters[0, :k], np.nan), _contribute(cells, parameters, total)
    return Fit(coefficients, np.where(known, left_out[:, :k], np.nan), information, exact)


def standard_errors(fitted: Fit) -> np.ndarray:
    """Return the jackknife standard error of each coefficient: sqrt((G - 1) / G * sum of squared changes); NaN where a refit failed."""
    people = len(fitted.left_out)
    return np.sqrt((people - 1) / people * np.square(fitted.left_out - fitted.coefficients).sum(axis=0))


# --- one or many sets of people: C of them, `who` is C x G


def _solve(cells: Cells, who: np.ndarray, start: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the parameters (C x P) that fit each set of people, and whether they exist: Newton's steps, halved where they lose likelihood."""
    parameters, found, at = start.copy(), np.zeros(len(who), bool), np.arange(len(who))
    value, score, information = _evaluate(cells, who, parameters)
    for _ in range(STEPS):
        step = _solve_each(information, score)
        length = np.ones((len(at), 1))
        for _ in range(HALVINGS):
            tried = parameters[at] + length * step
            now = _evaluate(cells, who[at], tried)
            worse = ~(now[0] >= value - 1e-9 * np.abs(value))
            if not worse.any():
                break
            length[worse] /= 2
        parameters[at], (value, score, information) = tried, now
        done, lost = _has_arrived(cells, length * step), _has_run_away(cells, tried)
        found[at[done & ~lost]] = True
        still = ~(done | lost)
        at, value, score, information = at[still], value[still], score[still], information[still]
        if not len(at):
            break
    return parameters, found


def _has_arrived(cells: Cells, step: np.ndarray) -> np.ndarray:
    return np.abs(step[:, : cells.x.shape[2]]).max(axis=1, initial=0) < TOLERANCE


def _has_run_away(cells: Cells, parameters: np.ndarray) -> np.ndarray:
    k = cells.x.shape[2]
    return (np.abs(parameters[:, :k]) * np.ptp(cells.x[cells.exposure > 0], axis=0)).max(axis=1, initial=0) > RUNAWAY


def _evaluate(cells: Cells, who: np.ndarray, parameters: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return log likelihood (C), score (C x P) and information (C x P x P) of each set of people at its parameters."""
    own = who @ cells.counts if cells.weekly else None  # events of each week: where there are none, the week is not there
    shares, log_total, rate = _share(cells, parameters, own)
    totals = who * cells.counts.sum(axis=1)
    expected = totals[:, :, None] * shares
    mean = np.einsum("cgt,gtk->cgk", shares, cells.x)
    value = np.einsum("cgt,gt,cg->c", np.where(cells.counts > 0, rate, 0), cells.counts, who) - (totals * log_total).sum(axis=1)
    score = np.einsum("cg,gt,gtk->ck", who, cells.counts, cells.x, optimize=True) - np.einsum("cg,cgk->ck", totals, mean)
    information = np.einsum("cgt,gtk,gtl->ckl", expected, cells.x, cells.x, optimize=True) - np.einsum("cg,cgk,cgl->ckl", totals, mean, mean)
    if cells.weekly:
        weekly = expected.sum(axis=1)
        score = np.concatenate([score, own - weekly], axis=1)
        across = np.einsum("cgt,gtk->ckt", expected, cells.x) - mean.transpose(0, 2, 1) @ expected
        weeks = -shares.transpose(0, 2, 1) @ expected
        weeks[:, range(weeks.shape[1]), range(weeks.shape[1])] += weekly
        information = np.block([[information, across], [across.transpose(0, 2, 1), weeks]])
    return value, score, information


def _share(cells: Cells, parameters: np.ndarray, own: np.ndarray | None) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return each week's expected share of its person's events (C x G x T), the log of what the shares were divided by, the log rates."""
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


def _solve_each(information: np.ndarray, score: np.ndarray, size: np.ndarray | None = None) -> np.ndarray:
    """Return the step of each set: information^-1 score, 0 for what carries no information."""
    size = np.abs(np.diagonal(information, axis1=1, axis2=2)) if size is None else size
    return np.linalg.solve(_ridge(information, size), score[:, :, None])[:, :, 0]


# --- one person at a time


def _by_person(cells: Cells, parameters: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Yield score (chunk x P) and information (chunk x P x P) of some people after others."""
    people = len(cells.counts)
    size = parameters.shape[1]
    own = cells.counts.sum(axis=0)[None] if cells.weekly else None
    shares = _share(cells, parameters, own)[0][0]
    for start in range(0, people, max(1, _CHUNK_CELLS // (size * size))):
        some = slice(start, start + max(1, _CHUNK_CELLS // (size * size)))
        y, p, x = cells.counts[some], shares[some], cells.x[some]
        design = np.concatenate([x, np.broadcast_to(np.eye(y.shape[1]), (len(y), y.shape[1], y.shape[1]))], axis=2) if cells.weekly else x
        totals = y.sum(axis=1)
        mean = np.einsum("gt,gtp->gp", p, design)
        spread = np.matmul((design * p[:, :, None]).transpose(0, 2, 1), design) - mean[:, :, None] * mean[:, None, :]
        yield np.einsum("gt,gtp->gp", y, design) - totals[:, None] * mean, totals[:, None, None] * spread


def _leave_out(cells: Cells, parameters: np.ndarray, total: np.ndarray) -> np.ndarray:
    """Return the parameters without each person after one of Newton's steps, NaN where a coefficient then rests on nothing."""
    k, size, found = cells.x.shape[2], np.diagonal(total), []
    for score, own in _by_person(cells, parameters):
        left = total - own
        known = (_find_known(left, size, k) | (size[:k] == 0)).all(axis=1, keepdims=True)
        found.append(np.where(known, parameters - _solve_each(left, score, size), np.nan))
    return np.concatenate(found)


def _refit(cells: Cells, start: np.ndarray) -> np.ndarray:
    """Return the parameters without each person, from a start near them; NaN where there is none."""
    people, weeks = cells.counts.shape
    left_out, known = np.full_like(start, np.nan), np.flatnonzero(np.isfinite(start).all(axis=1))
    at_once = max(1, _CHUNK_CELLS // (people * weeks))
    for first in range(0, len(known), at_once):
        some = known[first : first + at_once]
        who = np.ones((len(some), people))
        who[np.arange(len(some)), some] = 0
        parameters, found = _solve(cells, who, start[some])
        left_out[some[found]] = parameters[found]
    return left_out


def _contribute(cells: Cells, parameters: np.ndarray, total: np.ndarray) -> np.ndarray:
    """Return what each person adds to the information on each coefficient (G x K), net of all other parameters."""
    k = cells.x.shape[2]
    own = cells.counts.sum(axis=0)[None] if cells.weekly else None
    shares = _share(cells, parameters, own)[0][0]
    found = np.zeros((len(cells.counts), k))
    for each in np.flatnonzero(np.diagonal(total)[:k] > 0):
        # The direction in which this coefficient moves while all the others follow (Frisch, Waugh and Lovell).
        others, direction = np.delete(np.arange(len(total)), each), np.ones(len(total))
        direction[others] = -np.linalg.pinv(total[np.ix_(others, others)], rcond=_RIDGE, hermitian=True) @ total[others, each]
        moved = cells.x @ direction[:k] + (direction[k:] if cells.weekly else 0)
        mean = (shares * moved).sum(axis=1)
        found[:, each] = cells.counts.sum(axis=1) * ((shares * np.square(moved)).sum(axis=1) - np.square(mean))
    return found


def _centre(cells: Cells) -> np.ndarray:
    """Return the regressors without each person's mean: the person effects absorb it, and what does not move is zero, without rounding."""
    there = (cells.exposure > 0)[:, :, None]
    x = np.where(there, cells.x, 0.0)
    moved = np.where(there, x - x.sum(axis=1, keepdims=True) / np.maximum(there.sum(axis=1, keepdims=True), 1), 0.0)
    return np.where(np.abs(moved) > _ROUNDING * np.abs(x).max(axis=(0, 1), initial=0), moved, 0.0)


def _find_known(information: np.ndarray, size: np.ndarray, k: int) -> np.ndarray:
    """Return which of the K coefficients (C x K) the data can tell from all else; `size` (P) is the information without anything taken out.

    Weeks come first, the score last: it has to hold its own against all others, they only against the weeks and those before.
    """
    order = [*range(k, len(size)), *range(1, k), *range(min(k, 1))]
    factor = np.linalg.cholesky(_ridge(information, size)[:, order][:, :, order])
    own = np.square(np.diagonal(factor, axis1=1, axis2=2))[:, np.argsort(order)[:k]]
    return (size[:k] > 0) & (own > _OWN_SHARE * size[:k])


def _ridge(information: np.ndarray, size: np.ndarray) -> np.ndarray:
    """Return the informations (C x P x P) with a hair of `size` on the diagonal, and 1 where there is none."""
    diagonal, information = np.arange(information.shape[1]), information.copy()
    information[:, diagonal, diagonal] += np.where(size > 0, _RIDGE * size, 1.0)
    return information
