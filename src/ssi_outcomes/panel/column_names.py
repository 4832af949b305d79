"""What the columns of a panel are called that an outcome or an activity brings; no other module writes them.

The others (person, week, ssi and so on) are told in `layout.Panel`.
"""

from __future__ import annotations

from collections.abc import Iterable

_COUNTS = {"outcomes": "outcome_", "activity": "activity_"}


def outcome_column(outcome: str) -> str:
    """Return the column with the weekly counts of an outcome, given its id in the registry."""
    return count_column("outcomes", outcome)


def activity_column(activity: str) -> str:
    """Return the column with the weekly counts of an activity, given its id in the registry."""
    return count_column("activity", activity)


def count_column(table: str, name: str) -> str:
    """Return the column with the weekly counts of `name`, a row of `table`: "outcomes" or "activity"."""
    return _COUNTS[table] + name


def amount_column(outcome: str, currency: str) -> str:
    """Return the column with the weekly amounts of an outcome in one currency (ISO code)."""
    return f"value_{outcome}_{currency}"


def outcome_columns(columns: Iterable[str]) -> list[str]:
    """Return those columns of a panel (its frame, or their names) that count an outcome, in their order."""
    return [name for name in columns if name.startswith(_COUNTS["outcomes"])]


def activity_columns(columns: Iterable[str]) -> list[str]:
    """Return those columns of a panel (its frame, or their names) that count an activity, in their order."""
    return [name for name in columns if name.startswith(_COUNTS["activity"])]


def activity_of(column: str) -> str:
    """Return the id of the activity that a column counts."""
    return column.removeprefix(_COUNTS["activity"])
