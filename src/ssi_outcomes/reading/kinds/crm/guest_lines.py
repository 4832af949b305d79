"""Activities that may be one: lines that differ in nothing but the guest, as a report has them that joins
the two.
"""

from __future__ import annotations

from collections import defaultdict

import pandas as pd

from ssi_outcomes.reading.cells.text import is_blank, read_text
from ssi_outcomes.reading.parsed import Parsed, Remark
from ssi_outcomes.reading.tables.headers import Anchored

_SAME = ("person", "email", "first_name", "last_name", "date", "type", "title")
_SHOWN = 10


def note_alike(table: Anchored, parsed: Parsed) -> tuple[Remark, ...]:
    """Return the remark on those counted lines of a table that say the same of person, moment, type and title
    as another; none where the table has no titles, or is a large one.
    """
    counted = pd.DataFrame(parsed.tables.get("outcomes", []))
    if "title" not in table.columns or table.bulk is not None or counted.empty:
        return ()
    taken, alike = set(counted["source_line"]), defaultdict(list)
    for line, row in zip(table.lines, table.rows, strict=True):
        if line in taken and not is_blank(table.cell(row, "title")):
            alike[tuple(read_text(table.cell(row, name)) for name in _SAME)].append(line)
    lines = sorted(line for each in alike.values() if len(each) > 1 for line in each)
    shown = ", ".join(map(str, lines[:_SHOWN])) + (", …" if lines[_SHOWN:] else "")
    return (("rows_alike", {"lines": shown}),) if lines else ()
