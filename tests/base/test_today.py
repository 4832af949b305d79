"""The day is that of the place, not that of the machine."""

from datetime import date, timedelta

from ssi_outcomes.base.today import today_in


def test_at_the_two_ends_of_the_world_it_is_never_the_same_day():
    assert today_in("Pacific/Kiritimati") - today_in("Etc/GMT+12") in (timedelta(1), timedelta(2))
    assert abs(today_in(None) - date.today()) <= timedelta(1)
