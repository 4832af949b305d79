"""Which reader a sheet or file belongs to: its own words tell, else `mapping.toml`, else the user is
asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.reading.cells.values import is_blank, read_text
from ssi_outcomes.reading.kinds.calendar.events import is_calendar, read_calendar
from ssi_outcomes.reading.kinds.crm.deals import (
    read_crm_activities,
    read_deals,
    recognise_crm_activities,
    recognise_deals,
)
from ssi_outcomes.reading.kinds.logs import (
    read_activity,
    read_outcomes,
    read_people,
    recognise_activity,
    recognise_outcomes,
    recognise_people,
)
from ssi_outcomes.reading.kinds.page.saved_page import read_score_json, read_score_page
from ssi_outcomes.reading.kinds.score_long import read_score_long, recognise_score_long
from ssi_outcomes.reading.kinds.weekly import read_wide, recognise_wide
from ssi_outcomes.reading.opening.limits import read_bytes
from ssi_outcomes.reading.opening.sheets import decode
from ssi_outcomes.reading.parsed import Context, Parsed, Sheet
from ssi_outcomes.reading.tables.headers import Anchored
from ssi_outcomes.reading.tables.mapping import entry_of, paste

PAGE_BYTES = 30_000_000  # a saved page, a JSON answer, a calendar: none comes near


_TO_COMPLETE = (
    '\n# kind = "weekly"  # or ssi, outcomes, activity, people, deals, crm_activities\n'
    '# columns = { person = "…", date = "…", meetings = "…" }'
)


@dataclass(frozen=True)
class Reader:
    """One kind of sheet: `kinds` are its names in mapping.toml; `recognise` finds its table, `read` reads
    it.
    """

    kinds: tuple[str, ...]
    recognise: Callable[..., Anchored | None]
    read: Callable[[Sheet, Context], Parsed]


# In the order in which they are asked: what says most about itself comes first.
READERS = (
    Reader(("deals",), recognise_deals, read_deals),
    Reader(("crm_activities",), recognise_crm_activities, read_crm_activities),
    Reader(("ssi_long",), recognise_score_long, read_score_long),
    Reader(("outcomes",), recognise_outcomes, read_outcomes),
    Reader(("activity",), recognise_activity, read_activity),
    Reader(("weekly", "ssi", "outcomes", "activity"), recognise_wide, read_wide),
    Reader(("people",), recognise_people, read_people),
)


def read_sheet(sheet: Sheet, context: Context) -> Parsed:
    """Return what a sheet says, by the first reader that knows it; raises FileRefused with the lines to paste
    if none does.
    """
    entry = entry_of(sheet, context)
    kind = entry.get("kind")
    if kind == "ignore":
        return Parsed(
            sheet.file,
            "ignored",
            {},
            rows=0,
            accepted=0,
            ignored=sum(not all(map(is_blank, row)) for row in sheet.rows),
        )
    for reader in READERS:
        if (kind is None or kind in reader.kinds) and reader.recognise(sheet, context) is not None:
            return reader.read(sheet, context)
    raise _ask(sheet, context)


def read_json_file(path: Path, shown: str, context: Context) -> Parsed:
    """Return the score's readings in a JSON file; raises FileRefused."""
    return read_score_json(_content(path, shown), shown, context)


def read_html_file(path: Path, shown: str, context: Context) -> Parsed:
    """Return the score's reading on a saved page; raises FileRefused."""
    return read_score_page(decode(_content(path, shown), shown), shown, context)


def read_ics_file(path: Path, shown: str, context: Context) -> Parsed:
    """Return the outcomes that a calendar counts by day; raises FileRefused."""
    return read_calendar(decode(_content(path, shown), shown), shown, context)


def find_file_reader(path: Path, shown: str) -> Callable[[Path, str, Context], Parsed] | None:
    """Return the reader of a file that is no sheet, by how its content begins, or None."""
    with path.open("rb") as stream:
        head = stream.read(4096)
    text = (
        head.decode("utf-16" if head[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig", errors="replace")
        .lstrip()
        .lower()
    )
    if is_calendar(text):
        return read_ics_file
    if text.startswith("<") and ("<html" in text or "<!doctype html" in text):
        return read_html_file
    return read_json_file if re.match(r"[\[{]\s*[\[{\"\]}]", text) else None


def _content(path: Path, shown: str) -> bytes:
    content = read_bytes(path, shown)
    if len(content) > PAGE_BYTES:
        raise FileRefused(
            "file_too_large", file=shown, size=len(content) // 1_000_000, limit=PAGE_BYTES // 1_000_000
        )
    return content


def _ask(sheet: Sheet, context: Context) -> FileRefused:
    """Return the question about a sheet that no reader knows: its headers, and an entry to complete."""
    header = next((row for row in sheet.rows if sum(not is_blank(cell) for cell in row) >= 2), ())
    names = [read_text(cell)[:60] for cell in header if not is_blank(cell)]
    if not names:
        # A text file is one sheet, without a name.
        return FileRefused(
            "sheet_without_table" if sheet.name else "file_without_table", file=sheet.file, sheet=sheet.name
        )
    # As it stands, the entry leaves the file aside: pasted unread, it makes nothing up.
    lines = paste(sheet.file, sheet.name, entry_of(sheet, context), kind="ignore") + _TO_COMPLETE
    return FileRefused(
        "asks_kind", file=sheet.file, headers=", ".join(dict.fromkeys(names))[:400], paste=lines
    )
