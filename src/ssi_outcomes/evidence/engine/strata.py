"""The same regression with a week effect of its own for each team: teams share the coefficients, and nothing
else.

Given the coefficients, each team's week effects are found from that team alone, so that what is solved
together is as small as the coefficients are (K x K), however many teams and weeks there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from ssi_outcomes.evidence.engine.newton import (
    HALVINGS,
    OWN_SHARE,
    RUNAWAY,
    STEPS,
    TOLERANCE,
    Cells,
    evaluate,
    ridge,
    share_all,
    solve,
)
from ssi_outcomes.evidence.engine.poisson import Fit, scale_widths

_CHUNK_CELLS = 1_000_000


def fit_strata(teams: Sequence[Cells]) -> Fit | None:
    """Return the estimates over all `teams` (each with its own people and weeks) with the jackknife over
    people, in the order of teams; None where the data put no bound on a coefficient.

    Without a person, that person's team finds its week effects anew, and the coefficients take one step.
    """
    teams, width = scale_widths([cells for cells in teams if cells.counts.size])
    people, k = sum(len(cells.counts) for cells in teams), len(width)
    nothing = np.full(k, np.nan), np.full((people, k), np.nan), np.zeros((people, k)), False
    known = _find_known(teams, k)
    if not known[:1].all() or not people:
        return Fit(*nothing)
    teams = [replace(cells, x=np.where(known, cells.x, 0.0)) for cells in teams]
    found = _solve(teams, k)
    if found is None:
        return None
    together, weeks = found
    parts = [_profile(cells, together, own) for cells, own in zip(teams, weeks, strict=True)]
    unit = np.where(known, width, np.nan)
    return Fit(
        together / unit,
        np.concatenate([*_leave_out(teams, parts, together, weeks)]) / unit,
        np.concatenate([*_contribute(teams, parts, together, weeks)]) * np.square(width),
        False,
    )


def _profile(
    cells: Cells, together: np.ndarray, own: np.ndarray, who: np.ndarray | None = None
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return of each set of a team's people its log likelihood (C), the score (C x K) and information (C x K
    x K) of the coefficients with the weeks taken out, how weeks follow the coefficients (C x T x K), and
    the weeks' own step (C x T).
    """
    k, who = len(together), np.ones((1, len(cells.counts))) if who is None else who
    parameters = np.concatenate([np.broadcast_to(together, (len(who), k)), np.atleast_2d(own)], axis=1)
    value, score, information = evaluate(cells, who, parameters)
    weeks = information[:, k:, k:]
    held = ridge(weeks, np.abs(np.diagonal(weeks, axis1=1, axis2=2)))
    both = np.concatenate([information[:, k:, :k], score[:, k:, None]], axis=2)
    solved = np.linalg.solve(held, both)
    follow, step = solved[:, :, :k], solved[:, :, k]
    across = information[:, :k, k:]
    return (
        value,
        score[:, :k] - (across @ step[:, :, None])[:, :, 0],
        information[:, :k, :k] - across @ follow,
        follow,
        step,
    )


def _find_known(teams: Sequence[Cells], k: int) -> np.ndarray:
    """Return which of the K coefficients the data can tell from the teams' weeks and from one another."""
    size, left = np.zeros(k), np.zeros((k, k))
    for cells in teams:
        none = np.zeros(k), np.zeros(cells.counts.shape[1])
        whole = evaluate(cells, np.ones((1, len(cells.counts))), np.concatenate(none)[None])[2][0]
        size, left = size + np.diagonal(whole)[:k], left + _profile(cells, *none)[2][0]
    known = np.diagonal(left) > OWN_SHARE * size
    others = [each for each in range(1, k) if known[each]]
    if known[:1].all() and others:
        across = left[0, others]
        own = left[0, 0] - across @ np.linalg.pinv(left[np.ix_(others, others)], hermitian=True) @ across
        known[0] = own > OWN_SHARE * size[0]
    return known


