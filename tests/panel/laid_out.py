"""Five weeks of readings and calls to lay out. Nobody in them exists."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd

from ssi_outcomes.panel.layout import Panel, build_panel

W1, W2, W3, W4, W5 = MONDAYS = [date(2026, 1, 5) + timedelta(7 * number) for number in range(5)]
NAN = float("nan")


def day(monday: date, number: int) -> date:
    return monday + timedelta(number)


def read(read_at, ssi: float, person: str = "P01") -> dict:
    return {
        "person": person,
        "read_at": read_at,
        "ssi": ssi,
        "brand": ssi / 4,
        "find": ssi / 4,
        "engage": ssi / 4,
        "build": ssi / 4,
    }


def called(start, count: float, end=None, person="P01", **more) -> dict:
    return {
        "person": person,
        "outcome": "phone_meeting",
        "start": start,
        "end": end or start,
        "count": count,
        "source_file": "log.csv",
    } | more


def covered(start=W1, end=None, person=None, name=None, source=None, table="outcomes") -> dict:
    return {
        "source": source,
        "person": person,
        "table": table,
        "name": name,
        "start": start,
        "end": end or day(W5, 6),
    }


def panel(today=None, **tables: list[dict]) -> Panel:
    """Return the panel of tables that are given as lists of rows."""
    return build_panel({name: pd.DataFrame(rows) for name, rows in tables.items()}, today)


def column(made: Panel, name: str, person: str = "P01") -> list:
    """Return a column for one person, by week."""
    one = made.frame[made.frame["person"] == person]
    return [None if pd.isna(value) else value for value in one[name]]


def said(made: Panel) -> dict[str, float]:
    """Return how many events stayed out, by reason."""
    return {key: values["count"] for key, values in made.left_out}
