"""The times that calendars write, and how they are compared."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from ssi_outcomes.reading.kinds.calendar.clock import day_of, moment_of, read_time, read_times
from ssi_outcomes.reading.kinds.calendar.components import Property
from ssi_outcomes.reading.kinds.calendar.zones import Zones

PARIS = ZoneInfo("Europe/Paris")


def read(value, **params):
    return read_times(Property(value, params), Zones({}))


@pytest.mark.parametrize(
    ("value", "params", "times"),
    [
        ("20260311", {}, [date(2026, 3, 11)]),  # VALUE=DATE is often left out
        ("20260311", {"VALUE": "DATE"}, [date(2026, 3, 11)]),
        ("20260311T090000Z", {}, [datetime(2026, 3, 11, 9, tzinfo=UTC)]),
        ("20260311T090000Z", {"TZID": "Europe/Paris"}, [datetime(2026, 3, 11, 9, tzinfo=UTC)]),
        ("20260311T090000", {"TZID": "Europe/Paris"}, [datetime(2026, 3, 11, 9, tzinfo=PARIS)]),
        ("20260311T0900", {}, [datetime(2026, 3, 11, 9)]),
        ("2026-03-11T09:00:00+01:00", {}, [datetime(2026, 3, 11, 8, tzinfo=UTC)]),
        ("20260311,20260312", {}, [date(2026, 3, 11), date(2026, 3, 12)]),
        ("20260311T090000Z/PT1H", {"VALUE": "PERIOD"}, [datetime(2026, 3, 11, 9, tzinfo=UTC)]),
        ("99999999", {}, []),
        ("soon", {}, []),
    ],
)
def test_times_are_read_as_days_or_hours_and_what_is_none_is_passed_over(value, params, times):
    assert read(value, **params) == times


def test_a_time_is_one_time():
    assert read_time(Property("20260311"), Zones({})) == date(2026, 3, 11)
    assert read_time(Property("20260311,20260312"), Zones({})) is read_time(None, Zones({})) is None


def test_a_time_with_a_zone_is_compared_in_utc_and_a_day_by_its_first_hour():
    assert moment_of(datetime(2026, 2, 2, 9, tzinfo=PARIS)) == datetime(2026, 2, 2, 8, tzinfo=UTC)
    assert moment_of(datetime(2026, 2, 2, 9)) == datetime(2026, 2, 2, 9)
    assert moment_of(date(2026, 2, 2)) == datetime(2026, 2, 2)


def test_the_day_of_a_time_is_the_local_one():
    late = datetime(2026, 2, 2, 23, 30, tzinfo=UTC)
    assert day_of(late, "Europe/Paris") == date(2026, 2, 3)
    assert (
        day_of(late.replace(tzinfo=None), "Europe/Paris")
        == day_of(date(2026, 2, 2), "Europe/Paris")
        == date(2026, 2, 2)
    )
