"""Many draws of the counts of one panel, fitted together: the same likelihood as one fit's (newton.py), and
the jackknife by one of Newton's steps.

Arrays are draws x people x weeks (D x G x T). The people left out share the information of all but their own
part, so that their steps are found by conjugate gradients with everyone's inverse before them, which takes
a few passes over the cells in place of an inverse for each person of each draw.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ssi_outcomes.evidence.engine.newton import RUNAWAY, ridge

STEPS, TOLERANCE = 25, 1e-8
# Passes of the conjugate gradients: what is left then is far below what one step leaves out itself.
PASSES, SMALL = 40, 1e-5
_CHUNK_CELLS = 120_000  # small enough for a processor's cache


@dataclass(frozen=True, eq=False)
class ManyFits:
    """The coefficients of each draw (D x K) and their jackknife errors, NaN where there are none;
    `information` (D x G) is what each person contributes to the first one, all other parameters taken out.
    """

    coefficients: np.ndarray
    errors: np.ndarray
    information: np.ndarray


def fit_many(counts: np.ndarray, exposure: np.ndarray, x: np.ndarray) -> ManyFits:
    """Return the fits of `counts` (D x G x T) at the `exposure` (G x T, 0: no row), with person and week
    effects; `x` is G x T x K, or one for each draw.
    """
    at_once = max(1, _CHUNK_CELLS // exposure.size)
    own = x.ndim == 4
    made = [
        _fit_some(counts[some], exposure, x[some] if own else x[None])
        for some in (slice(start, start + at_once) for start in range(0, len(counts), at_once))
    ]
    return ManyFits(*(np.concatenate([getattr(each, name) for each in made]) for name in _FIELDS))


_FIELDS = tuple(ManyFits.__dataclass_fields__)


def _fit_some(counts: np.ndarray, exposure: np.ndarray, x: np.ndarray) -> ManyFits:
    y = np.where(exposure > 0, counts, 0.0)
    x = _centre(x, exposure)
    totals, weeks = y.sum(axis=2), y.sum(axis=1)
    # A person or a week without events is as good as absent.
    there = (exposure > 0) & (totals > 0)[:, :, None] & (weeks > 0)[:, None, :]
    parameters, found = np.zeros((len(y), x.shape[3] + y.shape[2])), np.zeros(len(y), bool)
    size, k = None, x.shape[3]
    for _ in range(STEPS):
        shares = _share(parameters, exposure, x, there)
        score, information = _derive(y, totals, shares, x)
        size = np.diagonal(information, axis1=1, axis2=2) if size is None else size
        inverse = np.linalg.inv(ridge(information, size))
        step = np.clip((inverse @ score[:, :, None])[:, :, 0], -3, 3)
        found |= np.abs(step[:, :k]).max(axis=1) < TOLERANCE
        if found.all():
            break
        parameters += step
    # A coefficient that moves a fitted rate beyond all measure is on its way to infinity; one that weeks and
    # the others explain rests on nothing.
    width = np.abs(np.where(there[..., None], x, 0)).max(axis=(1, 2))
    found &= (np.abs(parameters[:, :k]) * width < RUNAWAY).all(axis=1)
    found &= (1 / np.diagonal(inverse, axis1=1, axis2=2)[:, :k] > 1e-8 * size[:, :k]).all(axis=1)
    moved = _leave_out(y, totals, shares, x, information, inverse, size)
    people = (totals > 0).sum(axis=1)[:, None]
    errors = np.sqrt((people - 1) / people * np.square(moved).sum(axis=1))
    here = found[:, None]
    return ManyFits(
        np.where(here, parameters[:, :k], np.nan),
        np.where(here, errors, np.nan),
        np.where(here, _contribute(totals, shares, x, information, size), np.nan),
    )


def _centre(x: np.ndarray, exposure: np.ndarray) -> np.ndarray:
    """Return the regressors without each person's mean, which the person effects take."""
    there = (exposure > 0)[None, :, :, None]
    mean = np.where(there, x, 0).sum(axis=2, keepdims=True) / np.maximum(there.sum(axis=2, keepdims=True), 1)
    return np.where(there, x - mean, 0.0)


