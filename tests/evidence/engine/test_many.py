"""Many draws at once: each has the estimate, the error and the information that it has alone."""

from __future__ import annotations

import numpy as np
import pytest

from ssi_outcomes.evidence.engine.many import fit_many
from ssi_outcomes.evidence.engine.poisson import fit, lay_cells, standard_errors


def draw(people, weeks, k, seed, draws=5):
    """Return counts (few enough for empty weeks and people), exposure with gaps, and regressors that wander."""
    rng = np.random.default_rng(seed)
    x = rng.standard_normal((people, weeks, k)).cumsum(axis=1) / 3 + rng.standard_normal((people, 1, k)) * 3
    exposure = np.where(rng.random((people, weeks)) < 0.85, rng.integers(3, 8, (people, weeks)), 0).astype(
        float
    )
    rate = rng.lognormal(-2.5, 0.8, (people, 1)) * exposure * np.exp(0.1 * (x[:, :, 0] - x[:, :, 0].mean()))
    return rng.poisson(rate, (draws, people, weeks)).astype(float), exposure, x


@pytest.mark.parametrize(("people", "weeks", "k"), [(12, 9, 1), (12, 9, 2), (30, 26, 2)])
def test_each_draw_is_fitted_as_it_is_alone(people, weeks, k):
    counts, exposure, x = draw(people, weeks, k, seed=5)
    made = fit_many(counts, exposure, x)
    person, week = np.nonzero(exposure)
    for each, y in enumerate(counts):
        cells = lay_cells(person, week, y[person, week], exposure[person, week], x[person, week])
        alone = fit(cells, exact=False)
        assert made.coefficients[each] == pytest.approx(alone.coefficients, rel=1e-6, abs=1e-8)
        assert made.errors[each] == pytest.approx(standard_errors(alone), rel=1e-3)
        own = made.information[each][(y * (exposure > 0)).sum(axis=1) > 0]
        assert own == pytest.approx(alone.information[:, 0], rel=1e-4, abs=1e-6)


def test_draws_may_each_have_scores_of_their_own():
    counts, exposure, x = draw(12, 9, 1, seed=6, draws=3)
    own = np.stack([x, x[:, ::-1], x * 2])
    made = fit_many(counts, exposure, own)
    for each in range(3):
        alone = fit_many(counts[[each]], exposure, own[each])
        assert made.coefficients[each] == pytest.approx(alone.coefficients[0])
        assert made.errors[each] == pytest.approx(alone.errors[0], rel=1e-6)


def test_what_the_data_put_no_bound_on_has_no_estimate():
    exposure, x = np.full((6, 4), 7.0), np.tile(np.array([0.0, 1.0, 2.0, 3.0]), (6, 1))[:, :, None].copy()
    counts = np.random.default_rng(2).poisson(2.0, (2, 6, 4)).astype(float)
    # The score of all moves with the calendar: week effects take it.
    assert np.isnan(fit_many(counts, exposure, x).coefficients).all()
    x[:3] = x[:3, ::-1]
    separated = np.zeros((1, 6, 4))
    separated[0, :3, 0] = separated[0, 3:, 3] = 3.0
    assert np.isnan(fit_many(separated, exposure, x).errors).all()
    assert np.isfinite(fit_many(counts, exposure, x).errors).all()


def test_neither_the_level_of_a_score_nor_the_unit_of_days_or_of_counts_moves_a_ratio():
    counts, exposure, x = draw(12, 9, 2, seed=7)
    usual = fit_many(counts, exposure, x)
    for made, times in (
        (fit_many(counts, exposure, x + 1000), 1),
        (fit_many(counts, exposure / 1000, x), 1),
        (fit_many(counts * 100, exposure, x), 100),
    ):
        assert made.coefficients == pytest.approx(usual.coefficients, rel=1e-6)
        assert made.errors == pytest.approx(usual.errors, rel=1e-4)
        assert made.information == pytest.approx(usual.information * times, rel=1e-6, abs=1e-9)
