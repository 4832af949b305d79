"""The time zones of calendars: as the world calls them, as Windows does, as the calendar defines its own, or
by what their name says of them.

icalendar and zoneinfo know the first three. What Exchange and Outlook write besides ("Romance Standard Time
1", "(UTC+01:00) Brussels, Paris", "tzone://Microsoft/Utc") neither of them knows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from ssi_outcomes.base.spelling import fold

# icalendar is imported where it is needed: to load it takes longer than to read a small folder.

# What icalendar and zoneinfo raise on text that only looks like a zone (OSError: one that is called like a
# folder of zones).
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
_UTC = frozenset(("z", "utc", "gmt", "etc utc", "tzone microsoft utc", "coordinated universal time"))
_OFFSET = re.compile(r"\(?(?:UTC|GMT)\s*([+-])\s*(\d{1,2}):?(\d{2})?\b", re.IGNORECASE)
# What would make a zone change its hours thousands of times: its definition is followed to the year 2038.
_RESTLESS = re.compile(r"FREQ=(?!YEARLY)|BY(?:SECOND|MINUTE|HOUR|YEARDAY|WEEKNO|SETPOS)=", re.IGNORECASE)
_LONGEST = 20_000  # signs of a definition
_MOST = 50  # zones of one calendar that are defined by it


class Zones:
    """The zones of one calendar; `unknown` counts how often which was asked for in vain, or found by the
    offset alone that its name states.
    """

    def __init__(self, defined: Mapping[str, str]):
        self._defined, self._found = defined, {}
        self.unknown: Counter[str] = Counter()

    def find(self, name: str) -> tzinfo | None:
        """Return the zone of that name, or None: its hours are then taken as they stand."""
        if name not in self._found:
            defined = self._defined.get(name) if len(self._found) < _MOST else None
            self._found[name] = (
                _by_name(name) or _by_definition(defined) or _by_place(name),
                _by_offset(name),
            )
        zone, offset = self._found[name]
        if zone is None:
            self.unknown[name[:60]] += 1
        return zone or offset


def _by_name(name: str) -> tzinfo | None:
    if fold(name) in _UTC:
        return UTC
    # Exchange numbers a zone that it has twice ("GMT Standard Time 1").
    windows = _by_windows(name) or _by_windows(re.sub(r" \d+$", "", name))
    parts = name.strip("/").split("/")
    for known in (windows, *("/".join(parts[-count:]) for count in (3, 2, 1) if count <= len(parts))):
        if known in available():
            return ZoneInfo(known)
    return None


def _by_definition(text: str | None) -> tzinfo | None:
    """Return the zone that the calendar defines, if it can be used."""
    if text is None or len(text) > _LONGEST or _RESTLESS.search(text):
        return None
    from icalendar import Timezone

    try:
        zone = Timezone.from_ical(text).to_tz(lookup_tzid=False)
        zone.utcoffset(datetime(2026, 1, 1))
    except BROKEN:
        return None
    return zone


def _by_place(name: str) -> tzinfo | None:
    """Return the zone of the first city in a name like "(UTC+01:00) Brussels, Copenhagen", if it has the
    offset that the name states; or the zone that Windows calls so.
    """
    offset, plain = _by_offset(name), re.sub(r"^\([^)]*\)\s*", "", name)
    windows = _by_windows(re.sub(r" Time(?: \(.*)?$", " Standard Time", plain))
    places = [windows, *(cities().get(fold(part)) for part in re.split("[,;/&]", plain))]
    for place in filter(None, places):
        zone = ZoneInfo(place)
        offsets = {zone.utcoffset(datetime(2026, month, 1)) for month in (1, 7)}
        if offset is None or offset.utcoffset(None) in offsets:
            return zone
    return None


def _by_windows(name: str) -> str | None:
    """Return the name of the zone that Windows calls so."""
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    return WINDOWS_TO_OLSON.get(name)


def _by_offset(name: str) -> timezone | None:
    found = _OFFSET.search(name)
    if not found:
        return UTC if re.match(r"\((?:UTC|GMT)\)", name) else None
    sign, hours, minutes = found.groups()
    length = timedelta(hours=int(hours), minutes=int(minutes or 0))
    return timezone(-length if sign == "-" else length) if length < timedelta(hours=24) else None


@cache
def available() -> frozenset[str]:
    """Return the names of the world's time zones."""
    return frozenset(available_timezones())


@cache
def cities() -> dict[str, str]:
    """Return the zones of the world by the place that they are named after, folded."""
    return {
        fold(name.rpartition("/")[2]): name
        for name in sorted(available())
        if name[0] != "E" or name[:3] != "Etc"
    }
