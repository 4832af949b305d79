"""Counts that are many times larger than any other of their kind in their file: perhaps a slip."""

from __future__ import annotations

import pandas as pd

from ssi_outcomes.base.errors import message
from ssi_outcomes.intake.dated_rows import tell_places
from ssi_outcomes.reading.names.registry import label_counted

TIMES = 50  # as large as the largest other count
MOST_COUNTS = 5  # that are told


def tell_outsize(rows: pd.DataFrame, language: str) -> list[str]:
    """Return a line for each count of `rows` (those of `list_dated`) that is more than `TIMES` times the
    largest other one of the same outcome or activity in the same file.
    """
    counted = rows[rows["count"].gt(0) & rows["name"].notna() & rows["source_line"].notna()]
    lines = []
    for (_, table, name), own in counted.groupby(["source_file", "table", "name"]):
        if len(own) < 2:
            continue
        largest, other = own["count"].nlargest(2)
        if largest > TIMES * other:
            place = tell_places(own.loc[[own["count"].idxmax()]], language)
            label = label_counted(table, name)[language]
            values = {"value": float(largest), "other": float(other), "name": label, "place": place}
            lines.append(message("count_outsize", language, **values))
    return lines[:MOST_COUNTS]
