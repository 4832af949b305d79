"""The same data analysed otherwise: each variant compares the weeks that its name says, and activity stands beside the score."""

from dataclasses import replace

import numpy as np
import pytest
from evidence.panels import MONDAY, WEEK, draw_frame, lay_frame, read_synthetic

from ssi_outcomes.base.plan import read_plan
from ssi_outcomes.base.plan_keys import VARIANTS
from ssi_outcomes.evidence.variants import (
    _VARIANTS,
    adjust_for_activity,
    climb_ladder,
    find_activity,
    run_variants,
)
from ssi_outcomes.evidence.within import compare_within

PLAN = read_plan()
FRAME = draw_frame(31, 15, 12, slope=0.3, rate=1.2, gaps=0.1)


def vary(frame, name):
    return run_variants(frame, "calls", replace(PLAN, variants=(name,)))[name]


def same(one, other):
    return (one.slope.log, one.slope.se, one.rows, one.events) == pytest.approx(
        (other.slope.log, other.slope.se, other.rows, other.events)
    )


def test_each_name_that_a_plan_may_declare_is_run_and_in_its_order():
    assert set(_VARIANTS) == set(VARIANTS) >= set(PLAN.variants)
    assert tuple(run_variants(FRAME, "calls", PLAN)) == PLAN.variants
    assert list(run_variants(FRAME, "calls", replace(PLAN, variants=("second_half", "any_event")))) == [
        "second_half",
        "any_event",
    ]


@pytest.mark.parametrize("name", VARIANTS)
def test_where_nobody_was_read_or_nobody_is_there_nothing_is_found_and_nothing_fails(name):
    for frame in (FRAME.assign(ssi=np.nan), FRAME.iloc[:0]):
        assert vary(frame, name).slope is None


def test_without_week_effects_it_is_the_comparison_of_people_alone():
    assert same(vary(FRAME, "person_effects"), compare_within(FRAME, "calls", weekly=False))


def test_fresh_readings_are_at_most_three_days_old():
    frame = FRAME.assign(reading_age_days=np.arange(len(FRAME)) % 7.0)
    assert same(vary(frame, "fresh_readings"), compare_within(frame[frame["reading_age_days"] <= 3], "calls"))


def test_full_weeks_are_those_of_seven_days():
    frame = FRAME.assign(exposure_days=FRAME["exposure_days"].where(FRAME["exposure_days"] < 5, 7))
    assert same(vary(frame, "full_weeks"), compare_within(frame[frame["exposure_days"] == 7], "calls"))


def test_the_previous_reading_is_the_monday_befores_where_that_week_was_compared():
    there = FRAME[FRAME["exposure_days"] > 0]
    before = {(row.person, row.week_start + WEEK): row.ssi for row in there.itertuples()}
    keys = list(zip(FRAME["person"], FRAME["week_start"], strict=True))
    by_hand = FRAME.assign(ssi=[before.get(key, np.nan) for key in keys])
    assert same(vary(FRAME, "previous_reading"), compare_within(by_hand, "calls"))


def test_capped_counts_are_cut_at_their_95th_percentile_and_never_below_one():
    counts = [[1] * 9 + [40], [2] * 10, [1, 2] * 5, [2, 1] * 5]
    scores = 50 + np.random.default_rng(2).integers(-9, 9, (4, 10))
    assert np.quantile(np.array(counts), 0.95) == 2
    assert same(
        vary(lay_frame(counts, scores), "capped_counts"),
        compare_within(lay_frame(np.minimum(counts, 2), scores), "calls"),
    )
    rare = (np.random.default_rng(3).random((40, 10)) < 0.03) * 1.0
    scores = 50 + np.random.default_rng(4).integers(-9, 9, (40, 10))
    assert np.quantile(rare, 0.95) == 0
    assert same(
        vary(lay_frame(rare, scores), "capped_counts"), compare_within(lay_frame(rare, scores), "calls")
    )


def test_any_event_is_one_or_none():
    assert same(
        vary(FRAME, "any_event"),
        compare_within(FRAME.assign(outcome_calls=(FRAME["outcome_calls"] > 0) * 1.0), "calls"),
    )


def test_the_busiest_person_is_left_out():
    there = FRAME[FRAME["exposure_days"] > 0]
    busiest = there.groupby("person")["outcome_calls"].sum().idxmax()
    made = vary(FRAME, "without_busiest")
    assert same(made, compare_within(FRAME[FRAME["person"] != busiest], "calls"))
    assert made.people == compare_within(FRAME, "calls").people - 1


def test_large_moves_keep_the_people_whose_score_moved_by_ten_points():
    scores = 50 + np.array([[0, 9.9, 3, 1, 5], [0, 10, 2, 7, 4], [0, -12, 3, 9, 1], [20, 21, 8, 13, 15]])
    counts = np.array([[1, 0, 2, 1, 1], [0, 2, 1, 1, 3], [2, 1, 0, 1, 1], [1, 1, 2, 0, 3]])
    frame = lay_frame(counts, scores)
    assert same(vary(frame, "large_moves"), compare_within(frame[frame["person"] != "P01"], "calls"))


def test_the_halves_are_those_of_the_weeks_and_the_middle_one_is_in_the_second():
    frame = draw_frame(32, 12, 9, rate=1.2)
    first, second = vary(frame, "first_half"), vary(frame, "second_half")
    assert same(first, compare_within(frame[frame["week_start"] < MONDAY + 4 * WEEK], "calls"))
    assert same(second, compare_within(frame[frame["week_start"] >= MONDAY + 4 * WEEK], "calls"))
    assert first.rows + second.rows == len(frame)


