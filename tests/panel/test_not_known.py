"""Weeks that nothing is known of are counted by what was to be counted: each once, whoever's they are."""

from __future__ import annotations

import pandas as pd
import pytest

from ssi_outcomes.panel.layout import build_panel
from ssi_outcomes.panel.not_known import count_unknown_weeks

MONDAYS = pd.date_range("2026-01-05", periods=4, freq="7D")


def counted(person: str, week: int, name: str = "meetings") -> dict[str, object]:
    start = MONDAYS[week]
    row = {"person": person, "outcome": name, "start": start, "end": start + pd.Timedelta(6, "D"), "count": 1}
    return row | {"value": None, "currency": None, "source_file": "a.csv", "source_line": 2}


def gap(person: str | None, first: int, last: int, name: str = "meetings") -> dict[str, object]:
    return {
        "person": person,
        "table": "outcomes",
        "name": name,
        "start": MONDAYS[first],
        "end": MONDAYS[last] + pd.Timedelta(6, "D"),
    }


def unknown(*gaps: dict[str, object]) -> dict[tuple[str, str], int]:
    """Return the weeks not known of two people who have a result in the first and in the last of four weeks."""
    rows = [counted(person, week) for person in ("A", "B") for week in (0, 3)]
    tables = {"outcomes": pd.DataFrame(rows), "gaps": pd.DataFrame(gaps, columns=list(gap("A", 0, 0)))}
    return count_unknown_weeks(tables, build_panel(tables).frame)


@pytest.mark.parametrize(
    ("gaps", "weeks"),
    [
        ([], {}),
        ([gap("A", 1, 1)], {("outcomes", "meetings"): 1}),
        ([gap("A", 1, 2), gap("A", 2, 2)], {("outcomes", "meetings"): 2}),
        ([gap("A", 1, 1), gap("B", 1, 2)], {("outcomes", "meetings"): 3}),
        ([gap("C", 1, 1)], {}),
        ([gap("A", 1, 1, "orders")], {}),
    ],
)
def test_a_week_that_gaps_touch_is_counted_once(gaps, weeks):
    assert unknown(*gaps) == weeks


def test_a_panel_without_weeks_has_none_that_is_not_known():
    assert count_unknown_weeks({}, build_panel({}).frame) == {}
