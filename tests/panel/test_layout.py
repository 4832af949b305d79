"""A week of a person holds what was counted in it and the score as read before it; nothing is invented, split or lost."""

from datetime import datetime

import pandas as pd
from panel.laid_out import W1, W2, W3, W4, called, column, covered, day, panel, read

from ssi_outcomes.base.errors import LANGUAGES, message
from ssi_outcomes.panel.layout import build_panel

# --- readings


def test_a_week_read_on_its_monday_counts_for_that_week_and_on_its_tuesday_for_the_next():
    made = panel(ssi=[read(W1, 40.0), read(day(W2, 1), 50.0)], outcomes=[called(W1, 1)], coverage=[covered()])
    assert column(made, "week") == ["2026-W02", "2026-W03", "2026-W04", "2026-W05", "2026-W06"]
    #       Monday | 7 days old | Tuesday's, 6 | 13 | 20: missing
    assert column(made, "ssi") == [40.0, 40.0, 50.0, 50.0, None]
    assert column(made, "reading_age_days") == [0, 7, 6, 13, None]
    assert column(made, "ssi_read_at") == [
        pd.Timestamp(W1),
        pd.Timestamp(W1),
        pd.Timestamp(day(W2, 1)),
        pd.Timestamp(day(W2, 1)),
        None,
    ]
    assert column(made, "brand") == column(made, "build") == [10.0, 10.0, 12.5, 12.5, None]
    # W2 opens with W1's reading still, and W4 with W3's: the same reading again is no news of the week between.
    assert column(made, "next_ssi") == [None, 50.0, None, None, None]


def test_a_week_read_on_friday_is_refused():
    made = panel(ssi=[read(day(W1, 4), 40.0)], outcomes=[called(W1, 1)])
    assert column(made, "ssi") == [None] and column(made, "next_ssi") == [40.0]


def test_a_reading_is_thirteen_days_old_at_most():
    made = panel(
        ssi=[read(day(W1, 1), 40.0), read(day(W1, 0), 30.0, "P02")],
        outcomes=[called(W3, 1), called(W3, 1, person="P02")],
        coverage=[covered()],
    )
    assert column(made, "ssi")[2] == 40.0 and column(made, "reading_age_days")[2] == 13
    assert column(made, "ssi", "P02")[2] is None  # 14 days


def test_of_several_readings_the_last_before_the_week_is_taken():
    readings = [
        read(datetime(2026, 1, 12, 9, 0), 41.0),
        read(datetime(2026, 1, 12, 11, 30), 42.0),
        read(datetime(2026, 1, 12, 18, 30), 43.0),
        read(day(W1, 3), 39.0),
        read(day(W2, 1), 99.0),
    ]
    made = panel(ssi=readings, outcomes=[called(W2, 1)], coverage=[covered(W2, day(W2, 6))])
    assert dict(zip(column(made, "week"), column(made, "ssi"), strict=True)) == {
        "2026-W02": None,
        "2026-W03": 42.0,
    }


def test_readings_of_one_person_are_not_those_of_another():
    made = panel(
        ssi=[read(W1, 40.0), read(W1, 70.0, "P02")], outcomes=[called(W1, 1), called(W1, 2, person="P02")]
    )
    assert column(made, "ssi") == [40.0] and column(made, "ssi", "P02") == [70.0]


def test_a_reading_of_the_rank_alone_hides_no_score():
    rank = {"person": "P01", "read_at": W1, "ssi": None, "industry_rank_pct": 5.0}
    assert column(panel(ssi=[read(day(W1, -3), 40.0), rank], outcomes=[called(W1, 1)]), "ssi")[-1] == 40.0


def test_the_score_after_a_leaver_left_is_still_next_weeks():
    made = panel(
        people=[{"person": "P01", "start": None, "end": day(W1, 6)}],
        ssi=[read(W1, 40.0), read(W2, 44.0)],
        outcomes=[called(W1, 1)],
    )
    assert column(made, "week") == ["2026-W02"] and column(made, "next_ssi") == [44.0]


def test_a_reading_made_after_the_weeks_beginning_is_late_unless_an_older_one_counts():
    friday = [read(day(W1, 4), 60.0), read(day(W4, 6), 70.0)]
    made = panel(ssi=friday, outcomes=[called(W1, 1)], coverage=[covered()])
    assert column(made, "ssi") == [None, 60.0, 60.0, None, 70.0]
    assert column(made, "ssi_late") == [True, False, False, True, False]


def test_a_reading_of_the_next_monday_is_not_late_for_the_week_before():
    made = panel(ssi=[read(W2, 60.0)], outcomes=[called(W1, 1)], coverage=[covered()])
    assert column(made, "ssi")[:2] == [None, 60.0] and column(made, "ssi_late")[:2] == [False, False]


# --- edges


def test_a_week_that_states_one_outcome_says_nothing_of_another():
    rows = [called(W1, 2), called(W2, 1, outcome="order"), called(W4, 0), called(W4, 3, outcome="order")]
    made = panel(outcomes=rows, stated=[{"table": "outcomes", "source_file": "log.csv"}])
    assert column(made, "outcome_phone_meeting") == [2.0, None, None, 0.0]
    assert column(made, "outcome_order") == [None, 1.0, None, 3.0]
    assert made.notes == (("panel_weeks_without_row", {"file": "log.csv", "table": "outcomes", "count": 1}),)


def test_tables_that_are_missing_or_empty_give_an_empty_panel():
    for tables in (
        {},
        {"ssi": []},
        {"people": [{"person": "P01"}]},
        {"coverage": [covered()]},
        {"outcomes": [called(W1, 1, person=None)]},
    ):
        made = panel(**tables)
        assert len(made.frame) == 0
        assert {"person", "week", "week_start", "ssi", "exposure_days", "next_ssi"} <= set(made.frame)


def test_readings_alone_make_a_panel_without_outcomes():
    made = panel(ssi=[read(W1, 40.0), read(day(W2, 2), 41.0)])
    assert column(made, "ssi") == [40.0, 40.0] and column(made, "exposure_days") == [7, 7]


def test_readings_of_nobody_are_said():
    assert panel(ssi=[read(W1, 40.0, None)], outcomes=[called(W1, 1)]).left_out == (
        ("panel_reading_of_nobody", {"table": "ssi", "records": 1}),
    )


def test_no_table_is_changed():
    tables = {
        "ssi": pd.DataFrame([read(W1, 40.0)]),
        "outcomes": pd.DataFrame([called(W1, 1)]),
        "coverage": pd.DataFrame([covered()]),
    }
    before = {name: table.copy(deep=True) for name, table in tables.items()}
    build_panel(tables)
    for name in tables:
        pd.testing.assert_frame_equal(tables[name], before[name])


def test_every_note_can_be_read_out():
    made = panel(
        outcomes=[
            called(W1, 1, value=1.0),
            called(W1, 1, value=1.0, currency="EUR"),
            called(W1, 1, value=1.0, currency="USD"),
        ],
        ssi=[read(W1, 1.0, None)],
    )
    assert {key for key, _ in (*made.notes, *made.left_out)} == {
        "panel_coverage_guessed",
        "panel_currencies",
        "panel_no_currency",
        "panel_reading_of_nobody",
    }
    for key, values in (*made.notes, *made.left_out):
        assert all("{" not in message(key, language, **values) for language in LANGUAGES)
