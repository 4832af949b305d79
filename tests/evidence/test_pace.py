import numpy as np
import pandas as pd
import pytest
from evidence.panels import lay_frame

from ssi_outcomes.base.lengths import WEEKS_A_YEAR
from ssi_outcomes.evidence.pace import Duration, find_duration, find_weeks

CALLS = "calls"


def frame_of(people: int, weeks: int) -> pd.DataFrame:
    return lay_frame(np.ones((people, weeks)), np.full((people, weeks), 40.0))


def test_a_team_with_64_results_a_week_needs_about_twelve_years_for_39_200_more():
    told = find_duration(39_200, events=640, weeks=10)
    assert told.unit == "years" and told.value == pytest.approx(39_200 / 64 / 52.18, abs=0.01)


@pytest.mark.parametrize(
    ("more", "value", "unit"),
    [
        (1044, 2.0008, "years"),
        (600, 13.8, "months"),
        (90, 2.07, "months"),
        (80, 8, "weeks"),
        (1, 0.1, "weeks"),
    ],
)
def test_a_time_is_told_in_the_unit_in_which_one_would_plan_it(more, value, unit):
    told = find_duration(more, events=100, weeks=10)
    assert (told.unit, told.value) == (unit, pytest.approx(value, rel=0.01))


def test_from_two_years_and_two_months_on_a_time_is_told_in_them():
    assert find_duration(2 * WEEKS_A_YEAR, events=1, weeks=1) == Duration(2, "years")
    assert find_duration(2 * WEEKS_A_YEAR / 12, events=1, weeks=1).unit == "months"


def test_twice_as_many_people_take_half_the_time():
    assert find_duration(5000, 200, 10).value == pytest.approx(find_duration(5000, 100, 10).value / 2)


@pytest.mark.parametrize(("more", "events", "weeks"), [(100, 0, 10), (100, 10, 0), (0, 10, 10)])
def test_without_a_pace_there_is_no_time(more, events, weeks):
    assert find_duration(more, events, weeks) is None


def test_weeks_are_the_calendar_s_not_those_of_persons_and_pass_while_nobody_reads():
    frame = frame_of(3, 10)
    assert find_weeks(frame, CALLS) == 10
    middle = frame["week_start"].isin(sorted(frame["week_start"].unique())[4:6])
    assert find_weeks(frame.assign(ssi=frame["ssi"].mask(middle)), CALLS) == 10


def test_weeks_that_a_comparison_cannot_use_at_either_end_do_not_count():
    frame = frame_of(3, 10)
    first = frame["week_start"] == frame["week_start"].min()
    assert find_weeks(frame.assign(ssi=frame["ssi"].mask(first)), CALLS) == 9
    assert find_weeks(frame.assign(ssi=np.nan), CALLS) == 0
