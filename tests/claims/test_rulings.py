"""The article's claims judged on a team's weeks: each status by hand."""

from __future__ import annotations

import numpy as np
import pytest
from claims.judged import (
    BEYOND,
    LEFT_OPEN,
    OPEN,
    REFUTED,
    SUPPORTED,
    THERMOMETER,
    UNTESTED,
    USEFUL,
    USELESS,
    claims,
    meet,
    over,
    told_study,
)
from evidence.panels import lay_frame
from exhibits.told_studies import Told, study_of, world_study

from ssi_outcomes.claims.rulings import Ruling, find_deciding
from ssi_outcomes.evidence.between import Contrast
from ssi_outcomes.evidence.estimate import Slope

# --- what is said of people in general follows the rule's word


@pytest.mark.parametrize(
    ("told", "better", "useless"),
    [
        ({"meetings": USEFUL}, SUPPORTED, REFUTED),
        ({"meetings": BEYOND}, SUPPORTED, REFUTED),
        ({"meetings": THERMOMETER}, LEFT_OPEN, LEFT_OPEN),  # the work may be all there is to it
        ({"meetings": THERMOMETER, "orders": BEYOND}, SUPPORTED, REFUTED),
        ({"meetings": USELESS}, REFUTED, SUPPORTED),
        ({"meetings": OPEN}, LEFT_OPEN, LEFT_OPEN),
        ({"meetings": USELESS, "orders": OPEN}, LEFT_OPEN, LEFT_OPEN),
        ({"meetings": Told(1.08, 1.21, events=12)}, UNTESTED, UNTESTED),  # a gate fails
        ({"profile_views": USEFUL}, UNTESTED, UNTESTED),  # attention is no result
    ],
)
def test_a_better_score_and_a_useless_one_follow_the_word_within_people(told, better, useless):
    found = claims(told_study(told))
    assert (found["higher_is_better"], found["useless"]) == (better, useless)


def test_what_is_said_between_people_follows_the_word_between_them():
    apart = claims(told_study({"meetings": Told(0.96, 1.03, between=(1.1, 1.3))}))
    assert (apart["useless"], apart["high_brings_nothing"]) == (SUPPORTED, REFUTED)
    assert (
        claims(told_study({"meetings": Told(1.08, 1.21, between=(0.9, 1.02))}))["high_brings_nothing"]
        == SUPPORTED
    )
    assert (
        claims(told_study({"meetings": Told(1.08, 1.21, between=(0.9, 1.2))}))["high_brings_nothing"]
        == LEFT_OPEN
    )


@pytest.mark.parametrize(
    ("told", "metric", "vanity"),
    [
        ({"meetings": USEFUL, "profile_views": USEFUL}, REFUTED, SUPPORTED),
        ({"meetings": THERMOMETER, "profile_views": USEFUL}, LEFT_OPEN, SUPPORTED),
        ({"meetings": USELESS, "profile_views": USEFUL}, SUPPORTED, SUPPORTED),
        ({"meetings": USELESS, "profile_views": USELESS}, LEFT_OPEN, REFUTED),
        ({"meetings": OPEN, "profile_views": USEFUL}, LEFT_OPEN, SUPPORTED),
        ({"meetings": USELESS}, LEFT_OPEN, UNTESTED),
    ],
)
def test_a_vanity_metric_goes_with_attention_and_not_with_results(told, metric, vanity):
    found = claims(told_study(told))
    assert (found["vanity_metric"], found["good_for_vanity"]) == (metric, vanity)


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ({"views": USEFUL}, REFUTED),
        ({"views": USELESS}, SUPPORTED),
        ({"views": OPEN}, LEFT_OPEN),
        ({"profile_views": USELESS}, UNTESTED),
    ],
)
def test_whether_performance_follows_the_score_is_asked_of_views_of_posts(told, status):
    assert claims(told_study({"meetings": OPEN, **told}))["no_better_at_high_score"] == status


