"""When a row happened: a day, a week, a month, or from one day to another."""

from datetime import date

import pytest
from reading.texts import MONDAY, SUNDAY, faults, outcomes, read


@pytest.mark.parametrize(
    ("header", "cells", "period"),
    [
        ("week", "2026-W05", (MONDAY, SUNDAY)),
        ("week", "W05 2026", (MONDAY, SUNDAY)),
        ("Semaine du", "26/01/2026", (MONDAY, SUNDAY)),
        ("week", "01/26/2026 - 02/01/2026", (MONDAY, SUNDAY)),
        ("Semaine", "26 janvier au 1er février 2026", (MONDAY, SUNDAY)),
        ("week ending", "2026-02-01", (MONDAY, SUNDAY)),
        ("semaine;année", "5;2026", (MONDAY, SUNDAY)),
        ("semaine;année", "S5;2026", (MONDAY, SUNDAY)),
        ("mois;semaine;année", "février 2026;5;2026", (MONDAY, SUNDAY)),  # its Sunday is in February
        ("du;au", "2026-01-20;2026-02-03", (date(2026, 1, 20), date(2026, 2, 3))),
        ("month", "2026-02", (date(2026, 2, 1), date(2026, 2, 28))),
        ("mois", "février 2026", (date(2026, 2, 1), date(2026, 2, 28))),
        ("date", "2026-01-28", (date(2026, 1, 28), date(2026, 1, 28))),
    ],
)
def test_a_period_may_be_a_day_a_week_a_month_or_two_dates(header, cells, period):
    parsed = read(f"person;outcome;count;{header}\nP01;meetings;2;{cells}\n")
    assert outcomes(parsed) == [("P01", "meetings", *period, 2)]


@pytest.mark.parametrize(
    ("header", "cells", "key"),
    [
        ("week", "5", "week_without_year"),
        ("semaine;année", "53;2025", "week_not_in_year"),  # 2025 has 52 weeks
        ("week", "2026-01-28", "week_not_monday"),  # a Wednesday
        ("week", "2062-04-13", "rule_future"),  # no Monday either, but it is the year that is wrong
        ("week", "25-31 January 2026", "range_not_week"),  # from a Sunday
        ("week", "Jan 26 - Feb 1", "range_without_year"),
        ("date", "2026-01-26 - 2026-02-01", "date_is_range"),
        ("week", "FY26 W12", "week_of_fiscal_year"),
        ("month;week;year", "March 2026;1;2026", "week_outside_month"),
        ("week", "Q1 W3", "week_of_fiscal_year"),
        ("semaine", "Exercice 2026 S12", "week_of_fiscal_year"),
        ("du;au", "2026-02-03;2026-01-20", "ends_before_start"),
        ("du;au", "2026-02-03;", "period_without_end"),
        ("début", "2026-02-03", "period_without_end"),
        ("date", "", "period_missing"),
        ("week;date", "2026-W05;2026-02-02", "date_outside_period"),
        ("month;date", "2026-02;2026-01-31", "date_outside_period"),
        ("week ending;date", "2026-02-01;2026-01-25", "date_outside_period"),
        ("date", "2026-02-30", "date_not_in_calendar"),
    ],
)
def test_a_period_that_is_not_sure_is_rejected(header, cells, key):
    assert faults(read(f"person;outcome;count;{header}\nP01;meetings;2;{cells}\n")) == [(2, key)]


def test_a_day_that_contradicts_its_week_leaves_both_unknown_and_is_answered_by_one_column_alone():
    text = "person;outcome;count;week;Entered on\nP01;meetings;2;2026-W05;2026-02-05\n"
    assert outcomes(read(text)) == [("P01", "meetings", MONDAY, SUNDAY, 2)]
    said = read(text, columns={"date": "Entered on"})
    (gap,) = said.tables["gaps"]
    assert faults(said) == [(2, "date_outside_period")]
    assert (gap["start"], gap["end"]) == (MONDAY, date(2026, 2, 5))
    assert faults(read(text.replace("Entered on", "Date"), ignore=["Date"])) == []


def test_two_days_that_are_no_week_leave_their_own_days_unknown_and_no_others():
    parsed = read("person;outcome;count;week\nP01;meetings;2;1-7 March 2026\n")
    gaps = [(each["start"], each["end"]) for each in parsed.tables["gaps"]]
    assert gaps == [(date(2026, 3, 1), date(2026, 3, 7))]


@pytest.mark.parametrize("header", ["date", "week"])
@pytest.mark.parametrize("text", ["Mon 26 Jan", "26 janvier", "Jan 26", "26/01"])
def test_a_day_without_a_year_says_so_and_the_year_can_be_said_once_in_the_mapping(header, text):
    table = f"person;outcome;count;{header}\nP01;meetings;2;{text}\n"
    last = SUNDAY if header == "week" else MONDAY
    assert faults(read(table)) == [(2, "date_without_year")]
    assert outcomes(read(table, year=2026, dates="dmy")) == [("P01", "meetings", MONDAY, last, 2)]


def test_the_year_of_bare_weeks_can_be_said_once_in_the_mapping():
    assert outcomes(read("person;outcome;count;week\nP01;meetings;2;5\n", year=2026)) == [
        ("P01", "meetings", MONDAY, SUNDAY, 2)
    ]
