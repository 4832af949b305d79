"""A week of a person holds what was counted in it and the score as read before it; nothing is invented, split or lost."""

from datetime import date, datetime, timedelta

import numpy as np
import pandas as pd
import pytest
from examples import examples
from hypothesis import given
from hypothesis import strategies as st
from panel.laid_out import W1, W2, W3, W4, W5, called, column, covered, day, panel, read, said

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
        read(datetime(2026, 1, 12, 18, 30), 42.0),
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


# --- counts


def test_two_sources_of_one_activity_add_up():
    rows = [
        {"person": "P01", "activity": "posts", "start": W1, "end": W1, "count": count, "source_file": file}
        for count, file in ((2, "a.zip"), (3, "b.csv"))
    ]
    assert column(panel(activity=rows), "activity_posts") == [5.0]


def test_a_count_from_monday_to_sunday_belongs_to_its_week():
    assert column(
        panel(outcomes=[called(W1, 3, day(W1, 6)), called(W2, 2, day(W2, 4))]), "outcome_phone_meeting"
    ) == [3.0, 2.0]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (called(W1, 6, day(W2, 6)), "panel_longer_than_week"),
        (called(W1, 6, day(W1, 7)), "panel_longer_than_week"),
        (called(day(W1, 3), 6, day(W2, 2)), "panel_across_weeks"),
        (called(W1, 6, person=None), "panel_team"),
        (called(W1, 6, person=" Team "), "panel_team"),
        (called(W1, 6, person="équipe"), "panel_team"),
        (called(day(W1, -1), 6), "panel_outside_stay"),
        (called(day(W4, 0), 6), "panel_outside_stay"),
        (called(day(W3, 3), 6), "panel_outside_stay"),
        (called(day(W2, 3), 6), "panel_absent"),
        (called(day(W5, 7), 6), "panel_not_covered"),
        (called(None, 6), "panel_no_period"),
    ],
)
def test_what_has_no_place_in_a_week_stays_out_and_is_said(row, reason):
    several = reason in ("panel_longer_than_week", "panel_across_weeks")
    people = [{"person": "P01", "start": W1, "end": day(W3, 2)}]
    absences = [{"person": "P01", "start": W2, "end": day(W2, 6)}]
    made = panel(
        people=people,
        absences=absences,
        outcomes=[called(W1, 1), row],
        coverage=[covered(day(W1, -7), day(W5, 6))],
    )
    # What was counted on one of several weeks leaves none of them known, nor what else is there.
    assert said(made) == {reason: 6} | ({"panel_not_known": 1} if several else {})
    assert column(made, "outcome_phone_meeting") == [None if several else 1.0, None, 0.0]
    (key, values) = made.left_out[0]
    assert all("{" not in message(key, language, **values) for language in LANGUAGES)


def test_weeks_are_numbered_as_iso_does_around_the_new_year():
    made = panel(
        outcomes=[called(date(2020, 12, 30), 1), called(date(2021, 1, 3), 1), called(date(2021, 1, 4), 1)]
    )
    assert column(made, "week") == ["2020-W53", "2021-W01"] and column(made, "outcome_phone_meeting") == [
        2.0,
        1.0,
    ]


# --- amounts


def test_currencies_have_a_column_each_and_are_never_added():
    deals = [
        called(W1, 1, outcome="order", value=100.0, currency="EUR"),
        called(W1, 1, outcome="order", value=50.5, currency="eur "),
        called(W2, 1, outcome="order", value=70.0, currency="USD"),
    ]
    made = panel(outcomes=deals)
    assert column(made, "value_order_EUR") == [150.5, 0.0] and column(made, "value_order_USD") == [0.0, 70.0]
    assert ("panel_currencies", {"name": "order", "currencies": "EUR, USD"}) in made.notes


def test_an_unknown_amount_makes_the_weeks_total_unknown():
    deals = [
        called(W1, 1, outcome="order", value=100.0, currency="EUR"),
        called(W1, 1, outcome="order"),
        called(W2, 1, outcome="order", value=7.0, currency="EUR"),
    ]
    made = panel(outcomes=deals)
    assert column(made, "value_order_EUR") == [None, 7.0] and column(made, "outcome_order") == [2.0, 1.0]


def test_a_week_without_a_deal_asks_for_no_amount():
    deals = [
        called(W1, 1, outcome="order", value=100.0, currency="EUR"),
        called(W1, 0, outcome="order"),
        called(W2, 0, outcome="order"),
    ]
    made = panel(outcomes=deals, coverage=[covered(W1, day(W2, 6))])
    assert column(made, "value_order_EUR") == [100.0, 0.0] and column(made, "outcome_order") == [1.0, 0.0]


def test_no_event_in_several_weeks_is_none_in_each_of_them():
    rows = [called(W1, 0, day(W2, 6)), called(W1, 2), called(W2, 3)]
    assert column(panel(outcomes=rows), "outcome_phone_meeting") == [2.0, 3.0]
    rows = [called(W1, 1, day(W2, 6)), called(W1, 2), called(W2, 3)]
    assert column(panel(outcomes=rows), "outcome_phone_meeting") == [None, None]


