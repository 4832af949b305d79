"""Weeks that nothing is known of are counted by what was to be counted: each once, whoever's they are."""

from __future__ import annotations

import pandas as pd
import pytest

from ssi_outcomes.panel.layout import build_panel
from ssi_outcomes.panel.not_known import SCORE, count_unknown_weeks

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


def score_unknown(read_on: list[str], *lost: str | None, person: str = "A") -> int:
    """Return of how many of eight weeks the score is told as not known: of somebody who has readings of some
    days, and lost some.
    """
    weeks = pd.date_range(MONDAYS[0], periods=8, freq="7D")
    readings = [{"person": "A", "read_at": each, "ssi": 40.0, "source_file": "a.csv"} for each in read_on]
    gaps = [
        {"person": person, "table": "ssi", "name": None, "start": each, "end": each, "source_file": "a.csv"}
        for each in lost
    ]
    counts = [counted("A", 0) | {"start": each, "end": each + pd.Timedelta(6, "D")} for each in weeks]
    tables = {
        "ssi": pd.DataFrame(readings),
        "outcomes": pd.DataFrame(counts),
        "gaps": pd.DataFrame(gaps, columns=list(gap("A", 0, 0)) + ["source_file"]),
    }
    made = count_unknown_weeks(tables, build_panel(tables).frame)
    assert set(made) <= {SCORE}
    return made.get(SCORE, 0)


@pytest.mark.parametrize(
    ("read_on", "lost", "weeks"),
    [
        (["2026-01-05", "2026-01-19"], [], 0),
        # Of an unknown day: each week but those that have the Monday's own, as far as its file reaches.
        (["2026-01-05", "2026-01-12", "2026-01-26"], [None], 2),
        (["2026-01-09", "2026-01-16"], [None], 4),
        # Of a known day: the weeks in which it would have been in force.
        (["2026-01-05"], ["2026-01-12"], 2),
        (["2026-01-05", "2026-01-19"], ["2026-01-12"], 1),
        (["2026-01-05", "2026-01-16"], ["2026-01-13"], 0),
        (["2026-01-05"], ["2026-01-13", "2026-01-14"], 2),
        # Of the weeks before it nothing was lost.
        (["2026-01-26"], ["2026-01-19"], 1),
    ],
)
def test_a_week_whose_score_went_with_a_reading_is_counted_once(read_on, lost, weeks):
    assert score_unknown(read_on, *lost) == weeks


def test_a_reading_of_somebody_else_or_of_no_score_at_all_takes_none():
    assert score_unknown(["2026-01-05"], None, person="B") == 0
    assert score_unknown([], None) == 0


def test_a_panel_without_weeks_has_none_that_is_not_known():
    assert count_unknown_weeks({}, build_panel({}).frame) == {}
