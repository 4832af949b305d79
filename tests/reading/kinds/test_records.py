"""A record of an outcome or an activity has the columns of its table, and no others."""

from __future__ import annotations

from datetime import date

from ssi_outcomes.reading.joining.tidy import COLUMNS
from ssi_outcomes.reading.kinds.records import activity_record, outcome_record

WEEK = (date(2026, 1, 26), date(2026, 2, 1))


def test_a_record_fits_its_table():
    for table, record in (outcome_record("P01", "meetings", WEEK), activity_record("P01", "posts", WEEK, 3)):
        assert tuple(record) == COLUMNS[table]


def test_an_outcome_that_says_no_more_happened_once_and_for_no_money():
    _, record = outcome_record("P01", "contracts", WEEK)
    assert (record["start"], record["end"]) == WEEK
    assert (record["count"], record["value"], record["currency"]) == (1, None, None)


def test_money_may_stand_without_a_number_of_events():
    _, record = outcome_record(None, "revenue", WEEK, None, 250.0, "EUR")
    assert (record["person"], record["count"], record["value"], record["currency"]) == (
        None,
        None,
        250,
        "EUR",
    )
