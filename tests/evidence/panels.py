"""Panels for the tests: laid out by hand, drawn from a known world, or R's synthetic one. Nobody in them exists."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd

REFERENCE = Path(__file__).parents[1] / "reference"
R = json.loads((REFERENCE / "synthetic_reference.json").read_text("utf-8"))
MONDAY = pd.Timestamp("2026-01-05")
WEEK = pd.Timedelta(7, "D")


def lay_frame(counts, ssi, exposure=5.0, **columns) -> pd.DataFrame:
    """Return a panel frame of people x weeks; each column is given as such a table, or as what spreads to one. The outcome is called "calls"."""
    counts = np.asarray(counts, float)
    people, weeks = counts.shape

    def spread(values) -> np.ndarray:
        return np.broadcast_to(np.asarray(values, float), counts.shape).ravel()

    scores = spread(ssi).reshape(counts.shape)
    return pd.DataFrame(
        {
            "person": np.repeat([f"P{number:02}" for number in range(1, people + 1)], weeks),
            "week_start": np.tile(MONDAY + WEEK * np.arange(weeks), people),
            "ssi": scores.ravel(),
            "next_ssi": np.concatenate([scores[:, 1:], np.full((people, 1), np.nan)], axis=1).ravel(),
            "ssi_late": False,
            "reading_age_days": 0.0,
            "exposure_days": spread(exposure),
            "outcome_calls": counts.ravel(),
        }
        | {name: spread(values) for name, values in columns.items()}
    )


def draw_frame(
    seed: int,
    people: int,
    weeks: int,
    *,
    slope: float = 0.0,
    rate: float = 0.5,
    gaps: float = 0.0,
    feedback: float = 0.0,
) -> pd.DataFrame:
    """Return a panel from a world where `slope` is the true log ratio per +10 points, people and weeks differ, and scores move slowly.

    `gaps` is the share of weeks that are missing; each call lifts the next Monday's score by `feedback` points.
    """
    rng = np.random.default_rng(seed)
    level = rng.normal(50, 10, people)
    busy = rng.normal(0, 0.6, people) + np.log(rate)
    season = rng.normal(0, 0.2, weeks)
    moves, lift = rng.normal(0, 5, people), np.zeros(people)
    scores, counts = np.empty((people, weeks)), np.empty((people, weeks))
    for week in range(weeks):
        scores[:, week] = np.round(np.clip(level + moves + lift, 1, 100), 1)
        counts[:, week] = rng.poisson(np.exp(busy + season[week] + slope * (scores[:, week] - level) / 10))
        lift = 0.5 * lift + feedback * counts[:, week]
        moves = 0.6 * moves + rng.normal(0, 4, people)
    exposure = np.where(rng.random(counts.shape) < gaps, 0.0, rng.integers(3, 8, counts.shape))
    return lay_frame(
        counts,
        scores,
        exposure,
        activity_posts=rng.poisson(2, counts.shape),
        activity_searches=rng.poisson(5, counts.shape),
    )


def read_synthetic() -> pd.DataFrame:
    """Return R's panel as a panel frame, meetings as the outcome, with `lmsg`."""
    rows = pd.read_csv(REFERENCE / "synthetic_panel.csv")
    following = (
        rows[["person", "week", "ssi"]].assign(week=rows["week"] - 1).rename(columns={"ssi": "next_ssi"})
    )
    return rows.merge(following, how="left", on=["person", "week"]).assign(
        week_start=lambda f: MONDAY + WEEK * (f["week"] - 1),
        ssi=lambda f: f["ssi"].astype(float),
        ssi_late=False,
        reading_age_days=0.0,
        outcome_calls=lambda f: f["meetings"].astype(float),
        lmsg=lambda f: np.log1p(f["messages_sent"]),
    )
