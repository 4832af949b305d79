"""The same regression with a week effect of its own for each team: teams share the coefficients, and nothing
else.

Given the coefficients, each team's week effects are found from that team alone, so that what is solved
together is as small as the coefficients are (K x K), however many teams and weeks there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

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
    share_each,
    solve,
)
from ssi_outcomes.evidence.engine.poisson import Fit, scale_widths

_CHUNK_CELLS = 1_000_000
# Teams of so many cells are solved at once: of small ones each step is over before it has begun.
_PACK_CELLS = 1500


@dataclass(frozen=True, eq=False)
class _Pack:
    """Some teams as one panel: its `cells`, who is in which team (`who`, teams x people), and each person's
    team (`team`, from 0). A column of weeks is another week for each of them.
    """

    cells: Cells
    who: np.ndarray

    @property
    def team(self) -> np.ndarray:
        return self.who.argmax(axis=0)


def fit_strata(teams: Sequence[Cells]) -> Fit | None:
    """Return the estimates over all `teams` (each with its own people and weeks) with the jackknife over
    people, in the order of teams; None where the data put no bound on a coefficient.

    Without a person, that person's team finds its week effects anew, and the coefficients take one step.
    """
    teams, width = scale_widths([cells for cells in teams if cells.counts.size])
    people, k = sum(len(cells.counts) for cells in teams), len(width)
    nothing = np.full(k, np.nan), np.full((people, k), np.nan), np.zeros((people, k)), False
    packs = [*_pack(teams)]
    known = _find_known(packs, k)
    if not known[:1].all() or not people:
        return Fit(*nothing)
    packs = [replace(pack, cells=replace(pack.cells, x=np.where(known, pack.cells.x, 0.0))) for pack in packs]
    found = _solve(packs, k)
    if found is None:
        return None
    together, weeks = found
    parts = [_profile(pack, together, own) for pack, own in zip(packs, weeks, strict=True)]
    unit = np.where(known, width, np.nan)
    return Fit(
        together / unit,
        np.concatenate([*_leave_out(packs, parts, together, weeks)]) / unit,
        np.concatenate([*_contribute(packs, parts, together, weeks)]) * np.square(width),
        False,
    )


def _pack(teams: Sequence[Cells]) -> Iterator[_Pack]:
    """Yield the teams in their order, as many together as there is room for."""
    some: list[Cells] = []
    for cells in teams:
        both = [each.counts.shape for each in (*some, cells)]
        if some and sum(people for people, _ in both) * max(weeks for _, weeks in both) > _PACK_CELLS:
            yield _join(some)
            some = []
        some.append(cells)
    if some:
        yield _join(some)


def _join(teams: Sequence[Cells]) -> _Pack:
    weeks = max(cells.counts.shape[1] for cells in teams)

    def lay(arrays: Sequence[np.ndarray]) -> np.ndarray:
        return np.concatenate(
            [
                np.pad(each, [(0, 0), (0, weeks - each.shape[1]), *[(0, 0)] * (each.ndim - 2)])
                for each in arrays
            ]
        )

    team = np.repeat(np.arange(len(teams)), [len(cells.counts) for cells in teams])
    counts, exposure, x = (
        lay([getattr(cells, name) for cells in teams]) for name in ("counts", "exposure", "x")
    )
    return _Pack(Cells(counts, exposure, x, True), (team == np.arange(len(teams))[:, None]).astype(float))


def _profile(
    pack: _Pack, together: np.ndarray, own: np.ndarray, who: np.ndarray | None = None
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return of each team, or set of people (`who`), its log likelihood (C), the score (C x K) and
    information (C x K x K) of the coefficients with the weeks taken out, how weeks follow the coefficients
    (C x T x K), and the weeks' own step (C x T); `own` are the week effects (C x T).
    """
    k, who = len(together), pack.who if who is None else who
    parameters = np.concatenate([np.broadcast_to(together, (len(who), k)), own], axis=1)
    value, score, information = evaluate(pack.cells, who, parameters)
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


def _start(packs: Sequence[_Pack]) -> list[np.ndarray]:
    """Return week effects of zero for each pack (teams x weeks)."""
    return [np.zeros((len(pack.who), pack.cells.counts.shape[1])) for pack in packs]


def _add(parts: Sequence[tuple], place: int) -> np.ndarray:
    """Return the sum over all teams of what stands at a place of each part."""
    return sum(part[place].sum(axis=0) for part in parts)


