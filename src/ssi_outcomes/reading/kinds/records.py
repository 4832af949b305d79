"""The records that kinds of files have in common."""

from __future__ import annotations

from datetime import date

Record = tuple[str, dict[str, object]]


def outcome_record(
    person: str | None,
    outcome: str,
    days: tuple[date, date],
    count: int | None = 1,
    value: float | None = None,
    currency: str | None = None,
) -> Record:
    """Return a record of the table outcomes: so many, or so much money, from the first
    of `days` to the last.
    """
    start, end = days
    record = {"person": person, "outcome": outcome, "start": start, "end": end, "count": count}
    return "outcomes", {**record, "value": value, "currency": currency}


def activity_record(person: str | None, activity: str, days: tuple[date, date], count: int) -> Record:
    """Return a record of the table activity: so many from the first of `days` to the last."""
    start, end = days
    return "activity", {"person": person, "activity": activity, "start": start, "end": end, "count": count}
