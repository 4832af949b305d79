"""What the estimates would be without each person: one of Newton's steps, or refits.

Each person enters through a score and an information that add up over people,
so that leaving one out is a subtraction.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ssi_outcomes.evidence.engine.newton import (
    Cells,
    find_known,
    has_arrived,
    has_run_away,
    ridge,
    share_all,
    solve,
    solve_each,
)
from ssi_outcomes.evidence.engine.series import step_by_series

# Refits start next to their solution, where the information hardly changes: it is inverted once, and each
# step only takes a new score.
# What has not arrived after so many steps takes Newton's own way.
_STEPS = 15
_CHUNK_CELLS = 1_000_000
_REFIT_CELLS = 200_000  # small enough for a processor's cache


def leave_out(
    cells: Cells, parameters: np.ndarray, total: np.ndarray, size: np.ndarray, exact: bool
) -> np.ndarray:
    """Return the parameters (G x P) without each person, NaN where a coefficient then rests on nothing.

    `total` is everyone's information, `size` (P) that before anything was fitted. `exact`: refitted, else
    after one step from everyone's `parameters` (1 x P).
    """
    shares = share_all(cells, parameters)
    if exact or not cells.weekly:
        return step_each(cells, parameters, shares, total, size, exact)
    steps, holds = step_by_series(cells, shares, total, size)
    found = parameters - steps
    if not holds.all():
        rest = Cells(cells.counts[~holds], cells.exposure[~holds], cells.x[~holds], cells.weekly)
        found[~holds] = step_each(rest, parameters, shares[~holds], total, size, False)
    return found


def step_each(
    cells: Cells,
    parameters: np.ndarray,
    shares: np.ndarray,
    total: np.ndarray,
    size: np.ndarray,
    exact: bool,
) -> np.ndarray:
    """Return the same by an inverse for each of the `cells`' people, with their `shares`."""
    k, found, first = cells.x.shape[2], [], 0
    for score, own in _by_person(cells, shares, parameters.shape[1]):
        left = total - own
        known = find_known(left, size, k).all(axis=1)
        near = np.where(known[:, None], parameters - solve_each(left, score, size), np.nan)
        if exact:
            at = np.flatnonzero(known)
            near[at] = _refit(
                cells, first + at, near[at], np.linalg.inv(ridge(left[at], size)), parameters[0], shares
            )
        found.append(near)
        first += len(own)
    return np.concatenate(found)


def _by_person(cells: Cells, shares: np.ndarray, size: int) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Yield score (chunk x P) and information (chunk x P x P) of some people after others."""
    at_once = max(1, _CHUNK_CELLS // (size * size))
    for start in range(0, len(shares), at_once):
        some = slice(start, start + at_once)
        y, p, x = cells.counts[some], shares[some], cells.x[some]
        design = (
            np.concatenate([x, np.broadcast_to(np.eye(y.shape[1]), (len(y), y.shape[1], y.shape[1]))], axis=2)
            if cells.weekly
            else x
        )
        totals = y.sum(axis=1)
        mean = np.einsum("gt,gtp->gp", p, design)
        spread = (
            np.matmul((design * p[:, :, None]).transpose(0, 2, 1), design)
            - mean[:, :, None] * mean[:, None, :]
        )
        yield np.einsum("gt,gtp->gp", y, design) - totals[:, None] * mean, totals[:, None, None] * spread


def _refit(
    cells: Cells,
    people: np.ndarray,
    near: np.ndarray,
    inverse: np.ndarray,
    together: np.ndarray,
    shares: np.ndarray,
) -> np.ndarray:
    """Return the parameters without each of some `people` (C), from
    those `near` them; NaN where there are none.

    `inverse` (C x P x P) is that of the information without the person at everyone's
    parameters (`together`, with their `shares`).
    """
    found = np.full_like(near, np.nan)
    at_once = max(1, _REFIT_CELLS // max(cells.counts.size, 1))
    for first in range(0, len(people), at_once):
        some = slice(first, first + at_once)
        who = np.ones((len(people[some]), len(cells.counts)))
        who[np.arange(len(who)), people[some]] = 0
        parameters, arrived = _step(cells, who, near[some], inverse[some], together, shares)
        if not arrived.all():
            parameters[~arrived], arrived[~arrived] = solve(cells, who[~arrived], near[some][~arrived])
        found[some] = np.where(arrived[:, None], parameters, np.nan)
    return found


def _step(
    cells: Cells,
    who: np.ndarray,
    near: np.ndarray,
    inverse: np.ndarray,
    together: np.ndarray,
    shares: np.ndarray,
) -> tuple[np.ndarray, np.ndarray]:
    """Return the parameters of each set of people after steps by one and the same
    `inverse`, and whether they have arrived.
    """
    parameters, arrived, own = near.copy(), np.zeros(len(who), bool), who @ cells.counts
    for _ in range(_STEPS):
        # A set that strays is inf or NaN, which arrives nowhere.
        with np.errstate(over="ignore", invalid="ignore"):
            score = _score(cells, who, own, parameters - together, shares)
            step = (inverse @ score[:, :, None])[:, :, 0]
            parameters += step
            arrived = has_arrived(cells, who, score, step) & ~has_run_away(cells, parameters)
        if arrived.all():
            break
    return parameters, arrived


def _score(
    cells: Cells, who: np.ndarray, own: np.ndarray, moved: np.ndarray, shares: np.ndarray
) -> np.ndarray:
    """Return the score (C x P) of each set of people, with `own` events by week, at parameters that are
    `moved` (C x P) from those of the `shares`.
    """
    k = cells.x.shape[2]
    flat = cells.x.reshape(-1, k)
    weight = (moved[:, :k] @ flat.T).reshape(len(who), *cells.counts.shape)
    if cells.weekly:
        weight += np.where(own > 0, moved[:, k:], -np.inf)[:, None, :]
    np.exp(weight, out=weight)
    weight *= shares
    total = weight.sum(axis=2)
    weight *= (who * cells.totals / np.where(total > 0, total, 1))[:, :, None]
    score = who @ cells.pull - weight.reshape(len(who), -1) @ flat
    return np.concatenate([score, own - weight.sum(axis=1)], axis=1) if cells.weekly else score
