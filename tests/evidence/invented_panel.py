"""Panels invented for tests, in which what drives the week's meetings is known."""

from __future__ import annotations

import numpy as np
import pandas as pd

FIRST_MONDAY = "2026-01-05"


def invent(people: int, weeks: int, seed: int, by_ssi: float = 0.0, by_posts: float = 0.0) -> pd.DataFrame:
    """Return a panel's frame: half a meeting a week, people's rates log-normal (SD .8), scores and activities AR(1) (.8).

    `by_ssi` is the change of the log rate per 10 points of the score on Monday, `by_posts` that per unit of log(1 + posts) of the week before.
    """
    rng = np.random.default_rng(seed)
    ssi = 45 + 15 * rng.normal(size=(people, 1)) + _walk(rng, people, weeks, 5)
    posts, comments = (
        rng.poisson(5 * np.exp(0.5 * rng.normal(size=(people, 1)) + _walk(rng, people, weeks, 0.5)))
        for _ in range(2)
    )
    before = np.log1p(np.hstack([posts[:, :1], posts[:, :-1]]))
    rate = 0.5 * np.exp(0.8 * rng.normal(size=(people, 1)))
    rate = rate * np.exp(by_ssi * _centred(ssi) / 10 + by_posts * _centred(before))
    columns = {
        "ssi": ssi,
        "brand": ssi / 4 + rng.normal(size=ssi.shape),
        "outcome_meetings": rng.poisson(rate),
        "outcome_profile_views": rng.poisson(18, ssi.shape),
        "activity_posts": posts,
        "activity_comments_written": comments,
    }
    mondays = pd.date_range(FIRST_MONDAY, periods=weeks, freq="7D")
    frame = pd.DataFrame(
        {
            "person": np.repeat([f"P{number:03}" for number in range(people)], weeks),
            "week_start": np.tile(mondays, people),
        }
    )
    return frame.assign(
        exposure_days=7, **{name: cells.ravel().astype(float) for name, cells in columns.items()}
    )


def _walk(rng: np.random.Generator, people: int, weeks: int, spread: float) -> np.ndarray:
    steps = [spread * rng.normal(size=people)]
    for _ in range(weeks - 1):
        steps.append(0.8 * steps[-1] + 0.6 * spread * rng.normal(size=people))
    return np.array(steps).T


def _centred(cells: np.ndarray) -> np.ndarray:
    return cells - cells.mean(axis=1, keepdims=True)
