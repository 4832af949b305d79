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


def test_a_reading_of_an_unknown_day_leaves_none_before_a_monday_in_force():
    readings = [read(each, 40.0) | {"source_file": "ssi.csv"} for each in (day(W1, -3), day(W2, 1))]
    late = read(day(W4, 6), 50.0) | {"source_file": "other.csv"}
    made = panel(ssi=[*readings, late], coverage=[covered(day(W1, -7))], gaps=[lost(None)])
    assert column(made, "ssi") == [None, None, None, None, None, 50.0]


def test_what_was_read_on_the_monday_itself_stays_in_force_whatever_else_was_read():
    readings = [
        read(each, score) | {"source_file": "ssi.csv"} for each, score in ((W1, 40.0), (W3, 42.0), (W4, 43.0))
    ]
    made = panel(ssi=readings, coverage=DAYS, gaps=[lost(None)])
    assert column(made, "ssi") == [40.0, None, 42.0, 43.0]
    assert column(made, "next_ssi") == [None, 42.0, 43.0, None]


def test_where_a_file_tells_hours_a_lost_reading_may_be_a_later_one_of_that_monday():
    readings = [read(W1, 40.0), read(f"{W2} 09:00", 41.0)]
    for source, stays in (("ssi.csv", [None] * 4), ("other.csv", [40.0, 41.0, 41.0, None])):
        held = [each | {"source_file": "ssi.csv"} for each in readings]
        other = read(W1, 30.0, "P02") | {"source_file": "other.csv"}
        gap = lost(None) | {"source_file": source}
        made = panel(ssi=[*held, other], coverage=DAYS, gaps=[gap])
        assert column(made, "ssi") == stays
    # A file of which nothing was read may tell hours.
    made = panel(ssi=readings[:1], coverage=DAYS, gaps=[lost(None)])
    assert column(made, "ssi") == [None] * 4


def test_a_lost_reading_of_a_monday_morning_ends_the_one_before_it_on_that_day_and_one_of_an_evening_later():
    readings = [read(W1, 40.0), read(W3, 42.0)]
    morning, evening = (
        column(panel(ssi=readings, coverage=DAYS, gaps=[lost(f"{W2} {hour}")]), "ssi")
        for hour in ("09:00", "18:00")
    )
    assert morning == [40.0, None, 42.0, 42.0] and evening == [40.0, 40.0, 42.0, 42.0]


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


def test_a_reading_of_a_monday_after_noon_counts_from_the_next_week_on():
    evening = [
        read(f"{monday} 18:30", score) for monday, score in zip((W1, W2, W3), (40, 50, 60), strict=True)
    ]
    made = panel(ssi=evening, coverage=DAYS)
    assert column(made, "ssi") == [None, 40.0, 50.0, 60.0]
    assert column(made, "ssi_late") == [True, False, False, False]
    assert column(made, "reading_age_days") == [None, 7, 7, 7]
    assert ("panel_after_noon", {"count": 3}) in made.notes


def test_a_minute_after_noon_is_after_noon():
    made = panel(ssi=[read(W1, 40.0), read(f"{W2} 12:01", 50.0)], coverage=DAYS)
    assert column(made, "ssi")[:3] == [40.0, 40.0, 50.0]


def test_averages_are_those_of_the_reading_in_force_and_no_column_where_nobody_noted_one():
    noted = [read(W1, 40.0) | {"industry_mean": 31.0}, read(W3, 41.0) | {"industry_mean": 29.0}]
    made = panel(ssi=[*noted, read(W4, 42.0)], coverage=DAYS)
    assert column(made, "industry_mean") == [31.0, 31.0, 29.0, None]
    assert "industry_mean" not in panel(ssi=[read(W1, 40.0)], coverage=DAYS).frame


def test_a_reading_by_noon_or_without_a_clock_is_in_time_and_so_is_one_of_a_sunday_night():
    for moment in (f"{W2} 12:00", str(W2), f"{day(W1, 6)} 23:59"):
        made = panel(ssi=[read(W1, 40.0), read(moment, 50.0)], coverage=DAYS)
        assert column(made, "ssi")[:2] == [40.0, 50.0]
        assert "panel_after_noon" not in dict(made.notes)


def test_a_reading_of_an_afternoon_is_too_old_after_thirteen_days_of_its_own():
    assert column(panel(ssi=[read(f"{W1} 18:00", 40.0)], coverage=DAYS), "ssi") == [None, 40.0, None, None]


def test_a_lost_reading_that_may_have_come_after_another_one_ends_that_one_too():
    # Read between the Wednesday of one week and the Thursday of the next: from then on the Monday's own is not the last.
    made = panel(ssi=[read(W1, 40.0), read(W2, 41.0)], coverage=DAYS, gaps=[lost(day(W1, 2), day(W2, 3))])
    assert column(made, "ssi") == [40.0, 41.0, None, None]
