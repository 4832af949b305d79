"""A date of the evidence says how exactly it is known, and spans are counted as widely as that leaves them."""

from __future__ import annotations

from datetime import date

import pytest

from ssi_outcomes.reading.cells.edtf import count_days, count_months, read_edtf


def test_a_day_is_itself_and_a_month_runs_to_its_last_day():
    assert read_edtf("2019-09-12") == ((date(2019, 9, 12), date(2019, 9, 12)),)
    assert read_edtf("2024-02") == ((date(2024, 2, 1), date(2024, 2, 29)),)


def test_a_year_is_one_of_its_twelve_months():
    months = read_edtf("2019")
    assert len(months) == 12
    assert (months[0], months[-1]) == (
        (date(2019, 1, 1), date(2019, 1, 31)),
        (date(2019, 12, 1), date(2019, 12, 31)),
    )


def test_of_a_set_each_may_be_meant():
    assert read_edtf("[2019-09, 2019-11-05]") == (
        (date(2019, 9, 1), date(2019, 9, 30)),
        (date(2019, 11, 5), date(2019, 11, 5)),
    )


@pytest.mark.parametrize(
    ("start", "end", "months", "days"),
    [
        ("[2019-09,2019-10]", "2020-04", (7, 8), (213, 244 - 1)),
        ("2019-09", "2019-09", (1, 1), (30, 30)),
        ("2020-02", "2020-02", (1, 1), (29, 29)),
        ("2019-09-12", "2019-10-01", (2, 2), (20, 20)),
        ("2019-09-12", "2019-09-12", (1, 1), (1, 1)),
        ("2019", "2019", (1, 12), (28, 365)),
        ("2019-09", "unknown", None, None),
        ("", "2020-04", None, None),
        (None, None, None, None),
    ],
)
def test_a_period_has_so_many_months_and_days_ends_included(start, end, months, days):
    assert count_months(start, end) == months
    assert count_days(start, end) == days


@pytest.mark.parametrize(
    "text",
    [
        "09/2019",
        "2019-9",
        "2019-13",
        "2019-00",
        "2019-02-30",
        "2019-09-00",
        "2019~",
        "2019-09/2019-10",
        "[2019-09",
        "[2019-09..2019-10]",
        "[]",
        "٢٠١٩",
    ],
)
def test_a_date_in_another_notation_is_refused(text):
    with pytest.raises(ValueError) as fault:
        read_edtf(text)
    assert text in str(fault.value)


def test_a_period_that_ends_before_it_starts_is_refused():
    with pytest.raises(ValueError, match="before the start"):
        count_months("2020-05", "2020-04")
