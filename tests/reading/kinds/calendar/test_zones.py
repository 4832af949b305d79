"""Time zones by all the names that calendars give them."""

from datetime import datetime, timedelta

import pytest
from reading.calendars import days, event, read

from ssi_outcomes.reading.kinds.calendar.zones import Zones

OWN = (
    "BEGIN:VTIMEZONE\r\nTZID:Customized Time Zone\r\nBEGIN:STANDARD\r\nDTSTART:16010101T030000\r\n"
    "TZOFFSETFROM:-0400\r\nTZOFFSETTO:-0500\r\nRRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11\r\nEND:STANDARD\r\n"
    "BEGIN:DAYLIGHT\r\nDTSTART:16010101T020000\r\nTZOFFSETFROM:-0500\r\nTZOFFSETTO:-0400\r\n"
    "RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\n"
)


def hours(name, month, defined=None):
    zone = Zones(defined or {}).find(name)
    return None if zone is None else datetime(2026, month, 1, tzinfo=zone).utcoffset() / timedelta(hours=1)


@pytest.mark.parametrize(
    ("name", "winter", "summer"),
    [
        ("Europe/Paris", 1, 2),
        ("/example.test/20070129_1/Europe/Paris", 1, 2),
        ("/America/Argentina/Buenos_Aires", -3, -3),
        ("Romance Standard Time", 1, 2),
        ("W. Europe Standard Time 1", 1, 2),
        ("GMT Standard Time 1", 0, 1),
        ("Eastern Standard Time", -5, -4),
        ("(UTC+01:00) Brussels, Copenhagen, Madrid, Paris", 1, 2),
        ("(UTC+01:00) Bruxelles, Copenhague, Madrid, Paris", 1, 2),
        ("(UTC+01:00) Amsterdam, Berlin, Bern, Rom, Stockholm, Wien", 1, 2),
        ("(UTC) Dublin, Édimbourg, Lisbonne, Londres", 0, 1),
        ("(UTC-05:00) Eastern Time (US & Canada)", -5, -4),
        ("Paris, Madrid", 1, 2),
        ("tzone://Microsoft/Utc", 0, 0),
        ("UTC", 0, 0),
        ("Z", 0, 0),
    ],
)
def test_a_zone_is_known_by_each_of_its_names(name, winter, summer):
    assert (hours(name, 1), hours(name, 7)) == (winter, summer)


@pytest.mark.parametrize("name", ["Customized Time Zone", "tzone://Microsoft/Custom", "Fuseau 1"])
def test_a_zone_that_the_calendar_defines_is_taken_from_there(name):
    defined = {name: OWN.replace("Customized Time Zone", name)}
    assert (hours(name, 1, defined), hours(name, 7, defined)) == (-5, -4)
    broken = {name: "BEGIN:VTIMEZONE\r\nEND:VTIMEZONE\r\n"}
    assert hours(name, 1, broken) is None


@pytest.mark.parametrize(
    ("name", "offset"),
    [
        ("(UTC-05:00) Est (É.-U. et Canada)", -5),
        ("GMT+0530 Office", 5.5),
        ("UTC+2", 2),
        ("(no TZ description)", None),
        ("Europe", None),
        ("../etc", None),
    ],
)
def test_a_zone_that_nobody_knows_goes_by_the_offset_in_its_name_and_is_told(name, offset):
    zones = Zones({})
    found = zones.find(name)
    assert zones.unknown == {name: 1}
    assert (found and found.utcoffset(None) / timedelta(hours=1)) == offset


def test_hours_of_an_unknown_zone_count_on_the_day_that_they_state():
    parsed = read(event("Call", ";TZID=(no TZ description):20260204T233000"))
    assert days(parsed) == [("phone_meetings", "2026-02-04", 1)]
    assert dict(parsed.notes)["calendar_zones"] == {"zones": '"(no TZ description)"'}


@pytest.mark.parametrize("restless", ["FREQ=SECONDLY", "FREQ=YEARLY;BYSECOND=0,1,2", "FREQ=DAILY"])
def test_a_zone_that_changes_its_hours_by_the_second_is_not_followed(restless):
    defined = OWN.replace("FREQ=YEARLY", restless)
    assert hours("Customized Time Zone", 1, {"Customized Time Zone": defined}) is None


@pytest.mark.long
def test_of_a_crowd_of_own_zones_only_so_many_are_worked_out():
    defined = {f"Own {number}": OWN for number in range(60)}
    zones = Zones(defined)
    assert sum(zones.find(name) is not None for name in defined) == 50
