"""The step without each person by its series is the step by an inverse for each."""

from __future__ import annotations

import numpy as np
import pytest

from ssi_outcomes.evidence.engine import jackknife
from ssi_outcomes.evidence.engine.newton import Cells
from ssi_outcomes.evidence.engine.poisson import fit
from ssi_outcomes.evidence.engine.series import step_by_series


def draw(people: int, weeks: int, k: int, seed: int, rate: float = 0.3) -> Cells:
    rng = np.random.default_rng(seed)
    x = rng.normal(5, 1, (people, weeks, k))
    counts = rng.poisson(rate * np.exp(0.1 * (x[..., 0] - 5)) * rng.gamma(1, 1, (people, 1)))
    kept = counts.sum(axis=1) > 0
    exposure = np.where(rng.random((people, weeks)) < 0.1, 0.0, 7.0)
    return Cells(np.where(exposure > 0, counts, 0.0)[kept], exposure[kept], x[kept], True)


def by_inverses(cells: Cells, monkeypatch) -> np.ndarray:
    """Return the estimates without each person with an inverse for each."""
    with monkeypatch.context() as patch:
        none = lambda cells, shares, total, size: (  # noqa: E731
            np.full((len(cells.counts), len(size)), np.nan),
            np.zeros(len(cells.counts), bool),
        )
        patch.setattr(jackknife, "step_by_series", none)
        return fit(cells, exact=False).left_out


@pytest.mark.parametrize(
    ("people", "weeks", "k", "rate"), [(400, 20, 1, 0.3), (900, 26, 2, 0.05), (60, 12, 2, 1)]
)
def test_the_series_ends_where_the_inverses_do(people, weeks, k, rate, monkeypatch):
    cells = draw(people, weeks, k, 3, rate)
    found, known = fit(cells, exact=False).left_out, by_inverses(cells, monkeypatch)
    assert np.array_equal(np.isnan(found), np.isnan(known))
    spread = np.nanstd(known, axis=0)
    assert np.nanmax(np.abs(found - known) / spread) < 1e-10


def test_whoever_carries_much_of_it_takes_a_step_of_their_own(monkeypatch):
    cells = draw(300, 12, 1, 5)
    cells.counts[7] *= 500
    sure = []

    def listen(*given):
        steps, holds = step_by_series(*given)
        sure.append(holds)
        return steps, holds

    monkeypatch.setattr(jackknife, "step_by_series", listen)
    found = fit(cells, exact=False).left_out
    monkeypatch.undo()
    (holds,) = sure
    assert not holds[7] and holds.sum() > 200
    assert np.allclose(found, by_inverses(cells, monkeypatch), rtol=1e-8)


def test_a_score_that_moves_for_one_person_alone_is_unknown_without_that_one():
    cells = draw(500, 10, 1, 8)
    x = np.repeat(cells.x[:, :1], 10, axis=1)
    x[4] = cells.x[4]
    found = fit(Cells(cells.counts, cells.exposure, x, True), exact=False).left_out
    assert np.isnan(found[4, 0]) and not np.isnan(np.delete(found[:, 0], 4)).any()