def test_weeks_that_were_watched_never_support_that_it_is_demonstrated():
    for told, status in (
        (USELESS, LEFT_OPEN),
        (Told(0.82, 0.93), LEFT_OPEN),
        (OPEN, LEFT_OPEN),
        (USEFUL, REFUTED),
        (THERMOMETER, LEFT_OPEN),
        (Told(1.08, 1.21, events=12), UNTESTED),
    ):
        assert claims(told_study({"meetings": told}))["demonstrated"] == status


@pytest.mark.parametrize(
    ("low", "high", "status"),
    [(5.0, 20.0, LEFT_OPEN), (1.2, 20.0, SUPPORTED), (0.5, 20.0, LEFT_OPEN), (0.2, 1.4, REFUTED)],
)
def test_leaders_at_five_to_twenty_times_are_tested_all_the_same(low, high, status):
    middle, reach = np.log(low * high) / 2, np.log(high / low) / 2
    contrast = Slope(float(middle), float(reach / 1.683851), 40)
    assert claims(told_study({"meetings": OPEN}, contrast))["more_opportunities"] == status
    assert claims(told_study({"meetings": OPEN}))["more_opportunities"] == UNTESTED  # no groups to compare


def test_of_several_outcomes_one_alone_decides_nothing_about_leaders():
    study = told_study({"meetings": OPEN, "orders": OPEN})
    lower, around = Slope(0.0, 0.05, 40), Slope(0.2, 0.5, 40)
    vars(study.findings)["contrasts"] = {"meetings": Contrast(lower, 6, 6), "orders": Contrast(around, 6, 6)}
    assert claims(study)["more_opportunities"] == LEFT_OPEN
    vars(study.findings)["contrasts"] = {"meetings": Contrast(lower, 6, 6), "orders": Contrast(lower, 6, 6)}
    assert claims(study)["more_opportunities"] == REFUTED


def test_that_the_score_looks_backwards_takes_both_halves():
    active = world_study("thermometer", 12, 20).panel.frame  # the score goes with activity
    assert claims(over(active, USELESS))["looks_backwards"] == SUPPORTED
    assert claims(over(active, USEFUL))["looks_backwards"] == REFUTED
    assert claims(told_study({"meetings": USELESS}))["looks_backwards"] == LEFT_OPEN


# --- "always", "never" and "it happens" are settled by one case


@pytest.mark.parametrize(
    ("scores", "counts", "low", "guarantees"),
    [
        ([20, 50], [1, 1], SUPPORTED, UNTESTED),  # a low one with a result
        ([20, 50], [0, 1], LEFT_OPEN, UNTESTED),
        ([30, 70], [1, 0], UNTESTED, UNTESTED),  # at the limits: neither low nor high
        ([80, 50], [0, 1], UNTESTED, REFUTED),  # a high one without any
        ([80, 20], [1, 0], LEFT_OPEN, LEFT_OPEN),
    ],
)
def test_one_person_settles_what_a_low_score_prevents_and_a_high_one_guarantees(
    scores, counts, low, guarantees
):
    found = claims(meet([[count, 0] for count in counts], [[score, score] for score in scores]))
    assert (found["low_does_not_prevent"], found["high_guarantees"]) == (low, guarantees)
    assert (found["high_guarantees_nothing"] == SUPPORTED) == (guarantees == REFUTED)
    # Nobody counted what recruiters did.
    assert found["high_is_necessary"] == UNTESTED


def test_only_a_recruiter_refutes_that_recruiters_need_a_high_score():
    study = meet([[1, 1]] * 2, 20.0, outcome_recruiter_approaches=[[0, 0], [0, 1]])
    assert claims(study)["high_is_necessary"] == REFUTED
    assert (
        claims(meet([[1, 1]] * 2, 20.0, outcome_recruiter_approaches=0.0))["high_is_necessary"] == LEFT_OPEN
    )


