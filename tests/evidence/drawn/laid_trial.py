"""Trials for the tests: a protocol with people P01, P02 ..., and what its weeks brought, laid out as a panel."""

from __future__ import annotations

from datetime import date, datetime

import numpy as np
import pandas as pd

from ssi_outcomes.trial.by_lot import PUSH, draw_schedule
from ssi_outcomes.trial.protocol import Protocol

MONDAY = date(2026, 1, 5)
PERIODS = {"parallel": (0, 0), "crossover": (8, 4), "single": (2, 0)}


def promise(
    people: int, before: int, weeks: int, design: str = "parallel", seed: str = "s", **more
) -> Protocol:
    """Return a protocol that was drawn on New Year's Day; the outcome is called "calls"."""
    names = tuple(f"P{number:02}" for number in range(1, people + 1))
    period, left_out = PERIODS[design]
    values = {"period_weeks": period, "left_out_weeks": left_out, "planned_looks": 1, **more}
    return Protocol(
        *(design, names, MONDAY, before, weeks, "score_hour", "calls", seed), datetime(2026, 1, 1), **values
    )


def pushes(protocol: Protocol) -> np.ndarray:
    """Return who is on push in which week: people x weeks."""
    arms = draw_schedule(protocol)["arm"].to_numpy() == PUSH
    return arms.reshape(len(protocol.mondays), len(protocol.people)).T


def lay(protocol: Protocol, counts, score=50.0, exposure=5.0, **columns) -> pd.DataFrame:
    """Return a panel frame of the protocol's people and weeks; each column is people x weeks, or spreads to it."""
    shape = len(protocol.people), len(protocol.mondays)

    def spread(values) -> np.ndarray:
        return np.broadcast_to(np.asarray(values, float), shape).ravel()

    scores = spread(score).reshape(shape)
    return pd.DataFrame(
        {
            "person": np.repeat(np.array(protocol.people, object), shape[1]),
            "week_start": np.tile(np.array(protocol.mondays, "datetime64[us]"), shape[0]),
            "ssi": np.concatenate([scores[:, :1], scores[:, :-1]], axis=1).ravel(),
            "next_ssi": scores.ravel(),
            "ssi_late": False,
            "reading_age_days": 0.0,
            "exposure_days": spread(exposure),
            "outcome_calls": spread(counts),
        }
        | {name: spread(values) for name, values in columns.items()}
    )


def draw_counts(protocol: Protocol, rate: float = 1.5, seed: int = 1) -> np.ndarray:
    """Return counts of people whose rates differ, which the push does not move."""
    rng = np.random.default_rng(seed)
    people = rng.gamma(2, rate / 2, len(protocol.people))
    return rng.poisson(people[:, None], (len(protocol.people), len(protocol.mondays))).astype(float)
