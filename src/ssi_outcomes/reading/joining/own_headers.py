"""What a file itself calls the column that a rule found wrong: its user knows no other name."""

from __future__ import annotations

from collections.abc import Mapping

# Columns of our tables -> the columns of files that they are made from, the likeliest first.
_MADE_FROM = {
    "read_at": ("read_at", "date", "week", "week_end", "month", "start"),
    "start": ("start", "week", "date", "month", "week_end", "read_at"),
    "end": ("end", "week_end", "week", "month", "date", "read_at"),
}


def own_header(headers: Mapping[str, str], column: str, counted: str | None = None) -> str:
    """Return the header of a file's column (`headers`: our names -> its own) for a column of a table; the
    name that we have for it where the file has no such header. `counted` is the outcome or activity of the
    row, which may have a column of its own.
    """
    names = (counted, "count", "value") if column == "count" else _MADE_FROM.get(column, (column,))
    return next((headers[name] for name in names if name in headers), column)
