"""What a trial could find, before it starts: planning by formula, and for one person by invented weeks.

A score approaches the push by half of the distance a week. Weeks are as uneven as in the simulations of the
plan: each person's good and bad times (SD .5, and .6 of one week is left in the next), and weeks that all
have in common (SD .15).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from scipy.special import stdtrit

from ssi_outcomes.base.plan import Plan
from ssi_outcomes.evidence.estimate import exp

# se(b) = factor * sqrt(4/G (1/B + 1/T) (2 + 1/rate)): found by simulation, within a tenth. In a crossover
# each person is compared with himself: 1/G in place of 4/G, and half of the counted weeks on each side.
_FACTOR = {"parallel": 0.91, "crossover": 0.85}
_APPROACH = 0.5  # of the distance to the push that a score makes in a week
_SD, _KEPT, _COMMON = 0.5, 0.6, 0.15  # of the logs of rates
_AS_GOOD = 1.05  # a standard error within a twentieth of the smallest
DRAWS, _SEED = 1000, 20260302


def smallest_drawn_ratio(
    people: int, before: int, weeks: int, events_per_week: float, lift: float, plan: Plan
) -> float:
    """Return the smallest rate ratio per +10 points that a parallel trial would tell from 1, with `before`
    weeks of baseline and `weeks` of trial, where the push lifts the score by `lift` points; infinite where
    nothing is left to tell it by.
    """
    if people < 2 or before < 1 or weeks < 2:
        return math.inf
    spread = 4 / people * (1 / before + 1 / weeks) * (2 + 1 / events_per_week)
    reached = lift * (1 - sum(_APPROACH**week for week in range(1, weeks + 1)) / weeks)
    return _smallest(_FACTOR["parallel"] * math.sqrt(spread), reached, people, plan)


def smallest_crossed_ratio(
    people: int, weeks: int, events_per_week: float, lift: float, plan: Plan, periods: tuple[int, int]
) -> float:
    """Return the same for a crossover of so many weeks, in whole blocks of two `periods` (their weeks, and
    how many first ones are left out); infinite for less than one block.
    """
    length, left_out = periods
    blocks = weeks // (2 * length)
    if people < 2 or not blocks:
        return math.inf
    each = blocks * (length - left_out)
    spread = 1 / people * (2 / each) * (2 + 1 / events_per_week)
    missed = sum(_APPROACH**week for week in range(left_out + 1, length + 1)) / (length - left_out)
    return _smallest(_FACTOR["crossover"] * math.sqrt(spread), lift * (1 - 2 * missed), people, plan)


def best_split(weeks: int, plan: Plan) -> tuple[int, int, int]:
    """Return how many of so many weeks are best spent before the draw, and the fewest and the most that do as
    well, within a twentieth of the standard error; never fewer than the plan asks for.
    """
    least = plan.trial.weeks_before
    known = {before: math.sqrt(1 / before + 1 / (weeks - before)) for before in range(least, weeks - 1)}
    if not known:
        return (least, least, least)
    best = min(known, key=known.__getitem__)
    good = [before for before, size in known.items() if size <= _AS_GOOD * known[best]]
    return best, good[0], good[-1]


def power_alone(
    blocks: int,
    period: int,
    events_per_week: float,
    ratios: Sequence[float],
    level: float,
    draws: int = DRAWS,
) -> list[float]:
    """Return how often one person's trial would find each of `ratios` (what the whole lift brings): the share
    of invented weeks in which at most `level` of all orders of its blocks come out as high as the one drawn.

    The statistic is the mean over blocks of log((on + .5) / (off + .5)). From 2 events a week and periods of
    two weeks: .13, .29 and .62 for 1.5, 2 and 3 with ten blocks, at 5 % on one side.
    """
    random = np.random.default_rng(_SEED)
    weeks = 2 * period * blocks
    first = random.random((draws, blocks)) < 0.5
    on = np.repeat(first, 2 * period, axis=1) == (np.arange(weeks) // period % 2 == 0)
    score, rates = _approach(on), _uneven(random, draws, weeks) * events_per_week
    return [_share_found(random.poisson(rates * ratio**score), first, period, level) for ratio in ratios]


def _smallest(se: float, lift: float, people: int, plan: Plan) -> float:
    """Return the ratio per +10 points that lies as far off as the plan's risk, shared among the looks at a
    trial, and its power ask for; t with people - 1 degrees of freedom.
    """
    if lift <= 0:
        return math.inf
    level = plan.level / plan.trial.planned_looks
    reach = stdtrit(people - 1, plan.power) - stdtrit(people - 1, level)
    return exp(float(reach) * se * 10 / lift)


def _approach(on: np.ndarray) -> np.ndarray:
    """Return how far the score has come in each week, between 0 and 1, as the reading that ends it tells."""
    score, reached = np.zeros(on.shape), np.zeros(len(on))
    for week in range(on.shape[1]):
        reached = reached + _APPROACH * (on[:, week] - reached)
        score[:, week] = reached
    return score


def _uneven(random: np.random.Generator, draws: int, weeks: int) -> np.ndarray:
    """Return by what each week's rate is multiplied; 1 on the average."""
    fresh = random.normal(0, _SD, (draws, weeks))
    own = fresh.copy()
    for week in range(1, weeks):
        own[:, week] = _KEPT * own[:, week - 1] + math.sqrt(1 - _KEPT**2) * fresh[:, week]
    common = random.normal(0, _COMMON, (draws, weeks))
    return np.exp(own + common - (_SD**2 + _COMMON**2) / 2)


def _share_found(counts: np.ndarray, first: np.ndarray, period: int, level: float) -> float:
    sums = counts.reshape(*first.shape, 2, period).sum(axis=3)
    logs = np.log((sums[:, :, 0] + 0.5) / (sums[:, :, 1] + 0.5))
    drawn = (logs * np.where(first, 1, -1)).sum(axis=1)
    as_high = _all_orders(logs) >= drawn[:, None] - 1e-9
    return float((as_high.mean(axis=1) <= level).mean())


def _all_orders(logs: np.ndarray) -> np.ndarray:
    """Return the sum of the logs under orders of the blocks: under all of them, or 4,096 of many."""
    blocks = logs.shape[1]
    if blocks <= 12:
        codes = np.arange(2**blocks)
    else:
        codes = np.random.default_rng(_SEED).integers(0, 2 ** min(blocks, 62), 4096)
    signs = 1 - 2 * (codes[None, :] >> np.arange(blocks)[:, None] & 1)
    return logs @ signs
