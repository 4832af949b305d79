"""Forecasts of a week's count of events as they would have been made on its
Monday; arrays are people x weeks throughout.

For person i and week t, all that is fitted is fitted on the *other* people's weeks *before* t, and all that
is put in is i's own past. Each person is left out in turn, so that there are no folds to draw, and no name or
order on which a forecast could depend.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import xlogy

# Shapes of the gamma prior of people's rates, from "very unequal" to "all alike"; 1, the exponential, comes
# first: it holds until data speak.
SHAPES = (1.0, 0.25, 0.5, 2.0, 4.0, 8.0, 16.0, 64.0)
# Up to so many people are left out exactly, beyond by one Newton step (METHODS,
# section 6: within 1 % from ten people on).
EXACT = 20
# Other people's events before a week, without which nothing is fitted for it.
TRAINING_EVENTS = 5
_ROUNDS, _CLOSE, _FARTHEST = 50, 1e-9, 20


@dataclass(frozen=True)
class Weeks:
    """A panel's people (sorted) and Mondays (without holes), the place of each row among them, and the days
    that each person was there.
    """

    frame: pd.DataFrame
    people: pd.Index
    mondays: pd.DatetimeIndex
    person: np.ndarray
    week: np.ndarray
    exposure: np.ndarray

    def lay(self, column: str, there: bool = False) -> np.ndarray:
        """Return a column as people x weeks, NaN where it is unknown; with `there`,
        also in weeks in which the person was not.
        """
        cells = np.full((len(self.people), len(self.mondays)), np.nan)
        cells[self.person, self.week] = self.frame[column].astype(float)
        return np.where(self.exposure > 0, cells, np.nan) if there else cells


def lay_weeks(frame: pd.DataFrame) -> Weeks:
    """Return the grid of a panel's frame (`panel.Panel`); raises ValueError where a person has a week
    twice.
    """
    if frame.duplicated(["person", "week_start"]).any():
        raise ValueError("a person has the same week twice")
    person, people = pd.factorize(frame["person"], sort=True)
    start = pd.to_datetime(frame["week_start"])
    mondays = pd.date_range(start.min(), start.max(), freq="7D") if len(frame) else pd.DatetimeIndex([])
    week = ((start - start.min()).dt.days // 7).to_numpy() if len(frame) else np.empty(0, int)
    exposure = np.zeros((len(people), len(mondays)))
    exposure[person, week] = frame["exposure_days"].fillna(0).astype(float)
    return Weeks(frame, pd.Index(people), mondays, person, week, exposure)


def deviance(count: np.ndarray, mean: np.ndarray) -> np.ndarray:
    """Return the Poisson deviance of each count from its forecast, 2 (y log(y / m) -
    (y - m)) (McCullagh and Nelder 1989, 2.3).
    """
    return 2 * (xlogy(count, count / mean) - (count - mean))


def shift(cells: np.ndarray) -> np.ndarray:
    """Return what was known of the week before, NaN in the first."""
    return np.hstack([np.full((len(cells), 1), np.nan), cells[:, :-1]])[:, : cells.shape[1]]


def find_deviation(values: np.ndarray) -> np.ndarray:
    """Return each value less the mean of the person's values so far,
    itself among them; NaN until there are two.

    With itself among n + 1, it is n / (n + 1) of the distance to the n before: the best
    linear guess at the distance to a true mean.
    """
    known = ~np.isnan(values)
    many = np.cumsum(known, axis=1)
    mean = np.cumsum(np.where(known, values, 0), axis=1) / np.maximum(many, 1)
    return np.where(known & (many > 1), values - mean, np.nan)


def forecast_own_mean(count: np.ndarray, exposure: np.ndarray) -> np.ndarray:
    """Return the person's own mean so far, times the days of the week; NaN without a past of one's own, or
    where the others have no event yet.

    The mean is drawn towards the others' rate r, as a gamma prior does: (events + shape) / (days + shape /
    r). The shape is the one of `SHAPES` with which the others' weeks so far were best forecast: a fixed one
    would favour the candidates wherever people are more alike, or less, than it says.
    """
    known = ~np.isnan(count) & (exposure > 0)
    events, days = np.where(known, count, 0), np.where(known, exposure, 0)
    ready = known & (_before(days) > 0) & (others(events) > 0)
    rate = np.divide(others(events), others(days), out=np.ones_like(days), where=ready)
    means = np.stack(
        [
            np.where(ready, days * (_before(events) + shape) / (_before(days) + shape / rate), 1)
            for shape in SHAPES
        ]
    )
    losses = np.stack([others(np.where(ready, deviance(events, mean), 0)) for mean in means])
    best = np.argmin(losses, axis=0)
    return np.where(ready, np.take_along_axis(means, best[None], axis=0)[0], np.nan)


def forecast_both(count: np.ndarray, mean: np.ndarray, z: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the forecasts of the own mean alone, exp(a) * mean, and with a candidate, exp(a + b z) * mean;
    NaN where one of the two is.

    Both are fitted on the same weeks: else a candidate that is known in better weeks than others would win by
    its constant. a and b have a normal prior of mean 0 and SD 1, which says little and keeps them finite
    where a few weeks have all the events.
    """
    ready = ~(np.isnan(count) | np.isnan(mean) | np.isnan(z))
    count, mean, z = (np.where(ready, cells, 0) for cells in (count, mean, z))
    scored = ready & (others(count) >= TRAINING_EVENTS)
    alone = mean * np.exp(_fit_constant(others(count), np.maximum(others(mean), 0)))
    forecast, coefficients = np.full(count.shape, np.nan), np.zeros((1, 2))
    for week in np.flatnonzero(scored.any(axis=0)):
        cells = count[:, :week], mean[:, :week], z[:, :week]
        coefficients = _fit(coefficients, np.ones((1, len(count))), cells)
        a, b = _leave_out_each(coefficients, cells).T
        forecast[:, week] = mean[:, week] * np.exp(np.clip(a + b * z[:, week], -_FARTHEST, _FARTHEST))
    return np.where(scored, alone, np.nan), np.where(scored, forecast, np.nan)


