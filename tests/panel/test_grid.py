"""Which weeks of whom are known: who was there, and what a source covers, day by day."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from panel.laid_out import W1, W2, W3, W4, W5, called, column, covered, day, panel, read, said

from ssi_outcomes.panel.grid import Grid, Span, find_spans, lay_grid, read_gaps, read_table

# --- who was there


def test_absences_reduce_the_days_and_a_week_without_any_is_missing():
    absences = [
        {"person": "P01", "start": day(W1, 3), "end": day(W2, 6)},
        {"person": "P01", "start": day(W1, 4), "end": day(W1, 4)},
    ]
    made = panel(absences=absences, outcomes=[called(W1, 2), called(W3, 1)], ssi=[read(W1, 40.0)])
    assert column(made, "exposure_days") == [3, 0, 7]
    assert column(made, "outcome_phone_meeting") == [2.0, None, 1.0]
    assert column(made, "ssi")[:2] == [40.0, 40.0]


def test_joiners_and_leavers_have_the_weeks_of_their_stays():
    people = [
        {"person": "P01", "start": day(W1, 2), "end": day(W2, 4)},
        {"person": "P01", "start": W4, "end": None},
        {"person": "P02", "start": W3, "end": None},
    ]
    made = panel(people=people, outcomes=[called(W4, 1)], coverage=[covered()])
    assert column(made, "week") == ["2026-W02", "2026-W03", "2026-W05", "2026-W06"]
    assert column(made, "exposure_days") == [5, 5, 7, 7]
    assert column(made, "outcome_phone_meeting") == [0.0, 0.0, 1.0, 0.0]
    assert column(made, "week", "P02") == ["2026-W04", "2026-W05", "2026-W06"]


def lay(*stays: tuple, absences: tuple = ()) -> Grid:
    """Return the grid of three weeks, W1 to W3, of people (name, start, end)."""
    columns = ["person", "start", "end"]
    tables = {
        "people": pd.DataFrame(stays, columns=columns),
        "absences": pd.DataFrame(absences, columns=columns),
    }
    span = Span("outcomes", None, None, np.datetime64(W1), np.datetime64(day(W3, 6)))
    return lay_grid(tables, pd.DataFrame({"person": [], "day": pd.to_datetime([])}), {}, [span])


def test_a_stay_without_an_end_reaches_to_the_edge_and_people_come_as_they_sort():
    grid = lay(("P02", day(W1, 5), None), ("P01", None, day(W2, 1)))
    assert grid.people.tolist() == ["P01", "P02"]
    assert grid.exposure.tolist() == [[7, 2, 0], [2, 7, 7]]
    assert grid.present.tolist() == [[True, True, False], [True, True, True]]


def test_an_absence_takes_days_and_not_the_week():
    grid = lay(("P01", None, None), absences=(("P01", W2, day(W2, 6)), ("P01", day(W3, 6), None)))
    assert grid.exposure.tolist() == [[7, 0, 6]] and grid.present.tolist() == [[True, True, True]]


def test_a_period_passes_where_the_person_stayed_on_one_day_of_it_or_where_nothing_is_known():
    grid = lay(("P01", day(W2, 2), day(W2, 4)))
    starts = pd.Series(pd.to_datetime([W2, W1, day(W2, 4), day(W2, 5), day(W1, -1), W1]))
    ends = pd.Series(pd.to_datetime([day(W2, 6), day(W2, 1), day(W2, 4), day(W3, 6), day(W1, 2), day(W3, 7)]))
    passed = grid.was_there(np.zeros(6, int), starts, ends)
    assert passed.tolist() == [True, False, True, False, True, True]
    # Of nobody in the grid nothing is known.
    assert grid.was_there(np.array([-1]), starts[1:2], ends[1:2]).tolist() == [True]


def test_a_day_has_its_week_and_beyond_the_grid_none():
    days = pd.Series(pd.to_datetime([W1, day(W1, 6), W2, day(W3, 6), day(W1, -1), W4]))
    assert lay(("P01", None, None)).find_weeks(days).tolist() == [0, 0, 1, 2, -1, -1]


# --- what is covered


def test_covered_weeks_without_an_event_are_zero_and_others_are_missing():
    made = panel(
        outcomes=[called(day(W2, 2), 1), called(day(W2, 4), 2)],
        ssi=[read(W1, 40.0), read(W5, 40.0)],
        coverage=[covered(W2, day(W3, 6))],
    )
    assert column(made, "outcome_phone_meeting") == [None, 3.0, 0.0, None, None]
    assert made.left_out == ()


def test_a_week_covered_in_part_is_missing_and_its_events_are_said():
    made = panel(outcomes=[called(day(W1, 5), 4), called(W2, 1)], coverage=[covered(day(W1, 2), day(W2, 6))])
    assert column(made, "outcome_phone_meeting") == [None, 1.0]
    assert made.left_out == (
        ("panel_not_covered", {"table": "outcomes", "name": "phone_meeting", "records": 1, "count": 4}),
    )


def test_coverage_begins_with_the_stay_where_the_person_came_later():
    made = panel(
        people=[{"person": "P01", "start": day(W1, 2), "end": None}],
        outcomes=[called(day(W1, 5), 4)],
        coverage=[covered(day(W1, 2), day(W1, 6))],
    )
    assert column(made, "outcome_phone_meeting") == [4.0] and column(made, "exposure_days") == [5]


def test_without_a_declared_coverage_the_span_of_the_source_is_used_and_said():
    made = panel(
        outcomes=[called(day(W2, 3), 1), called(day(W4, 1), 1)],
        ssi=[read(W1, 40.0), read(W5, 40.0), read(W1, 40.0, "P02")],
    )
    assert column(made, "outcome_phone_meeting") == [None, 1.0, 0.0, 1.0, None]
    # P02 is not in that file: unknown, not zero.
    assert column(made, "outcome_phone_meeting", "P02") == [None] * 5
    assert made.notes == (
        (
            "panel_coverage_guessed",
            {"file": "log.csv", "table": "outcomes", "start": "2026-01-15", "end": "2026-01-27"},
        ),
    )


def test_a_source_covers_what_it_counts_and_nothing_else():
    orders = called(W1, 1, outcome="order", source_file="sub/crm.csv")
    made = panel(
        outcomes=[called(W1, 1), called(W2, 1), orders],
        coverage=[covered(W1, day(W3, 6), source="crm.csv"), covered(W1, day(W2, 6), source="log.csv")],
    )
    assert column(made, "outcome_order") == [1.0, 0.0, 0.0]
    assert column(made, "outcome_phone_meeting") == [1.0, 1.0, None]


def test_coverage_of_one_person_says_nothing_of_another():
    made = panel(
        outcomes=[called(W1, 1), called(W1, 1, person="P02")],
        coverage=[covered(person="P01"), covered(W1, day(W1, 6), "P02")],
    )
    assert column(made, "outcome_phone_meeting") == [1.0, 0.0, 0.0, 0.0, 0.0]
    assert column(made, "outcome_phone_meeting", "P02") == [1.0, None, None, None, None]


def test_an_outcome_declared_as_covered_that_never_happened_is_zero():
    made = panel(
        people=[{"person": "P01"}, {"person": "P02"}],
        outcomes=[],
        coverage=[covered(W1, day(W2, 6), name="order")],
    )
    assert column(made, "outcome_order") == column(made, "outcome_order", "P02") == [0.0, 0.0]


@pytest.mark.parametrize("source", ["log.xlsx › Calls", "log.xlsx", "P01/log.xlsx", "P01"])
def test_a_source_may_be_declared_by_its_sheet_its_file_or_its_folder(source):
    file = "log.xlsx › Calls" if source.startswith("log.xlsx ›") else "P01/log.xlsx › Calls"
    made = panel(
        outcomes=[called(W1, 1, source_file=file)], coverage=[covered(W1, day(W2, 6), source=source)]
    )
    assert column(made, "outcome_phone_meeting") == [1.0, 0.0] and made.notes == ()


def test_a_week_enters_once_it_is_over():
    rows = [called(W1, 1), called(W2, 5)]
    made = panel(day(W2, 6), outcomes=rows, coverage=[covered()])
    assert column(made, "outcome_phone_meeting") == [1.0, None] and said(made) == {"panel_not_covered": 5}
    assert column(panel(W3, outcomes=rows, coverage=[covered()]), "outcome_phone_meeting") == [1.0, 5.0]


def test_a_gap_takes_its_week_from_what_is_covered_of_that_person_and_name():
    row = {"person": "P01", "table": "outcomes", "name": "order", "start": day(W2, 3), "end": day(W2, 3)}
    gaps = read_gaps({"gaps": pd.DataFrame([row, row | {"person": None}])})
    assert len(gaps) == 1
    grid = lay(("P01", None, None), ("P02", None, None))
    spans = [Span("outcomes", None, None, np.datetime64(W1), np.datetime64(day(W3, 6)))]
    assert grid.cover(spans, "outcomes", "order", gaps).tolist() == [[True, False, True], [True] * 3]
    assert grid.cover(spans, "outcomes", "call", gaps).all()
    assert not grid.cover(spans, "activity", "order").any()


def test_what_is_covered_ends_with_yesterday():
    declared = {"coverage": pd.DataFrame([covered(W1, day(W5, 6)), covered(W4, day(W5, 6))])}
    empty = pd.DataFrame({"source_file": [], "name": [], "start": [], "end": []})
    spans, notes = find_spans(declared, {"outcomes": empty}, day(W3, 2))
    assert [(span.start, span.end) for span in spans] == [(np.datetime64(W1), np.datetime64(day(W3, 1)))]
    assert notes == []


def test_a_table_that_is_not_there_has_no_row_and_a_column_that_is_not_there_is_blank():
    assert read_table({}, "people", ["person"]).to_dict("list") == {"person": []}
    given = pd.DataFrame({"person": ["P01"], "other": [1]}, index=[7])
    made = read_table({"people": given}, "people", ["person", "end"])
    assert made.columns.tolist() == ["person", "end"] and made.index.tolist() == [0]
    assert made["end"].isna().all() and given.index.tolist() == [7]
