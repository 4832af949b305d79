"""The times of a calendar's recurring events, as RFC 5545 means them."""

from __future__ import annotations

from calendar import isleap
from collections import defaultdict
from collections.abc import Iterable
from datetime import MAXYEAR, UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from itertools import islice
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

from ssi_outcomes.reading.cells.values import ValueFault
from ssi_outcomes.reading.kinds.calendar.clock import day_of, moment_of
from ssi_outcomes.reading.kinds.calendar.zones import BROKEN

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
_TOO_OFTEN = {"HOURLY", "MINUTELY", "SECONDLY"}

Rule = dict[str, list]


def read_rule(texts: list[str]) -> Rule:
    """Return the parts of an event's rule; raises ValueFault for two rules, and for
    one that a calendar of meetings does not need.
    """
    if len(texts) != 1:
        raise ValueFault("event_rule_unreadable")
    from icalendar import vRecur  # only a calendar with recurring events needs it, and it takes long to load

    try:
        rule = {str(key).upper(): list(each) for key, each in vRecur.from_ical(texts[0]).items()}
    except BROKEN as fault:
        raise ValueFault("event_rule_unreadable") from fault
    whole = [*rule.get("INTERVAL", [1]), *rule.get("COUNT", [1])]
    frequency = str(rule.get("FREQ", [""])[0]).upper()
    if frequency in _TOO_OFTEN:
        raise ValueFault("event_within_a_day")
    rare = rule.keys() & {"BYSETPOS", "BYYEARDAY", "BYWEEKNO"} and frequency not in {"MONTHLY", "YEARLY"}
    if (
        frequency not in _FREQUENCIES
        or rule.keys() - _PARTS
        or rare
        or not all(isinstance(n, int) and n > 0 for n in whole)
    ):
        raise ValueFault("event_rule_unreadable")
    return rule


def ends_by(rule: Rule, day: date) -> bool:
    """Tell whether a series says itself where it ends, and no later than on `day`."""
    until = rule.get("UNTIL", [None])[0]
    return "COUNT" in rule or (isinstance(until, date) and moment_of(until).date() <= day)


def recurrences(rule: Rule, start: date, last: date, *, excepts: bool = False) -> list[datetime]:
    """Return the times of a rule from its first to the day `last`, on the event's own clock; raises
    ValueFault, also where there are too many. Of a rule that `excepts`, only those that fit it.

    They are counted on that clock, so that 9 o'clock stays 9 o'clock.
    """
    parts = dict(rule)
    count, until = parts.pop("COUNT", [None])[0], parts.pop("UNTIL", [None])[0]
    clock = start if isinstance(start, datetime) else datetime.combine(start, time())
    naive, end = clock.replace(tzinfo=None), datetime.combine(last + timedelta(days=1), time(23, 59))
    try:
        if until is not None:
            end = min(end, _until(until, clock))
        found = _expand(parts, naive, end) if end >= naive else []
    except BROKEN as fault:
        raise ValueFault("event_rule_unreadable") from fault
    # DTSTART is the first of the series even where it does not fit its own rule (RFC 5545, 3.8.5.3).
    found = sorted({*([] if excepts else [naive]), *found})[:count]
    if len(found) > MOST_TIMES:
        raise ValueFault("event_too_often", limit=MOST_TIMES)
    return [moment.replace(tzinfo=clock.tzinfo) for moment in found]


def _expand(rule: Rule, start: datetime, end: datetime) -> list[datetime]:
    """Return the times of a rule from `start` to `end`, one more than MOST_TIMES at most.

    Where no day fits a rule any more, dateutil searches on to the year 9999. So the rule is followed in the
    last years before it that have the same weekdays and leap years, and what is found is put back.
    """
    from icalendar import vRecur

    ahead = _find_alike(start.year, end.year)
    # An end always, and the count cut by hand.
    text = vRecur(rule).to_ical().decode() + f";UNTIL={_move(end, ahead):%Y%m%dT%H%M%S}"
    return [_move(each, -ahead) for each in _follow(text, _move(start, ahead))]


@lru_cache(maxsize=64)
def _follow(text: str, start: datetime) -> list[datetime]:
    return list(islice(rrulestr(text, dtstart=start), MOST_TIMES + 1))


@cache
def _find_alike(first: int, last: int) -> int:
    """Return by how many years the years `first` to `last` can be put off and stay the same, as far
    as it goes; 0 if they cannot.
    """
    for ahead in range(MAXYEAR - 1 - last, 0, -1):
        if all(
            isleap(year) == isleap(year + ahead)
            and date(year, 1, 1).weekday() == date(year + ahead, 1, 1).weekday()
            for year in range(first, last + 1)
        ):
            return ahead
    return 0


def _move(moment: datetime, years: int) -> datetime:
    return moment.replace(year=moment.year + years)


def take_out(
    times: Iterable[datetime], exceptions: Iterable[date], *, timed: bool, time_zone: str
) -> list[datetime]:
    """Return the times of a series without its exceptions: the same moment, whatever zone states it; a day
    takes out what lies on it on the series' own clock.

    Programs also write the right day with a wrong hour (midnight, a zone left out): where that day has one
    time, it is the one that is meant.
    """
    left, by_day = {moment_of(each): each for each in times}, defaultdict(list)
    for moment, each in left.items():
        by_day[each.date()].append(moment)
    zone = next((each.tzinfo for each in left.values()), None)
    for exception in exceptions:
        exact = _on_clock(exception, zone, time_zone) if timed else None
        if exact is not None and left.pop(exact, None) is not None:
            continue
        for day in _days_meant(exception, zone, time_zone, timed=timed):
            if by_day[day] and (exact is None or len(by_day[day]) == 1):
                for moment in by_day[day]:
                    left.pop(moment, None)
                break
    return list(left.values())


def _on_clock(exception: date, zone, time_zone: str) -> datetime | None:
    """Return the moment of an exception as the times of its series are compared; None for a day."""
    if not isinstance(exception, datetime):
        return None
    if zone is None and exception.tzinfo:
        return exception.astimezone(ZoneInfo(time_zone)).replace(tzinfo=None)
    return moment_of(exception if exception.tzinfo else exception.replace(tzinfo=zone))


def _days_meant(exception: date, zone, time_zone: str, *, timed: bool) -> list[date]:
    """Return the days that an exception may mean, the likeliest first: on the clock of its series, its own,
    the local one. Of whole days its own comes first.
    """
    if not isinstance(exception, datetime):
        return [exception]
    local = day_of(exception, time_zone)
    if exception.tzinfo is None:
        return [exception.date()]
    if not timed:
        return [local if exception.tzinfo is UTC else exception.date()]
    return [exception.astimezone(zone or ZoneInfo(time_zone)).date(), exception.date(), local]


def _until(until: date, clock: datetime) -> datetime:
    if not isinstance(until, datetime):
        return datetime.combine(until, time(23, 59, 59))
    return (
        until.astimezone(clock.tzinfo).replace(tzinfo=None)
        if until.tzinfo and clock.tzinfo
        else until.replace(tzinfo=None)
    )
