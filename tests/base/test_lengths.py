"""How long a week, a month and a year are, where counts are told per one of them."""

from ssi_outcomes.base.lengths import MONTH, WEEK, WEEKS_A_YEAR, WHOLE_YEAR


def test_a_month_is_of_whole_weeks_so_that_no_month_has_more_mondays_than_another():
    assert (WEEK, MONTH, MONTH % WEEK) == (7, 28, 0)


def test_a_whole_year_is_the_weeks_that_fit_into_a_year():
    # 365.25 days are 52 weeks and a day and a quarter.
    assert int(WEEKS_A_YEAR) == WHOLE_YEAR == 52
    assert round((WEEKS_A_YEAR - WHOLE_YEAR) * WEEK, 9) == 1.25
