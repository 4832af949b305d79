"""A week holds what was counted in it and the amounts of it, in each currency; what has no place in a week is said."""

from datetime import date

import pytest
from panel.laid_out import W1, W2, W3, W4, W5, called, column, covered, day, panel, said

from ssi_outcomes.base.errors import LANGUAGES, message


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
