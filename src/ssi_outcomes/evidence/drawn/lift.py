"""By how many points the push lifted the score, as assigned: the slope of the score on the assignment, with
person and week effects.

It counts people as the ratio of results does, by their events: averaged over people instead, a lift that is
tied to success makes false words. Each week has the reading that ends it.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from ssi_outcomes.evidence.drawn.assigned import Assigned


def measure_lift(assigned: Assigned) -> tuple[float, np.ndarray]:
    """Return the lift in points and what it is without each person (in the order of `assigned.events`), NaN
    where readings or weeks do not tell.
    """
    events = assigned.events
    rows = assigned.rows[assigned.rows["score"].notna() & assigned.rows["person"].isin(events.index)]
    if rows.empty:
        return np.nan, np.full(len(events), np.nan)
    person = events.index.get_indexer(rows["person"])
    sides, targets = _gather(rows, person, events.to_numpy(float))
    whole = sides.sum(axis=0), targets.sum(axis=0)
    return _slope(*whole), np.array(
        [_slope(whole[0] - side, whole[1] - target) for side, target in zip(sides, targets, strict=True)]
    )


def _gather(rows: pd.DataFrame, person: np.ndarray, weight: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return what each person adds to the normal equations of push and week effects, the person's mean taken
    out: (G x P x P) and (G x P).
    """
    week, weeks = pd.factorize(rows["week_start"], sort=True)
    design = np.concatenate([rows[["push"]].to_numpy(float), np.eye(len(weeks))[week]], axis=1)
    score = rows["score"].to_numpy(float)
    sides = np.zeros((len(weight), design.shape[1], design.shape[1]))
    targets = np.zeros((len(weight), design.shape[1]))
    for each in np.unique(person):
        own = person == each
        moved = design[own] - design[own].mean(axis=0)
        sides[each] = weight[each] * moved.T @ moved
        targets[each] = weight[each] * moved.T @ (score[own] - score[own].mean())
    return sides, targets


def _slope(side: np.ndarray, target: np.ndarray) -> float:
    """Return the coefficient of the push; NaN where it moves with the weeks alone."""
    weeks = np.linalg.pinv(side[1:, 1:], rcond=1e-10, hermitian=True)
    own = side[0, 0] - side[0, 1:] @ weeks @ side[1:, 0]
    if not own > 1e-9 * max(side[0, 0], 1e-300):
        return np.nan
    return float((target[0] - side[0, 1:] @ weeks @ target[1:]) / own)
