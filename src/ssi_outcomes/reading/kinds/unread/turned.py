"""Tables that no kind reads as they lie, and that one step in the program they come from makes readable."""

from __future__ import annotations

from collections.abc import Sequence

from ssi_outcomes.base.spelling import fold
from ssi_outcomes.reading.kinds.beside import may_name
from ssi_outcomes.reading.names.registry import aliases

_WHEN = ("date", "week", "month", "week_end")
# How Outlook names the columns of a calendar that it exports as a table, in French and English.
_CALENDARS = (
    {"subject", "start date", "start time", "end date"},
    {"objet", "debut", "debut heure", "fin"},
    {"objet", "date de debut", "heure de debut", "date de fin"},
    {"betreff", "beginnt am", "beginnt um", "endet am"},
)


def shape_of(headers: Sequence[str]) -> str | None:
    """Return which question says the step for a table with these headers; None if none does."""
    folded = [fold(header) for header in headers]
    if any(each <= set(folded) for each in _CALENDARS):
        return "asks_calendar_table"
    columns = aliases("columns")
    when = {fold(text) for name in _WHEN for text in (name, *columns[name])}
    down = len(headers) > 2 and folded[0] in when
    return "asks_turned" if down and all(map(may_name, headers[1:])) else None
