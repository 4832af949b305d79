"""Which reading of the score holds on a Monday, and that one which is not known leaves no older one in force."""

from __future__ import annotations

from panel.laid_out import W1, W2, W3, W4, column, covered, day, panel, read

DAYS = [covered(W1, day(W4, 6))]


def lost(start, end=None, person="P01") -> dict:
    return {
        "person": person,
        "table": "ssi",
        "name": None,
        "start": start,
        "end": end or start,
        "source_file": "ssi.csv",
    }


def test_the_last_reading_is_in_force_for_thirteen_days():
    made = panel(ssi=[read(W1, 40.0)], coverage=DAYS)
    assert column(made, "ssi") == [40.0, 40.0, None, None]
    assert column(made, "reading_age_days") == [0, 7, None, None]


def test_a_reading_that_is_not_known_ends_the_one_before_it():
    made = panel(ssi=[read(W1, 40.0), read(W4, 43.0)], coverage=DAYS, gaps=[lost(W2)])
    assert column(made, "ssi") == [40.0, None, None, 43.0]
    assert column(made, "next_ssi") == [None, None, 43.0, None]
    assert column(made, "reading_age_days") == [0, None, None, 0]
    other = panel(ssi=[read(W1, 40.0)], coverage=DAYS, gaps=[lost(W2, person="P02")])
    assert column(other, "ssi") == [40.0, 40.0, None, None]


def test_of_two_readings_on_one_day_the_one_that_is_not_known_was_the_last():
    assert column(panel(ssi=[read(W1, 40.0)], coverage=DAYS, gaps=[lost(W1)]), "ssi") == [None] * 4


def test_a_reading_of_an_unknown_day_leaves_none_of_its_file_in_force():
    readings = [read(each, 40.0) | {"source_file": "ssi.csv"} for each in (W1, W2)]
    late = read(day(W4, 6), 50.0) | {"source_file": "other.csv"}
    made = panel(ssi=[*readings, late], coverage=[covered()], gaps=[lost(None)])
    assert column(made, "ssi") == [None, None, None, None, 50.0]


def test_a_reading_of_nobody_may_have_been_anybodys_of_its_file():
    readings = [read(W1, 40.0) | {"source_file": "ssi.csv"}, read(W1, 30.0, "P02") | {"source_file": "b.csv"}]
    made = panel(ssi=readings, coverage=DAYS, gaps=[lost(W2, person=None)])
    assert column(made, "ssi") == [40.0, None, None, None]
    assert column(made, "ssi", "P02") == [30.0, 30.0, None, None]


def test_a_reading_of_nobody_is_none_of_theirs_whose_reading_of_that_day_its_file_holds():
    rows = [(W1, 40.0, "P01"), (W2, 41.0, "P01"), (W1, 30.0, "P02"), (W3, 32.0, "P02")]
    readings = [read(*row) | {"source_file": "ssi.csv"} for row in rows]
    made = panel(ssi=readings, coverage=DAYS, gaps=[lost(W2, person=None)])
    assert column(made, "ssi") == [40.0, 41.0, 41.0, None]
    assert column(made, "ssi", "P02") == [30.0, None, 32.0, 32.0]
