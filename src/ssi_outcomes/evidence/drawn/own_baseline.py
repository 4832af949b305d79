"""What the push brought by the weeks of the trial alone, each person's own baseline taken into account.

Poisson of the trial's totals on push and the log of what was brought before, days as an offset. The variance
is mean + a mean^2, a by moments; people weigh in the lift as they do in the ratio. Errors are HC3 (MacKinnon
and White 1985, J. Econom. 29:305), t with people - 3. It finds a little more than the ratio of ratios where
people differ in how much they bring, and stands beside it from 30 people on; where a protocol was sealed with
it, it decides.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.optimize import brentq

from ssi_outcomes.evidence.drawn.assigned import Assigned
from ssi_outcomes.evidence.drawn.contrast import Contrasted, Measured
from ssi_outcomes.evidence.estimate import Slope
from ssi_outcomes.evidence.sample import STEP
from ssi_outcomes.trial.toml_keys import FEWEST_BY_BASELINE

_HALF = 0.5
_TERMS = 3  # a constant, the push, the baseline
_ROUNDS, _STEP, _DONE = 200, 0.5, 1e-9
_WIDEST = 1e3


@dataclass(frozen=True, eq=False)
class Halves:
    """The people of a trial whose weeks and readings are known in both of its halves: events and days
    `before` and `after`, who was on `push`, and by how many points the score `moved`; an entry each.
    """

    before: np.ndarray
    after: np.ndarray
    days_before: np.ndarray
    days_after: np.ndarray
    push: np.ndarray
    moved: np.ndarray


def take_halves(assigned: Assigned) -> Halves:
    """Return a parallel trial's people, baseline and trial."""
    rows = assigned.rows.assign(half=np.where(assigned.rows["block"] > 0, "after", "before"))
    read = rows[rows["score"].notna()].groupby(["person", "half"])["score"].mean().unstack("half")
    sums = rows.groupby(["person", "half"])[["count", "exposure", "push"]].sum().unstack("half")
    sides = ("before", "after")
    cells = pd.MultiIndex.from_product([("count", "exposure", "push"), sides])
    read, sums = read.reindex(columns=sides).dropna(), sums.reindex(columns=cells).dropna()
    there = read.index.intersection(sums.index)
    read, sums = read.loc[there], sums.loc[there]
    counts, days = ([sums[name][side].to_numpy(float) for side in sides] for name in ("count", "exposure"))
    moved = (read["after"] - read["before"]).to_numpy(float)
    return Halves(*counts, *days, sums["push"]["after"].to_numpy() > 0, moved)


def compare_halves(halves: Halves, ratios: tuple[float, ...]) -> Contrasted | None:
    """Return ratio, lift and their contrast at each of `ratios`; None where there is nothing to estimate."""
    people, sides = len(halves.push), (halves.push, ~halves.push)
    if people < FEWEST_BY_BASELINE or min(halves.after[side].sum() for side in sides) < 1:
        return None
    brought = np.log((halves.before + _HALF) / halves.days_before)
    design = np.column_stack([np.ones(people), halves.push, brought - brought.mean()])
    fitted = _fit(design, halves.after, halves.days_after)
    if fitted is None:
        return None
    slopes, mean, weight = fitted
    lift, lifted = _regress(design, weight, halves.moved)
    # At the end of the fit the push explains nothing of what is left: its shares are those of the slope.
    b, own = slopes[1], _regress(design, weight, halves.after / mean - 1)[1]
    asked = {ratio: math.log(ratio) / STEP for ratio in ratios}
    made = {ratio: _measure(b - each * lift, own - each * lifted) for ratio, each in asked.items()}
    main, events = _measure(b, own), float((halves.before + halves.after).sum())
    return Contrasted(
        Slope(main.value, main.se, main.freedom), _measure(lift, lifted), made, people, events, 1.0
    )


def _regress(design: np.ndarray, weight: np.ndarray, target: np.ndarray) -> tuple[float, np.ndarray]:
    """Return the weighted slope on the push and what each person's residual, by its leverage, adds to it."""
    pull = np.linalg.pinv(design.T @ (weight[:, None] * design)) @ (weight[:, None] * design).T
    left = (target - design @ (pull @ target)) / (1 - np.einsum("ij,ji->i", design, pull))
    return float(pull[1] @ target), pull[1] * left


def _measure(value: float, shares: np.ndarray) -> Measured:
    return Measured(float(value), float(np.sqrt(np.square(shares).sum())), len(shares) - _TERMS)


def _fit(
    design: np.ndarray, counts: np.ndarray, days: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray] | None:
    """Return coefficients, means and weights of the Poisson whose variance is mean + a mean^2, with the a at
    which Pearson's sum is what its freedom asks for (none where results spread no more than Poisson's); None
    where it comes to no end.
    """
    freedom = len(counts) - _TERMS
    start = np.linalg.lstsq(design, np.log((counts + _HALF) / days), rcond=None)[0]
    start = _fit_at(0, design, counts, days, start)[0]

    def beyond(spread: float) -> float:
        mean = _fit_at(spread, design, counts, days, start)[1]
        return float((np.square(counts - mean) / (mean + spread * mean**2)).sum() - freedom)

    if beyond(0) <= 0:
        found = 0.0
    elif beyond(_WIDEST) >= 0:
        return None
    else:
        found = float(brentq(beyond, 0, _WIDEST, xtol=1e-7))
    slopes, mean, weight = _fit_at(found, design, counts, days, start)
    return (slopes, mean, weight) if np.isfinite(slopes).all() else None


def _fit_at(
    spread: float, design: np.ndarray, counts: np.ndarray, days: np.ndarray, slopes: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return coefficients, means and weights where a is `spread`, from these `slopes` on."""
    for _ in range(_ROUNDS):
        mean = days * np.exp(np.clip(design @ slopes, -50, 50))
        weight = mean / (1 + spread * mean)
        side = np.linalg.pinv(design.T @ (weight[:, None] * design), hermitian=True)
        step = np.clip(side @ (design.T @ (weight * (counts / mean - 1))), -_STEP, _STEP)
        slopes = slopes + step
        if np.abs(step).max() < _DONE:
            break
    return slopes, mean, weight