def _solve(teams: Sequence[Cells], k: int) -> tuple[np.ndarray, list[np.ndarray]] | None:
    """Return the coefficients (K) and each team's week effects; None where a coefficient runs away."""
    together, weeks = np.zeros(k), [np.zeros(cells.counts.shape[1]) for cells in teams]
    parts = [_profile(cells, together, own) for cells, own in zip(teams, weeks, strict=True)]
    before = np.diagonal(sum(part[2][0] for part in parts))
    for _ in range(STEPS):
        score, information = (sum(part[place][0] for part in parts) for place in (1, 2))
        size = np.diagonal(information)
        step = np.linalg.solve(ridge(information[None], size)[0], score)
        moves = [part[4][0] - part[3][0] @ step for part in parts]
        value, length = sum(part[0][0] for part in parts), 1.0
        for _ in range(HALVINGS):
            tried = (
                together + length * step,
                [own + length * move for own, move in zip(weeks, moves, strict=True)],
            )
            parts = [_profile(cells, tried[0], own) for cells, own in zip(teams, tried[1], strict=True)]
            if sum(part[0][0] for part in parts) >= value - 1e-9 * abs(value):
                break
            length /= 2
        together, weeks = tried
        widest = max(np.abs(together * np.ptp(each.x[each.exposure > 0], axis=0)).max() for each in teams)
        if widest > RUNAWAY:
            return None
        if np.abs(length * step).max() < TOLERANCE and abs(sum(part[0][0] for part in parts) - value) <= (
            1e-9 * sum(cells.counts.sum() for cells in teams)
        ):
            # Of data that put no bound on a coefficient nothing is left on the way there.
            left = np.diagonal(sum(part[2][0] for part in parts))
            return (together, weeks) if (left >= OWN_SHARE * before).all() else None
    return None


def _leave_out(
    teams: Sequence[Cells], parts: Sequence[tuple], together: np.ndarray, weeks: Sequence[np.ndarray]
) -> Iterator[np.ndarray]:
    """Yield by team the coefficients without each of its people."""
    k = len(together)
    score, information = (sum(part[place][0] for part in parts) for place in (1, 2))
    for cells, part, own in zip(teams, parts, weeks, strict=True):
        alone = Cells(cells.counts, cells.exposure * np.exp(cells.x @ together), cells.x[:, :, :0], True)
        for who in _sets(cells):
            anew = solve(alone, who, np.repeat(own[None], len(who), axis=0))[0]
            _, without, left, *_ = _profile(cells, together, anew, who)
            left = information - part[2] + left
            sure = np.diagonal(left, axis1=1, axis2=2)[:, :1] > OWN_SHARE * information[0, 0]
            step = np.linalg.solve(
                ridge(left, np.full((len(who), k), np.diagonal(information))),
                (score - part[1] + without)[:, :, None],
            )[:, :, 0]
            yield np.where(sure, together + step, np.nan)


def _sets(cells: Cells) -> Iterator[np.ndarray]:
    """Yield, some at a time, the sets of a team's people in which one of them is missing."""
    people = len(cells.counts)
    at_once = max(1, _CHUNK_CELLS // cells.counts.size)
    for first in range(0, people, at_once):
        yield 1.0 - np.eye(people)[first : first + at_once]


def _contribute(
    teams: Sequence[Cells], parts: Sequence[tuple], together: np.ndarray, weeks: Sequence[np.ndarray]
) -> Iterator[np.ndarray]:
    """Yield by team what each person adds to the information on each coefficient, net of all else."""
    k, total = len(together), sum(part[2][0] for part in parts)
    ways = np.eye(k)
    for each in range(k):
        others = [other for other in range(k) if other != each]
        inverse = np.linalg.pinv(total[np.ix_(others, others)], hermitian=True)
        ways[others, each] = -inverse @ total[others, each]
    for cells, part, own in zip(teams, parts, weeks, strict=True):
        shares = share_all(cells, np.concatenate([together, own])[None])
        moved = cells.x @ ways - (part[3][0] @ ways)[None]
        mean = np.einsum("gt,gtk->gk", shares, moved)
        spread = np.einsum("gt,gtk->gk", shares, np.square(moved)) - np.square(mean)
        yield cells.counts.sum(axis=1)[:, None] * np.where(np.diagonal(total) > 0, spread, 0.0)
