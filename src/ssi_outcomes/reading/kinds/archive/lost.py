"""Rows of the archive's files that could not be taken, or not be told what they are: on which days they were.

A row that is not counted may have been one of any week, so its weeks are not known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ssi_outcomes.base.spelling import fold
from ssi_outcomes.reading.cells.values import is_blank
from ssi_outcomes.reading.gaps import Days, days_between
from ssi_outcomes.reading.kinds.archive.members import MESSAGES
from ssi_outcomes.reading.kinds.archive.moments import read_stamp, take_day
from ssi_outcomes.reading.parsed import Cell
from ssi_outcomes.reading.tables.notation import is_nameless

_SIDES = frozenset({"incoming", "outgoing"})
_FLAGS = frozenset({"yes", "no", "true", "false", "1", "0"})
SENT, OPENED = MESSAGES.counts


@dataclass(frozen=True)
class Lost:
    """What is not known of a file: the row's line, the days that it may be of (None: any), and which counts
    it touches (None: all that the file has).
    """

    line: int | None
    days: Days
    counts: tuple[str, ...] | None = None


def find_lost(days: Mapping[int, date | None]) -> list[Lost]:
    """Return the lines without a day, of all lines with theirs."""
    return [Lost(line, between) for line, between in days_between(days).items()]


def day_of_row(row: Sequence[Cell], time_zone: str) -> date | None:
    """Return the day of a shifted row, if just one of its cells is a stamp as LinkedIn writes it."""
    stamps = [moment for moment in map(read_stamp, row) if moment is not None]
    return take_day(stamps[0], time_zone) if len(stamps) == 1 else None


def find_doubtful(rows: Iterable[tuple[int, date, Mapping[str, str]]]) -> list[Lost]:
    """Return the rows whose day is known, but not what they count for, by line, day and cells: a direction
    that is none, a message without its conversation, sender, folder or the mark of a draft.
    """
    rows = list(rows)
    used = {name for _, _, cells in rows for name, cell in cells.items() if not is_blank(cell)}
    return [
        Lost(line, (day, None) if counts == (OPENED,) else (day, day), counts)
        for line, day, cells in rows
        for counts in _in_doubt(cells, used)
    ]


def _in_doubt(cells: Mapping[str, str], used: set[str]) -> Iterable[tuple[str, ...] | None]:
    if "direction" in cells and fold(cells["direction"]) not in _SIDES:
        yield None
    if "thread" not in cells:
        return
    drafts = [cells[name] for name in ("message_draft", "conversation_draft") if name in used]
    is_folder_lost = "folder" in used and is_nameless(cells["folder"])
    if is_folder_lost or any(fold(cell) not in _FLAGS for cell in drafts):
        yield (SENT, OPENED)
    if _is_sender_lost(cells, "profile" in used):
        yield (SENT, OPENED)
    if is_nameless(cells["thread"]):
        # It may have been the first of its conversation, whose second then counts in its place.
        yield (OPENED,)


def _is_sender_lost(cells: Mapping[str, str], is_addressed: bool) -> bool:
    """Tell whether nothing says who wrote a message: no address, where an account that is gone has none, nor
    a name.
    """
    profile = cells.get("profile", "")
    if is_blank(profile):
        return not is_addressed and is_nameless(cells["from"])
    return is_nameless(profile)
