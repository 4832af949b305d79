"""Small synthetic calendars, and what the reader makes of them."""

from datetime import date

from ssi_outcomes.reading.kinds.calendar.events import read_calendar
from ssi_outcomes.reading.parsed import Context

TODAY = date(2026, 3, 1)
PARIS = "BEGIN:VTIMEZONE\nTZID:Europe/Paris\nBEGIN:STANDARD\nDTSTART:19961027T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:19810329T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\nEND:DAYLIGHT\nEND:VTIMEZONE"


def event(summary, start, *lines, uid="1"):
    """Return an event with a title, the rest of its DTSTART, and more of its lines."""
    body = [
        f"UID:{uid}",
        f"SUMMARY:{summary}",
        f"DTSTART{start}",
        "ATTENDEE;CN=PLANTED:mailto:planted@example.org",
        "LOCATION:PLANTED",
        *lines,
    ]
    return "\n".join(["BEGIN:VEVENT", *body, "END:VEVENT"])


def read(*events, today=TODAY, time_zone="Europe/Paris", **mapping):
    """Return what the reader makes of a calendar of P01 with these events."""
    text = "\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", PARIS, *events, "END:VCALENDAR"]) + "\n"
    return read_calendar(
        text.replace("\n", "\r\n"),
        "P01/agenda.ics",
        Context(today=today, owner="P01", time_zone=time_zone, mapping=mapping),
    )


def days(parsed):
    """Return what was counted, on which day, and how often."""
    return [(each["outcome"], each["start"].isoformat(), each["count"]) for each in parsed.tables["outcomes"]]