@pytest.mark.parametrize("currency", [None, "", "€uros", "EUR/USD"])
def test_an_amount_without_a_currency_is_said_and_not_added(currency):
    made = panel(outcomes=[called(W1, 1, value=100.0, currency=currency)])
    assert [name for name in made.frame if name.startswith("value_")] == []
    assert ("panel_no_currency", {"name": "phone_meeting", "records": 1}) in made.notes


def test_money_without_a_number_of_events_has_amounts_only():
    revenue = [
        called(W1, None, outcome="revenue", value=100.0, currency="EUR"),
        called(W2, None, day(W2, 9), outcome="revenue", value=7.0, currency="EUR"),
    ]
    made = panel(outcomes=revenue, coverage=[covered(W1, day(W2, 6))])
    # On which of two weeks the 7 euros came, nobody knows: neither is zero.
    assert column(made, "value_revenue_EUR") == [100.0, None] and "outcome_revenue" not in made.frame
    assert made.left_out == (
        ("panel_longer_than_week", {"table": "outcomes", "name": "revenue", "records": 1, "count": "–"}),
    )


# --- edges


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


# --- whatever the data

days = st.integers(-5, 40).map(lambda number: day(W1, number))
people = st.sampled_from(["P01", "P02", "P03", None, "team"])
events = st.builds(
    lambda person, outcome, start, length, count: called(start, count, day(start, length), person, outcome=outcome),
    people, st.sampled_from(["order", "phone_meeting"]), days, st.integers(0, 9), st.integers(0, 4),
)  # fmt: skip
stays = st.builds(
    lambda person, start, length: {"person": person, "start": start, "end": day(start, length)},
    st.sampled_from(["P01", "P02"]),
    days,
    st.integers(0, 30),
)
readings = st.builds(read, days, st.integers(0, 100).map(float), st.sampled_from(["P01", "P02", "P03"]))
worlds = st.fixed_dictionaries(
    {
        "outcomes": st.lists(events, min_size=1, max_size=12),
        "people": st.lists(stays, max_size=2),
        "absences": st.lists(stays, max_size=2),
        "ssi": st.lists(readings, max_size=6),
        "coverage": st.lists(
            st.builds(
                lambda start, length, person: covered(start, day(start, length), person),
                days,
                st.integers(0, 40),
                st.sampled_from([None, "P01"]),
            ),
            max_size=2,
        ),
    }
)


def test_what_is_counted_for_nobody_makes_a_panel_of_nobody():
    made = panel(outcomes=[called(W1, 2, person=None)], coverage=[covered()])
    assert made.frame.empty and [values["count"] for _, values in made.left_out] == [2]


@given(worlds)
@examples(40)
def test_every_counted_event_is_in_the_panel_or_said_to_be_left_out(tables):
    made = panel(**tables)
    inside = sum(made.frame[name].sum() for name in made.frame if name.startswith("outcome_"))
    assert inside + sum(values["count"] for key, values in made.left_out) == sum(
        row["count"] for row in tables["outcomes"]
    )


@given(worlds, st.randoms(use_true_random=False))
@examples(20)
def test_shuffling_rows_changes_nothing(tables, random):
    made = panel(**tables)
    again = panel(**{name: random.sample(rows, len(rows)) for name, rows in tables.items()})
    pd.testing.assert_frame_equal(made.frame, again.frame)
    assert (made.left_out, made.notes) == (again.left_out, again.notes)


@given(worlds)
@examples(20)
def test_a_used_reading_was_never_taken_after_the_week_began(tables):
    frame = panel(**tables).frame
    used = frame[frame["ssi"].notna()]
    assert used["reading_age_days"].between(0, 13).all()
    assert (used["ssi_read_at"].dt.normalize() <= used["week_start"]).all()
    assert frame["exposure_days"].between(0, 7).all()
    assert not frame.duplicated(["person", "week"]).any()
    assert (
        frame.loc[frame["exposure_days"] == 0, [name for name in frame if name.startswith("outcome_")]]
        .isna()
        .all(axis=None)
    )


def test_forty_people_over_half_a_year_are_laid_out_whole():
    rng, names = np.random.default_rng(1), [f"P{number:02d}" for number in range(1, 41)]
    weeks = [W1 + timedelta(7 * number) for number in range(26)]
    tables = {
        "people": pd.DataFrame({"person": names}),
        "ssi": pd.DataFrame([read(monday, 50.0, name) for monday in weeks for name in names]),
        "outcomes": pd.DataFrame(
            [
                called(monday, int(rng.poisson(0.5)), day(monday, 6), name, outcome=outcome)
                for monday in weeks
                for name in names
                for outcome in ("order", "call", "lead")
            ]
        ),
        "activity": pd.DataFrame(
            [
                {
                    "person": name,
                    "activity": "posts",
                    "start": monday,
                    "end": monday,
                    "count": 1,
                    "source_file": "a",
                }
                for monday in weeks
                for name in names
            ]
        ),
        "coverage": pd.DataFrame(
            [covered(W1, day(weeks[-1], 6)), covered(W1, day(weeks[-1], 6), table="activity")]
        ),
        "absences": pd.DataFrame({"person": names, "start": day(W3, 1), "end": W4}),
    }
    made = build_panel(tables)
    assert (
        made.frame.shape == (40 * 26, 17)
        and made.frame["outcome_order"].notna().all()
        and made.left_out == ()
    )
