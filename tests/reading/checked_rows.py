"""Rows of a sound reading and a sound count, and what the rules say of rows."""

from datetime import date

import pandas as pd

from ssi_outcomes.reading.joining.row_rules.applied_rules import Checked, check_rules

TODAY = date(2026, 3, 2)
MONDAY, SUNDAY = date(2026, 1, 5), date(2026, 1, 11)
READING = {
    "person": "P01",
    "read_at": MONDAY,
    "ssi": 53.0,
    "brand": 13.118,
    "find": 13.68,
    "engage": 13.3,
    "build": 12.608,
}
CALLS = {"person": "P01", "outcome": "phone_meeting", "start": MONDAY, "end": SUNDAY, "count": 2}


def table(*rows: dict, file: str = "team.csv") -> pd.DataFrame:
    """Return a table of rows that stand in a file from line 2 on."""
    return pd.DataFrame(
        [{"source_file": file, "source_line": line} | row for line, row in enumerate(rows, 2)]
    )


def check(name: str, *rows: dict, **options) -> Checked:
    """Return what the rules leave of one table."""
    return check_rules({name: table(*rows)}, TODAY, **options)


def broken(checked: Checked) -> list[tuple[int | None, str | None, str]]:
    """Return line, column and rule of each row that was left out."""
    return [(each.line, each.column, each.key) for each in checked.rejected]
