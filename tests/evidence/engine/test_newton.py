"""Newton's way to the top of the likelihood: worked out by hand where there are two weeks, and told where there is no top."""

from __future__ import annotations

import math

import numpy as np
import pytest

from ssi_outcomes.evidence.engine.newton import (
    Cells,
    evaluate,
    find_known,
    has_run_away,
    ridge,
    share_all,
    solve,
    solve_each,
)


def two_weeks(counts, exposure=1.0, weekly: bool = False) -> Cells:
    """Return people of whom each has a week at 0 and one at 1."""
    counts = np.asarray(counts, float)
    x = np.broadcast_to(np.array([0.0, 1.0]), counts.shape)[:, :, None]
    return Cells(counts, np.broadcast_to(np.asarray(exposure, float), counts.shape), x, weekly)


def draw_cells(weekly: bool) -> Cells:
    rng = np.random.default_rng(3)
    exposure = rng.integers(0, 8, (6, 5)).astype(float)
    return Cells(rng.poisson(1.5, (6, 5)) * (exposure > 0), exposure, rng.normal(size=(6, 5, 2)), weekly)


def test_likelihood_score_and_information_of_one_person_by_hand():
    # Four events, each in either week with a chance of a half: 3 in the second, where 2 were expected.
    value, score, information = evaluate(two_weeks([[1, 3]]), np.ones((1, 1)), np.zeros((1, 1)))
    assert (value[0], score[0, 0], information[0, 0, 0]) == pytest.approx((-4 * math.log(2), 1, 4 / 4))


@pytest.mark.parametrize("weekly", [False, True])
def test_the_score_is_the_slope_of_the_likelihood_and_the_information_how_fast_it_falls(weekly):
    cells, who = draw_cells(weekly), np.array([[1.0, 1, 0, 1, 1, 1]])
    at, step = np.full((1, 2 + 5 * weekly), 0.1), 1e-5
    _, score, information = evaluate(cells, who, at)
    for place in range(at.shape[1]):
        nudge = step * (np.arange(at.shape[1]) == place)
        above, below = evaluate(cells, who, at + nudge), evaluate(cells, who, at - nudge)
        assert score[0, place] == pytest.approx((above[0] - below[0])[0] / (2 * step), abs=1e-6)
        assert information[0, place] == pytest.approx((below[1] - above[1])[0] / (2 * step), abs=1e-6)


def differ_plainly(cells: Cells, own: np.ndarray, at: np.ndarray) -> tuple[float, np.ndarray, np.ndarray]:
    """Return likelihood, score and information of some people, one after the other: those of a multinomial."""
    people, weeks, k = cells.x.shape
    value, score, information = 0.0, np.zeros(len(at)), np.zeros((len(at), len(at)))
    held = own @ cells.counts > 0 if cells.weekly else np.ones(weeks, bool)
    for person in np.flatnonzero(own):
        design = np.hstack([cells.x[person], np.eye(weeks)])[:, : len(at)]
        rate = np.where(held, cells.exposure[person], 0) * np.exp(design @ at)
        if not rate.any():
            continue
        share, counts = rate / rate.sum(), cells.counts[person]
        value += counts @ (design @ at) - counts.sum() * math.log(rate.sum())
        score += (counts - counts.sum() * share) @ design
        spread = design.T @ (design * share[:, None]) - np.outer(share @ design, share @ design)
        information += counts.sum() * spread
    return value, score, information


@pytest.mark.parametrize("weekly", [False, True])
def test_products_of_matrices_give_what_a_loop_over_people_gives(weekly):
    cells, who = draw_cells(weekly), np.array([[1.0, 1, 0, 1, 1, 1], [1, 0, 1, 0, 0, 1]])
    at = np.random.default_rng(5).normal(0, 0.3, (2, 2 + 5 * weekly))
    made = evaluate(cells, who, at)
    for own, parameters, *found in zip(who, at, *made, strict=True):
        for fast, plain in zip(found, differ_plainly(cells, own, parameters), strict=True):
            assert fast == pytest.approx(plain, abs=1e-10)


