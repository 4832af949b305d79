"""Who a calendar's owner is, and whether they went: the answers that guests gave to an invitation."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from ssi_outcomes.base.spelling import fold
from ssi_outcomes.reading.kinds.calendar.components import Components, Event, Property
from ssi_outcomes.reading.parsed import Context

DECLINED, UNANSWERED = "DECLINED", ("TENTATIVE", "NEEDS-ACTION")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# What programs put around the owner's name in the name of a calendar or its file.
_AROUND = frozenset(
    "calendar calendrier agenda kalender calendario s of de d von van ical ics basic export my mon".split()
)
_ROOMS = frozenset(("ROOM", "RESOURCE"))
_ENOUGH = 3  # events that all have one guest in common, whose calendar it then is

Name = frozenset[str]


def find_owner(calendar: Components, shown: str, context: Context) -> frozenset[Name]:
    """Return the names of the one whose calendar it is, as guests are named by `names_of`; empty if nothing
    tells.

    The mapping's `address`, the calendar's own name, its file's and its folder's tell, if one of its guests
    is called so; else the one guest whom all its invitations have in common.
    """
    guests = [_people(event) for event in calendar.events]
    invited = [people for people in guests if people]
    known = {name for people in invited for each in people for name in names_of(each)}
    own = {name for text in _said(calendar, shown, context) for name in _names_in(text)} & known
    if not own and len(invited) >= _ENOUGH:
        common = set.intersection(*({_address(each) for each in people} for people in invited)) - {""}
        own = {frozenset(common)} if len(common) == 1 else set()
    return frozenset(own)


def answer_of(event: Event, owner: frozenset[Name]) -> str:
    """Return what the owner answered to an event's invitation, "" for nothing; DECLINED also where all other
    guests declined, so that nobody came.
    """
    mine, others = [], []
    for each in event.all("ATTENDEE"):
        if each.params.get("CUTYPE", "").upper() not in _ROOMS:
            (mine if names_of(each) & owner else others).append(each.params.get("PARTSTAT", "").upper())
    organizer = event.first("ORGANIZER")
    hosted = organizer is None or bool(names_of(organizer) & owner)
    if owner and hosted and set(others) == {DECLINED}:
        return DECLINED
    return next((each for each in ("ACCEPTED", *UNANSWERED, DECLINED) if each in mine), "")


def somebody_declined(event: Event) -> bool:
    """Tell whether any guest declined, whoever it was."""
    return any(each.params.get("PARTSTAT", "").upper() == DECLINED for each in event.all("ATTENDEE"))


def names_of(guest: Property) -> frozenset[Name]:
    """Return by what a guest can be known: the address, what stands before its @, the name."""
    address, named = _address(guest), guest.params.get("CN", "")
    names = {frozenset({address} - {""}), _words(address.partition("@")[0])}
    return frozenset(names | {_words("" if "@" in named else named)}) - {frozenset()}


def _people(event: Event) -> list[Property]:
    """Return the organizer and the guests of an event to which somebody was invited."""
    guests = [each for each in event.all("ATTENDEE") if each.params.get("CUTYPE", "").upper() not in _ROOMS]
    return [*event.all("ORGANIZER"), *guests] if guests else []


def _said(calendar: Components, shown: str, context: Context) -> Iterable[str]:
    """Yield what tells whose calendar it is."""
    for each in ("address", "person"):
        yield str(context.mapping.get(each) or "")
    yield context.owner or ""
    for name in ("X-WR-CALNAME", "NAME", "X-OWNER"):
        for each in calendar.own.all(name):
            yield each.text
            yield each.params.get("CN", "")
    yield from (re.sub(r"(\.(ical|ics|zip))+$", "", part) for part in PurePosixPath(shown).parts[-2:])


def _names_in(text: str) -> Iterable[Name]:
    yield from (frozenset({each.casefold()}) for each in _ADDRESS.findall(text))
    if "@" not in text and (words := _words(text)):
        yield words


def _address(guest: Property) -> str:
    found = _ADDRESS.search(guest.params.get("EMAIL", "")) or _ADDRESS.search(guest.value)
    return found[0].casefold() if found else ""


def _words(text: str) -> Name:
    return frozenset(re.findall(r"\w+", fold(text))) - _AROUND
