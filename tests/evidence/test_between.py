"""(B): people with a higher score. R's numbers with HC3, hand-worked answers, and data that cannot answer."""

import math

import numpy as np
import pandas as pd
import pytest
from evidence.panels import REFERENCE, R, lay_frame, read_synthetic

from ssi_outcomes.base.plan import read_plan
from ssi_outcomes.evidence.between import (
    compare_between,
    compare_groups,
    count_freedom,
    fit_rates,
    total_people,
)
from ssi_outcomes.evidence.sample import take_sample

EXACT = 1e-6
PLAN = read_plan()


def test_the_ratio_between_people_and_its_hc3_are_those_of_r():
    made = compare_between(read_synthetic(), "calls")
    assert made.slope.log == pytest.approx(R["between"]["coef"]["xm"], rel=EXACT)
    assert made.slope.se == pytest.approx(R["between"]["se_HC3"]["xm"], rel=EXACT)
    assert made.slope.freedom < R["between"]["n"] - 2


def test_the_totals_are_those_that_r_was_given():
    persons = pd.read_csv(REFERENCE / "synthetic_persons.csv")
    slope, information = fit_rates(
        persons["meetings"].to_numpy(float),
        persons["exposure_days"].to_numpy(float),
        persons["xm"].to_numpy(),
    )
    assert slope.log == pytest.approx(R["between"]["coef"]["xm"], rel=EXACT)
    # What each person adds to the information is what the model's own standard error rests on.
    assert 1 / math.sqrt(information.sum()) == pytest.approx(R["between"]["se_model"]["xm"], rel=EXACT)


def test_the_totals_of_people_are_those_of_their_rows():
    sample = take_sample(read_synthetic(), "calls")
    plain = sample.rows.groupby("person").agg(
        count=("count", "sum"), exposure=("exposure", "sum"), x=("x", "mean")
    )
    pd.testing.assert_frame_equal(total_people(sample), plain, rtol=1e-12)


def test_two_groups_compare_as_their_rates_by_hand():
    # Three people at 40 with 2, 4, 6 calls and three at 60 with 6, 8, 10, ten days each: 8 a head against 4 a head, for +20 points.
    slope, _ = fit_rates(np.array([2.0, 4, 6, 6, 8, 10]), np.full(6, 10.0), np.array([4.0, 4, 4, 6, 6, 6]))
    assert slope.ratio == pytest.approx(math.sqrt(2))
    # Leverage is 1/3 each, so that HC3 adds up (gap / (2/3))^2: (4 + 4) * 9/4 = 18 in each group, over squared totals 144 and 576.
    assert slope.se == pytest.approx(math.sqrt(18 / 144 + 18 / 576) / 2)
    # Each group's variance has two degrees of freedom and is 1/12 or 1/24 (of the totals) in size: (1/12 + 1/24)^2 over the sum
    # of their squares by two each, as Welch has it.
    assert slope.freedom == pytest.approx(2 * (1 / 12 + 1 / 24) ** 2 / (1 / 12**2 + 1 / 24**2))


def people_with(counts, scores, exposure=10.0) -> pd.DataFrame:
    """Return a frame of one week for each person."""
    return lay_frame(
        np.asarray(counts)[:, None],
        np.asarray(scores)[:, None],
        np.broadcast_to(exposure, len(counts))[:, None],
    )


MIXED = [40.0, 43, 50, 52, 58, 65]
SILENT = {
    "no_reading": people_with([1, 2, 3], [np.nan] * 3),
    "only_late": people_with([1, 2, 3], [np.nan] * 3).assign(ssi_late=True),
    "negative": people_with([1, 2, -3, 4, 5, 6], MIXED),
    "no_event": people_with([0] * 6, MIXED),
    "one_person": people_with([4], [50]),
    "two_people": people_with([4, 6], [40, 50]),
    "same_score": people_with([1, 2, 3, 4], [50] * 4),
    "same_score: but for rounding": lay_frame(
        [[1, 0, 2], [2, 1, 1], [0, 2, 2]], [[40.1, 50.2, 60.3], [60.3, 40.1, 50.2], [50.2, 60.3, 40.1]]
    ),
    "rests_on_one: all events are one person's": people_with([0, 0, 0, 7, 0, 0], MIXED),
    "rests_on_one: all but one have the same score": people_with([3, 4, 5, 9], [50, 50, 50, 70]),
    "separated": people_with([0, 0, 0, 4, 5, 6], [40, 41, 42, 60, 60, 60]),
    "no_scatter": people_with([3] * 12, np.arange(40, 52)),
    "no_scatter: as many in as many days": people_with(
        np.arange(3, 15), np.arange(40, 52), np.arange(3, 15) * 2.0
    ),
}


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("name", SILENT)
def test_data_that_cannot_answer_are_answered_by_a_word(name):
    made = compare_between(SILENT[name], "calls")
    assert (made.silence, made.slope, made.slopes) == (name.partition(":")[0], None, ())


