"""A calendar's text as its events: broken lines cost none of them."""

import pytest

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.reading.kinds.calendar.components import split_calendar


def split(*lines, end="\r\n"):
    return split_calendar(end.join(["BEGIN:VCALENDAR", *lines, "END:VCALENDAR", ""]), "x.ics")


def titles(*lines, end="\r\n"):
    return [event.text("SUMMARY") for event in split(*lines, end=end).events]


CALL = ["BEGIN:VEVENT", "SUMMARY:Call", "DTSTART:20260105T090000Z", "END:VEVENT"]


@pytest.mark.parametrize(
    "broken",
    [
        ["DESCRIPTION:Bonjour à tous", "Lien : https://example.test/x", "A bientôt"],
        ["DESCRIPTION:Dial in", "", "tel: 12", "-::~:~::~:~ Do not edit"],
        ["DESCRIPTION:Hello\\n", "Status: CANCELLED", "Summary: other"],
        ["X-ALT-DESC;FMTTYPE=text/html:<html>", "<p>Hi</p>", "</html>"],
        ['ATTENDEE;CN="Ana:mailto:ana@example.test'],
        ["GEO:48,85;2,35", "DURATION:half an hour", "ATTACH;=:x"],
        ["BEGIN:VALARM", "TRIGGER:soon", "SUMMARY:Reminder", "END:VALARM"],
    ],
)
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_a_broken_property_that_is_not_needed_costs_no_event(broken, end):
    lines = ["BEGIN:VEVENT", *broken, *CALL[1:], *CALL]
    assert titles(*lines, end=end) == ["Call", "Call"]
    assert all(event.text("STATUS") == "" for event in split(*lines, end=end).events)


@pytest.mark.parametrize(
    ("title", "read"),
    [
        (["SUMMARY:Entre", " tien"], "Entretien"),
        (["SUMMARY:Entre", "\ttien"], "Entretien"),
        (
            ["SUMMARY:" + "x" * 65 + "Ent", "retien"],
            "x" * 65 + "Entretien",
        ),  # folded at 75, the blank was lost
        (["SUMMARY:Entretien", "chez Acme"], "Entretien chez Acme"),
        (['SUMMARY;LANGUAGE=fr;X-NOTE="a:b;c":Appel\\, suite\\; fin\\n2'], "Appel, suite; fin 2"),
    ],
)
def test_a_title_goes_on_over_folded_and_broken_lines(title, read):
    assert titles("BEGIN:VEVENT", *title, "END:VEVENT") == [read]


def test_the_line_of_an_event_is_that_on_which_it_begins():
    folded = ["BEGIN:VEV", " ENT", *CALL[1:]]
    assert [event.line for event in split(*CALL, *folded).events] == [2, 6]


def test_an_event_that_was_never_ended_ends_with_the_next():
    assert titles(*CALL[:-1], *CALL) == ["Call", "Call"]


def test_small_letters_are_a_calendar_too():
    lines = "begin:vcalendar\nbegin:vevent\nsummary:Call\nend:vevent\nend:vcalendar\n"
    assert [event.text("SUMMARY") for event in split_calendar(lines, "x.ics").events] == ["Call"]


def test_a_zone_whose_name_holds_a_colon_without_quotes_is_read():
    lines = ["BEGIN:VEVENT", "DTSTART;TZID=tzone://Microsoft/Utc:20260318T103500", "END:VEVENT"]
    (event,) = split(*lines).events
    start = event.first("DTSTART")
    assert (start.value, start.params["TZID"]) == ("20260318T103500", "tzone://Microsoft/Utc")


@pytest.mark.parametrize("lines", [[], CALL[:2], CALL, [*CALL, "BEGIN:VEVENT"]])
def test_a_calendar_that_breaks_off_is_refused_for_what_is_missing_is_not_known(lines):
    with pytest.raises(FileRefused) as refused:
        split_calendar("\r\n".join(["BEGIN:VCALENDAR", *lines, ""]), "x.ics")
    assert refused.value.key == "calendar_cut"
