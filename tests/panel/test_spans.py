"""What a source covers: as declared, else as far as its records reach, or as its own rows state."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from panel.laid_out import W1, W2, W3, W4, W5, called, column, covered, day, panel, read, said

from ssi_outcomes.panel.spans import find_coverage, read_table


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


def test_what_is_covered_ends_with_yesterday():
    declared = {"coverage": pd.DataFrame([covered(W1, day(W5, 6)), covered(W4, day(W5, 6))])}
    empty = pd.DataFrame({"source_file": [], "name": [], "start": [], "end": []})
    coverage = find_coverage(declared, {"outcomes": empty}, day(W3, 2))
    found = [(span.start, span.end) for span in coverage.spans]
    assert found == [(np.datetime64(W1), np.datetime64(day(W3, 1)))]
    assert coverage.notes == () and coverage.last == np.datetime64(day(W3, 1))


STATED = [{"table": "outcomes", "source_file": "log.csv"}]


def test_a_sheet_of_weeks_covers_the_weeks_of_its_rows_and_says_which_have_none():
    rows = [
        called(W1, 2),
        called(W2, 0),
        called(W4, 1),
        called(W1, 3, person="P02"),
        called(W2, 1, person="P02"),
    ]
    made = panel(outcomes=rows, stated=STATED)
    assert column(made, "outcome_phone_meeting") == [2.0, 0.0, None, 1.0]
    assert column(made, "outcome_phone_meeting", "P02") == [3.0, 1.0, None, None]
    missing = {"file": "log.csv", "table": "outcomes", "count": 3}
    assert made.notes == (("panel_weeks_without_row", missing),)


def test_what_a_team_declares_of_a_sheet_of_weeks_holds_for_the_weeks_without_a_row():
    made = panel(outcomes=[called(W1, 2), called(W3, 1)], stated=STATED, coverage=[covered(W1, day(W3, 6))])
    assert column(made, "outcome_phone_meeting") == [2.0, 0.0, 1.0] and made.notes == ()


def test_a_week_that_is_stated_counts_once_it_is_over():
    rows = [called(W1, 1, day(W1, 6)), called(W2, 5, day(W2, 1))]
    made = panel(day(W2, 5), outcomes=rows, stated=STATED)
    assert column(made, "outcome_phone_meeting") == [1.0]


def test_of_a_file_that_was_not_read_nothing_is_zero():
    unread = [{"source_file": "crm.csv"}]
    people = [{"person": "P01"}, {"person": "P02"}]
    declared = [
        covered(W1, day(W2, 6), source="crm.csv", name="order"),
        covered(W1, day(W2, 6), source="log.csv"),
    ]
    made = panel(people=people, outcomes=[called(W1, 1)], coverage=declared, gaps=unread)
    assert "outcome_order" not in made.frame
    assert column(made, "outcome_phone_meeting") == [1.0, 0.0]
    # Where no file is named, what is declared holds for those whom a file that was read names.
    made = panel(people=people, outcomes=[called(W1, 1)], coverage=[covered(W1, day(W2, 6))], gaps=unread)
    assert column(made, "outcome_phone_meeting") == [1.0, 0.0]
    assert column(made, "outcome_phone_meeting", "P02") == [None, None]


def test_a_table_that_is_not_there_has_no_row_and_a_column_that_is_not_there_is_blank():
    assert read_table({}, "people", ["person"]).to_dict("list") == {"person": []}
    given = pd.DataFrame({"person": ["P01"], "other": [1]}, index=[7])
    made = read_table({"people": given}, "people", ["person", "end"])
    assert made.columns.tolist() == ["person", "end"] and made.index.tolist() == [0]
    assert made["end"].isna().all() and given.index.tolist() == [7]
