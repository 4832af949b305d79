"""A calendar (ICS): how many meetings, calls and interviews took place each
day. Titles, places and people stay in here.

Words of the registry in an event's title say what it counts as; all others are ignored and counted. A
recurring event counts each time; one without an end up to the calendar's export, for what was to come is not
known. Neither a cancelled event counts nor one that the calendar's owner declined. What an event has in
`mapping.toml` (`words`) comes before the registry.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.base.spelling import fold
from ssi_outcomes.reading.cells.values import ValueFault
from ssi_outcomes.reading.kinds.calendar.attendance import (
    DECLINED,
    UNANSWERED,
    answer_of,
    find_owner,
    somebody_declined,
)
from ssi_outcomes.reading.kinds.calendar.clock import day_of, moment_of, read_time
from ssi_outcomes.reading.kinds.calendar.components import Components, Event, split_calendar
from ssi_outcomes.reading.kinds.calendar.occurrences import CANCELLED, Occurrences
from ssi_outcomes.reading.kinds.calendar.stamps import find_export
from ssi_outcomes.reading.kinds.calendar.tally import Tally, tell
from ssi_outcomes.reading.kinds.calendar.zones import Zones
from ssi_outcomes.reading.kinds.kind import WholeKind
from ssi_outcomes.reading.kinds.records import outcome_record
from ssi_outcomes.reading.names.happenings import event_words, find_event
from ssi_outcomes.reading.names.registry import outcomes
from ssi_outcomes.reading.opening.encodings import decode
from ssi_outcomes.reading.parsed import Context, Parsed, Rejected
from ssi_outcomes.reading.tables.mapping import paste
from ssi_outcomes.reading.tables.notation import is_nameless

KIND = "calendar"
_ANY_DAY = ("event_without_start", "event_time_unreadable")  # which nothing tells the days of


class CalendarFile(WholeKind):
    """A calendar as its program exports it."""

    labels = events = (KIND,)
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
    """Return the outcomes of a calendar by day; raises FileRefused if no event counts as one."""
    if not is_calendar(text):
        raise FileRefused("calendar_unreadable", file=shown)
    parsed = count_events(text, shown, context)
    if not parsed.rows:
        ask_words(shown, context, parsed.ignored)
    return parsed


def count_events(text: str, shown: str, context: Context) -> Parsed:
    """Return the outcomes of a calendar, none where no event counts as one; raises FileRefused."""
    reader = _Reader(split_calendar(text, shown), shown, context)
    tally = reader.count()
    person = context.mapping.get("person") or context.owner
    counted = [
        {**outcome_record(person, outcome, (day, day), count)[1], "source_line": tally.lines[day, outcome]}
        for (day, outcome), count in sorted(tally.days.items())
    ]
    gaps = [{"person": person, "table": "outcomes", **gap} for gap in tally.gaps]
    return Parsed(
        shown,
        KIND,
        {"outcomes": counted, **({"gaps": gaps} if gaps else {})},
        rows=tally.accepted + len(tally.rejected),
        accepted=tally.accepted,
        ignored=tally.ignored,
        rejected=tuple(tally.rejected),
        notes=tell(tally, reader.export, reader.zones, shown, context),
    )


def ask_words(shown: str, context: Context, count: int) -> None:
    """Ask which words of the titles count, and as what: raises FileRefused."""
    known = ", ".join(sorted(event_words()))
    # As they stand, the lines leave the file aside: pasted unread, they make nothing up.
    lines = paste(shown, "", context.mapping, kind="ignore")
    raise FileRefused("asks_words", file=shown, count=count, known=known, paste=lines)


class _Reader:
    """Counts one calendar: what it is, whose, until when, and what was counted of it."""

    def __init__(self, calendar: Components, shown: str, context: Context):
        self.calendar, self.shown, self.context = calendar, shown, context
        self.zones = Zones(calendar.zones)
        self.owner = find_owner(calendar, shown, context)
        self.export = find_export(calendar, self.zones, shown, context)
        self.words = {
            fold(word): outcome if outcome in outcomes() else ""
            for word, outcome in context.mapping.get("words", {}).items()
        }
        self.tally = Tally()
        self.occurrences = Occurrences(calendar, self.zones, self.export, context, self.tally)

    def count(self) -> Tally:
        """Return what was counted, and the fate of each event."""
        for event in self.calendar.events:
            if is_nameless(event.text("SUMMARY")):
                self._leave_untitled(event)
                continue
            word, outcome = find_event(event.text("SUMMARY"), self.words)
            if outcome is None or not self._took_place(event):
                self.tally.ignored += 1
                self.tally.against[word] += outcome is None and word != ""
                continue
            try:
                times = self.occurrences.of(event, outcome)
            except ValueFault as fault:
                self._refuse(event, outcome, fault)
                continue
            self.tally.accepted += 1
            self.tally.words[word, outcome] += 1
            self._add(event, outcome, times)
        return self.tally

    def _leave_untitled(self, event: Event) -> None:
        """Leave an event aside that does not say what it is: of its days no outcome is known."""
        self.tally.ignored += 1
        if event.text("STATUS").upper() == CANCELLED or answer_of(event, self.owner) == DECLINED:
            return
        self.tally.untitled += 1
        try:
            times = self.occurrences.of(event, None)
        except ValueFault as fault:
            self._forget(event, None, fault.key)
            return
        for day in sorted({day_of(each, self.context.time_zone) for each in times}):
            self.tally.forget(None, (day, day), event.line)

    def _took_place(self, event: Event) -> bool:
        """Tell whether an event was neither cancelled nor declined; what is doubtful counts, and is told."""
        if event.text("STATUS").upper() == CANCELLED:
            return False
        answer = answer_of(event, self.owner)
        self.tally.declined += answer == DECLINED
        self.tally.unanswered += answer in UNANSWERED
        self.tally.doubtful += not self.owner and somebody_declined(event)
        return answer != DECLINED

    def _refuse(self, event: Event, outcome: str, fault: ValueFault) -> None:
        """Keep an event that cannot be counted, and that its days are therefore not known."""
        self.tally.rejected.append(Rejected(self.shown, fault.key, event.line, values=fault.values))
        self._forget(event, outcome, fault.key)

    def _forget(self, event: Event, outcome: str | None, key: str = "") -> None:
        """Keep that `outcome` (None: any) is not known of an event's days, as far as the fault tells them."""
        start = read_time(event.first("DTSTART"), self.zones)
        first = None if start is None or key in _ANY_DAY else day_of(start, self.context.time_zone)
        repeats = event.all("RRULE") or event.all("RDATE") or key == "event_changes_series"
        self.tally.forget(outcome, (first, None if repeats else first), event.line)

    def _add(self, event: Event, outcome: str, times: list[datetime]) -> None:
        for day in self._once(event, times):
            self.tally.days[day, outcome] += 1
            self.tally.lines.setdefault((day, outcome), event.line)
            self.tally.planned += self.export is not None and day > self.export

    def _once(self, event: Event, times: list[datetime]) -> Iterator[date]:
        """Yield the days of the times until today that no calendar of this person has counted yet."""
        person = fold(str(self.context.mapping.get("person") or self.context.owner or ""))
        for each in sorted(times, key=lambda each: each.replace(tzinfo=None)):
            moment, day = moment_of(each), day_of(each, self.context.time_zone)
            if day > self.context.today:
                continue
            if (person, event.id, moment) in self.context.counted:
                self.tally.again += 1
            else:
                self.context.counted.add((person, event.id, moment))
                yield day
