"""The same regression on people who do not fit into memory together: some of them at a time, in blocks.

Each person enters through a score and an information that add up (newton.py), so that one of Newton's steps
is one pass over the blocks, and nothing is held but one block and a matrix of weeks by weeks. The jackknife
is that of one step.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from ssi_outcomes.base.threads import map_ahead
from ssi_outcomes.evidence.engine.jackknife import step_each
from ssi_outcomes.evidence.engine.newton import (
    GAIN,
    HALVINGS,
    RIDGE,
    RUNAWAY,
    STEPS,
    TOLERANCE,
    Cells,
    find_known,
    ridge,
)
from ssi_outcomes.evidence.engine.series import step_by_series


@dataclass(frozen=True, eq=False)
class BlockFit:
    """Estimates of K coefficients on the log scale with their jackknife errors (NaN where somebody's absence
    leaves nothing), and of each the sum over people of what they contribute to it and of its square;
    `passes` over the blocks were made.
    """

    coefficients: np.ndarray
    errors: np.ndarray
    information: np.ndarray
    squared: np.ndarray
    passes: int

    @property
    def effective(self) -> float:
        """Return the effective number of people for the first coefficient."""
        return float(self.information[0] ** 2 / self.squared[0])


@dataclass(frozen=True, eq=False)
class _Sums:
    """What was summed over all blocks: log likelihood, score (P) and information (P x P)."""

    value: float
    score: np.ndarray
    information: np.ndarray


def fit_blocks(blocks: Iterable[Cells], k: int, weeks: int) -> BlockFit | None:
    """Return the estimates over all `blocks` (each with the same `weeks` and K = `k` regressors, without each
    person's mean; no person and no week without events); None where the data put no bound on a coefficient.

    A regressor that the data cannot tell from weeks and those before it is as good as absent, and its
    coefficient NaN. `blocks` is gone through once for the scales, once for each of Newton's steps, and once
    for the jackknife.
    """
    width, events = _measure(blocks, k)
    blocks = _Scaled(blocks, 1 / width)
    parameters = np.zeros(k + weeks)
    sums, passes = _sum(blocks, parameters), 2
    size = np.diagonal(sums.information).copy()
    known = find_known(sums.information[None], size, k)[0] & (size[:k] > 0)
    if not known[0]:
        nothing = np.full(k, np.nan)
        return BlockFit(nothing, nothing, np.zeros(k), np.zeros(k), passes)
    if not known.all():
        blocks = _Scaled(blocks.blocks, known / width)
        size = np.where(np.append(known, np.ones(weeks, bool)), size, 0.0)
        sums, passes = _sum(blocks, parameters), passes + 1
    climbed = _climb(blocks, sums, size, k, events)
    if climbed is None or not find_known(climbed[1][None], size, k).all():
        return None
    parameters, total, steps = climbed
    made = _leave_out(blocks, parameters, total, size, k, passes + steps)
    unit = np.where(known, width, np.nan)
    return replace(
        made,
        coefficients=made.coefficients / unit,
        errors=made.errors / unit,
        information=made.information * np.square(width),
        squared=made.squared * width**4,
    )


@dataclass(frozen=True, eq=False)
class _Scaled:
    """Blocks with each regressor times `factor` (K)."""

    blocks: Iterable[Cells]
    factor: np.ndarray

    def __iter__(self) -> Iterator[Cells]:
        for cells in self.blocks:
            yield replace(cells, x=cells.x * self.factor)


def _measure(blocks: Iterable[Cells], k: int) -> tuple[np.ndarray, float]:
    """Return the largest movement of each regressor (K), 1 where there is none, and the events."""
    width, events = np.zeros(k), 0.0
    for cells in blocks:
        width = np.maximum(width, np.abs(cells.x).max(axis=(0, 1), initial=0))
        events += float(cells.counts.sum())
    return np.where(width > 0, width, 1.0), events


def _climb(
    blocks: Iterable[Cells], sums: _Sums, size: np.ndarray, k: int, events: float
) -> tuple[np.ndarray, np.ndarray, int] | None:
    """Return the parameters at the top of the likelihood, the information there, and how many passes it
    took; None where a coefficient runs away.
    """
    parameters, passes = np.zeros(len(size)), 0
    for _ in range(STEPS):
        step = np.linalg.solve(_hold(sums.information, size, k), sums.score)
        length, before = 1.0, sums
        for _ in range(HALVINGS):
            tried = parameters + length * step
            sums, passes = _sum(blocks, tried), passes + 1
            if sums.value >= before.value - 1e-9 * abs(before.value):
                break
            length /= 2
        parameters, moved = tried, length * step
        if (np.abs(parameters[:k]) * 2 > RUNAWAY).any():
            return None
        if abs(before.score @ moved) <= GAIN * events and np.abs(moved[:k]).max() < TOLERANCE:
            return parameters, sums.information, passes
    return None


def _sum(blocks: Iterable[Cells], parameters: np.ndarray) -> _Sums:
    value, score, information = 0.0, 0.0, 0.0
    for own in map_ahead(partial(_evaluate, parameters=parameters), blocks):
        value, score, information = value + own[0], score + own[1], information + own[2]
    return _Sums(value, score, information)


def _share(cells: Cells, parameters: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return each week's expected share of its person's events (G x T), the log of what they were divided
    by, and the log rates. A week without events in one block has them in another.
    """
    k = cells.x.shape[2]
    rate = cells.x @ parameters[:k] + parameters[k:]
    top = rate.max(axis=1, keepdims=True)
    shares = np.exp(rate - top) * cells.exposure
    total = shares.sum(axis=1, keepdims=True)
    return shares / total, np.log(total[:, 0]) + top[:, 0], rate


def _evaluate(cells: Cells, parameters: np.ndarray) -> tuple[float, np.ndarray, np.ndarray]:
    k, weeks = cells.x.shape[2], cells.counts.shape[1]
    shares, log_total, rate = _share(cells, parameters)
    totals = cells.counts.sum(axis=1)
    expected = totals[:, None] * shares
    mean = np.einsum("gt,gtk->gk", shares, cells.x)
    value = float((cells.counts * rate).sum() - totals @ log_total)
    gap = cells.counts - expected
    score = np.concatenate([np.einsum("gt,gtk->k", gap, cells.x), gap.sum(axis=0)])
    moving = expected[:, :, None] * cells.x
    information = np.empty((k + weeks, k + weeks))
    information[:k, :k] = np.einsum("gtk,gtl->kl", moving, cells.x) - (totals[:, None] * mean).T @ mean
    information[:k, k:] = moving.sum(axis=0).T - mean.T @ expected
    information[k:, :k] = information[:k, k:].T
    information[k:, k:] = np.diag(expected.sum(axis=0)) - shares.T @ expected
    return value, score, information


def _leave_out(
    blocks: Iterable[Cells],
    parameters: np.ndarray,
    total: np.ndarray,
    size: np.ndarray,
    k: int,
    passes: int,
) -> BlockFit:
    """Return the fit at its `parameters`, with everyone's information (`total`)."""
    ways = np.stack([_find_way(total, each) for each in range(k)], axis=1)
    people, changes, own, squared = 0, np.zeros(k), np.zeros(k), np.zeros(k)

    def leave_each(cells: Cells) -> tuple[np.ndarray, np.ndarray]:
        shares = _share(cells, parameters)[0]
        return _step_each(cells, shares, parameters, total, size), _contribute(cells, shares, ways)

    for steps, each in map_ahead(leave_each, blocks):
        people += len(steps)
        changes += np.square(steps[:, :k]).sum(axis=0)
        own, squared = own + each.sum(axis=0), squared + np.square(each).sum(axis=0)
    errors = np.sqrt((people - 1) / people * changes)
    return BlockFit(parameters[:k], errors, own, squared, passes + 1)


def _step_each(
    cells: Cells, shares: np.ndarray, parameters: np.ndarray, total: np.ndarray, size: np.ndarray
) -> np.ndarray:
    """Return by how much the parameters move without each person (G x P)."""
    steps, holds = step_by_series(cells, shares, total, size)
    if not holds.all():
        rest = Cells(cells.counts[~holds], cells.exposure[~holds], cells.x[~holds], True)
        steps[~holds] = parameters - step_each(rest, parameters[None], shares[~holds], total, size, False)
    return steps


def _contribute(cells: Cells, shares: np.ndarray, ways: np.ndarray) -> np.ndarray:
    """Return what each person adds to what is known of each coefficient (G x K), all others free to move."""
    k = cells.x.shape[2]
    moved = cells.x @ ways[:k] + ways[k:]
    mean = np.einsum("gt,gtk->gk", shares, moved)
    spread = np.einsum("gt,gtk->gk", shares, np.square(moved)) - np.square(mean)
    return cells.counts.sum(axis=1)[:, None] * spread


def _find_way(total: np.ndarray, each: int) -> np.ndarray:
    """Return how all others move where one coefficient moves by one (Frisch, Waugh and Lovell)."""
    way, others = np.ones(len(total)), np.delete(np.arange(len(total)), each)
    way[others] = (
        -np.linalg.pinv(total[np.ix_(others, others)], rcond=RIDGE, hermitian=True) @ total[others, each]
    )
    return way


def _hold(information: np.ndarray, size: np.ndarray, k: int) -> np.ndarray:
    """Return the information with the level of all week effects, which is free, held fast."""
    level = np.append(np.zeros(k), np.ones(len(size) - k))
    return ridge(information[None], size)[0] + size[k:].mean() / len(level) * np.outer(level, level)
