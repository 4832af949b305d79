"""LinkedIn's own stamps: moments in UTC, turned into a day of the reader's time zone.

The stamps of Shares, Comments and Reactions name no zone. A post's own id holds its milliseconds since 1970
above the 22 lowest bits, and agrees with the stamp to the second in UTC. Invitations and job applications
name none either and are taken as UTC too, for want of better: what was sent around midnight may be a day off.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime

from ssi_outcomes.reading.cells.dates import DateRule, infer_dates, to_day, to_local
from ssi_outcomes.reading.cells.values import ValueFault, is_blank
from ssi_outcomes.reading.parsed import Cell

# LinkedIn writes 1/29/26, 2:37 PM whatever the account's language: the half of
# the day tells it from 29/01/2026 02:37.
_AMERICAN = re.compile(r"\s*[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4},?\s.*[AP]M\s*", re.IGNORECASE)

# Nearly all stamps are of this form, which needs no rule: read apart, an archive takes half the time.
_PLAIN = re.compile(r"20[0-9]{2}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}(?: UTC)?")


def read_moments(cells: Sequence[Cell], order: str | None = None) -> list[date | str]:
    """Return the moment (a datetime in UTC, or a bare day) of each cell, or the key of what is wrong with it.

    A column that went through a spreadsheet (`09/02/2026 01:21`) is settled as a
    whole, or by `order` ("dmy", "mdy", "ymd").
    """
    try:
        rule = infer_dates([cell for cell in cells if not (_is_plain(cell) or _is_american(cell))], order)
    except ValueFault:
        rule = DateRule()
    return [_read(cell, DateRule("mdy") if _is_american(cell) else rule) for cell in cells]


def read_stamp(cell: Cell) -> datetime | None:
    """Return the moment of a cell that is a stamp as LinkedIn writes most; None for any other."""
    moment = _read(cell, DateRule()) if _is_plain(cell) else None
    return moment if isinstance(moment, datetime) else None


def take_day(moment: date, time_zone: str) -> date:
    """Return the day of `moment` where the reader lives; a bare day stays as it is."""
    return to_day(to_local(moment, time_zone))


def order_of(moment: date) -> datetime:
    """Return what moments are sorted by: a bare day counts from its first second."""
    return (
        moment
        if isinstance(moment, datetime)
        else datetime(moment.year, moment.month, moment.day, tzinfo=UTC)
    )


def _is_plain(cell: Cell) -> bool:
    return isinstance(cell, str) and _PLAIN.fullmatch(cell) is not None


def _is_american(cell: Cell) -> bool:
    return isinstance(cell, str) and _AMERICAN.fullmatch(cell) is not None


def _read(cell: Cell, rule: DateRule) -> date | str:
    # The fault quotes the cell, which in a damaged file may be anything: only its kind goes on.
    if is_blank(cell):
        return "archive_date_blank"
    try:
        moment = datetime.fromisoformat(cell[:19]) if _is_plain(cell) else rule.read(cell)
    except ValueFault as fault:
        return "archive_date_ambiguous" if fault.key == "date_ambiguous" else "archive_date_unreadable"
    except ValueError:  # 30 February
        return "archive_date_unreadable"
    return moment.replace(tzinfo=UTC) if isinstance(moment, datetime) and moment.tzinfo is None else moment