def _find_known(packs: Sequence[_Pack], k: int) -> np.ndarray:
    """Return which of the K coefficients the data can tell from the teams' weeks and from one another."""
    size, left, nothing = np.zeros(k), np.zeros((k, k)), np.zeros(k)
    for pack, none in zip(packs, _start(packs), strict=True):
        whole = evaluate(pack.cells, pack.who, np.pad(none, [(0, 0), (k, 0)]))[2].sum(axis=0)
        size, left = size + np.diagonal(whole)[:k], left + _profile(pack, nothing, none)[2].sum(axis=0)
    known = np.diagonal(left) > OWN_SHARE * size
    others = [each for each in range(1, k) if known[each]]
    if known[:1].all() and others:
        across = left[0, others]
        own = left[0, 0] - across @ np.linalg.pinv(left[np.ix_(others, others)], hermitian=True) @ across
        known[0] = own > OWN_SHARE * size[0]
    return known


def _solve(packs: Sequence[_Pack], k: int) -> tuple[np.ndarray, list[np.ndarray]] | None:
    """Return the coefficients (K) and each team's week effects; None where a coefficient runs away."""
    together, weeks = np.zeros(k), _start(packs)
    parts = [_profile(pack, together, own) for pack, own in zip(packs, weeks, strict=True)]
    before = np.diagonal(_add(parts, 2))
    events = sum(pack.cells.counts.sum() for pack in packs)
    width = np.max([pack.cells.width for pack in packs], axis=0)
    for _ in range(STEPS):
        score, information = _add(parts, 1), _add(parts, 2)
        size = np.diagonal(information)
        step = np.linalg.solve(ridge(information[None], size)[0], score)
        moves = [part[4] - part[3] @ step for part in parts]
        value, length = _add(parts, 0), 1.0
        for _ in range(HALVINGS):
            tried = (
                together + length * step,
                [own + length * move for own, move in zip(weeks, moves, strict=True)],
            )
            parts = [_profile(pack, tried[0], own) for pack, own in zip(packs, tried[1], strict=True)]
            if _add(parts, 0) >= value - 1e-9 * abs(value):
                break
            length /= 2
        together, weeks = tried
        if (np.abs(together) * width).max() > RUNAWAY:
            return None
        if np.abs(length * step).max() < TOLERANCE and abs(_add(parts, 0) - value) <= 1e-9 * events:
            # Of data that put no bound on a coefficient nothing is left on the way there.
            left = np.diagonal(_add(parts, 2))
            return (together, weeks) if (left >= OWN_SHARE * before).all() else None
    return None


def _leave_out(
    packs: Sequence[_Pack], parts: Sequence[tuple], together: np.ndarray, weeks: Sequence[np.ndarray]
) -> Iterator[np.ndarray]:
    """Yield by pack the coefficients without each of its people."""
    k = len(together)
    score, information = _add(parts, 1), _add(parts, 2)
    for pack, part, own in zip(packs, parts, weeks, strict=True):
        cells = pack.cells
        alone = Cells(cells.counts, cells.exposure * np.exp(cells.x @ together), cells.x[:, :, :0], True)
        for team, who in _sets(pack):
            anew = solve(alone, who, own[team])[0]
            _, without, left, *_ = _profile(pack, together, anew, who)
            left = information - part[2][team] + left
            sure = np.diagonal(left, axis1=1, axis2=2)[:, :1] > OWN_SHARE * information[0, 0]
            step = np.linalg.solve(
                ridge(left, np.full((len(who), k), np.diagonal(information))),
                (score - part[1][team] + without)[:, :, None],
            )[:, :, 0]
            yield np.where(sure, together + step, np.nan)


def _sets(pack: _Pack) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Yield, some people at a time, the team of each, and its people without that one."""
    people = len(pack.cells.counts)
    at_once = max(1, _CHUNK_CELLS // pack.cells.counts.size)
    for first in range(0, people, at_once):
        team = pack.team[first : first + at_once]
        yield team, pack.who[team] - np.eye(people)[first : first + at_once]


def _contribute(
    packs: Sequence[_Pack], parts: Sequence[tuple], together: np.ndarray, weeks: Sequence[np.ndarray]
) -> Iterator[np.ndarray]:
    """Yield by pack what each person adds to the information on each coefficient, net of all else."""
    k, total = len(together), _add(parts, 2)
    ways = np.eye(k)
    for each in range(k):
        others = [other for other in range(k) if other != each]
        inverse = np.linalg.pinv(total[np.ix_(others, others)], hermitian=True)
        ways[others, each] = -inverse @ total[others, each]
    for pack, part, own in zip(packs, parts, weeks, strict=True):
        cells, team = pack.cells, pack.team
        everyone = np.concatenate([np.broadcast_to(together, (len(own), k)), own], axis=1)
        shares = share_each(cells, pack.who, everyone)[team, np.arange(len(team))]
        moved = cells.x @ ways - (part[3] @ ways)[team]
        mean = np.einsum("gt,gtk->gk", shares, moved)
        spread = np.einsum("gt,gtk->gk", shares, np.square(moved)) - np.square(mean)
        yield cells.totals[:, None] * np.where(np.diagonal(total) > 0, spread, 0.0)
