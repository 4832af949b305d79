"""A trial of one person: blocks of two periods, one of them on push, in an order drawn by lot for each block.

The answer is the re-randomisation itself: of all orders that could have been drawn, how many show as much?
It is about one person, in these weeks.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ssi_outcomes.evidence.drawn.assigned import Assigned
from ssi_outcomes.evidence.drawn.orders import Orders, compare_orders

FEWEST_BLOCKS = 10
# Beyond so many blocks not each order is tried: a million are drawn.
_MOST_BLOCKS = 20
_HALF = 0.5


@dataclass(frozen=True)
class OnePerson:
    """One person's blocks: mean log ratio of results on push to off, the number of blocks with both sides
    known, the events in them, and how all orders compare.
    """

    log: float
    blocks: int
    events: float
    orders: Orders


def judge_blocks(assigned: Assigned) -> OnePerson | None:
    """Return what one person's blocks tell; None without a block whose sides are both known."""
    rows = assigned.rows[assigned.rows["block"] > 0]
    sums = rows.groupby(["block", "push"])[["count", "exposure"]].sum().unstack("push")
    if sums.shape[1] < 4:
        return None
    sums = sums.dropna()
    if sums.empty:
        return None
    on, off = (sums["count"][side].to_numpy(float) for side in (1.0, 0.0))
    days_on, days_off = (sums["exposure"][side].to_numpy(float) for side in (1.0, 0.0))
    logs = np.log((on + _HALF) / (off + _HALF)) - np.log(days_on / days_off)
    return OnePerson(float(logs.mean()), len(logs), float(on.sum() + off.sum()), try_orders(logs))


def try_orders(logs: np.ndarray) -> Orders:
    """Return how the mean of the blocks' log ratios compares with that of each order: another order turns
    some of them round.
    """
    possible = 2 ** len(logs)
    if len(logs) > _MOST_BLOCKS:
        signs = np.random.default_rng(len(logs)).choice((-1.0, 1.0), (2**_MOST_BLOCKS // 16, len(logs)))
        return compare_orders(signs @ logs, float(logs.sum()), possible, False)
    sums = np.zeros(1)
    for each in logs:
        sums = np.concatenate([sums + each, sums - each])
    return compare_orders(sums, float(logs.sum()), possible, True)