def test_the_ratio_of_two_weeks_is_that_of_their_events_a_day():
    made, found = solve(two_weeks([[1, 3]], [[1, 2]]), np.ones((1, 1)), np.zeros((1, 1)))
    assert found.tolist() == [True] and made[0, 0] == pytest.approx(math.log(3 / 2))


def test_many_sets_of_people_are_solved_at_once_each_as_if_alone():
    # 3 to 1, 2 to 4, both together 5 to 5, and the first one twice.
    who = np.array([[1.0, 0], [0, 1], [1, 1], [2, 0]])
    made, found = solve(two_weeks([[1, 3], [4, 2]]), who, np.zeros((4, 1)))
    assert found.all()
    assert made[:, 0] == pytest.approx([math.log(3), math.log(1 / 2), 0, math.log(3)], abs=1e-9)


def test_where_all_events_lie_at_one_end_there_is_no_top_and_the_others_have_theirs():
    cells, who = two_weeks([[0, 3], [1, 2]]), np.array([[1.0, 0], [0, 1]])
    made, found = solve(cells, who, np.zeros((2, 1)))
    assert found.tolist() == [False, True] and made[1, 0] == pytest.approx(math.log(2))
    assert has_run_away(cells, np.array([[201.0], [-201], [199]])).tolist() == [True, True, False]


def test_a_rate_that_trebles_thirty_times_in_a_row_has_a_top_however_far_it_moves():
    steps = np.arange(31.0)
    cells = Cells(np.ones((1, 31)), 3.0 ** -steps[None], steps[None, :, None], weekly=False)
    made, found = solve(cells, np.ones((1, 1)), np.zeros((1, 1)))
    assert found.tolist() == [True] and made[0, 0] == pytest.approx(math.log(3))


def test_events_are_expected_where_the_rate_and_the_days_are_and_never_on_a_day_off():
    cells = two_weeks([[1, 3], [2, 0], [1, 1]], [[1, 1], [5, 0], [1, 3]])
    shares = share_all(cells, np.array([[math.log(3)]]))
    assert shares.ravel().tolist() == pytest.approx([1 / 4, 3 / 4, 1, 0, 1 / 10, 9 / 10])


def test_of_a_regressor_that_repeats_the_score_the_score_is_not_known():
    information = np.array([[[4.0, 8], [8, 16]]])
    assert find_known(information, np.array([4.0, 16]), 2).tolist() == [[False, True]]
    assert find_known(np.array([[[4.0, 1], [1, 16]]]), np.array([4.0, 16]), 2).tolist() == [[True, True]]
    # What has no part in the data takes nothing from others.
    assert find_known(np.array([[[4.0, 0], [0, 0]]]), np.array([4.0, 0]), 2).tolist() == [[True, True]]


def test_what_carries_no_information_takes_no_step_and_nothing_that_is_passed_in_changes():
    information, score = np.array([[[4.0, 0], [0, 0]]]), np.array([[2.0, 0]])
    assert solve_each(information, score)[0].tolist() == pytest.approx([0.5, 0])
    assert ridge(information, np.array([4.0, 0]))[0].diagonal().tolist() == pytest.approx([4, 1])
    assert information.ravel().tolist() == [4, 0, 0, 0]


def test_a_week_without_events_is_not_there_however_far_its_effect_has_run():
    cells = Cells(np.array([[1.0, 0, 3], [2, 0, 1]]), np.ones((2, 3)), draw_cells(True).x[:2, :3], True)
    far = np.array([[0.1, 0.2, 0, -np.inf, 0.3]])
    for one, other in zip(
        evaluate(cells, np.ones((1, 2)), far),
        evaluate(cells, np.ones((1, 2)), np.nan_to_num(far, neginf=0.0)),
        strict=True,
    ):
        assert one == pytest.approx(other)
