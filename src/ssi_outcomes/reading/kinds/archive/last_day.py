"""When an archive was made, and hence up to which day its files know everything: the day before.

LinkedIn writes the day into the archive's name, month first; the files inside bear a stamp. Where neither can
be, the last thing that happened in any of the files tells that the archive is not older. The day of the
export itself is not over when it is made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ssi_outcomes.reading.parsed import Parsed

_NAMED = re.compile(r"linked_?in_?data_?export[ _-]+([0-9]{1,2})-([0-9]{1,2})-([0-9]{4})", re.IGNORECASE)
_OF_A_DAY = ("outcomes", "activity", "gaps")


@dataclass(frozen=True)
class LastDay:
    """Up to which day an archive's files know everything, of which day it is (`export`, None: not known), and
    `by` what that is told: its name, its files' stamps, or the last event.
    """

    by: str
    day: date
    export: date | None

    @property
    def until(self) -> date:
        """Return the last day that was over when the archive was made."""
        return self.day - timedelta(days=1)


def find_last_day(days: Iterable[date], name: str, stamps: Iterable[date], today: date) -> LastDay | None:
    """Return when an archive ends whose rows bear `days`; None where it has none that is over.

    `name` is the archive's or its folder's, `stamps` the days that its files bear.
    """
    last = max((day for day in days if day <= today), default=None)
    if last is None:
        return None
    told = [("name", _read_name(name)), ("stamp", min(stamps, default=None))]
    # A stamp before an event is of another clock; one to come, or of a zip that has none (1980), is no stamp.
    fitting = ((by, day) for by, day in told if day is not None and last <= day <= today)
    by, export = next(fitting, ("event", None))
    return LastDay(by, export or last, export)


def close_coverage(results: Sequence[Parsed], last: LastDay | None) -> list[Parsed]:
    """Return the readings of one archive with what each file covers ended the day
    before the export, and a note of what told it.

    What happened on a known day of export, or may have, is left out: it would contradict the next archive,
    which has that day in whole.
    """
    if last is None:
        return list(results)
    closed = [_close(each, last.until, last.export) for each in results]
    first = next((place for place, each in enumerate(closed) if "coverage" in each.tables), None)
    if first is not None:
        values = {"until": last.until.isoformat(), "day": last.day.isoformat()}
        note = (f"archive_until_{last.by}", values)
        closed[first] = replace(closed[first], notes=(*closed[first].notes, note))
    return closed


def _close(parsed: Parsed, until: date, export: date | None) -> Parsed:
    tables = {
        name: [
            row
            for row in rows
            if export is None or name not in _OF_A_DAY or {row["start"], row["end"]} != {export}
        ]
        for name, rows in parsed.tables.items()
    }
    spans = [
        {**row, "end": max(row["start"], until)}
        for row in tables.pop("coverage", [])
        if row["start"] != export
    ]
    return replace(
        parsed, tables={name: rows for name, rows in {**tables, "coverage": spans}.items() if rows}
    )


def _read_name(name: str) -> date | None:
    found = _NAMED.search(name)
    try:
        return date(int(found[3]), int(found[1]), int(found[2])) if found else None
    except ValueError:
        return None
