"""A population where score and outcome go together, and the five people who show the opposite."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

FIVE = 5
# An SSI of 45 give or take 14 keeps three standard deviations inside the scale of 0 to 100.
_SSI_MEAN, _SSI_SD, _SSI_TOP = 45.0, 14.0, 100.0
# Half an event a week in the middle, log-normal between people with SD
# .8: the world of the plan's simulations.
_RATE_MEDIAN, _LOG_RATE_SD = 0.5, 0.8
_CHOOSER_STARTS = 20
_CHOOSER_SWAPS = 50
# Beyond this a reader sees a straight line.
_PERFECT = -0.999


@dataclass(frozen=True, eq=False)
class CherryPick:
    """One invented population, random fives of it, and the five of a chooser; every
    r is Pearson's between SSI and log(rate).

    `ssi` (points) and `rate` (real events a week) have one entry per person; `population_r`
    is computed from them. `draws_r` has one r per random five, `share_negative` the share of
    them below 0, `chosen` the five's positions.
    """

    true_r: float
    population_r: float
    ssi: np.ndarray
    rate: np.ndarray
    draws_r: np.ndarray
    share_negative: float
    chosen: np.ndarray
    chosen_r: float
    seed: int

    @property
    def chosen_ssi(self) -> np.ndarray:
        """Return the scores of the chosen five, lowest first."""
        return self.ssi[self.chosen]

    @property
    def chosen_rate(self) -> np.ndarray:
        """Return the rates of the chosen five, in the same order."""
        return self.rate[self.chosen]


def cherry_pick(
    true_r: float = 0.5, population: int = 500, draws: int = 10_000, seed: int = 2020
) -> CherryPick:
    """Return what random fives, and a chooser, show of a population whose correlation is `true_r`.

    The chooser looks through the same draws, then swaps one person at a time for whoever makes the
    correlation most negative: a very good five, not always the very best. The same seed gives the same world.
    """
    if not -1 < true_r < 1 or population < 2 * FIVE or draws < 1:
        raise ValueError(
            f"a correlation inside -1 to 1, at least {2 * FIVE} people and one draw: not {true_r}, "
            f"{population}, {draws}"
        )
    rng = np.random.Generator(np.random.PCG64(seed))
    ssi, rate = _populate(rng, true_r, population)
    log_rate = np.log(rate)
    fives = _draw_fives(rng, population, draws)
    draws_r = correlate(ssi[fives], log_rate[fives])
    chosen = _choose(fives[np.argsort(draws_r, kind="stable")[:_CHOOSER_STARTS]], ssi, log_rate)
    return CherryPick(
        true_r=true_r,
        population_r=float(correlate(ssi, log_rate)),
        ssi=ssi,
        rate=rate,
        draws_r=draws_r,
        share_negative=float(np.mean(draws_r < 0)),
        chosen=chosen,
        chosen_r=float(correlate(ssi[chosen], log_rate[chosen])),
        seed=seed,
    )


def correlate(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Return Pearson's r along the last axis; 0 where one of the two does not vary."""
    x = x - x.mean(axis=-1, keepdims=True)
    y = y - y.mean(axis=-1, keepdims=True)
    scale = np.sqrt((x * x).sum(axis=-1) * (y * y).sum(axis=-1))
    return np.clip(np.divide((x * y).sum(axis=-1), scale, out=np.zeros_like(scale), where=scale > 0), -1, 1)


def _populate(rng: np.random.Generator, true_r: float, population: int) -> tuple[np.ndarray, np.ndarray]:
    """Return SSI and rate of each person, whose correlation is `true_r` exactly,
    unless a score had to be kept on the scale.
    """
    x, y = rng.standard_normal((2, population))
    x = _standardize(x)
    # What x explains is taken out of y, so that the mixture has the very
    # correlation asked for, not one near it.
    y = _standardize(y - x * (x @ y) / population)
    y = true_r * x + np.sqrt(1 - true_r**2) * y
    return np.clip(_SSI_MEAN + _SSI_SD * x, 0, _SSI_TOP), _RATE_MEDIAN * np.exp(_LOG_RATE_SD * y)


def _standardize(x: np.ndarray) -> np.ndarray:
    x = x - x.mean()
    return x / np.sqrt(np.mean(x * x))


def _draw_fives(rng: np.random.Generator, population: int, draws: int) -> np.ndarray:
    """Return `draws` rows of five different people, each set of five as likely as any other."""
    fives = np.sort(rng.integers(population, size=(draws, FIVE)), axis=1)
    while (again := (np.diff(fives, axis=1) == 0).any(axis=1)).any():
        fives[again] = np.sort(rng.integers(population, size=(int(again.sum()), FIVE)), axis=1)
    return fives


def _choose(starts: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Return the most contrary five that swapping one person at a time reaches
    from any of the starts, by rising score.

    Of those that look perfect, it is the one with the widest range of scores: a chooser wants to be believed.
    """
    improved = [_improve(five, x, y) for five in starts]
    best = min(
        improved, key=lambda five: (max(float(correlate(x[five], y[five])), _PERFECT), -np.ptp(x[five]))
    )
    return best[np.argsort(x[best], kind="stable")]


def _improve(five: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    people = np.arange(len(x))
    for _ in range(_CHOOSER_SWAPS):
        others = np.setdiff1d(people, five)
        swaps = np.repeat(five[None, :], FIVE * len(others), axis=0)
        swaps[np.arange(len(swaps)), np.repeat(np.arange(FIVE), len(others))] = np.tile(others, FIVE)
        r = correlate(x[swaps], y[swaps])
        if r.min() >= correlate(x[five], y[five]):
            return five
        five = swaps[r.argmin()]
    return five
