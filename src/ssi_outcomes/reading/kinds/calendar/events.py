"""A calendar (ICS): how many meetings, calls and interviews took place each day. Titles, places and people
stay in here.

Words of the registry in an event's title say what it counts as; all others are ignored and counted. A
recurring event counts each time, up to today; a cancelled one does not. What an event has in `mapping.toml`
(`words`) comes before the registry.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr
from icalendar import Calendar, vRecur

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.base.spelling import fold
from ssi_outcomes.reading.cells.dates import FIRST_YEAR, LAST_YEAR
from ssi_outcomes.reading.cells.values import ValueFault
from ssi_outcomes.reading.names.registry import event_words, find_event, outcomes
from ssi_outcomes.reading.parsed import Context, Parsed, Rejected
from ssi_outcomes.reading.tables.mapping import paste

MOST_TIMES = 20_000  # of one event: daily for half a century
_PARTS = {
    "FREQ",
    "INTERVAL",
    "COUNT",
    "UNTIL",
    "WKST",
    "BYMONTH",
    "BYMONTHDAY",
    "BYDAY",
    "BYSETPOS",
    "BYYEARDAY",
    "BYWEEKNO",
    "BYHOUR",
    "BYMINUTE",
    "BYSECOND",
}
_FREQUENCIES = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}
# What icalendar raises on text that only looks like a calendar (OSError: a zone that is called like a folder
# of zones).
_BROKEN = (
    ValueError,
    KeyError,
    TypeError,
    IndexError,
    AttributeError,
    OverflowError,
    RecursionError,
    OSError,
)


@dataclass
class _Tally:
    """What has been counted so far: times by day and outcome with the line of the first event, and the fate
    of each event.
    """

    days: Counter[tuple[date, str]] = field(default_factory=Counter)
    lines: dict[tuple[date, str], int] = field(default_factory=dict)
    rejected: list[Rejected] = field(default_factory=list)
    accepted: int = 0
    ignored: int = 0
    again: int = 0


def read_calendar(text: str, shown: str, context: Context) -> Parsed:
    """Return the outcomes of a calendar, a count per day and outcome; raises FileRefused if no event counts
    as one.
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
    return {
        "person": person,
        "outcome": outcome,
        "start": day,
        "end": day,
        "count": count,
        "value": None,
        "currency": None,
        "source_line": line,
    }


def _events(text: str, shown: str) -> list:
    try:
        calendars = Calendar.from_ical(text, multiple=True)
        return [event for calendar in calendars for event in calendar.walk("VEVENT")]
    except _BROKEN as fault:
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
    """Return which times of which recurring events have an entry of their own, which replaces them (or
    cancels them).
    """
    changed: dict[str, set[datetime]] = defaultdict(set)
    for event in events:
        if "RECURRENCE-ID" in event and not event.errors and hasattr(event["RECURRENCE-ID"], "dt"):
            changed[str(event.get("UID", ""))].add(_moment(event["RECURRENCE-ID"].dt))
    return changed


def _times(event, changed: dict[str, set[datetime]], context: Context) -> list[tuple[datetime, date]]:
    """Return when an event took place, until today, each time with its local day; raises ValueFault."""
    if event.errors:
        raise ValueFault("event_unreadable")
    start = getattr(event.get("DTSTART"), "dt", None)
    if not isinstance(start, date) or not FIRST_YEAR <= start.year <= LAST_YEAR:
        raise ValueFault("event_without_start")
    moments = {_moment(start)}
    if "RECURRENCE-ID" not in event:
        if "RRULE" in event:
            moments = set(_recurrences(event, start, context))
        moments |= set(_dates(event, "RDATE"))
        moments -= set(_dates(event, "EXDATE"))
        moments -= changed.get(str(event.get("UID", "")), set())
    elif str(event["RECURRENCE-ID"].params.get("RANGE", "")).upper() == "THISANDFUTURE":
        raise ValueFault("event_changes_series")
    days = ((moment, _local_day(moment, context)) for moment in moments)
    return [(moment, day) for moment, day in days if day <= context.today]


