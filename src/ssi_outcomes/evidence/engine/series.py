"""The step to the estimates without each person, of many people at once, without an inverse for each.

Without a person the information is everyone's less that person's part: (I - H)^-1 s = I^-1 (s + H I^-1 s +
...), a series whose terms shrink by the share of everyone's information that the person has. With thousands
of people that is next to nothing, and a few products of matrices take the place of thousands of inverses.
"""

from __future__ import annotations

import numpy as np

from ssi_outcomes.evidence.engine.newton import OWN_SHARE, Cells, find_known, ridge

# With a larger share of all information a person takes a step of their own: the series would be long.
_SHARE, _TERMS, _SMALL = 0.3, 40, 1e-14


def step_by_series(
    cells: Cells, shares: np.ndarray, total: np.ndarray, size: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return I^-1 s of the others for each person (G x P), and for whom that holds (G); the others' are NaN.

    `shares` (G x T) are everyone's, `total` is their information (P x P), `size` (P) that before anything was
    fitted. For whom it holds, each coefficient is known without that person, too.
    """
    k, totals = cells.x.shape[2], cells.counts.sum(axis=1)
    # The level of all week effects together is free, and nobody's score or information has a part in it:
    # held fast, it moves no step.
    level = np.append(np.zeros(k), np.ones(len(size) - k))
    inverse = np.linalg.inv(
        ridge(total[None], size)[0] + size[k:].mean() / len(level) * np.outer(level, level)
    )
    holds = _find_share(cells, shares, inverse, totals) < _SHARE
    # What is left of the information without somebody is at least 1 - their share of what everyone has.
    if not find_known(total[None], size * 2 * (1 + OWN_SHARE), k).all():
        holds[:] = False
    found = np.full((len(totals), len(size)), np.nan)
    x, p, y = cells.x[holds], shares[holds], cells.counts[holds]
    own = totals[holds, None]
    mean = np.concatenate([np.einsum("gt,gtk->gk", p, x), p], axis=1)
    score = np.concatenate([np.einsum("gt,gtk->gk", y, x), y], axis=1) - own * mean
    step = score @ inverse
    for _ in range(_TERMS):
        moved = np.einsum("gtk,gk->gt", x, step[:, :k]) + step[:, k:]
        moved = own * p * (moved - (p * moved).sum(axis=1, keepdims=True))
        held = np.concatenate([np.einsum("gt,gtk->gk", moved, x), moved], axis=1)
        before, step = step, (score + held) @ inverse
        change = np.abs(step[:, :k] - before[:, :k])
        if (change <= _SMALL * np.abs(step[:, :k]).max(axis=0, initial=0)).all():
            break
    found[holds] = step
    return found, holds


def _find_share(cells: Cells, shares: np.ndarray, inverse: np.ndarray, totals: np.ndarray) -> np.ndarray:
    """Return the trace of I^-1 H of each person (G): no direction holds a larger share of everyone's
    information.
    """
    k = cells.x.shape[2]
    mean = np.concatenate([np.einsum("gt,gtk->gk", shares, cells.x), shares], axis=1)
    square = np.einsum("gtk,kl,gtl->gt", cells.x, inverse[:k, :k], cells.x, optimize=True)
    square += 2 * np.einsum("gtk,kt->gt", cells.x, inverse[:k, k:]) + np.diagonal(inverse)[k:]
    return totals * ((shares * square).sum(axis=1) - ((mean @ inverse) * mean).sum(axis=1))
