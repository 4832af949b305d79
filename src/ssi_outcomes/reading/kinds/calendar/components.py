"""A calendar's text as its events: only the properties that are needed, each whole, with the line on which
its event begins.

Calendars come with broken lines (a description with raw line breaks, a fold without its blank). A line that
begins no property goes on from the one before; what is not needed is not looked at, so it costs no event.
icalendar's own parser leaves such a line out, cuts a text short without a word, and tells no line numbers;
what it knows well, rules of recurrence and definitions of zones, is left to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ssi_outcomes.base.errors import FileRefused

# What is read of an event; titles, guests and identifiers stay in this room.
_OF_EVENT = frozenset(
    "UID SUMMARY DTSTART RRULE EXRULE RDATE EXDATE RECURRENCE-ID STATUS ATTENDEE ORGANIZER DTSTAMP "
    "LAST-MODIFIED CREATED".split()
)
_OF_CALENDAR = frozenset(("X-WR-CALNAME", "X-OWNER", "NAME"))
_TIMED = frozenset(("DTSTART", "RDATE", "EXDATE", "RECURRENCE-ID"))
_BEGINS = re.compile(r"[A-Z][A-Z0-9-]*[;:]")
_BEGINS_SMALL = re.compile(r"[A-Za-z][A-Za-z0-9-]*[;:]")
_PROPERTY = re.compile(r'((?:;(?:[^:";]|"[^"]*")*)*):(.*)', re.DOTALL)
_PARAMETER = re.compile(r';([A-Za-z0-9-]+)=((?:[^";]|"[^"]*")*)')
_ESCAPED = re.compile(r"\\([\\;,nN])")
_FOLDED_AT = 72  # octets: a line as long as that was folded, not broken


@dataclass(frozen=True)
class Property:
    """The value of a property as it stands, and its parameters by name in capitals, unquoted."""

    value: str
    params: Mapping[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """Return the value as a text means it."""
        return _ESCAPED.sub(lambda found: " " if found[1] in "nN" else found[1], self.value)


@dataclass(frozen=True)
class Event:
    """One entry of a calendar: the line on which it begins, and its properties by name."""

    line: int
    properties: dict[str, list[Property]] = field(default_factory=dict)

    def all(self, name: str) -> list[Property]:
        """Return each property of that name."""
        return self.properties.get(name, [])

    def first(self, name: str) -> Property | None:
        """Return the first property of that name, or None."""
        return next(iter(self.all(name)), None)

    def text(self, name: str) -> str:
        """Return the text of the first property of that name, "" without one."""
        found = self.first(name)
        return found.text if found else ""

    @property
    def id(self) -> str:
        """Return what the event and its changed times have in common."""
        return self.text("UID") or self.text("SUMMARY").casefold()


@dataclass(frozen=True)
class Components:
    """What a calendar's text consists of: what it says of itself, its events, and its own time zones by name,
    each as text.
    """

    own: Event
    events: list[Event]
    zones: dict[str, str]


def split_calendar(text: str, shown: str) -> Components:
    """Return the components of a calendar; raises FileRefused for what is none, or breaks off."""
    found, events, zones = Event(1), [], {}
    stack: list[str] = []
    zone: list[str] = []
    for number, line in _join_lines(text):
        name = re.split("[;:]", line, maxsplit=1)[0].upper()
        if name == "BEGIN":
            stack.append(line[6:].strip().upper())
            if stack[-1] == "VEVENT":
                events.append(Event(number))
            elif stack[-1] == "VTIMEZONE":
                zone = []
        inside = stack[-1] if stack else ""
        if "VTIMEZONE" in stack:
            zone.append(line)
        if name == "END":
            ended = line[4:].strip().upper()
            if ended == "VTIMEZONE" and zone:
                zones[_name_of(zone)] = "\r\n".join(zone) + "\r\n"
            _close(stack, ended)
        elif inside == "VEVENT" and name in _OF_EVENT:
            events[-1].properties.setdefault(name, []).append(_read(name, line))
        elif inside == "VCALENDAR" and name in _OF_CALENDAR:
            found.properties.setdefault(name, []).append(_read(name, line))
    if stack:
        raise FileRefused("calendar_cut", file=shown)
    return Components(found, events, zones)


def _join_lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield each property line with the number of the line on which it begins."""
    begins = _BEGINS if re.search(r"^\ufeff?BEGIN:", text, re.MULTILINE) else _BEGINS_SMALL
    start, parts, length = 0, [], 0
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), start=1):
        line = line.lstrip("\ufeff") if number == 1 else line
        if begins.match(line):
            if parts:
                yield start, "".join(parts)
            start, parts = number, [line]
        elif parts and line.strip():
            folded = line[0] in " \t"
            whole = folded or length >= _FOLDED_AT
            parts.append(line[1:] if folded else line if whole else f" {line}")
        length = len(line.encode("utf-8", "replace"))
    if parts:
        yield start, "".join(parts)


def _close(stack: list[str], ended: str) -> None:
    """Take a component off the stack, with those in it that were never ended."""
    if ended in stack:
        while stack.pop() != ended:
            pass


def _read(name: str, line: str) -> Property:
    rest = line[len(name) :]
    if name in _TIMED:
        # A zone's name may hold a colon without quotes (tzone://Microsoft/Utc); a time holds none.
        params, _, value = rest.rpartition(":")
    else:
        matched = _PROPERTY.fullmatch(rest)
        params, value = matched.groups() if matched else rest.partition(":")[::2]
    return Property(
        value.strip(), {key.upper(): each.strip().strip('"') for key, each in _PARAMETER.findall(params)}
    )


def _name_of(zone: Iterable[str]) -> str:
    named = next((line for line in zone if line.upper().startswith("TZID")), "")
    return re.sub(r"^[^:]*:", "", named).strip().strip('"')
