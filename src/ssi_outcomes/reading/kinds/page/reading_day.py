"""When a score was read that does not say so: a wrapper's date, the file's name, or `mapping.toml` does."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import PurePosixPath

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.reading.cells.dates import DateRule, to_day, to_local
from ssi_outcomes.reading.cells.values import ValueFault
from ssi_outcomes.reading.parsed import Context
from ssi_outcomes.reading.tables.mapping import mapped_date, paste

_NAMED_DAY = re.compile(r"(?<![0-9])(20[0-9]{2})([-_.]?)([01][0-9])\2([0-3][0-9])(?![0-9])")


def date_of(moment: object, shown: str, context: Context) -> date:
    """Return when a score was read: as the mapping says, else the `moment` beside it, else `asked_date`;
    raises ValueFault for a moment that is none.
    """
    mapped = mapped_date(shown, context)
    if mapped:
        return mapped
    if isinstance(moment, date):
        return moment
    if isinstance(moment, int | float):
        # Compared before it is divided: a number of 400 digits has no quotient.
        seconds = moment / 1000 if 1e11 < moment < 4e12 else moment
        if not 1e9 < seconds < 4e9:
            raise ValueFault("date_unreadable", value=str(moment)[:80])
        return to_local(datetime.fromtimestamp(seconds, UTC), context.time_zone)
    if isinstance(moment, str):
        return to_local(DateRule(context.mapping.get("dates")).read(moment), context.time_zone)
    return asked_date(shown, context)


def asked_date(shown: str, context: Context, unread: Iterable[str] = ()) -> date:
    """Return the day that the mapping says, else the one ISO date in the file's name, else ask for it, with
    the headers that were not read: a day or week may be among them.
    """
    days = set()
    for year, _, month, day in _NAMED_DAY.findall(PurePosixPath(shown).name):
        with suppress(ValueError):
            days.add(date(int(year), int(month), int(day)))
    mapped = mapped_date(shown, context)
    if mapped or len(days) == 1:
        return mapped or days.pop()
    lines = paste(shown, "", context.mapping, date="____-__-__")
    raise FileRefused("asks_reading_date", file=shown, unread=", ".join(unread)[:300], paste=lines)


def saved_on(text: str) -> date | None:
    """Return the day that a saving tool noted in the page, if it did."""
    noted = re.search(r"saved date:\s*\w{3} (\w{3} [0-9]{1,2} [0-9]{4})", text[:20_000])
    try:
        return DateRule().read(noted[1]) if noted else None
    except ValueFault:
        return None


def written_day(text: str) -> date | None:
    """Return the one day that copied words name: 2026-01-31, or 31 January 2026 alone on a line."""
    days = set()
    for line in text.splitlines():
        named = [line] if re.search(r"[^\W\d_]{3,}", line) and len(line) < 40 else []
        for written in (*re.findall(r"(?<![0-9-])20[0-9]{2}-[01][0-9]-[0-3][0-9](?![0-9-])", line), *named):
            with suppress(ValueFault):
                days.add(to_day(DateRule().read(written)))
    return days.pop() if len(days) == 1 else None