def test_who_has_another_real_outcome_is_not_without_any():
    frame = lay_frame([[0, 0], [1, 0]], [[80, 80], [50, 50]]).rename(
        columns={"outcome_calls": "outcome_meetings"}
    )
    assert claims(study_of(frame.assign(outcome_orders=[1.0, 0, 0, 0])))["high_guarantees"] == LEFT_OPEN
    # One whose orders nobody counted may have had some.
    assert (
        claims(study_of(frame.assign(outcome_orders=[np.nan, np.nan, 0, 0])))["high_guarantees"] == UNTESTED
    )
    assert claims(study_of(frame.assign(outcome_orders=0.0)))["high_guarantees"] == REFUTED


@pytest.mark.parametrize(
    ("claim", "settled", "weeks", "left_open"),
    [
        ("rise_works_at_once", REFUTED, {"counts": [[1, 1, 0]]}, {}),
        ("higher_score_more_views", REFUTED, {"outcome_views": [[9, 9, 8]]}, {"outcome_views": [[9, 9, 9]]}),
        ("score_moves", SUPPORTED, {"activity_posts": [[0, 2, 0]]}, {"activity_posts": [[2, 0, 0]]}),
        (
            "prospecting_unpublished",
            SUPPORTED,
            {"activity_posts": 0, "outcome_qualified_leads": 1},
            {"activity_posts": 1, "outcome_qualified_leads": 1},
        ),
        (
            "leads_with_one_post",
            SUPPORTED,
            {"activity_posts": [[0, 1, 0]], "outcome_qualified_leads": 1},
            {"activity_posts": 1, "outcome_qualified_leads": 1},
        ),
        (
            "high_unnoticed",
            SUPPORTED,
            {"activity_posts": 1, "outcome_views": [[5, 5, 0]]},
            {"activity_posts": 1, "outcome_views": 5},
        ),
        ("high_not_found", SUPPORTED, {"outcome_search_appearances": 0}, {"outcome_search_appearances": 1}),
        ("success_without_visibility", SUPPORTED, {"outcome_profile_views": 0}, {"outcome_profile_views": 1}),
    ],
)
def test_one_week_or_person_settles_the_others(claim, settled, weeks, left_open):
    # Scores of 60, 60 and 82: a rise, and one above both scores that the article supposes.
    assert claims(meet(**{"counts": [[1, 1, 1]], "scores": [[60, 60, 82]], **weeks}))[claim] == settled
    left = claims(meet(**{"counts": [[1, 1, 1]], "scores": [[60, 60, 82]], **left_open}))[claim]
    # Who posted is not asked what those without a post got.
    assert left == (UNTESTED if claim in ("prospecting_unpublished", "leads_with_one_post") else LEFT_OPEN)


@pytest.mark.parametrize(
    ("brand", "status"), [([1, 2, 3, 3], SUPPORTED), ([1, 2, 2, 3, 3], LEFT_OPEN), ([1, 2, 2, 2], LEFT_OPEN)]
)
def test_of_every_week_most_have_to_say_so(brand, status):
    weeks = len(brand)
    study = meet(
        [[1] * weeks], [np.arange(40, 40 + weeks)], brand=[brand], build=[brand], find=5.0, engage=5.0
    )
    assert claims(study)["parts_change_weekly"] == status


# --- which outcome is told


def test_the_outcome_that_is_told_is_that_of_the_comparison_which_decides():
    opposite = told_study(
        {
            "meetings": Told(1.08, 1.21, between=(0.9, 1.02)),
            "orders": Told(0.96, 1.03, between=(1.1, 1.3)),
        }
    )
    for by, outcome in (("within", "meetings"), ("between", "orders")):
        assert find_deciding(opposite.findings, Ruling("useless", LEFT_OPEN, by)).outcome == outcome


def test_where_no_gate_holds_an_outcome_with_a_ratio_is_told_before_one_with_more_events():
    found = told_study(
        {"meetings": Told(changes={"silence": "flat_score"}, events=20), "orders": Told(0.9, 1.2, events=12)}
    )
    assert find_deciding(found.findings, Ruling("useless", UNTESTED, "within")).outcome == "orders"
