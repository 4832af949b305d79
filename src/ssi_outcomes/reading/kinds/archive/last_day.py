"""When an archive was made, and hence up to which day its files know everything: the day before.

LinkedIn writes the day into the archive's name, month first; the files inside bear a stamp. Where neither can
be, the last thing that happened in any of the files tells that the archive is not older. The day of the
export itself is not over when it is made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from ssi_outcomes.reading.parsed import Parsed

_NAMED = re.compile(r"linked_?in_?data_?export[ _-]+([0-9]{1,2})-([0-9]{1,2})-([0-9]{4})", re.IGNORECASE)
_COUNTED = ("outcomes", "activity")


def close_coverage(results: Sequence[Parsed], name: str, stamps: Iterable[date], today: date) -> list[Parsed]:
    """Return the readings of one archive with what each file covers ended the day
    before the export, and a note of what told it.

    `name` is the archive's or its folder's, `stamps` the days that its files bear. What happened on a known
    day of export is left out: it would contradict the next archive, which has that day in whole.
    """
    days = [
        row["end"] for each in results for rows in each.tables.values() for row in rows if row["end"] <= today
    ]
    if not days:
        return list(results)
    last = max(days)
    told = [("name", _read_name(name)), ("stamp", min(stamps, default=None))]
    # A stamp before an event is of another clock; one to come, or of a zip that has none (1980), is no stamp.
    by, export = next(
        ((by, day) for by, day in told if day is not None and last <= day <= today), ("event", None)
    )
    until = (export or last) - timedelta(days=1)
    closed = [_close(each, until, export) for each in results]
    first = next((place for place, each in enumerate(closed) if "coverage" in each.tables), None)
    if first is not None:
        values = {"until": until.isoformat(), "day": (export or last).isoformat()}
        closed[first] = replace(closed[first], notes=(*closed[first].notes, (f"archive_until_{by}", values)))
    return closed


def _close(parsed: Parsed, until: date, export: date | None) -> Parsed:
    tables = {
        name: [row for row in rows if name not in _COUNTED or row["start"] != export]
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
