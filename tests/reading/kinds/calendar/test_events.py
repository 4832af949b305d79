"""A calendar: recurring events count each time, cancelled ones never, and only counts come out."""

from datetime import date

import pytest
from reading.calendars import TODAY, days, event, read

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.reading.kinds.calendar.events import is_calendar, read_calendar
from ssi_outcomes.reading.parsed import Context


def test_events_are_counted_by_day_and_outcome():
    parsed = read(
        event("Call PLANTED", ":20260105T090000Z"),
        event("RDV tél PLANTED", ":20260105T100000Z", uid="2"),
        event("RDV PLANTED", ":20260105T110000Z", uid="3"),
        event("Dentiste", ":20260105T120000Z", uid="4"),
    )
    assert days(parsed) == [("meetings", "2026-01-05", 1), ("phone_meetings", "2026-01-05", 2)]
    assert (parsed.kind, parsed.rows, parsed.accepted, parsed.ignored) == ("calendar", 3, 3, 1)
    assert {each["person"] for each in parsed.tables["outcomes"]} == {"P01"}


def test_no_title_place_or_guest_leaves_the_reader():
    parsed = read(
        event("Call PLANTED", ":20260105T090000Z"), event("Call PLANTED", ";VALUE=DATE:99999999", uid="2")
    )
    assert (
        "planted" not in repr(parsed).casefold()
        and parsed.rejected
        and not any(each.raw for each in parsed.rejected)
    )


def test_an_event_that_is_there_twice_counts_once():
    weekly = event("Call", ";TZID=Europe/Paris:20260202T090000", "RRULE:FREQ=WEEKLY;COUNT=3")
    once_more = event("Call", ":20260209T080000Z")  # 9 o'clock in Paris: the second of the three
    other = event("Call", ":20260209T080000Z", uid="2")
    parsed = read(weekly, once_more, other)
    assert [count for *_, count in days(parsed)] == [1, 2, 1]
    assert ("calendar_repeated", {"count": 1}) in parsed.notes


def test_a_time_that_was_moved_counts_once_and_a_time_that_was_cancelled_not_at_all():
    series = event("Call", ";TZID=Europe/Paris:20260202T090000", "RRULE:FREQ=WEEKLY")
    moved = event(
        "Call", ";TZID=Europe/Paris:20260210T150000", "RECURRENCE-ID;TZID=Europe/Paris:20260209T090000"
    )
    cancelled = event(
        "Call",
        ";TZID=Europe/Paris:20260216T090000",
        "RECURRENCE-ID;TZID=Europe/Paris:20260216T090000",
        "STATUS:CANCELLED",
    )
    assert [day for _, day, _ in days(read(series, moved, cancelled))] == [
        "2026-02-02",
        "2026-02-10",
        "2026-02-23",
    ]
    assert days(read(cancelled, moved, series)) == days(read(series, moved, cancelled))


def test_cancelled_events_are_dropped():
    parsed = read(
        event("Call", ":20260105T090000Z", "STATUS:CANCELLED"), event("Call", ":20260106T090000Z", uid="2")
    )
    assert days(parsed) == [("phone_meetings", "2026-01-06", 1)]


def test_the_day_is_the_local_one():
    late = event("Call", ":20260105T233000Z")
    assert days(read(late)) == [("phone_meetings", "2026-01-06", 1)]
    assert days(read(late, time_zone="America/Montreal")) == [("phone_meetings", "2026-01-05", 1)]


def test_an_event_whose_beginning_is_folded_is_not_lost():
    folded = event("Call", ":20260105T090000Z").replace("BEGIN:VEVENT", "BEGIN:VEV\n ENT")
    assert days(read(folded, event("Call", ":20260106T090000Z", uid="2"))) == [
        ("phone_meetings", "2026-01-05", 1),
        ("phone_meetings", "2026-01-06", 1),
    ]


def test_whole_days_are_events_too():
    assert days(read(event("Visite client", ";VALUE=DATE:20260105"))) == [
        ("physical_meetings", "2026-01-05", 1)
    ]


def test_what_lies_ahead_has_not_happened():
    parsed = read(event("Call", ":20260301T090000Z"), event("Call", ":20260302T090000Z", uid="2"))
    assert days(parsed) == [("phone_meetings", "2026-03-01", 1)]


