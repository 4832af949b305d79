"""The times of a calendar's recurring events, as RFC 5545 means them."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice

from dateutil.rrule import rrulestr
from icalendar import vRecur

from ssi_outcomes.reading.cells.values import ValueFault
from ssi_outcomes.reading.parsed import Context

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
# What icalendar raises on text that only looks like a calendar (OSError: a zone
# that is called like a folder of zones).
BROKEN = (
    ValueError,
    KeyError,
    TypeError,
    IndexError,
    AttributeError,
    OverflowError,
    RecursionError,
    OSError,
)


def recurrences(event, start: date, context: Context) -> Iterable[datetime]:
    """Return the times of an event's rule from its first to today; raises ValueFault.

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
    except BROKEN as fault:
        raise ValueFault("event_rule_unreadable") from fault
    if len(found) > MOST_TIMES:
        raise ValueFault("event_too_often", limit=MOST_TIMES)
    # DTSTART is the first of the series even where it does not fit its own rule (RFC 5545, 3.8.5.3).
    found = sorted({naive, *found})[:count]
    return [moment_of(moment.replace(tzinfo=clock.tzinfo)) for moment in found]


def _read_rule(value: object) -> dict[str, list]:
    """Return the parts of a rule; raises ValueFault for two rules, and for one
    that a calendar of meetings does not need.
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


def moments_in(event, name: str) -> Iterable[datetime]:
    found = event.get(name, [])
    for each in found if isinstance(found, list) else [found]:
        for entry in getattr(each, "dts", ()):
            moment = entry.dt[0] if isinstance(entry.dt, tuple) else entry.dt
            if isinstance(moment, date):
                yield moment_of(moment)


def moment_of(moment: date) -> datetime:
    """Return a time that can be compared with others: zoned times in
    UTC, floating times and days as they stand.
    """
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time())
    return moment.astimezone(UTC) if moment.tzinfo else moment
