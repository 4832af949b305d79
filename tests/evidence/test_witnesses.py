"""Examples and counterexamples, each by hand on a few weeks: who is asked, who is found, and when nobody can be asked."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from evidence.panels import lay_frame

from ssi_outcomes.base.plan import read_plan
from ssi_outcomes.evidence.witnesses import Tally, seek_witnesses

PLAN = read_plan()


def seek(name: str, scores, counts=None, exposure=7.0, **columns) -> Tally:
    """Return one tally of people x weeks with these scores and calls (the one real outcome; by default one a week)."""
    counts = np.ones_like(np.asarray(scores, float)) if counts is None else counts
    return seek_witnesses(lay_frame(counts, scores, exposure, **columns), ["calls"], PLAN, 80, 80)[name]


def numbers(tally: Tally) -> tuple:
    return tally.missing or (tally.found, tally.asked, tally.people_found, tally.people_asked)


@pytest.mark.parametrize(
    ("scores", "counts", "found"),
    [
        ([[40, 50]], [[1, 0]], (1, 1, 1, 1)),
        ([[40, 50]], [[0, 1]], (0, 1, 0, 1)),
        ([[40, 49.9]], [[1, 0]], (0, 0, 0, 0)),  # not a step
        ([[50, 40]], [[1, 0]], (0, 0, 0, 0)),  # a fall
        ([[40, 43, 46, 48, 50]], [[1, 1, 1, 1, 0]], (1, 1, 1, 1)),  # within four weeks
        ([[40, 42, 44, 46, 48, 50]], [[1, 1, 1, 1, 1, 0]], (0, 0, 0, 0)),  # five are too slow
        (
            [[40, 50, 51], [40, 40, 40]],
            [[1, 0, 0], [0, 0, 0]],
            (2, 2, 1, 1),
        ),  # two weeks of one person; another's do not meet
        ([[40, np.nan]], [[1, 0]], (0, 0, 0, 0)),
        ([[40, 50]], [[1, np.nan]], (0, 0, 0, 0)),  # not counted is not none
        ([[np.nan, np.nan]], [[1, 0]], "score"),
        ([[40, 50]], [[np.nan, np.nan]], "real"),
    ],
)
def test_a_rise_without_any_result(scores, counts, found):
    assert numbers(seek("rise_without", scores, counts)) == found


def test_of_a_short_week_nothing_is_asked_after_a_rise():
    assert numbers(seek("rise_without", [[40, 50]], [[1, 0]], exposure=[[7, 3]])) == (0, 0, 0, 0)


def test_after_a_rise_every_real_outcome_has_to_be_counted():
    for orders, asked in (([0, 0], 1), ([0, np.nan], 0)):
        frame = lay_frame([[1, 0]], [[40, 50]], 7.0, outcome_orders=[orders])
        assert seek_witnesses(frame, ["calls", "orders"], PLAN, 80, 80)["rise_without"].asked == asked


def test_over_a_missing_week_there_is_no_rise():
    frame = lay_frame([[1, 1, 0]], [[40, 41, 50]], 7.0)
    assert seek_witnesses(frame, ["calls"], PLAN, 80, 80)["rise_without"].found == 1
    assert seek_witnesses(frame.drop(index=1), ["calls"], PLAN, 80, 80)["rise_without"].asked == 0


@pytest.mark.parametrize(
    ("views", "found"),
    [
        ([[9, 8]], (1, 1, 1, 1)),
        ([[9, 9]], (0, 1, 0, 1)),
        ([[9, np.nan]], (0, 0, 0, 0)),
        ([[np.nan, np.nan]], "views"),
    ],
)
def test_fewer_views_at_a_higher_score(views, found):
    assert numbers(seek("rise_fewer_views", [[40, 50]], outcome_impressions=views)) == found


@pytest.mark.parametrize(
    ("scores", "posts", "found"),
    [
        ([[40, 40, 50]], [[1, 2, 0]], (1, 1, 1, 1)),  # the week before the rise against the week before that
        ([[40, 40, 50]], [[1, 2, 3]], (1, 1, 1, 1)),
        ([[40, 40, 50]], [[2, 1, 9]], (0, 1, 0, 1)),
        (
            [[40, 50, 50]],
            [[1, 2, 0]],
            (0, 0, 0, 0),
        ),  # what came before the first score is not known; the last is no rise from the second
        ([[40, 40, 50]], [[1, np.nan, 0]], (0, 0, 0, 0)),
        ([[40, 40, 50]], [[np.nan] * 3], "activity"),
    ],
)
def test_a_score_that_follows_more_activity(scores, posts, found):
    tally = seek("rise_after_activity", scores, activity_posts=posts)
    # At the third week the score is a step above that of both Mondays before, wherever it rose: what is known decides which is compared.
    assert numbers(tally) == found


@pytest.mark.parametrize(
    ("brand", "build", "found"),
    [
        ([[5, 6]], [[7, 8]], (1, 1, 1, 1)),
        ([[5, 6]], [[7, 7]], (0, 1, 0, 1)),
        ([[5, np.nan]], [[7, 8]], (0, 0, 0, 0)),
        ([[np.nan] * 2], [[7, 8]], "pillars"),
    ],
)
def test_two_pillars_that_move(brand, build, found):
    assert numbers(seek("pillars_moved", [[40, 42]], brand=brand, build=build, find=9.0, engage=9.0)) == found


def test_the_same_reading_again_moves_no_pillar():
    frame = lay_frame([[1, 1]], [[40, 40]], 7.0, brand=5.0, build=5.0, find=9.0, engage=9.0)
    assert seek_witnesses(frame.assign(next_ssi=np.nan), ["calls"], PLAN, 80, 80)["pillars_moved"].asked == 0
    assert seek_witnesses(frame, ["calls"], PLAN, 80, 80)["pillars_moved"].asked == 1


@pytest.mark.parametrize(
    ("posts", "leads", "none", "one"),
    [
        ([[0, 0]], [[0, 1]], (1, 1, 1, 1), (0, 1, 0, 1)),
        ([[0, 1]], [[1, 1]], (0, 0, 0, 0), (1, 1, 1, 1)),
        ([[1, 1]], [[1, 1]], (0, 0, 0, 0), (0, 0, 0, 0)),
        ([[0, np.nan]], [[1, 1]], (1, 1, 1, 1), (0, 0, 0, 0)),  # one week is not "every week"
        ([[0, 0]], [[0, 0]], (0, 1, 0, 1), (0, 1, 0, 1)),
        ([[np.nan] * 2], [[1, 1]], "posts", "posts"),
        ([[0, 0]], [[np.nan] * 2], "leads", "leads"),
    ],
)
def test_leads_without_posts(posts, leads, none, one):
    columns = {"activity_posts": posts, "outcome_qualified_leads": leads}
    assert numbers(seek("leads_unpublished", [[50, 50]], **columns)) == none
    assert numbers(seek("leads_one_post", [[50, 50]], **columns)) == one


def test_posts_that_nobody_notices():
    def ask(score=80, posts=1, views=0, likes=0):
        return numbers(
            seek("unnoticed", [[score]], activity_posts=posts, outcome_views=views, outcome_likes=likes)
        )

    assert ask() == (1, 1, 1, 1)
    assert ask(views=3) == ask(likes=1) == (0, 1, 0, 1)
    assert ask(score=79) == ask(posts=0) == (0, 0, 0, 0)
    assert ask(views=np.nan) == "views"  # without views, no likes may be no readers or mute ones


def test_a_high_score_that_no_search_shows():
    assert numbers(seek("unfound", [[80, 79]], outcome_search_appearances=[[0, 0]])) == (1, 1, 1, 1)
    assert numbers(seek("unfound", [[80, 80]], outcome_search_appearances=[[4, np.nan]])) == (0, 1, 0, 1)
    assert numbers(seek("unfound", [[80, 80]])) == "searches"


def test_success_that_nobody_saw_needs_no_score():
    columns = {"outcome_profile_views": [[0, 0, 5, np.nan]]}
    assert numbers(seek("unseen_success", [[np.nan] * 4], [[1, 0, 1, 1]], **columns)) == (1, 2, 1, 1)
    assert numbers(seek("unseen_success", [[50] * 4])) == "visibility"


def test_people_are_asked_once_whatever_was_counted():
    frame = lay_frame([[0, 0], [1, 0], [0, 0]], [[20, 20], [20, 20], [80, 80]]).assign(
        outcome_orders=[0, 1.0, 1, 0, 0, 0]
    )
    found = seek_witnesses(frame, ["calls", "orders"], PLAN, 80, 80)
    assert numbers(found["low_with"]) == (2, 2, 2, 2) and numbers(found["high_without"]) == (1, 1, 1, 1)
    assert numbers(found["low_approached"]) == "approaches"
    unread = lay_frame([[1, 1]], np.nan).rename(columns={"outcome_calls": "outcome_recruiter_approaches"})
    assert (
        numbers(seek_witnesses(unread, ["recruiter_approaches"], PLAN, 80, 80)["low_approached"]) == "score"
    )


def test_of_no_outcome_or_no_week_nothing_can_be_asked():
    frame = lay_frame([[1, 1]], [[20, 20]]).drop(columns="outcome_calls")
    found = seek_witnesses(frame, [], PLAN, 80, 80)
    assert {
        found[name].missing for name in ("low_with", "high_without", "rise_without", "unseen_success")
    } == {"real"}
    assert all(tally.missing for tally in seek_witnesses(frame.head(0), [], PLAN, 80, 80).values())


def test_the_order_of_the_rows_changes_nothing():
    rng = np.random.default_rng(5)
    columns = {
        "activity_posts": rng.poisson(1, (6, 9)),
        "outcome_views": rng.poisson(9, (6, 9)),
        "outcome_qualified_leads": rng.poisson(1, (6, 9)),
    }
    frame = lay_frame(rng.poisson(0.5, (6, 9)), 50 + 12 * rng.normal(size=(6, 9)), 7.0, **columns)
    shuffled = frame.sample(frac=1, random_state=1)
    before = shuffled.copy()
    assert seek_witnesses(shuffled, ["calls"], PLAN, 60, 60) == seek_witnesses(frame, ["calls"], PLAN, 60, 60)
    pd.testing.assert_frame_equal(shuffled, before)


def test_nobody_is_asked_of_a_week_of_absence():
    columns = {"outcome_profile_views": [[0, 0]]}
    assert numbers(seek("unseen_success", [[50] * 2], exposure=[[7, 0]], **columns)) == (1, 1, 1, 1)