@pytest.mark.filterwarnings("error")
def test_one_person_at_the_far_end_is_not_taken_at_that_persons_word():
    # Nine people side by side and one far off, whom the line follows closely: leaving the leverage out would make the slope look much surer.
    counts, x = np.array([4.0, 5, 6, 5, 4, 6, 5, 4, 6, 9]), np.array([*np.linspace(4.9, 5.1, 9), 9.5])
    slope, _ = fit_rates(counts, np.full(10, 10.0), x)
    design = np.column_stack([np.ones(10), x])
    level = math.log(counts.sum() / np.exp(slope.log * x).sum())
    mean = np.exp(level + slope.log * x)
    bread = np.linalg.inv(design.T @ (design * mean[:, None]))
    plain = bread @ (design.T * np.square(counts - mean)) @ design @ bread
    leverage = mean * np.einsum("ij,jk,ik->i", design, bread, design)
    corrected = bread @ (design.T * np.square((counts - mean) / (1 - leverage))) @ design @ bread
    assert leverage[-1] > 0.98
    assert slope.se == pytest.approx(math.sqrt(corrected[1, 1]))
    assert slope.se > 3 * math.sqrt(plain[1, 1])


@pytest.mark.filterwarnings("error")
def test_means_that_differ_by_hundredths_of_a_point_have_a_ratio_all_the_same():
    counts = np.array([2.0, 5, 4, 9, 7, 8])
    wide, narrow = (fit_rates(counts, np.full(6, 10.0), np.array(MIXED) / 10 * width) for width in (1, 1e-4))
    assert (narrow[0].log, narrow[0].se) == pytest.approx((1e4 * wide[0].log, 1e4 * wide[0].se), rel=1e-6)


@pytest.mark.filterwarnings("error")
def test_nearly_all_events_with_the_highest_score_still_have_a_ratio():
    # Beside 1,000 events and one, a tenth below, what the line expects of the others is nothing.
    slope, _ = fit_rates(
        np.array([0.0, 0, 0, 0, 1, 1000]), np.full(6, 10.0), np.array([4, 4.1, 4.2, 5, 5.9, 6])
    )
    assert slope.log == pytest.approx(math.log(1000) / 0.1)


@pytest.mark.filterwarnings("error")
def test_the_ratio_has_a_bound_unless_all_events_stand_at_one_end_of_the_scores():
    chance = np.random.default_rng(20_260_105)
    for _ in range(500):
        people = chance.integers(3, 8)
        counts = chance.poisson(chance.choice([0.3, 1, 5, 1000]), people) * (chance.random(people) < 0.6)
        x = np.round(chance.normal(5, 1, people), chance.integers(1, 4))
        if not counts.sum() or not np.ptp(x):
            continue
        here = set(x[counts > 0])
        bound = len(here) > 1 or not here & {x.min(), x.max()}
        assert (fit_rates(counts.astype(float), np.full(people, 10.0), x) is not None) == bound


@pytest.mark.parametrize("change", ["order", "names", "points", "days", "events"])
def test_what_says_nothing_of_the_ratio_between_people_does_not_move_it(change):
    frame = read_synthetic()
    changed = {
        "order": frame.sample(frac=1, random_state=2),
        "names": frame.assign(person=frame["person"].map(lambda name: f"Q{97 - int(name[1:])}")),
        "points": frame.assign(ssi=frame["ssi"] - 5),
        "days": frame.assign(exposure_days=frame["exposure_days"] * 24),
        "events": frame.assign(outcome_calls=frame["outcome_calls"] / 8),
    }[change]
    before, after = compare_between(frame, "calls").slope, compare_between(changed, "calls").slope
    assert (after.log, after.se) == pytest.approx((before.log, before.se), rel=1e-9)


