"""Which day it is where the people of a dataset are: not where the machine that reads about them stands."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo


def today_in(zone: str | None) -> date:
    """Return the day that it now is in a time zone, "Europe/Paris" for example; of this machine if it is
    None.
    """
    return datetime.now(ZoneInfo(zone) if zone else None).date()
