"""Many trials in which all start together, at once: each person enters through two totals, before and after.

The same numbers as the engine's where all weeks are known, and what schedules drawn again are compared by.
Arrays end in people; what stands before is one trial, or one schedule, each.
"""

from __future__ import annotations

import numpy as np


def compare_totals(before: np.ndarray, after: np.ndarray, push: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the log ratio of the ratios of four totals (...), and what it is without each person (... x G);
    `push` tells who was drawn to push.
    """
    signs = ((after, push, 1), (before, push, -1), (after, ~push, -1), (before, ~push, 1))
    value, without = 0.0, 0.0
    with np.errstate(divide="ignore", invalid="ignore"):
        for counts, who, sign in signs:
            own = np.where(who, counts, 0.0)
            total = own.sum(axis=-1)
            value = value + sign * np.log(total)
            without = without + sign * np.log(total[..., None] - own)
    return value, without


def lift_totals(
    before: np.ndarray, after: np.ndarray, push: np.ndarray, events: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the lift (...) and what it is without each person (... x G), from mean scores before and after,
    people weighted by their events.
    """
    value, without = 0.0, 0.0
    with np.errstate(divide="ignore", invalid="ignore"):
        for who, sign in ((push, 1), (~push, -1)):
            weight = np.where(who, events, 0.0)
            moved = weight * (after - before)
            sums = moved.sum(axis=-1), weight.sum(axis=-1)
            value = value + sign * sums[0] / sums[1]
            without = without + sign * (sums[0][..., None] - moved) / (sums[1][..., None] - weight)
    return value, without


def jackknife_errors(value: np.ndarray, without: np.ndarray, there: np.ndarray) -> np.ndarray:
    """Return the jackknife standard error over the people who are `there` (... x G)."""
    people = there.sum(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        away = np.where(there, without - value[..., None], 0.0)
        return np.sqrt((people - 1) / people * np.square(away).sum(axis=-1))


def studentise(before: np.ndarray, after: np.ndarray, push: np.ndarray) -> np.ndarray:
    """Return the log ratio over its standard error; 0 where there is none."""
    value, without = compare_totals(before, after, push)
    there = np.broadcast_to(before + after > 0, without.shape)
    error = jackknife_errors(value, without, there)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.nan_to_num(value / error, nan=0.0, posinf=0.0, neginf=0.0)
