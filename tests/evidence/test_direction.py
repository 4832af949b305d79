"""Whether following a number would have led the right way: shares of pairs by hand, and what cannot be told."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from evidence.invented_panel import invent

from ssi_outcomes.evidence.direction import find_direction
from ssi_outcomes.evidence.race import Candidate

SCORE = Candidate("ssi", "score", "ssi")
POSTS = Candidate("posts", "activity", "activity_posts")
PAST = Candidate("meetings", "past", "outcome_meetings")


def panel(scores, counts, exposure=7) -> pd.DataFrame:
    scores, counts = np.asarray(scores, float), np.asarray(counts, float)
    people, weeks = counts.shape
    return pd.DataFrame(
        {
            "person": np.repeat([f"P{number:02}" for number in range(people)], weeks),
            "week_start": np.tile(pd.date_range("2026-01-05", periods=weeks, freq="7D"), people),
            "exposure_days": np.broadcast_to(np.asarray(exposure, float), counts.shape).ravel(),
            "ssi": scores.ravel(),
            "outcome_meetings": counts.ravel(),
            "activity_posts": scores.ravel(),
        }
    )


def test_the_share_of_pairs_by_hand():
    # Each: weeks of 1, 2 and 3 results at scores 40, 50 and 45. Of three pairs, 1-2 and 1-3 go with the score, 2-3 does not.
    found = find_direction(panel([[40, 50, 45]] * 6, [[1, 2, 3]] * 6), "meetings", SCORE)
    assert found.right.value == pytest.approx(200 / 3) and found.right.n == 18 and found.people == 6


def test_weeks_with_as_many_results_or_the_same_score_say_nothing():
    found = find_direction(panel([[40, 50, 45, 45]] * 6, [[1, 2, 2, 1]] * 6), "meetings", SCORE)
    # 1-2, 1-3, 2-4 (of 50 and 45) say something; 1 and 4, 2 and 3 have as many results, 3 and 4 the same score.
    assert found.right.n == 18 and found.right.value == 100


def test_half_a_week_with_as_many_results_is_the_better_one():
    days = np.array([[7, 3.5, 7]] * 6)
    found = find_direction(panel([[40, 50, 40]] * 6, [[2, 2, 2]] * 6, days), "meetings", SCORE)
    assert found.right.value == 100 and found.right.n == 12


def test_an_activity_is_that_of_the_week_before():
    found = find_direction(panel([[1, 9, 4, 0]] * 6, [[5, 1, 9, 4]] * 6), "meetings", POSTS)
    assert found.right.value == 100 and found.right.n == 18  # 1, 9, 4 before 1, 9, 4


@pytest.mark.parametrize("seed", [1, 2])
def test_an_activity_that_brings_results_leads_the_right_way_and_one_that_wards_them_off_the_wrong(seed):
    assert find_direction(invent(20, 26, seed, by_posts=0.7), "meetings", POSTS).way == "right"
    assert find_direction(invent(20, 26, seed, by_posts=-0.7), "meetings", POSTS).way == "wrong"


def test_of_pure_noise_about_one_in_ten_is_told_from_a_coin():
    found = [find_direction(invent(12, 12, seed), "meetings", SCORE) for seed in range(100)]
    assert 2 <= sum(each.way != "open" for each in found) <= 18
    assert sum(each.fragile != "" for each in found) <= 18
    assert np.mean([each.right.value for each in found]) == pytest.approx(50, abs=1)


def test_a_number_that_leads_only_one_half_of_the_people_is_fragile():
    """Who usually posts much gets results from it; who posts little does not."""
    much, little = invent(12, 26, 3, by_posts=0.9), invent(12, 26, 4)
    both = pd.concat(
        [
            much.assign(activity_posts=much["activity_posts"] + 40),
            little.assign(person="Q" + little["person"]),
        ]
    )
    found = find_direction(both, "meetings", POSTS)
    assert found.fragile == "lower" and found.lower.value < found.higher.value
    turned = both.assign(activity_posts=200 - both["activity_posts"])
    assert find_direction(turned, "meetings", POSTS).fragile == "lower"


def test_where_it_cannot_be_told_nothing_is():
    frame = panel([[40, 50, 45]] * 6, [[1, 2, 3]] * 6)
    assert find_direction(frame, "meetings", PAST) is None  # two weeks in a row share a count
    assert find_direction(frame[frame["person"] < "P04"], "meetings", SCORE) is None  # four people
    assert find_direction(frame.assign(ssi=40.0), "meetings", SCORE) is None
    assert find_direction(frame.assign(outcome_meetings=0.0), "meetings", SCORE) is None
    assert find_direction(frame.drop(columns="ssi"), "meetings", SCORE) is None
    assert find_direction(frame, "orders", SCORE) is None


def test_halves_of_fewer_than_five_are_not_told_apart():
    found = find_direction(panel([[40, 50, 45]] * 9, [[1, 2, 3]] * 9), "meetings", SCORE)
    assert found.lower is found.higher is None and found.fragile == ""


def test_neither_the_order_of_rows_nor_the_frame_changes():
    frame = invent(10, 12, 5)
    before = frame.copy()
    assert find_direction(frame, "meetings", SCORE) == find_direction(
        frame.sample(frac=1, random_state=1), "meetings", SCORE
    )
    pd.testing.assert_frame_equal(frame, before)


def test_what_was_counted_in_a_week_of_absence_is_in_no_pair():
    found = find_direction(panel([[40, 50, 45]] * 6, [[1, 9, 3]] * 6, [[7, 0, 7]] * 6), "meetings", SCORE)
    assert (found.right.n, found.right.value) == (6, 100)


def test_the_jackknife_over_people_by_hand():
    # Five of whom two pairs of three go with the score, and a sixth of whom all three do.
    found = find_direction(
        panel([[40, 50, 45]] * 6, [[1, 2, 3]] * 5 + [[1, 3, 2]]), "meetings", SCORE, level=0.5
    )
    without = np.array([100 * 11 / 15] * 5 + [100 * 10 / 15])
    error = np.sqrt(5 / 6 * np.square(without - without.mean()).sum())
    # Of a t with five degrees of freedom half lies within 0.72669.
    share, reach = 100 * 13 / 18, 0.72669 * error
    assert (found.right.low, found.right.high) == pytest.approx((share - reach, share + reach), rel=1e-5)
