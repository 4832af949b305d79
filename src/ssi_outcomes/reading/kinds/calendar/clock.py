"""The times that a calendar writes: days, hours on a zone's clock, and how they are compared."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from ssi_outcomes.reading.cells.values import ValueFault
from ssi_outcomes.reading.kinds.calendar.components import Property
from ssi_outcomes.reading.kinds.calendar.zones import Zones

_TIME = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):?(\d\d):?(\d\d)?(?:[.,]\d+)?(Z|[+-]\d\d:?\d\d)?)?", re.IGNORECASE
)


def read_times(found: Property | None, zones: Zones) -> list[date]:
    """Return the times that a property lists, days as days, hours with their zone where it is known; what
    is no time is passed over, and a period counts by its start.
    """
    if found is None:
        return []
    zone = zones.find(found.params["TZID"]) if found.params.get("TZID") else None
    values = (value.strip().partition("/")[0] for value in found.value.split(","))
    times = [_read(matched, zone) for value in values if (matched := _TIME.fullmatch(value))]
    return [each for each in times if each is not None]


def every_time(found: Iterable[Property], zones: Zones) -> list[date]:
    """Return the times that several properties list; raises ValueFault where one of them cannot be read."""
    times: list[date] = []
    for each in found:
        read = read_times(each, zones)
        if len(read) < sum(bool(value.strip()) for value in each.value.split(",")):
            raise ValueFault("event_time_unreadable")
        times += read
    return times


def read_time(found: Property | None, zones: Zones) -> date | None:
    """Return the one time that a property states, or None."""
    times = read_times(found, zones)
    return times[0] if len(times) == 1 else None


def moment_of(moment: date) -> datetime:
    """Return a time that can be compared with others: zoned times in
    UTC, floating times and days as they stand.
    """
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time())
    return moment.astimezone(UTC) if moment.tzinfo else moment


def day_of(moment: date, time_zone: str) -> date:
    """Return the local day of a time; of hours without a zone, the one that they state."""
    if not isinstance(moment, datetime):
        return moment
    return moment.astimezone(ZoneInfo(time_zone)).date() if moment.tzinfo else moment.date()


def _read(found: re.Match[str], zone: tzinfo | None) -> date | None:
    year, month, day, hour, minute, second, mark = found.groups()
    with suppress(ValueError, OverflowError):
        whole = date(int(year), int(month), int(day))
        if hour is None:
            return whole
        clock = time(int(hour), int(minute), min(int(second or 0), 59))
        read = datetime.combine(whole, clock, _mark(mark) if mark else zone)
        moment_of(read)  # the year 1 has hours that UTC has not
        return read
    return None


def _mark(mark: str) -> tzinfo:
    if mark.upper() == "Z":
        return UTC
    length = timedelta(hours=int(mark[1:3]), minutes=int(mark[-2:]))
    return timezone(-length if mark[0] == "-" else length)
