"""An event of a series counts each time that it took place."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from reading.calendars import days, event, read

from ssi_outcomes.reading.kinds.calendar.recurring import moment_of


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


def test_nine_o_clock_stays_nine_o_clock_when_summer_time_comes():
    late = event("Call", ";TZID=Europe/Paris:20260322T233000", "RRULE:FREQ=WEEKLY;COUNT=2")
    # On 29 March 2026 clocks go forward: counted in UTC, the second call would slip to the 30th.
    assert [day for _, day, _ in days(read(late, today=date(2026, 4, 30)))] == ["2026-03-22", "2026-03-29"]


def test_a_rule_that_never_fits_ends_soon():
    parsed = read(event("Call", ":20260202T090000Z", "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=5"))
    assert days(parsed) == [("phone_meetings", "2026-02-02", 1)]


def test_a_time_with_a_zone_is_compared_in_utc_and_a_day_by_its_first_hour():
    paris = datetime(2026, 2, 2, 9, tzinfo=ZoneInfo("Europe/Paris"))
    assert moment_of(paris) == datetime(2026, 2, 2, 8, tzinfo=UTC)
    assert moment_of(datetime(2026, 2, 2, 9)) == datetime(2026, 2, 2, 9)
    assert moment_of(date(2026, 2, 2)) == datetime(2026, 2, 2)