def others(cells: np.ndarray) -> np.ndarray:
    """Return, for each person and week, the sum over the other people's weeks before it."""
    own = _before(cells)
    return own.sum(axis=0) - own


def _before(cells: np.ndarray) -> np.ndarray:
    """Return, for each person and week, the sum over the person's weeks before it."""
    return np.nan_to_num(shift(np.cumsum(cells, axis=1)))


def _fit_constant(events: np.ndarray, expected: np.ndarray) -> np.ndarray:
    """Return a of the mean alone: events - exp(a) * expected - a = 0, by
    Newton's method from the root without prior.
    """
    a = np.log((events + 1) / (expected + 1))
    for _ in range(_ROUNDS):
        step = (events - np.exp(a) * expected - a) / (np.exp(a) * expected + 1)
        a = a + np.clip(step, -1, 1)
        if np.max(np.abs(step), initial=0) < _CLOSE:
            break
    return a


# --- a and b


def _leave_out_each(coefficients: np.ndarray, cells: tuple[np.ndarray, ...]) -> np.ndarray:
    """Return a and b (people x 2) without each person in turn, given those with everyone (1 x 2)."""
    score, information = (each[0] for each in _terms(coefficients, *cells))
    one_step = coefficients + _solve(-score, information.sum(axis=0) - information)
    return _fit(one_step, 1 - np.eye(len(score)), cells) if len(score) <= EXACT else one_step


def _fit(coefficients: np.ndarray, weights: np.ndarray, cells: tuple[np.ndarray, ...]) -> np.ndarray:
    """Return a and b (sets x 2) for each set of `weights` of people (sets x
    people), by Newton's method from `coefficients`.
    """
    for _ in range(_ROUNDS):
        score, information = (
            (weights[..., None] * each).sum(axis=1) for each in _terms(coefficients, *cells)
        )
        step = _solve(score - coefficients, information)
        coefficients = coefficients + np.clip(step, -1, 1)
        if np.max(np.abs(step), initial=0) < _CLOSE:
            break
    return coefficients


def _terms(
    coefficients: np.ndarray, count: np.ndarray, mean: np.ndarray, z: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return each person's score (sets x people x 2) and information (sets x
    people x 3: aa, ab, bb), without the prior's.
    """
    a, b = coefficients.T[..., None, None]
    rate = mean * np.exp(np.clip(a + b * z, -_FARTHEST, _FARTHEST))
    left, leaning = count - rate, rate * z
    score = np.stack([left.sum(axis=-1), (left * z).sum(axis=-1)], axis=-1)
    return score, np.stack([rate.sum(axis=-1), leaning.sum(axis=-1), (leaning * z).sum(axis=-1)], axis=-1)


def _solve(score: np.ndarray, information: np.ndarray) -> np.ndarray:
    """Return information^-1 score, with the prior's information of 1 on both coefficients."""
    aa, ab, bb = information[..., 0] + 1, information[..., 1], information[..., 2] + 1
    return (
        np.stack([bb * score[..., 0] - ab * score[..., 1], aa * score[..., 1] - ab * score[..., 0]], axis=-1)
        / (aa * bb - ab**2)[..., None]
    )
