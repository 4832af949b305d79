"""Weeks in which rows of nobody count are known of nobody whose they may be."""

from __future__ import annotations

import pandas as pd

from ssi_outcomes.reading.joining.whose.nobodys_weeks import find_nobodys, find_shared


def tables(*outcomes: tuple) -> dict[str, pd.DataFrame]:
    """Tables with these counts of meetings: person, first day, last day, file."""
    rows = [
        {
            "person": person,
            "outcome": "meetings",
            "start": start,
            "end": end,
            "source_file": file,
            "source_line": line,
        }
        for line, (person, start, end, file) in enumerate(outcomes, 2)
    ]
    empty = {"person": [], "activity": [], "start": [], "end": [], "source_file": [], "source_line": []}
    frame = pd.DataFrame(rows)
    frame[["start", "end"]] = frame[["start", "end"]].apply(pd.to_datetime)
    readings = pd.DataFrame(
        {
            "person": ["N. X"],
            "read_at": [pd.Timestamp(2026, 3, 23, 9)],
            "source_file": ["s.csv"],
            "source_line": [2],
        }
    )
    gaps = pd.DataFrame(
        {
            "person": [None],
            "table": ["outcomes"],
            "name": ["orders"],
            "start": [pd.Timestamp(2026, 3, 30)],
            "end": [pd.Timestamp(2026, 4, 5)],
            "source_file": ["nobodys.csv"],
            "source_line": [3],
        }
    )
    return {"outcomes": frame, "activity": pd.DataFrame(empty), "ssi": readings, "gaps": gaps}


def told(gaps: pd.DataFrame) -> list[tuple]:
    return [
        (each.person, each.table, each.name, f"{each.start:%m-%d}", f"{each.end:%m-%d}", each.source_file)
        for each in gaps.itertuples(index=False)
    ]


def test_a_file_that_is_nobodys_leaves_its_weeks_unknown_of_everybody():
    said = tables((None, "2026-03-04", "2026-03-04", "a.csv"), ("P02", "2026-03-04", "2026-03-04", "b.csv"))
    assert told(find_nobodys(said, {"a.csv"}, {"P01", "P02"})) == [
        ("P01", "outcomes", "meetings", "03-02", "03-08", "a.csv"),
        ("P02", "outcomes", "meetings", "03-02", "03-08", "a.csv"),
    ]


def test_what_such_a_file_leaves_open_it_leaves_open_of_everybody():
    said = tables(("P01", "2026-03-04", "2026-03-04", "b.csv"))
    assert told(find_nobodys(said, {"nobodys.csv"}, {"P01", "P02"})) == [
        (name, "outcomes", "orders", "03-30", "04-05", "nobodys.csv") for name in ("P01", "P02")
    ]
    assert len(find_nobodys(said, set(), {"P01"})) == 0


def test_a_row_of_nobody_in_a_file_with_names_does_so_of_those_whom_it_names():
    said = tables(("P01", "2026-03-04", "2026-03-04", "a.csv"), (None, "2026-03-09", "2026-03-17", "a.csv"))
    assert told(find_nobodys(said, set(), {"P01", "P02"})) == [
        ("P01", "outcomes", "meetings", "03-09", "03-22", "a.csv")
    ]


def test_the_whole_teams_rows_leave_nothing_unknown():
    said = tables(("P01", "2026-03-04", "2026-03-04", "a.csv"), ("team", "2026-03-09", "2026-03-09", "a.csv"))
    assert len(find_nobodys(said, set(), {"P01"})) == 0


def test_of_two_who_may_be_one_each_is_unknown_where_the_other_counts():
    said = tables(
        ("N. X", "2026-03-04", "2026-03-04", "a.csv"), ("Nora X", "2026-03-10", "2026-03-10", "b.csv")
    )
    assert told(find_shared(said, [("N. X", "Nora X")])) == [
        ("Nora X", "outcomes", "meetings", "03-02", "03-08", "a.csv"),
        ("N. X", "outcomes", "meetings", "03-09", "03-15", "b.csv"),
        ("Nora X", "ssi", None, "03-23", "03-23", "s.csv"),
    ]
    assert len(find_shared(said, [])) == 0
