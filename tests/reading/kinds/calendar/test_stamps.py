"""A series without an end counts up to the calendar's export, on whatever day the file is read."""

from datetime import date

import pytest
from reading.calendars import days, event, read

ENDLESS = "RRULE:FREQ=WEEKLY"
FIRST = ["2026-01-05", "2026-01-12", "2026-01-19"]


def weekly(*lines, rule=ENDLESS):
    return event("Call", ":20260105T090000Z", rule, *lines)


@pytest.mark.parametrize(
    "stamp", ["DTSTAMP:20260120T080000Z", "LAST-MODIFIED:20260120T080000Z", "CREATED:20260120"]
)
@pytest.mark.parametrize("today", [date(2026, 1, 25), date(2026, 3, 1), date(2030, 1, 1)])
def test_what_was_planned_at_the_export_does_not_count_whenever_it_is_read(stamp, today):
    parsed = read(
        weekly("DTSTAMP:20260101T080000Z"), event("RDV", ":20260106T090000Z", stamp, uid="2"), today=today
    )
    assert [day for outcome, day, _ in days(parsed) if outcome == "phone_meetings"] == FIRST
    (gap,) = parsed.tables["gaps"]
    line = gap.pop("source_line")
    assert line and gap == {
        "person": "P01",
        "table": "outcomes",
        "name": "phone_meetings",
        "start": date(2026, 1, 21),
        "end": None,
    }
    note = dict(parsed.notes)["calendar_endless_until"]
    assert (note["count"], note["day"]) == (1, "2026-01-20")


@pytest.mark.parametrize(
    "rule", ["RRULE:FREQ=WEEKLY;UNTIL=20991231", "RRULE:FREQ=WEEKLY;UNTIL=20380119T031407Z"]
)
def test_an_end_many_years_away_is_none(rule):
    assert [day for _, day, _ in days(read(weekly("DTSTAMP:20260120T080000Z", rule=rule)))] == FIRST


def test_a_series_with_an_end_counts_to_it_and_what_lay_ahead_is_told():
    parsed = read(weekly("DTSTAMP:20260113T080000Z", rule="RRULE:FREQ=WEEKLY;COUNT=3"))
    assert [day for _, day, _ in days(parsed)] == FIRST
    assert "gaps" not in parsed.tables
    assert dict(parsed.notes)["calendar_planned"] == {"count": 1, "day": "2026-01-13"}


def test_a_calendar_without_a_stamp_counts_to_the_day_of_reading_and_says_so():
    parsed = read(weekly(), today=date(2026, 1, 20))
    assert [day for _, day, _ in days(parsed)] == FIRST
    note = dict(parsed.notes)["calendar_endless"]
    assert note["paste"].endswith('["P01/agenda.ics"]\ndate = "2026-01-20"')


@pytest.mark.parametrize("stamp", ["DTSTAMP:19700101T000000Z", "DTSTAMP:29990101T000000Z", "DTSTAMP:never"])
def test_a_stamp_that_cannot_be_right_is_none(stamp):
    assert "calendar_endless" in dict(read(weekly(stamp), today=date(2026, 1, 20)).notes)


def test_the_day_in_the_mapping_comes_before_the_stamps():
    parsed = read(weekly("DTSTAMP:20260106T080000Z"), date="2026-01-20")
    assert [day for _, day, _ in days(parsed)] == FIRST
