"""People in blocks give what people together give, however they are cut."""

from __future__ import annotations

import numpy as np
import pytest

from ssi_outcomes.evidence.engine.newton import Cells
from ssi_outcomes.evidence.engine.people_blocks import fit_blocks
from ssi_outcomes.evidence.engine.poisson import fit, standard_errors


def draw(people: int, weeks: int, k: int, seed: int) -> Cells:
    """Return cells with holes, without each person's mean."""
    rng = np.random.default_rng(seed)
    x = 5 + np.cumsum(rng.normal(0, 0.3, (people, weeks, k)), axis=1)
    exposure = np.where(rng.random((people, weeks)) < 0.1, 0.0, rng.integers(1, 8, (people, weeks)))
    rate = 0.1 * np.exp(0.2 * (x[..., 0] - 5)) * rng.gamma(1, 1, (people, 1)) * exposure
    counts = rng.poisson(rate).astype(float)
    kept = counts.sum(axis=1) > 0
    there = (exposure > 0)[:, :, None]
    x = np.where(there, x - np.where(there, x, 0).sum(1, keepdims=True) / there.sum(1, keepdims=True), 0)
    return Cells(counts[kept], exposure[kept], x[kept], True)


def cut(cells: Cells, size: int) -> list[Cells]:
    places = range(0, len(cells.counts), size)
    return [
        Cells(cells.counts[at : at + size], cells.exposure[at : at + size], cells.x[at : at + size], True)
        for at in places
    ]


@pytest.mark.parametrize(
    ("people", "weeks", "k", "size"),
    [(300, 12, 1, 7), (300, 12, 1, 300), (500, 26, 2, 64), (1000, 12, 1, 64)],
)
def test_blocks_give_the_estimates_of_all_together(people, weeks, k, size):
    cells = draw(people, weeks, k, 4)
    known, found = fit(cells, exact=False), fit_blocks(cut(cells, size), k, weeks)
    assert np.allclose(found.coefficients, known.coefficients, rtol=1e-9, atol=0)
    assert np.allclose(found.errors, standard_errors(known), rtol=1e-9, atol=0)
    own = known.information[:, 0]
    assert np.isclose(found.effective, own.sum() ** 2 / np.square(own).sum(), rtol=1e-9)
    assert found.passes < 12


def test_a_score_that_moves_with_the_weeks_alone_has_no_estimate():
    cells = draw(100, 8, 1, 2)
    x = np.broadcast_to(np.arange(8.0)[None, :, None] - 3.5, cells.x.shape)
    everywhere = Cells(cells.counts, np.full_like(cells.exposure, 7.0), x, True)
    found = fit_blocks(cut(everywhere, 30), 1, 8)
    assert np.isnan(found.coefficients).all() and np.isnan(found.errors).all()


def test_where_events_stand_at_the_top_of_the_score_alone_there_is_no_bound():
    cells = draw(60, 6, 1, 3)
    counts = np.where(cells.x[..., 0] == cells.x[..., 0].max(axis=1, keepdims=True), 1.0, 0.0)
    assert (counts.sum(axis=0) > 0).all()
    assert fit_blocks(cut(Cells(counts, np.full_like(cells.exposure, 7.0), cells.x, True), 20), 1, 6) is None


class Gone:
    """Blocks that count how often they were gone through."""

    def __init__(self, blocks: list[Cells]):
        self.blocks, self.times = blocks, 0

    def __iter__(self):
        self.times += 1
        return iter(self.blocks)


@pytest.mark.parametrize("moves", [True, False])
def test_each_pass_over_the_blocks_is_counted(moves):
    cells = draw(100, 8, 2, 4)
    # Without a regressor that stands still it begins anew, which takes a pass.
    blocks = Gone(cut(Cells(cells.counts, cells.exposure, cells.x * [1, moves], True), 30))
    assert fit_blocks(blocks, 2, 8).passes == blocks.times


@pytest.mark.parametrize(("far", "found"), [(80.0, True), (105.0, False)])
def test_a_score_that_moves_the_rate_beyond_all_measure_has_no_estimate_here_either(far, found):
    rng = np.random.default_rng(1)
    x = rng.uniform(-1, 1, (60, 6, 1))
    x -= x.mean(axis=1, keepdims=True)
    x /= np.abs(x).max()
    cells = Cells(rng.poisson(2.0, (60, 6)).astype(float), np.exp(-far * x[..., 0]), x, True)
    for made in (fit(cells, exact=False), fit_blocks(cut(cells, 20), 1, 6)):
        assert (made is not None) == found
        assert not found or made.coefficients[0] == pytest.approx(far, abs=1)
