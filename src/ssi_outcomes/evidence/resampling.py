"""The same answer by resampling people: a cluster bootstrap of the ratio
with person effects, in one matrix product.

With one regressor each person enters through a score s_i(b) alone. It is taken once on a few values of
b; a resample is a sum of whole people, so that all resamples together are one product of how often
each person was drawn with those scores.
"""

from __future__ import annotations

import numpy as np

from ssi_outcomes.evidence.engine.poisson import Cells, fit, lay_cells
from ssi_outcomes.evidence.sample import Sample

DRAWS, SEED = 2000, 7
# Chebyshev points over so many standard errors around the estimate: a
# resample strays further about once in 10^8.
_REACH, _ROUNDS = 6.0, 60
# How many points: as many as make the polynomial right to so many digits, between these bounds.
_DIGITS, _FEWEST, _MOST = 13, 24, 400
# Above this many people they are dealt into that many random groups, and groups are drawn: as many as it
# takes for the second digit.
BUCKETS = 1000
_CACHED = 1 << 17  # numbers


def resample_ratio(sample: Sample, draws: int = DRAWS, seed: int = SEED) -> np.ndarray:
    """Return the log rate ratios per +10 points, person effects only, of `draws` resamples of people, one
    number each; NaN where one has no solution.
    """
    person, week = sample.codes()
    rows = sample.rows
    cells = lay_cells(
        person,
        week,
        rows["count"].to_numpy(float),
        rows["exposure"].to_numpy(float),
        rows[["x"]].to_numpy(float),
        weekly=False,
    )
    return resample_cells(cells, draws, seed)


def resample_cells(cells: Cells, draws: int = DRAWS, seed: int = SEED) -> np.ndarray:
    """Return the same of people laid out by weeks already; all NaN where the whole has no solution."""
    fitted = fit(cells, exact=False)
    if fitted is None or fitted.information.sum() <= 0:
        return np.full(draws, np.nan)
    centre = fitted.coefficients[0]
    error = np.sqrt(np.square(fitted.left_out[:, 0] - centre).sum())
    if not error > 0:
        return np.full(draws, np.nan)
    scores = score_people(
        cells, centre + _REACH * error * _place_points(_count_points(cells, _REACH * error))
    )
    rng = np.random.Generator(np.random.PCG64(seed))
    scores = _deal(scores, rng)
    return centre + _REACH * error * _find_zeros(draw_people(len(scores), draws, rng) @ scores)


def draw_people(count: int, draws: int, rng: np.random.Generator) -> np.ndarray:
    """Return how often each of `count` people is drawn in each resample of as many (draws x count).

    Drawn one by one and counted, a few resamples at a time so that they stay in the processor's cache: ten
    times faster than drawing the counts (numpy's multinomial).
    """
    counts = np.empty((draws, count))
    for first in range(0, draws, at_once := max(1, _CACHED // count)):
        some = min(at_once, draws - first)
        drawn = rng.integers(count, size=(some, count), dtype=np.min_scalar_type(count)).astype(np.intp)
        drawn += count * np.arange(some)[:, None]
        counts[first : first + some] = np.bincount(drawn.ravel(), minlength=some * count).reshape(some, count)
    return counts


def score_people(cells: Cells, slopes: np.ndarray) -> np.ndarray:
    """Return the score of each person (G) at each slope (B): sum(y x) - Y m(b), where m is the mean of x
    weighted by exposure exp(b x).
    """
    x, totals, there = cells.x[:, :, 0], cells.counts.sum(axis=1), cells.exposure > 0
    x = np.where(there, x - x[there].mean(), 0.0)
    found = np.empty((len(x), len(slopes)))
    constant = (cells.counts * x).sum(axis=1)
    for place, slope in enumerate(slopes):
        rate = slope * x
        top = rate.max(axis=1, where=there, initial=-np.inf, keepdims=True)
        weight = cells.exposure * np.exp(np.where(there, rate - top, 0.0))
        found[:, place] = constant - totals * (weight * x).sum(axis=1) / weight.sum(axis=1)
    return found


def _count_points(cells: Cells, reach: float) -> int:
    """Return how many Chebyshev points follow the scores over `reach` on both sides.

    A score has poles off the real line, no nearer than pi / (widest movement of a person); the
    error falls with the power of the ellipse between them (Trefethen 2013, Approximation
    Theory and Approximation Practice, chapter 8).
    """
    there = cells.exposure > 0
    x = cells.x[:, :, 0]
    widest = float(
        (x.max(axis=1, where=there, initial=-np.inf) - x.min(axis=1, where=there, initial=np.inf)).max()
    )
    return int(np.clip(np.ceil(_DIGITS * np.log(10) / np.arcsinh(np.pi / (widest * reach))), _FEWEST, _MOST))


def _place_points(count: int) -> np.ndarray:
    return np.cos((np.arange(count) + 0.5) * np.pi / count)


def _deal(scores: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    if len(scores) <= BUCKETS:
        return scores
    order = rng.permutation(len(scores))
    dealt = np.zeros((BUCKETS, scores.shape[1]))
    np.add.at(dealt, np.arange(len(scores)) % BUCKETS, scores[order])
    return dealt


def _find_zeros(values: np.ndarray) -> np.ndarray:
    """Return where each row (values at Chebyshev points of -1 to 1, falling) crosses zero, by bisection of
    its polynomial; NaN outside.
    """
    polynomial = np.polynomial.chebyshev
    count = values.shape[1]
    coefficients = np.linalg.solve(polynomial.chebvander(_place_points(count), count - 1), values.T)
    low, high = -np.ones(values.shape[0]), np.ones(values.shape[0])
    # Where a resample has no bound its score falls towards 0 and stays above:
    # what rounding takes below is no crossing.
    ends = [polynomial.chebval(end, coefficients, tensor=False) for end in (low, high)]
    least = 1e-9 * np.abs(values).max(axis=1)
    inside = (ends[0] > least) & (ends[1] < -least)
    for _ in range(_ROUNDS):
        middle = (low + high) / 2
        above = polynomial.chebval(middle, coefficients, tensor=False) > 0
        low, high = np.where(above, middle, low), np.where(above, high, middle)
    return np.where(inside, (low + high) / 2, np.nan)
