"""(W): the same person at a higher score. R's numbers, hand-worked answers, and data that cannot answer."""

import numpy as np
import pytest
from evidence.panels import R, read_synthetic

from ssi_outcomes.evidence.within import compare_within

EXACT = 1e-6


@pytest.mark.parametrize(
    ("key", "add", "weekly"),
    [("fe_person", (), False), ("fe_person_week", (), True), ("fe_person_week_activity", ("lmsg",), True)],
)
def test_the_ratios_are_those_of_r(key, add, weekly):
    made = compare_within(read_synthetic(), "calls", add, weekly=weekly)
    assert [slope.log for slope in made.slopes] == pytest.approx(list(R[key]["coef"].values()), rel=EXACT)
    assert made.rows == R[key]["nobs"]


@pytest.mark.parametrize(("key", "weekly"), [("jack_person", False), ("jack_person_week", True)])
def test_the_jackknife_over_people_is_that_of_r(key, weekly):
    made = compare_within(read_synthetic(), "calls", weekly=weekly)
    assert made.slope.log == pytest.approx(R[key]["b"], rel=EXACT)
    assert made.slope.se == pytest.approx(R[key]["se_jackknife"], rel=EXACT)
    # Changes from their own mean instead of the full estimate: R's other number, from the same refits.
    around = np.sqrt((R[key]["G"] - 1) / R[key]["G"] * np.square(made.left_out - made.left_out.mean()).sum())
    assert around == pytest.approx(R[key]["se_jackknife_mean"], rel=EXACT)


def test_one_step_is_within_one_percent_of_the_refits_in_rs_panel():
    frame = read_synthetic()
    steps, refits = compare_within(frame, "calls", exact=False), compare_within(frame, "calls", exact=True)
    assert steps.slope.se != refits.slope.se
    assert steps.slope.se == pytest.approx(refits.slope.se, rel=0.01)
