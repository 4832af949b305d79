"""A meeting that the calendar's owner declined did not take place for them; who that is has to be told."""

import pytest
from reading.calendars import TODAY, event

from ssi_outcomes.reading.kinds.calendar.events import read_calendar
from ssi_outcomes.reading.parsed import Context


def guest(who, answer="ACCEPTED", name=None, more=""):
    return f"ATTENDEE;PARTSTAT={answer};CN={name or who}{more}:mailto:{who}"


NOA, ZOE, ROOM = (
    "noa.berg@example.test",
    "zoe@example.test",
    "ATTENDEE;CUTYPE=ROOM;PARTSTAT=ACCEPTED:mailto:room@example.test",
)


def read(*answers, shown="agenda.ics", head=(), **said):
    """Return the notes and the number of calls that count, each with these guests."""
    events = [
        event("Call", f":2026010{day}T090000Z", *guests, uid=str(day)).replace(
            "ATTENDEE;CN=PLANTED:mailto:planted@example.org\n", ""
        )
        for day, guests in enumerate(answers, start=1)
    ]
    text = "\r\n".join(["BEGIN:VCALENDAR", *head, *events, "END:VCALENDAR", ""])
    parsed = read_calendar(text, shown, Context(today=TODAY, **said))
    return sum(each["count"] for each in parsed.tables["outcomes"]), dict(parsed.notes)


HELD, DECLINED = (guest(NOA), guest(ZOE)), (guest(NOA, "DECLINED"), guest(ZOE))


@pytest.mark.parametrize(
    "told",
    [
        {"head": [f"X-WR-CALNAME:{NOA}"]},
        {"head": ["X-WR-CALNAME:Noa Berg"]},
        {"head": ["X-WR-CALNAME:Calendrier de Noa Berg"]},
        {"head": ["NAME:Noa Berg's calendar"]},
        {"head": [f'X-OWNER;CN="Noa Berg":mailto:{NOA}']},
        {"shown": f"{NOA}.ics"},
        {"shown": f"exports/{NOA.upper()}.ical.ics"},
        {"shown": f"{NOA}.ical.zip/basic.ics"},
        {"shown": "Noa Berg.ics"},
        {"owner": "Berg Noa"},
        {"mapping": {"person": "Noa Berg"}},
        {"mapping": {"address": NOA, "person": "P01"}},
    ],
)
def test_what_the_owner_declined_does_not_count_whatever_tells_who_that_is(told):
    count, notes = read(HELD, DECLINED, **told)
    assert (count, notes["calendar_declined"]) == (1, {"count": 1})


def test_a_guest_is_known_by_name_where_the_address_is_another():
    alias = (guest("nb@example.test", "DECLINED", "Noa Berg"), guest(ZOE))
    principal = ("ATTENDEE;PARTSTAT=DECLINED;CN=x;EMAIL=noa.berg@example.test:/12/principal/", guest(ZOE))
    assert read(HELD, alias, principal, shown="Noa Berg.ics")[0] == 1


def test_what_another_guest_declined_counts():
    other = (guest(NOA), guest(ZOE, "DECLINED"), guest("max@example.test"))
    assert read(HELD, other, shown=f"{NOA}.ics")[0] == 2


def test_the_one_guest_of_all_invitations_is_the_owner():
    third = (guest(NOA), guest("max@example.test"))
    assert read(HELD, DECLINED, third)[0] == 2
    assert read(HELD, DECLINED, HELD)[0] == 3  # two have all in common: nothing tells which


def test_a_meeting_to_which_nobody_came_does_not_count():
    organized = (f"ORGANIZER:mailto:{NOA}", guest(ZOE, "DECLINED"), ROOM)
    half = (f"ORGANIZER:mailto:{NOA}", guest(ZOE, "DECLINED"), guest("max@example.test"))
    hosted = ("ORGANIZER:mailto:host@example.test", guest(NOA), guest(ZOE, "DECLINED"))
    count, notes = read(organized, half, hosted, shown=f"{NOA}.ics")
    assert (count, notes["calendar_declined"]) == (2, {"count": 1})


@pytest.mark.parametrize("answer", ["TENTATIVE", "NEEDS-ACTION", "needs-action"])
def test_what_was_not_answered_counts_and_is_told(answer):
    count, notes = read(HELD, (guest(NOA, answer), guest(ZOE)), shown=f"{NOA}.ics")
    assert (count, notes["calendar_unanswered"]) == (2, {"count": 1})


def test_where_nothing_tells_the_owner_what_somebody_declined_counts_and_is_told_and_the_line_to_paste_answers():
    count, notes = read(HELD, DECLINED)
    assert (count, notes["calendar_declined_by_whom"]["count"]) == (2, 1)
    assert notes["calendar_declined_by_whom"]["paste"].endswith('["agenda.ics"]\naddress = "…@…"')
    count, notes = read(HELD, DECLINED, mapping={"address": NOA})
    assert count == 1 and "calendar_declined_by_whom" not in notes


def test_no_guest_is_named_in_what_is_told():
    assert all(name not in repr(read(HELD, DECLINED)[1]) for name in ("noa", "zoe", "berg"))
