"""(B): people with a higher score. R's numbers with HC3, hand-worked answers, and data that cannot answer."""

import math

import numpy as np
import pandas as pd
import pytest
from evidence.panels import REFERENCE, R, read_synthetic

from ssi_outcomes.evidence.between import compare_between, fit_rates
from ssi_outcomes.plan import read_plan

EXACT = 1e-6
PLAN = read_plan()


def test_the_ratio_between_people_and_its_hc3_are_those_of_r():
    made = compare_between(read_synthetic(), "calls")
    assert made.slope.log == pytest.approx(R["between"]["coef"]["xm"], rel=EXACT)
    assert made.slope.se == pytest.approx(R["between"]["se_HC3"]["xm"], rel=EXACT)
    assert made.slope.freedom == R["between"]["n"] - 2


def test_the_totals_are_those_that_r_was_given():
    persons = pd.read_csv(REFERENCE / "synthetic_persons.csv")
    slope, information = fit_rates(persons["meetings"].to_numpy(float), persons["exposure_days"].to_numpy(float), persons["xm"].to_numpy())
    assert slope.log == pytest.approx(R["between"]["coef"]["xm"], rel=EXACT)
    # What each person adds to the information is what the model's own standard error rests on.
    assert 1 / math.sqrt(information.sum()) == pytest.approx(R["between"]["se_model"]["xm"], rel=EXACT)


def test_two_groups_compare_as_their_rates_by_hand():
    # Three people at 40 with 2, 4, 6 calls and three at 60 with 6, 8, 10, ten days each: 8 a head against 4 a head, for +20 points.
    slope, _ = fit_rates(np.array([2.0, 4, 6, 6, 8, 10]), np.full(6, 10.0), np.array([4.0, 4, 4, 6, 6, 6]))
    assert slope.ratio == pytest.approx(math.sqrt(2))
    # Leverage is 1/3 each, so that HC3 adds up (gap / (2/3))^2: (4 + 4) * 9/4 = 18 in each group, over squared totals 144 and 576.
    assert slope.se == pytest.approx(math.sqrt(18 / 144 + 18 / 576) / 2)
    assert slope.freedom == 4
