"""A calendar (ICS): how many meetings, calls and interviews took place each
day. Titles, places and people stay in here.

Words of the registry in an event's title say what it counts as; all others are ignored and counted. A
recurring event counts each time, up to today; a cancelled one does not. What an event has in `mapping.toml`
(`words`) comes before the registry.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from icalendar import Calendar

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.base.spelling import fold
from ssi_outcomes.reading.cells.dates import FIRST_YEAR, LAST_YEAR
from ssi_outcomes.reading.cells.values import ValueFault
from ssi_outcomes.reading.kinds.calendar.recurring import BROKEN, moment_of, moments_in, recurrences
from ssi_outcomes.reading.kinds.kind import WholeKind
from ssi_outcomes.reading.kinds.records import outcome_record
from ssi_outcomes.reading.names.registry import event_words, find_event, outcomes
from ssi_outcomes.reading.opening.sheets import decode
from ssi_outcomes.reading.parsed import Context, Parsed, Rejected
from ssi_outcomes.reading.tables.mapping import paste


@dataclass
class _Tally:
    """What has been counted so far: times by day and outcome with the line of the
    first event, and the fate of each event.
    """

    days: Counter[tuple[date, str]] = field(default_factory=Counter)
    lines: dict[tuple[date, str], int] = field(default_factory=dict)
    rejected: list[Rejected] = field(default_factory=list)
    accepted: int = 0
    ignored: int = 0
    again: int = 0


class CalendarFile(WholeKind):
    """A calendar as its program exports it."""

    labels = events = ("calendar",)
    one_source = True

    def begins(self, text: str) -> bool:
        """Tell whether a text is a calendar."""
        return is_calendar(text)

    def read(self, content: bytes, shown: str, context: Context) -> Parsed:
        """Return the outcomes that the calendar counts by day; raises FileRefused."""
        return read_calendar(decode(content, shown), shown, context)


def is_calendar(text: str) -> bool:
    """Tell whether a text is a calendar, by how it begins."""
    return re.match(r"\ufeff?\s*BEGIN:VCALENDAR\b", text[:200], re.I) is not None


def read_calendar(text: str, shown: str, context: Context) -> Parsed:
    """Return the outcomes of a calendar, a count per day and outcome;
    raises FileRefused if no event counts as one.
    """
    events = _events(text, shown)
    tally = _count(events, _lines(text, len(events)), shown, context)
    if not tally.accepted and not tally.rejected:
        _ask_words(shown, context, len(events))
    person = context.mapping.get("person") or context.owner
    found = ", ".join(sorted({outcome for _, outcome in tally.days}))
    again = (("calendar_repeated", {"count": tally.again}),) if tally.again else ()
    return Parsed(
        shown,
        "calendar",
        {
            "outcomes": [
                _record(person, *key, count, tally.lines[key]) for key, count in sorted(tally.days.items())
            ]
        },
        rows=tally.accepted + len(tally.rejected),
        accepted=tally.accepted,
        ignored=tally.ignored,
        rejected=tuple(tally.rejected),
        notes=(
            ("events_counted", {"accepted": tally.accepted, "ignored": tally.ignored, "outcomes": found}),
            *again,
        ),
    )


def _count(events: list, lines: list[int], shown: str, context: Context) -> _Tally:
    words = {
        fold(word): outcome if outcome in outcomes() else ""
        for word, outcome in context.mapping.get("words", {}).items()
    }
    changed, tally = _changed_times(events), _Tally()
    for event, line in zip(events, lines, strict=True):
        outcome = find_event(str(event.get("SUMMARY", "")), words)
        if outcome is None or str(event.get("STATUS", "")).upper() == "CANCELLED":
            tally.ignored += 1
            continue
        try:
            times = _times(event, changed, context)
        except ValueFault as fault:
            tally.rejected.append(Rejected(shown, fault.key, line, values=fault.values))
            continue
        tally.accepted += 1
        for day in _count_once(event, times, tally, context):
            tally.days[day, outcome] += 1
            tally.lines.setdefault((day, outcome), line)
    return tally


def _count_once(
    event, times: Iterable[tuple[datetime, date]], tally: _Tally, context: Context
) -> Iterable[date]:
    """Yield the days of the times that no calendar of this person has counted yet."""
    person = fold(str(context.mapping.get("person") or context.owner or ""))
    name = str(event.get("UID", "")) or fold(str(event.get("SUMMARY", "")))
    for moment, day in times:
        if (person, name, moment) in context.counted:
            tally.again += 1
        else:
            context.counted.add((person, name, moment))
            yield day


def _record(person: str | None, day: date, outcome: str, count: int, line: int) -> dict[str, object]:
    _, record = outcome_record(person, outcome, (day, day), count)
    return {**record, "source_line": line}


def _events(text: str, shown: str) -> list:
    try:
        calendars = Calendar.from_ical(text, multiple=True)
        return [event for calendar in calendars for event in calendar.walk("VEVENT")]
    except BROKEN as fault:
        raise FileRefused("calendar_unreadable", file=shown) from fault


def _lines(text: str, count: int) -> list[int]:
    lines = [
        number
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip().upper() == "BEGIN:VEVENT"
    ]
    # A folded or odd beginning hides from this plain search; events are then numbered, lest one be lost.
    return lines if len(lines) == count else list(range(1, count + 1))


def _changed_times(events: Iterable) -> dict[str, set[datetime]]:
    """Return which times of which recurring events have an entry of their
    own, which replaces them (or cancels them).
    """
    changed: dict[str, set[datetime]] = defaultdict(set)
    for event in events:
        if "RECURRENCE-ID" in event and not event.errors and hasattr(event["RECURRENCE-ID"], "dt"):
            changed[str(event.get("UID", ""))].add(moment_of(event["RECURRENCE-ID"].dt))
    return changed


def _times(event, changed: dict[str, set[datetime]], context: Context) -> list[tuple[datetime, date]]:
    """Return when an event took place, until today, each time with its local day; raises ValueFault."""
    if event.errors:
        raise ValueFault("event_unreadable")
    start = getattr(event.get("DTSTART"), "dt", None)
    if not isinstance(start, date) or not FIRST_YEAR <= start.year <= LAST_YEAR:
        raise ValueFault("event_without_start")
    moments = {moment_of(start)}
    if "RECURRENCE-ID" not in event:
        if "RRULE" in event:
            moments = set(recurrences(event, start, context))
        moments |= set(moments_in(event, "RDATE"))
        moments -= set(moments_in(event, "EXDATE"))
        moments -= changed.get(str(event.get("UID", "")), set())
    elif str(event["RECURRENCE-ID"].params.get("RANGE", "")).upper() == "THISANDFUTURE":
        raise ValueFault("event_changes_series")
    days = ((moment, _local_day(moment, context)) for moment in moments)
    return [(moment, day) for moment, day in days if day <= context.today]


def _local_day(moment: datetime, context: Context) -> date:
    return moment.astimezone(ZoneInfo(context.time_zone)).date() if moment.tzinfo else moment.date()


def _ask_words(shown: str, context: Context, count: int) -> None:
    known = ", ".join(sorted(event_words()))
    lines = paste(shown, "", context.mapping, words={**context.mapping.get("words", {}), "rdv": "meetings"})
    raise FileRefused("asks_words", file=shown, count=count, known=known, paste=lines)
