"""Could the comparison be an illusion? The lead test, scores turned in time, and outcomes that the score cannot touch."""

import math

import numpy as np
import pytest
from evidence.panels import R, draw_frame, lay_frame, read_synthetic
from scipy import stats

from ssi_outcomes.evidence.engine.poisson import Cells
from ssi_outcomes.evidence.falsify import check_controls, check_lead, expect_without_score, shift_scores
from ssi_outcomes.evidence.sample import take_sample
from ssi_outcomes.evidence.within import compare_within

EXACT = 1e-6


def test_the_lead_test_is_that_of_r():
    made = check_lead(read_synthetic(), "calls")
    assert made.slope.log == pytest.approx(R["fe_lead_test"]["coef"]["xlead"], rel=EXACT)
    assert made.rows == R["fe_lead_test"]["nobs"]
    # Two-sided, t with one degree of freedom fewer than people.
    assert made.p == pytest.approx(2 * stats.t.sf(made.slope.log / made.slope.se, 29))


def test_a_score_that_follows_the_outcome_is_seen_and_one_that_does_not_is_not():
    assert check_lead(draw_frame(5, 60, 26, feedback=1.5), "calls").p < 0.001
    assert check_lead(draw_frame(5, 60, 26), "calls").p > 0.1


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("kind", ["alike", "a straight line each", "no later reading", "one person"])
def test_where_next_weeks_score_cannot_be_told_from_this_weeks_there_is_no_p(kind):
    frame = draw_frame(6, 12, 10, rate=1)
    level = frame["person"].str[1:].astype(float)
    week = frame["week_start"].rank(method="dense")
    changed = {
        "alike": frame.assign(next_ssi=40 + week**2 / 3),
        "a straight line each": frame.assign(ssi=50 + level * week, next_ssi=50 + level * (week + 1)),
        "no later reading": frame.assign(next_ssi=np.nan),
        "one person": frame[frame["person"] == "P03"],
    }[kind]
    made = check_lead(changed, "calls")
    assert (made.p, made.slope) == (None, None)
    assert made.silence == {"no later reading": "no_reading", "one person": "one_person"}.get(
        kind, "moves_together"
    )


def test_expectations_without_the_score_have_the_totals_of_people_and_of_weeks():
    rng = np.random.default_rng(3)
    counts = rng.poisson(1.0, (7, 9)).astype(float)
    exposure = np.where(rng.random((7, 9)) < 0.2, 0, rng.integers(3, 8, (7, 9))).astype(float)
    counts[exposure == 0] = 0
    expected = expect_without_score(Cells(counts, exposure, np.zeros((7, 9, 1)), True))
    assert expected.sum(axis=1) == pytest.approx(counts.sum(axis=1))
    assert expected.sum(axis=0) == pytest.approx(counts.sum(axis=0))
    assert (expected[exposure == 0] == 0).all()


def test_without_gaps_expectations_are_products_of_the_totals():
    expected = expect_without_score(
        Cells(np.array([[1.0, 3], [2, 6]]), np.full((2, 2), 5.0), np.zeros((2, 2, 1)), True)
    )
    assert expected == pytest.approx(np.array([[1, 3], [2, 6]]))
    expected = expect_without_score(
        Cells(np.array([[4.0, 0], [2, 6]]), np.full((2, 2), 5.0), np.zeros((2, 2, 1)), True)
    )
    assert expected == pytest.approx(np.array([[2, 2], [4, 4]]))


def test_the_p_of_turned_scores_by_hand():
    # Without the score 2.5, 1 and 2.5 calls are expected of both. Their scores can be turned in nine ways; with the scores as they
    # were the residuals (-2.5, 0, 2.5) meet 21 points in each person, 105 in all, and in no other way do they meet as many.
    sample = take_sample(lay_frame([[0, 1, 5], [5, 1, 0]], [[40, 45, 61], [61, 45, 40]]), "calls")
    sums = [
        2.5 * (one + other) for one in (61 - 40, 45 - 61, 40 - 45) for other in (61 - 40, 45 - 61, 40 - 45)
    ]
    assert sorted(map(abs, sums))[-2:] == [80, 105]
    # So many draws that their share is near the one in nine that is expected.
    assert shift_scores(sample, draws=20_000) == pytest.approx(1 / 9, abs=0.01)


def test_the_p_of_turned_scores_is_small_where_the_score_matters_much():
    sample = take_sample(draw_frame(8, 20, 20, slope=0.8, rate=1), "calls")
    assert shift_scores(sample, draws=999) == pytest.approx(1 / 1000)


@pytest.mark.long
def test_the_p_of_turned_scores_is_as_often_below_a_tenth_as_it_should_be_where_the_score_does_nothing():
    found = [
        shift_scores(take_sample(draw_frame(seed, 8, 12, rate=0.8), "calls"), draws=199, seed=seed)
        for seed in range(1000, 1200)
    ]
    assert stats.kstest(found, "uniform").pvalue > 0.05
    # 20 of 200 are expected at a tenth, 10 at a twentieth, give or take 4 and 3.
    assert 12 <= sum(p <= 0.1 for p in found) <= 28
    assert 4 <= sum(p <= 0.05 for p in found) <= 16


@pytest.mark.filterwarnings("error")
def test_what_cannot_be_turned_has_no_p():
    frame = draw_frame(9, 5, 6, rate=1)
    for changed in (
        frame.assign(ssi=50.0),
        frame.assign(outcome_calls=0.0),
        frame.head(0),
        frame.assign(outcome_calls=frame["outcome_calls"] - 1),
    ):
        assert shift_scores(take_sample(changed, "calls")) is None
    # A single person's weeks are explained by the weeks themselves: nothing is left to be turned.
    assert shift_scores(take_sample(frame[frame["person"] == "P01"], "calls")) == 1


def test_the_same_seed_gives_the_same_p_and_a_constant_in_the_score_or_the_order_of_rows_does_not_matter():
    frame = read_synthetic()
    first = shift_scores(take_sample(frame, "calls"))
    assert (
        shift_scores(take_sample(frame.assign(ssi=frame["ssi"] + 11).sample(frac=1, random_state=1), "calls"))
        == first
    )


def test_a_negative_control_is_compared_like_any_outcome_where_it_was_counted():
    frame = read_synthetic().rename(columns={"outcome_calls": "outcome_internal_meetings"})
    made = check_controls(frame, ("internal_meetings", "lunches"))
    assert list(made) == ["internal_meetings"]
    assert made["internal_meetings"].slope == compare_within(frame, "internal_meetings").slope
    assert not math.isnan(made["internal_meetings"].slope.log)
