"""Which weeks a comparison uses: each is in it, or counted under its one reason."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from evidence.panels import lay_frame

from ssi_outcomes.evidence.sample import take_sample

NAN = math.nan


def test_a_week_that_fails_for_two_reasons_is_counted_under_the_first():
    # One week each: absent, not counted, late, never read, an activity that is not known, used; then absent and not counted,
    # not counted and late, late and the activity not known.
    frame = lay_frame(
        [[1, NAN, 1, 1, 1, 1, NAN, NAN, 1]],
        [[40, 40, NAN, NAN, 40, 40, 40, NAN, NAN]],
        [[0, 5, 5, 5, 5, 5, 0, 5, 5]],
        other=[[1, 1, 1, 1, NAN, 1, 1, 1, NAN]],
    ).assign(ssi_late=[False, False, True, False, False, False, False, True, True])
    sample = take_sample(frame, "calls", ("other",))
    assert sample.dropped == {
        "ramp_up": 0,
        "no_team": 0,
        "not_counted": 2,
        "late": 2,
        "no_reading": 1,
        "not_known": 1,
    }
    assert len(sample.rows) == 1
    assert sample.late_share == pytest.approx(2 / 3)


def test_a_joiners_weeks_are_counted_as_such_whatever_else_they_lack():
    frame = lay_frame([[1, NAN, 1]], [[40, 40, 40]], [[5, 5, 0]]).assign(ramp_up=[True, True, True])
    sample = take_sample(frame, "calls")
    assert not len(sample.rows)
    assert {reason: weeks for reason, weeks in sample.dropped.items() if weeks} == {"ramp_up": 2}


def test_nothing_late_is_a_share_of_nothing_even_of_no_weeks():
    frame = lay_frame([[1, 2]], [[40, 50]])
    assert take_sample(frame, "calls").late_share == take_sample(frame.head(0), "calls").late_share == 0


def test_rows_come_by_person_and_week_with_tens_of_points_and_the_frame_stays_as_it_was():
    frame = lay_frame([[1, 2], [3, 4]], [[40, 50], [65, 71]], [[7, 3], [5, 5]])
    shuffled = frame.iloc[[3, 0, 2, 1]]
    before = shuffled.copy()
    rows = take_sample(shuffled, "calls").rows
    pd.testing.assert_frame_equal(shuffled, before)
    assert rows["person"].tolist() == ["P01", "P01", "P02", "P02"] and rows.index.tolist() == [0, 1, 2, 3]
    assert rows["count"].tolist() == [1, 2, 3, 4] and rows["exposure"].tolist() == [7, 3, 5, 5]
    assert rows["x"].tolist() == pytest.approx([4.0, 5.0, 6.5, 7.1])


def test_people_and_weeks_are_numbered_as_they_sort_and_gaps_have_no_number():
    frame = lay_frame([[1, 1, 1], [1, 1, 1]], 40.0, [[0, 5, 5], [0, 0, 5]])
    people, weeks = take_sample(frame, "calls").codes()
    assert (people.tolist(), weeks.tolist()) == ([0, 0, 1], [0, 1, 1])


def test_the_spread_of_the_score_around_each_persons_own_mean_by_hand():
    # Away from their means: -5 and 5 points; -4, 0 and 4. Squares 50 + 32 over 5 - 2 degrees of freedom.
    # The third person has no event, and says nothing.
    frame = lay_frame(
        [[1, 0, 0], [0, 2, 1], [0, 0, 0]],
        [[40, 50, NAN], [64, 68, 72], [10, 50, 90]],
    )
    assert take_sample(frame, "calls").spread() == pytest.approx(math.sqrt(82 / 3))


@pytest.mark.parametrize("weeks", [0, 1])
def test_without_a_second_week_of_anybody_there_is_no_spread(weeks):
    frame = lay_frame(np.ones((3, 2)), [[40, 50]])
    first = frame[frame["week_start"] == frame["week_start"].min()].head(3 * weeks)
    assert math.isnan(take_sample(first, "calls").spread())
