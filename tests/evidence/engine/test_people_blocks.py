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
    ("people", "weeks", "k", "size"), [(300, 12, 1, 7), (300, 12, 1, 300), (500, 26, 2, 64)]
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
