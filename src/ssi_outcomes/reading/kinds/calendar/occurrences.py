"""When the events of a calendar took place: each time of a series, if there are not too many in all."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta

from ssi_outcomes.reading.cells.dates import FIRST_YEAR, LAST_YEAR
from ssi_outcomes.reading.cells.values import ValueFault
from ssi_outcomes.reading.kinds.calendar.clock import day_of, every_time, moment_of, read_time, read_times
from ssi_outcomes.reading.kinds.calendar.components import Components, Event
from ssi_outcomes.reading.kinds.calendar.recurring import (
    MOST_TIMES,
    Rule,
    ends_by,
    read_rule,
    recurrences,
    take_out,
)
from ssi_outcomes.reading.kinds.calendar.stamps import A_YEAR
from ssi_outcomes.reading.kinds.calendar.tally import Tally
from ssi_outcomes.reading.kinds.calendar.zones import Zones
from ssi_outcomes.reading.parsed import Context

MOST_IN_ALL = 100_000  # times of all series together
LEAST = 50  # times that a rule counts for at least: one that fits no day is searched for just as long
CANCELLED = "CANCELLED"
_STATUSES = frozenset(("CONFIRMED", "TENTATIVE", CANCELLED))  # RFC 5545, 3.8.1.11
_ONE_DAY = timedelta(days=1)


class Occurrences:
    """The times of one calendar's events; what is told of its series goes to the `tally`."""

    def __init__(
        self, calendar: Components, zones: Zones, export: date | None, context: Context, tally: Tally
    ):
        self.zones, self.export, self.context, self.tally = zones, export, context, tally
        self.changed: dict[str, list[date]] = defaultdict(list)
        for event in calendar.events:
            self.changed[event.id] += read_times(event.first("RECURRENCE-ID"), zones)

    def of(self, event: Event, outcome: str | None) -> list[datetime]:
        """Return all times of an event, which counts as `outcome` (None: nobody knows); raises ValueFault."""
        start = read_time(event.first("DTSTART"), self.zones)
        if start is None or not FIRST_YEAR <= start.year <= LAST_YEAR:
            raise ValueFault("event_without_start")
        if (status := event.first("STATUS")) and status.value.strip().upper() not in _STATUSES:
            raise ValueFault("event_status_unknown", value=status.text[:80])
        if each := event.first("RECURRENCE-ID"):
            if each.params.get("RANGE", "").upper() == "THISANDFUTURE":
                raise ValueFault("event_changes_series")
            if read_time(each, self.zones) is None:  # in its series it would count once more
                raise ValueFault("event_time_unreadable")
            return [moment_of(start)]
        times = [start if isinstance(start, datetime) else moment_of(start)]
        if event.all("RRULE"):
            times = self._series(event, start, outcome)
        more = self._listed(event, "RDATE")
        times += [each if isinstance(each, datetime) else moment_of(each) for each in more]
        out = self._listed(event, "EXDATE")
        for rule in event.all("EXRULE"):
            out += self._follow(read_rule([rule.value]), start, self.context.today, excepts=True)
        return take_out(
            times,
            [*out, *self.changed[event.id]],
            timed=isinstance(start, datetime),
            time_zone=self.context.time_zone,
        )

    def _series(self, event: Event, start: date, outcome: str | None) -> list[datetime]:
        """Return the times of a series; where it has no end, up to the calendar's export: what follows is
        not known.
        """
        rule, last = read_rule([each.value for each in event.all("RRULE")]), self.context.today
        if self.export is None:
            self.tally.endless += not ends_by(rule, self.context.today)
        elif not ends_by(rule, self.export + A_YEAR):
            last = max(self.export, start.date() if isinstance(start, datetime) else start)
            self.tally.endless += 1
            if self.export < self.context.today:
                self.tally.forget(outcome, (self.export + _ONE_DAY, None), event.line)
        found = self._follow(rule, start, last)
        return [each for each in found if day_of(each, self.context.time_zone) <= last]

    def _follow(self, rule: Rule, start: date, last: date, *, excepts: bool = False) -> list[datetime]:
        """Return the times of a rule, as long as there are not too many in all; raises ValueFault."""
        self._spend(MOST_TIMES)
        found = recurrences(rule, start, last, excepts=excepts)
        self.tally.times += max(len(found), LEAST) - MOST_TIMES
        return found

    def _listed(self, event: Event, name: str) -> list[date]:
        """Return the times that an event lists one by one; raises ValueFault, also for too many."""
        found = event.all(name)
        self._spend(sum(each.value.count(",") for each in found))
        return every_time(found, self.zones)

    def _spend(self, times: int) -> None:
        if self.tally.times + times > MOST_IN_ALL:
            raise ValueFault("events_too_many", limit=MOST_IN_ALL)
        self.tally.times += times