def _share(parameters: np.ndarray, exposure: np.ndarray, x: np.ndarray, there: np.ndarray) -> np.ndarray:
    k = x.shape[3]
    rate = np.einsum("dgtk,dk->dgt", np.broadcast_to(x, (len(parameters), *x.shape[1:])), parameters[:, :k])
    rate += parameters[:, None, k:]
    weight = np.exp(np.clip(rate, -60, 60)) * np.where(there, exposure, 0.0)
    total = weight.sum(axis=2, keepdims=True)
    return weight / np.where(total > 0, total, 1)


def _derive(
    y: np.ndarray, totals: np.ndarray, shares: np.ndarray, x: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return score (D x P) and information (D x P x P)."""
    expected, k = totals[:, :, None] * shares, x.shape[3]
    gap = y * (totals > 0)[:, :, None] - expected
    moving = x * shares[..., None]
    mean = moving.sum(axis=2)
    score = np.concatenate([(gap[..., None] * x).sum(axis=(1, 2)), gap.sum(axis=1)], axis=1)
    weekly = expected.sum(axis=1)
    information = np.empty((len(y), score.shape[1], score.shape[1]))
    for one in range(k):
        square = (moving[..., [one]] * x).sum(axis=2) - mean[..., [one]] * mean
        information[:, one, :k] = (totals[..., None] * square).sum(axis=1)
        across = (expected * x[..., one]).sum(axis=1) - (mean[:, None, :, one] @ expected)[:, 0]
        information[:, one, k:] = information[:, k:, one] = across
    weeks = -(shares.transpose(0, 2, 1) @ expected)
    weeks[:, range(weeks.shape[1]), range(weeks.shape[1])] += weekly
    information[:, k:, k:] = weeks
    return score, information


def _leave_out(
    y: np.ndarray,
    totals: np.ndarray,
    shares: np.ndarray,
    x: np.ndarray,
    information: np.ndarray,
    inverse: np.ndarray,
    size: np.ndarray,
) -> np.ndarray:
    """Return by how much the coefficients move without each person (D x G x K): -(I - I_i)^-1 s_i."""
    k = x.shape[3]
    gap = y - totals[:, :, None] * shares
    own = np.concatenate([(gap[..., None] * x).sum(axis=2), gap], axis=2)
    held = ridge(information, size)

    def left(moved: np.ndarray) -> np.ndarray:
        """Return the information without each person, times what moves."""
        rate = moved[:, :, k:].copy()
        for one in range(k):
            rate += x[..., one] * moved[:, :, [one]]
        rate *= shares
        rate -= shares * rate.sum(axis=2, keepdims=True)
        rate *= totals[:, :, None]
        out = moved @ held
        for one in range(k):
            out[:, :, one] -= (rate * x[..., one]).sum(axis=2)
        out[:, :, k:] -= rate
        return out

    moved = np.zeros_like(own)
    rest = -own
    ahead = rest @ inverse
    way, power = ahead.copy(), (rest * ahead).sum(axis=2, keepdims=True)
    enough = SMALL**2 * power.max(axis=1, keepdims=True)
    for _ in range(PASSES):
        turned = left(way)
        steep = (way * turned).sum(axis=2, keepdims=True)
        length = np.where((power > enough) & (steep > 0), power / np.where(steep > 0, steep, 1), 0)
        if not length.any():
            break
        moved += length * way
        rest -= length * turned
        ahead = rest @ inverse
        before, power = power, (rest * ahead).sum(axis=2, keepdims=True)
        way = ahead + np.where(before > 0, power / np.where(before > 0, before, 1), 0) * way
    return moved[:, :, :k]


def _contribute(
    totals: np.ndarray, shares: np.ndarray, x: np.ndarray, information: np.ndarray, size: np.ndarray
) -> np.ndarray:
    """Return what each person adds to the information on the first coefficient (D x G)."""
    k = x.shape[3]
    held = ridge(information, size)[:, 1:, 1:]
    direction = -np.linalg.solve(held, information[:, 1:, :1])[:, :, 0]
    moved = np.broadcast_to(x[..., 0], shares.shape) + direction[:, None, k - 1 :]
    for one in range(1, k):
        moved = moved + x[..., one] * direction[:, None, [one - 1]]
    mean = (shares * moved).sum(axis=2)
    return totals * ((shares * np.square(moved)).sum(axis=2) - np.square(mean))
