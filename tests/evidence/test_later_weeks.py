"""What is ruled out in the same week may be open in the weeks after it: asked of the lags that the plan declares."""

from dataclasses import replace

import pytest
from evidence.compared import FREEDOM, HAIR, PLAN, D, compared, with_high, with_low

from ssi_outcomes.base.plan_keys import LAGS
from ssi_outcomes.evidence import later_weeks
from ssi_outcomes.evidence.estimate import Slope
from ssi_outcomes.evidence.later_weeks import is_open_later

RULED_OUT, OPEN, USEFUL = with_high(D - HAIR), Slope(0.0, 1.0, FREEDOM), with_low(D + HAIR)


@pytest.fixture
def later(monkeypatch):
    """Return a teller for data in which the lags have these slopes, by name."""

    def tell(slopes, plan=PLAN):
        def run_variants(frame, outcome, asked):
            return {name: compared(slopes.get(name), silence="no_event") for name in asked.variants}

        monkeypatch.setattr(later_weeks, "run_variants", run_variants)
        return is_open_later(None, "calls", plan)

    return tell


def test_one_lag_that_leaves_a_gain_open_or_shows_one_is_enough(later):
    assert not later(dict.fromkeys(LAGS, RULED_OUT))
    assert later({"lag_4": RULED_OUT, "lag_8": OPEN}) and later({"lag_4": USEFUL, "lag_8": RULED_OUT})


def test_a_lag_that_tells_nothing_or_is_not_declared_leaves_nothing_open(later):
    assert not later({"lag_4": RULED_OUT}) and not later({})
    assert not later(dict.fromkeys(LAGS, OPEN), replace(PLAN, variants=("full_weeks",)))