def test_a_users_words_come_before_ours():
    parsed = read(
        event("Point Acme", ":20260105T090000Z"),
        event("Call mum", ":20260105T190000Z", uid="2"),
        words={"point acme": "physical_meetings", "mum": ""},
    )
    assert days(parsed) == [("physical_meetings", "2026-01-05", 1)]
    assert parsed.ignored == 1


def test_a_calendar_without_a_known_word_is_asked_about():
    with pytest.raises(FileRefused) as refused:
        read(event("Dentiste", ":20260105T090000Z"))
    assert refused.value.key == "asks_words"
    assert '["P01/agenda.ics"]\nkind = "ignore"\n# words = { "…" = "meetings" }' in refused.value.text("fr")


@pytest.mark.parametrize(
    ("lines", "key"),
    [
        ((":20260202T090000Z", "RRULE:FREQ=SECONDLY"), "event_within_a_day"),
        ((":20260202T090000Z", "RRULE:FREQ=WEEKLY;INTERVAL=0"), "event_rule_unreadable"),
        ((":19910202T090000Z", "RRULE:FREQ=DAILY;BYHOUR=1,2,3,4,5,6,7,8"), "event_too_often"),
        ((":00010202T090000Z", "RRULE:FREQ=DAILY"), "event_without_start"),
        ((":20260202T090000Z", "RECURRENCE-ID;RANGE=THISANDFUTURE:20260202T090000Z"), "event_changes_series"),
        ((":20260202T090000Z", "RECURRENCE-ID:2026-02"), "event_time_unreadable"),
        ((":20260202T090000Z", "RDATE:20260203T090000Z,20260299"), "event_time_unreadable"),
        ((":20260202T090000Z", "RRULE:FREQ=DAILY;COUNT=3", "EXDATE:tomorrow"), "event_time_unreadable"),
    ],
)
def test_events_that_cannot_be_counted_are_rejected_by_line_without_their_text(lines, key):
    parsed = read(event("Call", ":20260105T090000Z"), event("Call PLANTED", *lines, uid="2"))
    (wrong,) = parsed.rejected
    assert (wrong.key, wrong.line, wrong.raw) == (key, 26, "")
    (gap,) = parsed.tables["gaps"]  # what could not be counted is not known, and is no zero
    assert gap["name"] == "phone_meetings" and gap["end"] is None
    assert days(parsed) == [("phone_meetings", "2026-01-05", 1)]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "calendar_unreadable"),
        ("END:VEVENT\r\n", "calendar_unreadable"),
        ("BEGIN:VCALENDAR\r\n", "calendar_cut"),
        ("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Call\r\nDTSTART:20260105T090000Z\r\n", "calendar_cut"),
        ("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "asks_words"),
    ],
)
def test_what_only_looks_like_a_calendar_or_breaks_off_is_refused(text, key):
    with pytest.raises(FileRefused) as refused:
        read_calendar(text, "x.ics", Context(today=TODAY))
    assert refused.value.key == key


def test_a_calendar_is_known_by_how_it_begins():
    assert is_calendar("\ufeffBEGIN:VCALENDAR\r\n")
    assert not is_calendar("date,ssi\n")


@pytest.mark.parametrize("title", ["", "???", "n/a"])
def test_an_event_that_does_not_say_what_it_is_leaves_its_day_unknown(title):
    parsed = read(event("Call", ":20260105T090000Z"), event(title, ":20260112T090000Z", uid="2"))
    (gap,) = parsed.tables["gaps"]
    assert (gap["name"], gap["start"], gap["end"]) == (None, date(2026, 1, 12), date(2026, 1, 12))
    assert dict(parsed.notes)["calendar_untitled"] == {"count": 1}
    assert not parsed.rejected and parsed.ignored == 1


def test_what_was_cancelled_needs_no_title():
    parsed = read(
        event("Call", ":20260105T090000Z"), event("", ":20260112T090000Z", "STATUS:CANCELLED", uid="2")
    )
    assert "gaps" not in parsed.tables and "calendar_untitled" not in dict(parsed.notes)


@pytest.mark.parametrize("status", ["", "???", "DONE"])
def test_an_event_with_a_status_that_is_none_may_not_have_taken_place(status):
    parsed = read(
        event("Call", ":20260105T090000Z"), event("Call", ":20260112T090000Z", f"STATUS:{status}", uid="2")
    )
    assert [each.key for each in parsed.rejected] == ["event_status_unknown"]
    (gap,) = parsed.tables["gaps"]
    assert (gap["start"], gap["end"]) == (date(2026, 1, 12), date(2026, 1, 12))