def _recurrences(event, start: date, context: Context) -> Iterable[datetime]:
    """Return the times of a rule from its first to today.

    They are counted on the event's own clock, so that 9 o'clock stays 9 o'clock.
    """
    rule = _read_rule(event["RRULE"])
    count, until = rule.pop("COUNT", [None])[0], rule.pop("UNTIL", [None])[0]
    clock = start if isinstance(start, datetime) else datetime.combine(start, time())
    naive, end = clock.replace(tzinfo=None), datetime.combine(context.today + timedelta(days=1), time())
    if until is not None:
        end = min(end, _until(until, clock))
    try:
        # An end always, and the count cut by hand: a series must not run on to the year 9999.
        text = vRecur(rule).to_ical().decode() + f";UNTIL={end:%Y%m%dT%H%M%S}"
        found = (
            list(islice(rrulestr(text, dtstart=naive), MOST_TIMES + 1))
            if _fits_a_day(rule, naive.date(), end.date())
            else []
        )
    except _BROKEN as fault:
        raise ValueFault("event_rule_unreadable") from fault
    if len(found) > MOST_TIMES:
        raise ValueFault("event_too_often", limit=MOST_TIMES)
    # DTSTART is the first of the series even where it does not fit its own rule (RFC 5545, 3.8.5.3).
    found = sorted({naive, *found})[:count]
    return [_moment(moment.replace(tzinfo=clock.tzinfo)) for moment in found]


def _read_rule(value: object) -> dict[str, list]:
    """Return the parts of a rule; raises ValueFault for two rules, and for one that a calendar of meetings
    does not need.
    """
    rules = value if isinstance(value, list) else [value]
    rule = (
        {key.upper(): each if isinstance(each, list) else [each] for key, each in rules[0].items()}
        if len(rules) == 1 and isinstance(rules[0], dict)
        else {}
    )
    whole = [*rule.get("INTERVAL", [1]), *rule.get("COUNT", [1])]
    frequency = str(rule.get("FREQ", [""])[0])
    rare = rule.keys() & {"BYSETPOS", "BYYEARDAY", "BYWEEKNO"} and frequency not in {"MONTHLY", "YEARLY"}
    if (
        frequency not in _FREQUENCIES
        or rule.keys() - _PARTS
        or rare
        or not all(isinstance(n, int) and n > 0 for n in whole)
    ):
        raise ValueFault("event_rule_unreadable")
    return rule


def _fits_a_day(rule: dict[str, list], first: date, last: date) -> bool:
    """Tell whether any day can fit the rule's months and days; where none does (30 February), dateutil
    searches for thousands of years.
    """
    months, numbers = set(map(int, rule.get("BYMONTH", ()))), set(map(int, rule.get("BYMONTHDAY", ())))
    if not numbers:
        return True
    for ahead in range((last - first).days + 1):
        day = first + timedelta(days=ahead)
        from_end = day.day - monthrange(day.year, day.month)[1] - 1
        if (not months or day.month in months) and {day.day, from_end} & numbers:
            return True
    return False


def _until(until: date, clock: datetime) -> datetime:
    if not isinstance(until, datetime):
        return datetime.combine(until, time(23, 59, 59))
    return (
        until.astimezone(clock.tzinfo).replace(tzinfo=None)
        if until.tzinfo and clock.tzinfo
        else until.replace(tzinfo=None)
    )


def _dates(event, name: str) -> Iterable[datetime]:
    found = event.get(name, [])
    for each in found if isinstance(found, list) else [found]:
        for entry in getattr(each, "dts", ()):
            moment = entry.dt[0] if isinstance(entry.dt, tuple) else entry.dt
            if isinstance(moment, date):
                yield _moment(moment)


def _moment(moment: date) -> datetime:
    """Return a time that can be compared with others: zoned times in UTC, floating times and days as they
    stand.
    """
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time())
    return moment.astimezone(UTC) if moment.tzinfo else moment


def _local_day(moment: datetime, context: Context) -> date:
    return moment.astimezone(ZoneInfo(context.time_zone)).date() if moment.tzinfo else moment.date()


def _ask_words(shown: str, context: Context, count: int) -> None:
    known = ", ".join(sorted(event_words()))
    lines = paste(shown, "", context.mapping, words={**context.mapping.get("words", {}), "rdv": "meetings"})
    raise FileRefused("asks_words", file=shown, count=count, known=known, paste=lines)


def is_calendar(text: str) -> bool:
    """Tell whether a text is a calendar, by how it begins."""
    return re.match(r"\ufeff?\s*BEGIN:VCALENDAR\b", text[:200], re.I) is not None
