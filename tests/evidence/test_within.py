"""(W): the same person at a higher score. R's numbers, hand-worked answers, and data that cannot answer."""

import math
from dataclasses import replace

import numpy as np
import pytest
from evidence.panels import R, draw_frame, lay_frame, read_synthetic

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


def test_twice_the_calls_at_ten_points_more_is_a_ratio_of_two():
    # Three people with as many weeks at 40 as at 50, each with twice the calls at 50; their levels differ, and say nothing.
    made = compare_within(
        lay_frame([[1, 2, 1, 2], [3, 6, 3, 6], [5, 10, 5, 9]], [40, 50, 40, 50]), "calls", weekly=False
    )
    # (2 + 2 + 6 + 6 + 10 + 9) / (1 + 1 + 3 + 3 + 5 + 5)
    assert made.slope.ratio == pytest.approx(35 / 18)
    assert (made.people, made.informative, made.events, made.rows, made.slope.freedom) == (3, 3, 53, 12, 2)


def test_the_jackknife_by_hand():
    # Ratios without each of three people: (b + c) / (a + c) and so on; G = 3, so that the variance is 2/3 of the squared changes.
    made = compare_within(lay_frame([[2, 3], [4, 8], [3, 3]], [40, 50]), "calls", weekly=False)
    whole = math.log(14 / 9)
    left_out = [math.log(11 / 7), math.log(6 / 5), math.log(11 / 6)]
    assert made.slope.log == pytest.approx(whole)
    assert made.left_out == pytest.approx(left_out)
    assert made.slope.se == pytest.approx(math.sqrt(2 / 3 * sum((each - whole) ** 2 for each in left_out)))


def test_a_season_that_all_share_is_no_effect_of_the_score():
    # Everybody has three times the calls in the second week; who moved up by ten points has no more of that than who moved down.
    counts, scores = [[2, 6], [1, 3], [4, 12], [3, 9]], [[40, 50], [50, 40], [40, 50], [50, 40]]
    assert compare_within(lay_frame(counts, scores), "calls", weekly=False).slope.ratio != pytest.approx(1)
    made = compare_within(lay_frame([[2, 6], [1, 3], [4, 11], [3, 9]], scores), "calls")
    # By hand: odds of the second week 17 to 6 for those who rose, 12 to 4 for those who fell; half the gap of their logs for each.
    assert made.slope.log == pytest.approx((math.log(17 / 6) - math.log(12 / 4)) / 2)


def test_longer_weeks_are_not_more_success():
    made = compare_within(lay_frame([[1, 7], [2, 14], [1, 8]], [40, 50], [1, 7]), "calls", weekly=False)
    assert made.slope.ratio == pytest.approx(29 / 4 / 7)


def test_those_without_events_and_those_whose_score_stands_still_are_counted_but_say_nothing():
    frame = draw_frame(3, 6, 10, slope=0.2, rate=1)
    frame.loc[frame["person"] == "P01", "outcome_calls"] = 0
    frame.loc[frame["person"] == "P02", "ssi"] = 50
    made, without = (
        compare_within(frame, "calls", weekly=False),
        compare_within(frame[~frame["person"].isin(["P01", "P02"])], "calls", weekly=False),
    )
    assert (made.people, made.informative, made.without_event, made.one_score) == (5, 4, 1, 1)
    assert (made.slope.log, made.events, made.slope.freedom) == pytest.approx(
        (without.slope.log, without.events, 3)
    )


def test_each_week_that_is_not_compared_is_counted_under_its_reason():
    frame = lay_frame(np.ones((3, 7)), [[40, 50, 45, 55, 42, 52, 60]])
    frame.loc[0, "outcome_calls"] = np.nan
    frame.loc[[1, 2], "ssi"] = np.nan
    frame.loc[2, "ssi_late"] = True
    frame.loc[[3, 8, 9], "exposure_days"] = 0
    made = compare_within(frame.assign(extra=frame["ssi"].where(frame.index != 20)), "calls", ("extra",))
    assert made.dropped == {
        "ramp_up": 0,
        "no_team": 0,
        "not_counted": 1,
        "late": 1,
        "no_reading": 1,
        "not_known": 1,
    }
    assert made.late_share == pytest.approx(1 / (1 + 14))


RISING = np.array([[40.0, 45, 50, 47, 52, 58]])
PEOPLE = (
    np.array([[3.0], [5], [-2], [8], [0], [-4]])
    + RISING
    + np.array([[0, 3, -2, 1, 0, -5]] * 3 + [[2, -3, 0, 4, -1, 2]] * 3)
)
COUNTS = np.array(
    [
        [1, 0, 2, 1, 0, 3],
        [0, 1, 1, 0, 2, 0],
        [2, 1, 0, 3, 1, 1],
        [0, 0, 1, 1, 0, 0],
        [1, 1, 0, 2, 1, 1],
        [1, 3, 2, 1, 0, 2],
    ]
)
ONLY_FIRST = COUNTS * (np.arange(6) == 0)[:, None]
ONLY_THIRD_WEEK = COUNTS * (np.arange(6) == 2)
MOVES = PEOPLE - RISING
HIGHEST = np.where(MOVES.max(axis=1, keepdims=True) > MOVES, 0, [[1], [2], [1], [3], [1], [1]])
LATE = lay_frame(COUNTS, np.nan).assign(ssi_late=True)
LAST_ONLY = lay_frame(COUNTS, np.where(np.arange(6) == 5, PEOPLE, np.nan))

