"""When events took place: what is not known of one is not known on its own days, and on no other."""

from datetime import date

import pytest
from reading.calendars import event, read

CALL = event("Call", ":20260105T090000Z")


def unknown(parsed):
    """Return the first and last days that are not known, with of what."""
    return [(gap["name"], gap["start"], gap["end"]) for gap in parsed.tables.get("gaps", [])]


def test_a_series_without_a_title_leaves_its_own_days_unknown_and_no_later_ones():
    series = event("", ":20260106T090000Z", "RRULE:FREQ=WEEKLY;COUNT=2", uid="2")
    days = [date(2026, 1, 6), date(2026, 1, 13)]
    assert unknown(read(CALL, series)) == [(None, day, day) for day in days]


def test_one_that_cannot_be_followed_leaves_all_days_from_its_first_on_unknown():
    series = event("", ":20260106T090000Z", "RRULE:FREQ=WEEKLY;INTERVAL=0", uid="2")
    assert unknown(read(CALL, series)) == [(None, date(2026, 1, 6), None)]


@pytest.mark.parametrize("title", ["Call", ""])
def test_a_further_date_of_an_event_in_doubt_is_in_doubt_as_well(title):
    lines = ("STATUS:DONE", "RDATE:20260203T090000Z")
    parsed = read(CALL, event(title, ":20260106T090000Z", *lines, uid="2"))
    assert unknown(parsed) == [("phone_meetings" if title else None, date(2026, 1, 6), None)]


def test_an_invitation_that_was_declined_needs_no_title():
    declined = event(
        "", ":20260106T090000Z", "ATTENDEE;CN=P01;PARTSTAT=DECLINED:mailto:p01@example.org", uid="2"
    )
    assert unknown(read(CALL, declined, address="p01@example.org")) == []