def test_leaders_and_laggards_compare_as_their_rates_where_each_has_five_people():
    counts, scores = [2, 4, 3, 3, 3, 50, 8, 10, 9, 9, 9], [20, 21, 25, 28, 29, 50, 71, 75, 80, 72, 90]
    made = compare_groups(people_with(counts, scores), "calls", PLAN)
    assert (made.leaders, made.laggards) == (5, 5)
    # 45 calls against 15. Leverage is 1/5 each: (1 + 1) / .8^2 in both groups, over squared totals.
    assert made.slope.ratio == pytest.approx(3)
    assert made.slope.se == pytest.approx(math.sqrt(2 / 0.64 * (1 / 15**2 + 1 / 45**2)))


def test_who_stands_at_a_limit_of_the_plan_is_in_neither_group():
    scores = [20, 21, 25, 28, 29, PLAN.low, PLAN.high, 71, 75, 80, 72, 90]
    made = compare_groups(people_with([3] * 6 + [50] + [9, 8, 10, 9, 9], scores), "calls", PLAN)
    assert (made.leaders, made.laggards) == (5, 5)
    # 45 calls against 15: neither the 50 of whom stands at the high nor the 3 of whom stands at the low.
    assert made.slope.ratio == pytest.approx(3)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    ("counts", "scores"),
    [
        ([2, 4, 3, 3, 8, 10, 9, 9, 9], [20, 21, 25, 28, 71, 75, 80, 72, 90]),  # four laggards
        (
            [2, 4, 3, 3, 3, 8, 10, 9, 9, 9],
            [20, 21, 25, 28, 30, 71, 75, 80, 72, 90],
        ),  # a fifth at 30, and "low" is below it
        ([0, 0, 0, 0, 0, 8, 10, 9, 9, 9], [20, 21, 25, 28, 29, 71, 75, 80, 72, 90]),  # a rate of nothing
        (
            [3, 3, 3, 3, 3, 9, 9, 9, 9, 9],
            [20, 21, 25, 28, 29, 71, 75, 80, 72, 90],
        ),  # no scatter: an interval of no width
        ([], []),
    ],
)
def test_leaders_and_laggards_are_not_compared_where_nothing_can_be_said(counts, scores):
    assert compare_groups(people_with(counts, scores), "calls", PLAN).slope is None


# --- how sure the error of a comparison between people is


def test_scores_of_two_even_groups_leave_people_less_two_and_skewed_ones_far_fewer():
    def freedom(scores) -> float:
        return count_freedom(np.column_stack([np.ones(len(scores)), scores]))

    assert freedom(np.repeat([4.0, 6.0], 10)) == pytest.approx(18)
    skewed = np.concatenate([np.linspace(1, 3, 19), [9.0]])
    assert freedom(skewed) < 3 < freedom(np.linspace(1, 9, 20)) < 18


def test_the_degrees_of_freedom_are_those_of_the_whole_matrix():
    rng = np.random.default_rng(5)
    design = np.column_stack([np.ones(12), rng.lognormal(0, 1, 12)]) * rng.uniform(0.5, 2, 12)[:, None]
    inverse = np.linalg.inv(design.T @ design)
    rest = np.eye(12) - design @ inverse @ design.T
    form = rest @ np.diag(np.square((design @ inverse)[:, 1] / np.diagonal(rest))) @ rest
    assert count_freedom(design) == pytest.approx(np.trace(form) ** 2 / np.trace(form @ form))


def test_where_teams_are_told_one_team_is_left_out_in_turn_between_people_too():
    frame = people_with([4, 9, 5, 8, 6, 12, 3, 10], [40.0, 61, 42, 58, 45, 66, 38, 63])
    teams = dict(zip(sorted(frame["person"].unique()), ["a", "a", "b", "b", "c", "c", "d", "d"], strict=True))
    told = frame.assign(cluster=frame["person"].map(teams))
    made, plain = compare_between(told, "calls"), compare_between(frame, "calls")
    left = [compare_between(frame[told["cluster"] != team], "calls").slope.log for team in "abcd"]
    assert (made.slope.log, made.slope.freedom, made.teams) == (plain.slope.log, 3, 4)
    assert made.slope.se == pytest.approx(
        math.sqrt(3 / 4 * np.square(np.array(left) - plain.slope.log).sum())
    )
