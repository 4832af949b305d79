"""What one outcome of a panel is like, and the same outcome drawn anew at a ratio that is chosen.

People, weeks, gaps, exposure and scores stay as they are. What is drawn are counts: with the people's and
the weeks' own rates, with good and bad weeks of a person that differ by more than chance, and that come in
runs, as found (MacKinnon 2026, arXiv 2604.02000: no clustered inference is right everywhere, so try it on the
data at hand).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ssi_outcomes.evidence.engine.poisson import Cells
from ssi_outcomes.evidence.falsify import expect_without_score
from ssi_outcomes.evidence.sample import STEP, Sample

# From one week to the next: which runs of good and bad weeks are held against the data.
PERSISTENCE = (0.0, 0.2, 0.4, 0.6, 0.7, 0.8, 0.9, 0.95)
# A first guess of how far weeks differ (variance of their factor), which only says what each product weighs.
_FIRST = 0.3
_BATCH_CELLS = 400_000


@dataclass(frozen=True, eq=False)
class Laid:
    """A sample laid out as people x weeks: counts, exposure (days; 0: no row), the score and the next
    Monday's (tens of points; NaN where there is none).
    """

    counts: np.ndarray
    exposure: np.ndarray
    score: np.ndarray
    next_score: np.ndarray

    @property
    def away(self) -> np.ndarray:
        """Return the score less each person's mean; 0 where there is no row."""
        there = self.exposure > 0
        total = np.where(there, self.score, 0).sum(axis=1) / np.maximum(there.sum(axis=1), 1)
        return np.where(there, self.score - total[:, None], 0.0)


@dataclass(frozen=True)
class Chance:
    """How the weeks of a person differ beyond counting: the variance of their factor (mean 1), and how much
    of a good week is left in the next (0 to 1).
    """

    variance: float
    persistence: float


def lay_out(sample: Sample) -> Laid:
    """Return a sample's rows as people x weeks."""
    person, week = sample.codes()
    shape = (int(person.max(initial=-1)) + 1, int(week.max(initial=-1)) + 1)
    rows, laid = sample.rows, [np.zeros(shape), np.zeros(shape), np.zeros(shape), np.full(shape, np.nan)]
    ahead = rows["next_ssi"].to_numpy(float) / STEP if "next_ssi" in rows else np.full(len(rows), np.nan)
    columns = (*(rows[name].to_numpy(float) for name in ("count", "exposure", "x")), ahead)
    for cells, column in zip(laid, columns, strict=True):
        cells[person, week] = column
    return Laid(*laid)


def find_chance(laid: Laid, log_ratio: float) -> Chance:
    """Return how weeks differ beyond counting, by the products of each person's weeks around what person,
    week and score make expect; least squares, the mean of each person and chance in counting taken out.
    """
    expected = _expect(laid, log_ratio)
    people = len(expected)
    total = expected.sum(axis=1, keepdims=True)
    share = expected / np.where(total > 0, total, 1)
    weight = 1 / np.where(expected > 0, expected + _FIRST * np.square(expected), np.inf)
    gap = (laid.counts - expected) * math.sqrt(people / max(people - 1, 1))
    counting = -expected[:, :, None] * share[:, None, :]
    each = np.arange(expected.shape[1])
    counting[:, each, each] += expected
    weights = weight[:, :, None] * weight[:, None, :]
    found = (gap[:, :, None] * gap[:, None, :] - counting) * weights
    scaled = expected[:, :, None] * expected[:, None, :]
    best = (0.0, 0.0, 0.0)
    for left in PERSISTENCE:
        like = (left ** np.abs(np.subtract.outer(each, each))) if left else np.eye(len(each))
        near = share @ like
        centred = like - near[:, :, None] - near[:, None, :] + (near * share).sum(axis=1)[:, None, None]
        basis = scaled * centred
        along, size = float((found * basis).sum()), float((np.square(basis) * weights).sum())
        if along > 0 and size > 0 and along**2 / size > best[0]:
            best = (along**2 / size, along / size, left)
    return Chance(best[1], best[2])


def expect_counts(laid: Laid, log_ratio: float, chance: Chance) -> np.ndarray:
    """Return what to expect in each week of each person at a ratio per +10 points (its log), by the people's
    and the weeks' own rates: each drawn towards the others' as far as its few events leave it unknown.
    """
    raw = _expect(laid, log_ratio)
    weeks = _pull_weeks(raw, laid, log_ratio, chance)
    lasting = laid.exposure * np.exp(log_ratio * laid.away) * weeks
    base, counts = lasting.sum(axis=1), laid.counts.sum(axis=1)
    mean = counts.sum() / base.sum()
    noise = (mean * base).sum()
    spread = max(0.0, (np.square(counts - mean * base).sum() - noise) / np.square(base).sum())
    prior = mean**2 / spread if spread > 0 else math.inf
    rate = (counts + prior) / (base + prior / mean) if math.isfinite(prior) else np.full(len(base), mean)
    expected = lasting * rate[:, None]
    return expected * (counts.sum() / expected.sum())


def draw_counts(
    expected: np.ndarray, chance: Chance, draws: int, rng: np.random.Generator
) -> Iterator[np.ndarray]:
    """Yield counts (some draws x people x weeks) around what is expected, until there are `draws` of them."""
    batch = max(1, _BATCH_CELLS // max(expected.size, 1))
    for first in range(0, draws, batch):
        size = (min(batch, draws - first), *expected.shape)
        yield rng.poisson(expected * draw_factors(size, chance, rng)).astype(float)


def draw_factors(size: tuple[int, ...], chance: Chance, rng: np.random.Generator) -> np.ndarray:
    """Return log-normal factors of mean 1 that come in runs along the last axis."""
    if chance.variance <= 0:
        return np.ones(size)
    square = math.log1p(chance.variance)
    left = math.log1p(chance.variance * chance.persistence) / square
    walk = rng.standard_normal(size)
    walk[..., 1:] *= math.sqrt(max(0.0, 1 - left**2))
    for week in range(1, size[-1]):
        walk[..., week] += left * walk[..., week - 1]
    return np.exp(math.sqrt(square) * walk - square / 2)


def _expect(laid: Laid, log_ratio: float) -> np.ndarray:
    """Return the expected counts with both margins as they were counted."""
    base = laid.exposure * np.exp(log_ratio * laid.away)
    return expect_without_score(Cells(laid.counts, base, laid.score[:, :, None], True))


def _pull_weeks(raw: np.ndarray, laid: Laid, log_ratio: float, chance: Chance) -> np.ndarray:
    """Return each week's factor, drawn towards 1 by the share of its differences that is chance."""
    base = laid.exposure * np.exp(log_ratio * laid.away)
    flat = base * (laid.counts.sum(axis=1) / np.maximum(base.sum(axis=1), 1e-300))[:, None]
    usual = flat.sum(axis=0)
    known = usual > 0
    factor = np.where(known, laid.counts.sum(axis=0) / np.where(known, usual, 1), 1.0)
    square = np.where(known, usual, 1)
    noise = (usual + chance.variance * np.square(flat).sum(axis=0)) / np.square(square)
    found = max(0.0, float(np.average(np.square(factor - 1) - noise, weights=usual)))
    pull = found / (found + np.where(noise > 0, noise, 1))
    return np.where(known, 1 + pull * (factor - 1), 1.0)