SILENT = {
    "no_reading": lay_frame(COUNTS, np.nan),
    "no_reading: nobody": lay_frame(COUNTS, PEOPLE).head(0),
    "no_reading: all absent": lay_frame(COUNTS, PEOPLE, 0.0),
    "no_reading: nothing counted": lay_frame(np.full((6, 6), np.nan), PEOPLE),
    "only_late": LATE,
    "negative": lay_frame(COUNTS - (PEOPLE > 62), PEOPLE),
    "no_event": lay_frame(np.zeros((6, 6)), PEOPLE),
    "one_person": lay_frame(COUNTS[:1], PEOPLE[:1]),
    "one_person: the others absent": lay_frame(
        COUNTS, PEOPLE, np.where(np.arange(6) == 3, 5.0, 0.0)[:, None]
    ),
    "one_week": lay_frame(COUNTS[:, :1], PEOPLE[:, :1]),
    "one_week: scores read at the end alone": LAST_ONLY,
    "one_week: all events in one": lay_frame(ONLY_THIRD_WEEK, PEOPLE),
    "flat_score": lay_frame(COUNTS, 47.0),
    "flat_score: another one each": lay_frame(COUNTS, PEOPLE[:, :1]),
    "rests_on_one": lay_frame(ONLY_FIRST, PEOPLE),
    "rests_on_one: the only one who moves": lay_frame(
        COUNTS, np.where(np.arange(6)[:, None] == 4, PEOPLE, 50.0)
    ),
    "rests_on_one: the only one who moves otherwise": lay_frame(
        COUNTS, np.where(np.arange(6)[:, None] == 4, PEOPLE, RISING)
    ),
    "rests_on_one: two people, week by week": lay_frame(COUNTS[[0, 3]], PEOPLE[[0, 3]]),
    "moves_together": lay_frame(COUNTS, PEOPLE[:, :1] + RISING),
    "moves_together: in tenths": lay_frame(COUNTS, PEOPLE[:, :1] / 7 + np.round(RISING / 9, 1)),
    "separated": lay_frame(HIGHEST, MOVES),
    "no_scatter": lay_frame(np.ones((6, 6)), PEOPLE),
}


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("name", SILENT)
def test_data_that_cannot_answer_are_answered_by_a_word(name):
    for exact in (True, False):
        made = compare_within(SILENT[name], "calls", exact=exact)
        assert (made.silence, made.slope, made.slopes) == (name.partition(":")[0], None, ())


@pytest.mark.filterwarnings("error")
def test_whole_multiples_of_the_score_cannot_be_told_from_it():
    frame = lay_frame(COUNTS, PEOPLE, twice=2 * PEOPLE, other=COUNTS[::-1])
    assert compare_within(frame, "calls", ("other", "twice")).silence == "moves_together"
    assert compare_within(frame, "calls", ("other",)).slope is not None


@pytest.mark.filterwarnings("error")
def test_what_is_the_same_for_all_or_all_the_time_takes_nothing_from_the_score():
    # Such an activity is absorbed by the weeks or the people; a second one that repeats the first adds nothing.
    frame = lay_frame(
        COUNTS,
        PEOPLE,
        shared=RISING**2 / 7,
        constant=PEOPLE[:, :1] / 3,
        other=COUNTS[::-1],
        again=COUNTS[::-1] + 1,
    )
    alone, beside = compare_within(frame, "calls"), compare_within(frame, "calls", ("other",))
    for add, expected in (
        (("shared",), alone),
        (("constant",), alone),
        (("shared", "constant"), alone),
        (("other", "again"), beside),
    ):
        made = compare_within(frame, "calls", add)
        assert (made.slope.log, made.slope.se, made.effective) == pytest.approx(
            (expected.slope.log, expected.slope.se, expected.effective), rel=1e-9
        )
        assert math.isnan(made.slopes[-1].log) and math.isnan(made.slopes[-1].se)


@pytest.mark.filterwarnings("error")
def test_fractional_counts_are_compared_like_whole_ones():
    whole, tenths = (compare_within(lay_frame(COUNTS * factor, PEOPLE), "calls") for factor in (1, 0.1))
    assert (tenths.slope.log, tenths.slope.se) == pytest.approx((whole.slope.log, whole.slope.se), rel=1e-9)
    assert (whole.events, tenths.events) == (COUNTS.sum(), pytest.approx(COUNTS.sum() / 10))


@pytest.mark.filterwarnings("error")
def test_a_score_that_hardly_moves_gives_an_interval_without_end_and_no_error():
    full, tiny = (
        compare_within(lay_frame(COUNTS, PEOPLE), "calls"),
        compare_within(lay_frame(COUNTS, 50 + PEOPLE / 1e5), "calls"),
    )
    assert (tiny.slope.log, tiny.slope.se) == pytest.approx(
        (1e5 * full.slope.log, 1e5 * full.slope.se), rel=1e-5
    )
    assert tiny.slope.bounds(0.05) == (0, math.inf)
    # A log of some ten thousands has no exponential among floats.
    assert (tiny.slope.ratio, replace(tiny.slope, log=abs(tiny.slope.log)).ratio) in {
        (0, math.inf),
        (math.inf, math.inf),
    }
