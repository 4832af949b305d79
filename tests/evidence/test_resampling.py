"""The cluster bootstrap in one product: the same resamples refitted one by one, and its standard error beside the jackknife's."""

import math

import numpy as np
import pandas as pd
import pyfixest
import pytest
from evidence.panels import draw_frame, lay_frame, read_synthetic

from ssi_outcomes.evidence import resampling
from ssi_outcomes.evidence.engine.poisson import fit, lay_cells
from ssi_outcomes.evidence.resampling import (
    _count_points,
    draw_people,
    resample_cells,
    resample_ratio,
    score_people,
)
from ssi_outcomes.evidence.sample import take_sample
from ssi_outcomes.evidence.within import compare_within


def lay(frame: pd.DataFrame):
    sample = take_sample(frame, "calls")
    rows = sample.rows
    return lay_cells(
        *sample.codes(),
        rows["count"].to_numpy(float),
        rows["exposure"].to_numpy(float),
        rows[["x"]].to_numpy(float),
        weekly=False,
    )


@pytest.mark.filterwarnings("ignore:.*removed because of separation", "ignore:The inplace keyword")
def test_each_resample_is_the_refit_of_the_people_it_drew():
    frame = read_synthetic()
    people = np.sort(frame["person"].unique())
    made = resample_ratio(take_sample(frame, "calls"), draws=6, seed=3)
    drawn = draw_people(len(people), 6, np.random.Generator(np.random.PCG64(3))).astype(int)
    for log, times in zip(made, drawn, strict=True):
        rows = pd.concat(
            frame[frame["person"] == person].assign(person=f"{person} {copy}")
            for person, number in zip(people, times, strict=True)
            for copy in range(number)
        )
        rows = rows.assign(x=rows["ssi"] / 10, days=np.log(rows["exposure_days"]))
        naive = pyfixest.fepois(
            "outcome_calls ~ x | person", rows, offset="days", iwls_tol=1e-13, vcov="iid"
        ).coef()["x"]
        assert log == pytest.approx(naive, rel=1e-6)


def test_each_resample_has_as_many_people_as_the_panel_and_each_of_them_once_on_average():
    drawn = draw_people(50, 4000, np.random.default_rng(1))
    assert (drawn.sum(axis=1) == 50).all()
    # Multinomial: a mean of 1 and a variance of 49/50; the standard errors of 4,000 draws are .016 and .03.
    assert drawn.mean(axis=0) == pytest.approx(np.ones(50), abs=0.08)
    assert drawn.var(axis=0).mean() == pytest.approx(0.98, abs=0.02)


def test_its_spread_is_the_jackknifes_in_a_large_panel():
    frame = draw_frame(1, 400, 20, slope=0.2, gaps=0.1)
    made = resample_ratio(take_sample(frame, "calls"), draws=4000)
    slope = compare_within(frame, "calls", weekly=False).slope
    assert np.isfinite(made).all()
    assert made.std() == pytest.approx(slope.se, rel=0.05)
    assert made.mean() == pytest.approx(slope.log, abs=0.1 * slope.se)


def test_people_in_groups_have_the_spread_of_people_one_by_one(monkeypatch):
    cells = lay(draw_frame(2, 1500, 8, slope=0.2))
    grouped = resample_cells(cells, draws=4000)
    monkeypatch.setattr(resampling, "BUCKETS", 10_000)
    alone = resample_cells(cells, draws=4000)
    assert (grouped != alone).any()
    # The standard error of an SD is 1 / sqrt(2 x 4000) = 1.1 % from the draws, and 1 / sqrt(2 x 1000) = 2.2 % from the groups.
    assert grouped.std() == pytest.approx(alone.std(), rel=0.06)


def test_the_scores_of_all_people_add_up_to_nothing_at_the_estimate():
    cells = lay(read_synthetic())
    log = fit(cells).coefficients[0]
    assert score_people(cells, np.array([log])).sum() == pytest.approx(0, abs=1e-9)
    assert (
        score_people(cells, np.array([log - 0.1, log + 0.1])).sum(axis=0)[0]
        > 0
        > score_people(cells, np.array([log + 0.1])).sum()
    )


@pytest.mark.filterwarnings("error")
def test_at_a_ratio_beyond_all_bounds_the_highest_score_takes_everything():
    # One person, 3 calls at 40 and 1 at 50: at an infinite ratio all 4 are expected at 50, and the score is 3 x (4 - 5).
    cells = lay(lay_frame([[3, 1, 0]], [[40, 50, 45]]))
    assert score_people(cells, np.array([5000.0, -5000.0]))[0] == pytest.approx([-3, 1])


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("kind", ["separated", "flat", "no event", "one person"])
def test_where_the_whole_has_no_solution_no_resample_has_one(kind):
    counts, scores = {
        "separated": ([[0, 2], [0, 3], [0, 1]], [[40, 50], [45, 60], [41, 42]]),
        "flat": ([[1, 2], [0, 3], [1, 1]], 50),
        "no event": (np.zeros((3, 2)), [[40, 50], [45, 60], [41, 42]]),
        "one person": ([[1, 2]], [[40, 50]]),
    }[kind]
    assert np.isnan(resample_ratio(take_sample(lay_frame(counts, scores), "calls"), draws=20)).all()


def test_a_resample_without_a_bound_is_no_number():
    # Of three people two put no bound on the ratio: a draw without the third, once in (2/3)^3 = 30 %, has none.
    made = resample_ratio(take_sample(lay_frame([[0, 2], [0, 3], [2, 1]], [40, 50]), "calls"), draws=4000)
    assert np.isnan(made).mean() >= 8 / 27 - 0.03


@pytest.mark.parametrize("people", [3, 5, 9])
def test_in_a_small_panel_too_each_answer_solves_its_own_resample(people):
    cells = lay(draw_frame(people, people, 8, slope=0.5, rate=0.5))
    made = resample_cells(cells, draws=40, seed=5)
    drawn = draw_people(len(cells.counts), 40, np.random.Generator(np.random.PCG64(5)))
    solved = np.isfinite(made)
    assert solved.sum() > 20
    left = [
        times @ score_people(cells, np.array([log]))[:, 0]
        for times, log in zip(drawn[solved], made[solved], strict=True)
    ]
    # Calls beyond expectation times tens of points; a slope that is 10^-7 off would leave about as much.
    assert left == pytest.approx(np.zeros(len(left)), abs=1e-6)


def test_how_many_points_follow_a_score_hangs_on_how_far_it_moves_and_not_on_its_level():
    # Two tens of points at most: 13 digits of an ellipse of arcsinh(1), whatever the scores are.
    for lowest in (10, 60):
        cells = lay(lay_frame([[1, 2], [1, 1]], [[lowest, lowest + 20], [lowest + 5, lowest + 10]]))
        assert _count_points(cells, np.pi / 2) == math.ceil(13 * math.log(10) / math.asinh(1)) == 34