def test_adjusted_has_all_activity_that_is_known_as_logs():
    logs = FRAME.assign(one=np.log1p(FRAME["activity_posts"]), two=np.log1p(FRAME["activity_searches"]))
    expected = compare_within(logs, "calls", ("one", "two"))
    assert same(vary(FRAME, "adjusted"), expected)
    assert same(adjust_for_activity(FRAME, "calls", PLAN), expected)
    assert [slope.log for slope in adjust_for_activity(FRAME, "calls", PLAN).slopes] == pytest.approx(
        [slope.log for slope in expected.slopes]
    )


def test_the_ladder_has_each_activity_alone_and_then_all():
    made = climb_ladder(FRAME, "calls", PLAN)
    assert list(made) == ["posts", "searches", ""]
    assert same(
        made["posts"], compare_within(FRAME.assign(one=np.log1p(FRAME["activity_posts"])), "calls", ("one",))
    )
    assert same(made[""], adjust_for_activity(FRAME, "calls", PLAN))
    assert list(climb_ladder(FRAME.drop(columns="activity_posts"), "calls", PLAN)) == ["searches"]


def test_an_activity_counts_where_it_is_known_in_four_weeks_of_five_and_varies():
    frame = draw_frame(33, 10, 10, rate=1).drop(columns="activity_searches")
    for unknown, known in ((20, ["activity_posts"]), (21, [])):
        some = frame.assign(activity_posts=frame["activity_posts"].mask(np.arange(100) < unknown))
        assert find_activity(some, "calls", PLAN) == known
    assert find_activity(frame.assign(activity_posts=3.0), "calls", PLAN) == []
    # Weeks that are not compared do not count: here it is unknown in those alone.
    absent = frame.assign(
        activity_posts=frame["activity_posts"].mask(np.arange(100) < 50),
        exposure_days=np.where(np.arange(100) < 50, 0.0, 5.0),
    )
    assert find_activity(absent, "calls", PLAN) == ["activity_posts"]


def test_where_no_activity_is_known_the_adjusted_variant_says_so():
    frame = FRAME.drop(columns=["activity_posts", "activity_searches"])
    assert adjust_for_activity(frame, "calls", PLAN) is None
    assert vary(frame, "adjusted").silence == "no_activity"
    assert climb_ladder(frame, "calls", PLAN) == {}


def test_nothing_that_is_passed_in_is_changed():
    frame = read_synthetic().assign(activity_posts=lambda f: f["messages_sent"] * 1.0)
    before = frame.copy(deep=True)
    run_variants(frame, "calls", PLAN), climb_ladder(frame, "calls", PLAN)
    assert frame.equals(before)


@pytest.mark.parametrize(("name", "weeks"), [("lag_4", 4), ("lag_8", 8)])
def test_a_lag_compares_with_the_score_of_so_many_weeks_before(name, weeks):
    there = FRAME[FRAME["exposure_days"] > 0]
    before = {(row.person, row.week_start + weeks * WEEK): row.ssi for row in there.itertuples()}
    keys = list(zip(FRAME["person"], FRAME["week_start"], strict=True))
    by_hand = FRAME.assign(ssi=[before.get(key, np.nan) for key in keys])
    assert same(vary(FRAME, name), compare_within(by_hand, "calls"))


def rebased(frame, points=-4.0, week=6):
    """Return the frame with an industry average that falls for all from a week on, and the score with it."""
    late = frame["week_start"] >= MONDAY + week * WEEK
    return frame.assign(ssi=frame["ssi"] + points * late, industry_mean=30.0 + points * late)


def test_where_the_formula_changed_nobodys_scores_before_are_compared_with_those_after():
    frame = rebased(FRAME)
    late = frame["week_start"] >= MONDAY + 6 * WEEK
    made = vary(frame, "split_at_break")
    apart = frame.assign(person=frame["person"] + np.where(late, " 1", " 0"))
    assert made.slope.log == pytest.approx(compare_within(apart, "calls").slope.log)
    # A person's two scales are one person: without one, both are gone.
    left = [
        compare_within(apart[frame["person"] != each], "calls").slope.log
        for each in sorted(set(frame["person"]))
    ]
    people = len(left)
    error = np.sqrt((people - 1) / people * np.square(np.array(left) - made.slope.log).sum())
    assert (made.slope.se, made.slope.freedom) == (pytest.approx(error), people - 1)
    assert vary(FRAME, "split_at_break").silence == "no_break"


def test_against_the_industry_a_fall_of_everybodys_score_is_none():
    constant = FRAME.assign(industry_mean=30.0)
    assert same(vary(rebased(FRAME), "against_industry"), vary(constant, "against_industry"))
    assert same(vary(constant, "against_industry"), compare_within(FRAME, "calls"))
    assert vary(FRAME, "against_industry").silence == "no_industry"


def test_where_the_formula_changed_teams_that_are_left_out_whole_still_are():
    teams = FRAME["person"].str[1:].astype(int) % 5
    frame = rebased(FRAME).assign(cluster="T" + teams.astype(str))
    made = vary(frame, "split_at_break")
    apart = frame.drop(columns="cluster").assign(
        person=frame["person"] + np.where(frame["week_start"] >= MONDAY + 6 * WEEK, " 1", " 0")
    )
    left = [compare_within(apart[teams != each], "calls").slope.log for each in range(5)]
    error = np.sqrt(4 / 5 * np.square(np.array(left) - made.slope.log).sum())
    assert (made.slope.se, made.slope.freedom, made.teams) == (pytest.approx(error), 4, 5)
