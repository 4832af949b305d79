"""Student's t in the page is SciPy's."""

from __future__ import annotations

import pytest
from scipy.special import stdtr, stdtrit

pytestmark = pytest.mark.browser
FREEDOMS = (1, 2, 3, 5, 9, 14, 39, 200, 5000)


@pytest.mark.parametrize("freedom", FREEDOMS)
def test_probabilities_are_scipys(ask, freedom):
    for value in (-40, -6.5, -2.1, -1, -0.3, -1e-4, 0, 0.02, 0.9, 3, 12):
        assert ask("studentBelow", value, freedom) == pytest.approx(
            stdtr(freedom, value), rel=1e-10, abs=1e-300
        )


@pytest.mark.parametrize("freedom", FREEDOMS)
def test_quantiles_are_scipys(ask, freedom):
    for share in (0.0005, 0.025, 0.05, 0.3, 0.5, 0.8, 0.975):
        assert ask("studentQuantile", share, freedom) == pytest.approx(
            stdtrit(freedom, share), rel=1e-10, abs=1e-12
        )
