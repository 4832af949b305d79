"""Each person's own calendar of a trial: what was drawn for each week, and the reading of each Monday."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

import pandas as pd
from icalendar import Calendar, Event

from ssi_outcomes.base.errors import message
from ssi_outcomes.trial.protocol import Protocol
from ssi_outcomes.trial.toml_keys import PUSHES

_MAKER = "-//ssi-outcomes//trial//EN"
_READ_AT, _READ_FOR = time(9), timedelta(minutes=15)  # before noon, so that the reading is in time
_LONGEST = 40  # letters of a name in a file's


def make_calendars(
    dataset: str, protocol: Protocol, schedule: pd.DataFrame, language: str
) -> dict[str, bytes]:
    """Return each person's calendar (RFC 5545) by the name of its file: an event over the five weekdays of
    each week with what was drawn, which keeps no time busy, and a reading each Monday, the one after the last
    week, too.
    """
    return {
        name_file(number, person): _make(dataset, protocol, rows, number, language)
        for number, (person, rows) in enumerate(schedule.groupby("person", sort=False), start=1)
    }


def name_file(number: int, person: str) -> str:
    """Return the name of a person's calendar, which any system can store and no two people share."""
    plain = unicodedata.normalize("NFKD", person).encode("ascii", "ignore").decode().lower()
    word = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST].strip("-")
    return f"{number:02d}-{word}.ics" if word else f"{number:02d}.ics"


def _make(dataset: str, protocol: Protocol, rows: pd.DataFrame, number: int, language: str) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", _MAKER)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", message("trial_calendar_name", language, dataset=dataset))
    made = protocol.drawn_at.replace(tzinfo=UTC)
    for kind, event in _events(protocol, rows, language):
        event.add("uid", f"{kind}-{number}-{protocol.seed[:16]}@{dataset}.ssi-outcomes")
        event.add("dtstamp", made)
        event.add("categories", ["SSI"])
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return calendar.to_ical()


def _events(protocol: Protocol, rows: pd.DataFrame, language: str) -> Iterator[tuple[str, Event]]:
    """Give each event with what tells it from the others."""
    push = message(f"trial_push_{protocol.push}", language) if protocol.push in PUSHES else protocol.push
    for monday, arm, block in rows[["week_start", "arm", "block"]].itertuples(index=False):
        kind = arm if block else "baseline"
        event = Event()
        event.add("summary", message(f"trial_calendar_{kind}", language))
        event.add("description", push if arm == "push" else message("trial_ordinary", language))
        event.add("dtstart", monday)
        event.add("dtend", monday + timedelta(days=5))  # the first day that is no longer in it
        yield f"{monday:%Y%m%d}-week", event
    for monday in [*protocol.mondays, protocol.ends]:
        yield f"{monday:%Y%m%d}-reading", _reading(monday, language)


def _reading(monday: date, language: str) -> Event:
    event = Event()
    event.add("summary", message("trial_calendar_reading", language))
    event.add("description", message("trial_reading", language))
    # Without a zone: nine o'clock wherever the person is.
    event.add("dtstart", datetime.combine(monday, _READ_AT))
    event.add("dtend", datetime.combine(monday, _READ_AT) + _READ_FOR)
    return event
