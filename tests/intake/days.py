"""Tables of a few rows, as reading lays them out, for the tests of what was understood of days."""

from __future__ import annotations

import pandas as pd


def counts(*rows: tuple[str, str, str, float, str, int]) -> pd.DataFrame:
    """Outcomes of weeks: person, outcome, Monday, count, file and line."""
    names = ["person", "outcome", "start", "count", "source_file", "source_line"]
    frame = pd.DataFrame(rows, columns=names)
    start = pd.to_datetime(frame["start"])
    return frame.assign(start=start, end=start + pd.Timedelta(6, "D"))


def readings(*rows: tuple[str, str, str, int]) -> pd.DataFrame:
    """Readings of the score: person, day, file and line."""
    frame = pd.DataFrame(rows, columns=["person", "read_at", "source_file", "source_line"])
    return frame.assign(read_at=pd.to_datetime(frame["read_at"]), ssi=50.0)


def people(*rows: tuple[str, str | None, str | None, str, int]) -> pd.DataFrame:
    """A list of people: person, first and last day, file and line."""
    frame = pd.DataFrame(rows, columns=["person", "start", "end", "source_file", "source_line"])
    return frame.assign(start=pd.to_datetime(frame["start"]), end=pd.to_datetime(frame["end"]), team=None)


def weekly(person: str, first: str, weeks: int, line: int = 2) -> list[tuple]:
    """One meeting a week from a Monday on, a line each."""
    mondays = pd.date_range(first, periods=weeks, freq="7D")
    return [
        (person, "meetings", str(day.date()), 1, "weeks.csv", line + place)
        for place, day in enumerate(mondays)
    ]


def panel_of(first: str, last: str) -> pd.DataFrame:
    """The weeks of one person."""
    return pd.DataFrame({"person": "P1", "week_start": pd.date_range(first, last, freq="7D")})
