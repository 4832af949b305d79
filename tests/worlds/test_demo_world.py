"""What is true in the demo team's world is what its parameters say: nothing real follows the score, vanity does."""

from __future__ import annotations

import math
import statistics
from datetime import timedelta

import pytest

from ssi_outcomes.worlds.demo_world import OUTCOMES, mondays


def test_each_total_is_the_rounded_sum_of_its_pillars_and_no_sum_is_near_a_half(team):
    for reading in team.readings:
        assert abs(sum(reading.pillars) - reading.ssi) < 0.46
        assert all(0 <= pillar <= 25 for pillar in reading.pillars)


def test_some_look_twice_a_week_and_some_mondays_are_missed(team):
    days = {
        person: [each.day for each in team.readings if each.person == person] for person in ("P01", "P02")
    }
    assert {day.weekday() for day in days["P01"]} == {0}
    assert {day.weekday() for day in days["P02"]} == {0, 3}
    worked = sum(member.works(monday) for member in team.members for monday in mondays())
    assert 0.04 < 1 - sum(each.day.weekday() == 0 for each in team.readings) / worked < 0.12


def correlation(pairs: list[tuple[float, float]]) -> float:
    return statistics.correlation(*zip(*pairs, strict=True))


def within(team, name: str) -> list[tuple[float, float]]:
    """Return the SSI and next counts of a week, both as distances from the person's own mean."""
    pairs = []
    for member in team.members:
        read = {
            each.day: sum(each.pillars)
            for each in team.readings
            if each.person == member.person and each.day.weekday() == 0
        }
        counts = {
            monday: count
            for (person, monday), count in team.counts[name].items()
            if person == member.person and monday in read
        }
        pairs += [
            (
                read[day] - statistics.fmean(read[day] for day in counts),
                counts[day] - statistics.fmean(counts.values()),
            )
            for day in counts
        ]
    return pairs


def test_people_differ_as_the_parameters_say(team):
    assert statistics.fmean(each.ssi_mean for each in team.members) == pytest.approx(45, abs=0.01)
    assert statistics.stdev(each.ssi_mean for each in team.members) == pytest.approx(15, abs=0.5)
    logs = [math.log(each.outcome_factor) for each in team.members]
    assert (statistics.fmean(logs), statistics.stdev(logs)) == (
        pytest.approx(0, abs=0.01),
        pytest.approx(0.8, abs=0.03),
    )


def test_the_score_wanders_as_the_parameters_say(team):
    means = {each.person: each.ssi_mean for each in team.members}
    away = {
        (each.person, each.day): sum(each.pillars) - means[each.person]
        for each in team.readings
        if each.day.weekday() == 0
    }
    assert statistics.stdev(away.values()) == pytest.approx(5, abs=0.6)
    steps = [
        (value, away[person, day + timedelta(weeks=1)])
        for (person, day), value in away.items()
        if (person, day + timedelta(weeks=1)) in away
    ]
    assert correlation(steps) == pytest.approx(0.8, abs=0.06)


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_no_real_outcome_follows_the_score(team, outcome):
    pairs = within(team, outcome)
    assert len(pairs) > 800
    assert abs(correlation(pairs)) < 3 / math.sqrt(len(pairs))


def test_vanity_does_follow_the_score(team):
    assert correlation(within(team, "impressions")) > 0.3
