"""Up to which day a calendar's series count that never end: the day on which it was exported, as its own
stamps tell, so that the file says the same on whatever day it is read.
"""

from __future__ import annotations

from datetime import date, timedelta

from ssi_outcomes.reading.cells.dates import FIRST_YEAR
from ssi_outcomes.reading.kinds.calendar.clock import day_of, read_time
from ssi_outcomes.reading.kinds.calendar.components import Components
from ssi_outcomes.reading.kinds.calendar.zones import Zones
from ssi_outcomes.reading.parsed import Context
from ssi_outcomes.reading.tables.mapping import mapped_date

_STAMPS = ("DTSTAMP", "LAST-MODIFIED", "CREATED")
A_YEAR = timedelta(days=366)


def find_export(calendar: Components, zones: Zones, shown: str, context: Context) -> date | None:
    """Return the day of the export, at most today: as `date` in `mapping.toml` says, else the last stamp of
    an event; None if nothing tells. Raises FileRefused for a `date` that is none.
    """
    if said := mapped_date(shown, context):
        return min(said, context.today)
    stamps = [
        day_of(moment, context.time_zone)
        for event in calendar.events
        for name in _STAMPS
        if (moment := read_time(event.first(name), zones)) is not None
    ]
    return max((each for each in stamps if each.year >= FIRST_YEAR and each <= context.today), default=None)
