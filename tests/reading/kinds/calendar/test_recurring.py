"""An event of a series counts each time that it took place."""

from datetime import date, datetime

import pytest
from reading.calendars import days, event, read

from ssi_outcomes.reading.cells.text import ValueFault
from ssi_outcomes.reading.kinds.calendar import occurrences
from ssi_outcomes.reading.kinds.calendar.recurring import recurrences


def test_a_weekly_call_counts_each_week_until_today():
    parsed = read(event("Call", ";TZID=Europe/Paris:20260202T090000", "RRULE:FREQ=WEEKLY"))
    assert [day for _, day, _ in days(parsed)] == ["2026-02-02", "2026-02-09", "2026-02-16", "2026-02-23"]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("RRULE:FREQ=WEEKLY;COUNT=2", ["2026-02-02", "2026-02-09"]),
        (
            "RRULE:FREQ=WEEKLY;UNTIL=20260216T080000Z",
            ["2026-02-02", "2026-02-09", "2026-02-16"],
        ),  # 08:00Z is 09:00 in Paris: the last one is in
        ("RRULE:FREQ=WEEKLY;UNTIL=20260216T075959Z", ["2026-02-02", "2026-02-09"]),
        ("RRULE:FREQ=WEEKLY;UNTIL=20260216", ["2026-02-02", "2026-02-09", "2026-02-16"]),
        ("RRULE:FREQ=WEEKLY;INTERVAL=2", ["2026-02-02", "2026-02-16"]),
        ("RRULE:FREQ=WEEKLY;BYDAY=MO,WE;COUNT=3", ["2026-02-02", "2026-02-04", "2026-02-09"]),
        (
            "RRULE:FREQ=MONTHLY;BYMONTHDAY=30",
            ["2026-02-02"],
        ),  # February has none; the first event stands by itself
        ("RDATE;TZID=Europe/Paris:20260205T090000", ["2026-02-02", "2026-02-05"]),
    ],
)
def test_rules_of_recurrence(rule, expected):
    assert [
        day for _, day, _ in days(read(event("Call", ";TZID=Europe/Paris:20260202T090000", rule)))
    ] == expected


def test_dates_taken_out_of_a_series_do_not_count():
    series = event(
        "Call",
        ";TZID=Europe/Paris:20260202T090000",
        "RRULE:FREQ=WEEKLY",
        "EXDATE;TZID=Europe/Paris:20260209T090000",
        "EXDATE:20260216T080000Z",
    )
    assert [day for _, day, _ in days(read(series))] == ["2026-02-02", "2026-02-23"]


def test_a_rule_of_exceptions_takes_out_what_fits_it_and_never_the_first_that_does_not():
    daily = (":20260202T090000Z", "RRULE:FREQ=DAILY;COUNT=8")  # from Monday to Monday
    weekdays = days(read(event("Call", *daily, "EXRULE:FREQ=WEEKLY;BYDAY=SA,SU")))
    assert [int(day[-2:]) for _, day, _ in weekdays] == [2, 3, 4, 5, 6, 9]
    without_mondays = days(read(event("Call", *daily, "EXRULE:FREQ=WEEKLY;BYDAY=MO")))
    assert [int(day[-2:]) for _, day, _ in without_mondays] == [3, 4, 5, 6, 7, 8]


def test_nine_o_clock_stays_nine_o_clock_when_summer_time_comes():
    late = event("Call", ";TZID=Europe/Paris:20260322T233000", "RRULE:FREQ=WEEKLY;COUNT=2")
    # On 29 March 2026 clocks go forward: counted in UTC, the second call would slip to the 30th.
    assert [day for _, day, _ in days(read(late, today=date(2026, 4, 30)))] == ["2026-03-22", "2026-03-29"]


def test_a_rule_that_never_fits_ends_soon():
    parsed = read(event("Call", ":20260202T090000Z", "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=5"))
    assert days(parsed) == [("phone_meetings", "2026-02-02", 1)]


@pytest.mark.parametrize(
    "exception",
    [
        "EXDATE;VALUE=DATE:20260209",
        "EXDATE:20260209",  # a day, though nothing says so
        "EXDATE:20260209T080000Z",  # the same moment in UTC
        "EXDATE;TZID=America/New_York:20260209T030000",
        "EXDATE;TZID=Romance Standard Time:20260209T090000",
        "EXDATE:20260209T090000",  # its zone was left out
        "EXDATE;TZID=Europe/Paris:20260209T000000",  # midnight, as Exchange writes it
        "EXDATE:20260208T230000Z",  # midnight in Paris
        "EXDATE;TZID=Europe/Paris:20260112T090000,20260209T090000",
    ],
)
def test_an_exception_takes_out_its_day_however_it_is_written(exception):
    series = event("Call", ";TZID=Europe/Paris:20260202T090000", "RRULE:FREQ=WEEKLY;COUNT=3", exception)
    assert [day for _, day, _ in days(read(series))] == ["2026-02-02", "2026-02-16"]


