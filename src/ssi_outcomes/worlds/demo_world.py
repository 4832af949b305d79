"""The invented world of the demo team: P01 to P40 over 26 weeks, the same on each call.

What is true in it is known: real outcomes follow from the person alone, the SSI has no effect on them;
activity and vanity counts move with the SSI. Whatever a report on the team says can be held against that.

What it has in common with the other worlds is theirs (`scenarios.py`). It is drawn apart from them
(`draws.py`), by the standard library and person by person: its files are the same bytes on every Python and
numpy, and a report on them has the figures that the README quotes. In it activity follows the score; in the
others the score follows activity.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from math import exp, fsum, sqrt
from random import Random
from statistics import NormalDist

from ssi_outcomes.worlds import scenarios as told

SEED = "demo-team 2026"
WEEKS, PEOPLE = 26, 40
FIRST_MONDAY = told.LAST_MONDAY - timedelta(weeks=WEEKS - 1)
LAST_DAY = FIRST_MONDAY + timedelta(weeks=WEEKS, days=-1)

# Of the SSI, in points: between people, then from week to week around each person's own mean.
SSI_MEAN, SSI_BETWEEN_SD, SSI_WITHIN_SD, SSI_AUTOCORRELATION = told.SSI_MEAN, 15, 5, told.AUTOCORRELATION
# Of the outcomes: the middle of the log-normal, in events a week, and its SD on the
# log scale, shared by a person's outcomes.
OUTCOMES = {
    "phone_meetings": told.REAL["phone_meetings"],
    "inbound_requests": 0.3,
    "physical_meetings": 0.2,
    "contracts": told.REAL["contracts"],
    "qualified_leads": 0.4,
    "proposals": 0.25,
}
OUTCOME_SD = 0.8
# What follows the SSI in this world: counts a week at a person's own mean, and
# their change on the log scale per point.
FOLLOWERS_OF_SSI = {
    "posts": told.ACTIVITY["posts"],
    "comments_written": 4.0,
    "reactions_given": 9.0,
    "messages_sent": told.ACTIVITY["messages_sent"],
    "invitations_sent": 5.0,
    "searches": 6.0,
    "profile_views": told.VANITY["profile_views"],
    "impressions": told.VANITY["impressions"],
}
PER_POINT, FOLLOWER_SD = told.VANITY_PER_POINT, told.OTHERS_SD

JOINED = {"P05": date(2026, 2, 16), "P12": date(2026, 3, 16), "P31": date(2026, 4, 6)}
LEFT = {"P09": date(2026, 4, 24), "P22": date(2026, 5, 29)}
ABSENT = {
    "P03": (date(2026, 2, 9), date(2026, 2, 22)),
    "P17": (date(2026, 4, 20), date(2026, 5, 3)),
    "P28": (date(2026, 6, 15), date(2026, 7, 5)),
}
SEVERAL_A_WEEK = ("P02", "P11", "P25")  # they look at their score on Thursdays too
MISSED_MONDAYS = 0.08


@dataclass(frozen=True)
class Reading:
    """One reading of the score: the four pillars, brand, find, engage, build; their sum, rounded, is the
    SSI.
    """

    person: str
    day: date
    pillars: tuple[float, float, float, float]

    @property
    def ssi(self) -> int:
        """Return the total as LinkedIn's page shows it."""
        return round(fsum(self.pillars))


@dataclass(frozen=True)
class Member:
    """One invented person: the days in the team, and what the world gives them:
    a mean SSI and a factor on each outcome.
    """

    person: str
    start: date
    end: date
    ssi_mean: float
    tilts: tuple[float, ...]
    outcome_factor: float
    follower_factor: float

    def works(self, monday: date) -> bool:
        """Tell whether the week that begins on `monday` lies within the stay and outside absences."""
        sunday = monday + timedelta(days=6)
        away = ABSENT.get(self.person)
        return (
            self.start <= monday
            and sunday <= self.end + timedelta(days=2)
            and not (away and away[0] <= monday <= away[1])
        )


@dataclass(frozen=True)
class Team:
    """The whole world: its people, their readings, and counts by (person, Monday) under each outcome,
    activity and vanity count.
    """

    members: tuple[Member, ...]
    readings: tuple[Reading, ...]
    counts: dict[str, dict[tuple[str, date], int]]


def draw_team() -> Team:
    """Return the world: everything random in it comes from `SEED`."""
    members = tuple(_draw_members())
    readings: list[Reading] = []
    counts: dict[str, dict[tuple[str, date], int]] = {name: {} for name in (*OUTCOMES, *FOLLOWERS_OF_SSI)}
    for member in members:
        latent = list(_walk(Random(f"{SEED} walk {member.person}")))
        readings += _read(member, latent, Random(f"{SEED} readings {member.person}"))
        _count(member, latent, Random(f"{SEED} counts {member.person}"), counts)
    return Team(members, tuple(readings), counts)


def mondays() -> list[date]:
    """Return the Monday of each week."""
    return [FIRST_MONDAY + timedelta(weeks=week) for week in range(WEEKS)]


def _draw_members() -> Iterator[Member]:
    """Give each person; what lies between people has the shape and the
    SD of its normal, not a lucky draw of it.
    """
    ssi, outcomes, followers = _spread("ssi"), _spread("outcomes"), _spread("followers")
    for person in ssi:
        rng = Random(f"{SEED} tilts {person}")
        raw = [0.35 * _normal(rng) for _ in range(4)]
        yield Member(
            person=person,
            start=JOINED.get(person, FIRST_MONDAY),
            end=LEFT.get(person, LAST_DAY),
            ssi_mean=SSI_MEAN + SSI_BETWEEN_SD * ssi[person],
            tilts=tuple(min(max(each - fsum(raw) / 4, -0.9), 0.9) for each in raw),
            outcome_factor=exp(OUTCOME_SD * outcomes[person]),
            follower_factor=exp(FOLLOWER_SD * followers[person]),
        )


def _spread(what: str) -> dict[str, float]:
    """Return the normal's quantiles, one for each person, dealt out at random."""
    people = [f"P{number:02}" for number in range(1, PEOPLE + 1)]
    dealt = sorted(people, key=lambda person: Random(f"{SEED} {what} {person}").random())
    scores = {person: NormalDist().inv_cdf((place + 0.5) / PEOPLE) for place, person in enumerate(dealt)}
    return {person: scores[person] for person in people}


def _walk(rng: Random) -> Iterator[float]:
    """Give the SSI's distance from the person's mean, week by week: a stationary AR(1)."""
    away = SSI_WITHIN_SD * _normal(rng)
    for _ in range(WEEKS):
        yield away
        away = SSI_AUTOCORRELATION * away + SSI_WITHIN_SD * sqrt(1 - SSI_AUTOCORRELATION**2) * _normal(rng)


def _read(member: Member, latent: list[float], rng: Random) -> Iterator[Reading]:
    for monday, away in zip(mondays(), latent, strict=True):
        missed = rng.random() < MISSED_MONDAYS
        if not member.works(monday):
            continue
        if not missed:
            yield Reading(member.person, monday, _split(member.ssi_mean + away, member.tilts))
        if member.person in SEVERAL_A_WEEK:
            yield Reading(
                member.person,
                monday + timedelta(days=3),
                _split(member.ssi_mean + away + _normal(rng), member.tilts),
            )


def _split(ssi: float, tilts: tuple[float, ...]) -> tuple[float, ...]:
    """Return four pillars from 0 to 25, with two decimals, whose sum rounds one way only."""
    ssi = min(max(ssi, told.SSI_LOWEST), told.SSI_HIGHEST)
    room = min(ssi, 100 - ssi)
    brand, *others = (round((ssi + tilt * room) / 4, 2) for tilt in tilts)
    # A sum within rounding of a half could be shown as either whole number: step away from it.
    if abs(fsum((brand, *others)) % 1 - 0.5) < 0.05:
        brand = round(brand - 0.1, 2)
    return brand, *others


def _count(
    member: Member, latent: list[float], rng: Random, counts: dict[str, dict[tuple[str, date], int]]
) -> None:
    for monday, away in zip(mondays(), latent, strict=True):
        rates = {name: rate * member.outcome_factor for name, rate in OUTCOMES.items()}
        rates |= {
            name: rate * member.follower_factor * exp(PER_POINT * away)
            for name, rate in FOLLOWERS_OF_SSI.items()
        }
        for name, rate in rates.items():
            drawn = _poisson(rate, rng)
            if member.works(monday):
                counts[name][member.person, monday] = drawn


def _normal(rng: Random) -> float:
    # The same bytes on every Python: of `random`, only random() is promised to stay; sum()
    # of floats changed in 3.12, fsum did not.
    return NormalDist().inv_cdf(min(max(rng.random(), 1e-12), 1 - 1e-12))


def _poisson(rate: float, rng: Random) -> int:
    if rate > 30:  # one draw is enough where the normal is as good
        return max(0, round(rate + sqrt(rate) * _normal(rng)))
    count, product = 0, rng.random()
    while product > exp(-rate):
        count, product = count + 1, product * rng.random()
    return count