@pytest.mark.parametrize("start", [":20260202T090000Z", ":20260202T090000", ";VALUE=DATE:20260202"])
@pytest.mark.parametrize(
    "exception",
    [
        "EXDATE;VALUE=DATE:20260209",
        "EXDATE:20260209",
        "EXDATE;TZID=Europe/Paris:20260209T000000",
        "EXDATE:20260208T230000Z",
    ],
)
def test_an_exception_fits_series_in_utc_without_a_zone_and_of_whole_days(start, exception):
    series = event("Call", start, "RRULE:FREQ=WEEKLY;COUNT=3", exception)
    assert [day for _, day, _ in days(read(series))] == ["2026-02-02", "2026-02-16"]


@pytest.mark.parametrize(
    "which",
    [
        ";VALUE=DATE:20260209",
        ":20260209",
        ":20260209T080000Z",
        ";TZID=Asia/Tokyo:20260209T170000",
        ":20260209T090000",
    ],
)
def test_a_time_that_was_moved_counts_once_however_its_first_time_is_written(which):
    series = event("Call", ";TZID=Europe/Paris:20260202T090000", "RRULE:FREQ=WEEKLY;COUNT=3")
    moved = event("Call", ":20260212T090000Z", f"RECURRENCE-ID{which}")
    assert [day for _, day, _ in days(read(series, moved))] == ["2026-02-02", "2026-02-12", "2026-02-16"]


def test_an_hour_that_fits_no_time_of_a_day_with_two_takes_out_neither():
    twice = event(
        "Call", ":20260202T080000Z", "RRULE:FREQ=DAILY;COUNT=4;BYHOUR=8,15", "EXDATE:20260203T110000Z"
    )
    assert [count for *_, count in days(read(twice))] == [2, 2]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;INTERVAL=7;BYDAY=TU",  # from a Monday on
        "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6",
        "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=300",
        "FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=4",
    ],
)
def test_a_rule_that_never_fits_leaves_the_first_time(rule):
    assert days(read(event("Call", ":20260202T090000Z", f"RRULE:{rule}"))) == [
        ("phone_meetings", "2026-02-02", 1)
    ]


def test_years_are_followed_where_weekdays_and_leap_years_are_the_same():
    leap = event("Call", ":20000229T090000Z", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29")
    assert [day[:4] for _, day, _ in days(read(leap))] == [
        "2000",
        "2004",
        "2008",
        "2012",
        "2016",
        "2020",
        "2024",
    ]
    last = event("Call", ":20251128T090000Z", "RRULE:FREQ=MONTHLY;BYDAY=-1FR")
    assert [day for _, day, _ in days(read(last))] == ["2025-11-28", "2025-12-26", "2026-01-30", "2026-02-27"]


def test_a_series_with_more_times_than_half_a_century_has_days_is_refused():
    with pytest.raises(ValueFault) as fault:
        recurrences({"FREQ": ["HOURLY"]}, datetime(2020, 1, 1), date(2026, 1, 1))
    assert (fault.value.key, fault.value.values["limit"]) == ("event_too_often", 20_000)


def test_series_that_recur_too_often_in_all_are_refused_and_their_days_are_not_known(monkeypatch):
    monkeypatch.setattr(occurrences, "MOST_IN_ALL", 22_000)
    daily = [event("Call", ":20180101T090000Z", "RRULE:FREQ=DAILY", uid=str(place)) for place in range(3)]
    parsed = read(*daily)
    assert {each.key for each in parsed.rejected} == {"events_too_many"}
    assert [(gap["name"], gap["start"].isoformat(), gap["end"]) for gap in parsed.tables["gaps"]] == [
        ("phone_meetings", "2018-01-01", None)
    ] * 2


@pytest.mark.parametrize(
    "line",
    ["RRULE:FREQ=DAILY;INTERVAL=7;BYDAY=TU", "RRULE:FREQ=DAILY;COUNT=2\r\nEXRULE:FREQ=YEARLY;BYMONTHDAY=30"],
)
def test_rules_count_also_where_they_fit_no_day_or_only_take_days_out(line, monkeypatch):
    monkeypatch.setattr(occurrences, "MOST_IN_ALL", 20_400)
    many = [event("Meeting", ":20260105T090000", *line.split("\r\n"), uid=str(uid)) for uid in range(40)]
    assert {each.key for each in read(*many).rejected} == {"events_too_many"}


def test_days_that_are_listed_one_by_one_count_too(monkeypatch):
    monkeypatch.setattr(occurrences, "MOST_IN_ALL", 10)
    listed = "RDATE:" + ",".join(f"202601{day:02d}T090000" for day in range(6, 26))
    assert [each.key for each in read(event("Meeting", ":20260105T090000", listed)).rejected] == [
        "events_too_many"
    ]
