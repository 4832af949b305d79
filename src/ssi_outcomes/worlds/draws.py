"""Draw an invented world: people by weeks, each with a score as shown and with what was
counted, before any table is made of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ssi_outcomes.base.plan import Plan
from ssi_outcomes.worlds import scenarios as told
from ssi_outcomes.worlds.escapes import bend, draw_joining, send_away, set_apart
from ssi_outcomes.worlds.lives import Lives, draw_lives
from ssi_outcomes.worlds.scenarios import Scenario

# Weeks before the first one that is told: of what an outcome of then added to the
# score, less than a thousandth is left.
BURN_IN = 40
_WEEK, _NO_TIME = np.timedelta64(7, "D"), np.timedelta64(0, "D")
_MORE = 9  # a second stream of draws beside a seed's
# From a week's Monday to when its score was read; by default on that Monday, at no hour that is told.
_UNTIL = {"friday": np.timedelta64(4, "D"), "evening": np.timedelta64(18 * 60 + 30, "m")}


@dataclass(frozen=True, eq=False)
class World:
    """A drawn world; its arrays are people x weeks. `truth` is the rate ratio per +10 points within a person.

    `ssi` is the whole number that LinkedIn shows; `pillars` (a last axis of 4) have two decimals and sum to
    it, rounded. `read_at` is the day that each reading claims, `present` is False before a person enters,
    `counts` has an array of whole numbers for each outcome and activity; `office` numbers each person's, and
    `away` tells the weeks of which an absence took the weekdays, None where these are not told.
    """

    scenario: Scenario
    truth: float
    mondays: np.ndarray
    present: np.ndarray
    ssi: np.ndarray
    pillars: np.ndarray
    read_at: np.ndarray
    counts: dict[str, np.ndarray]
    office: np.ndarray | None = None
    away: np.ndarray | None = None


def draw_world(scenario: Scenario, people: int, weeks: int, seed: int, plan: Plan) -> World:
    """Return `people` over `weeks` of this world, the same for the same seed; raises
    ValueError below one person and two weeks.
    """
    if people < 1 or weeks < 2:
        raise ValueError(f"a world has at least one person and two weeks: not {people} and {weeks}")
    rng = np.random.Generator(np.random.PCG64(seed))
    # The life of one who enters on a bad day is told from that day on.
    before = 0 if scenario.enters_low else BURN_IN
    calendar = np.arange(-before, weeks)
    lives = draw_lives(rng, scenario, people, calendar, weeks, plan)
    # What only some worlds have comes from draws of its own: the others stay what they were.
    more = np.random.Generator(np.random.PCG64([seed, _MORE]))
    joins = draw_joining(more, scenario, people, weeks)
    lives, office = bend(more, scenario, lives, joins, calendar, weeks)
    lives, away = send_away(more, scenario, lives, calendar)
    lives = set_apart(scenario, lives, plan)
    counts = _draw_activity(rng, lives.drive)
    pillars, outcomes = _live(rng, scenario, lives, counts["messages_sent"], plan)
    if scenario.counted < 1:
        counts = {name: more.binomial(values, scenario.counted) for name, values in counts.items()}
    ssi = _round_sum(pillars)
    counts |= outcomes | _draw_vanity(rng, ssi - lives.mean[:, None])
    enters = rng.integers(weeks // 2, size=people) if scenario.enters_low else np.zeros(people, int)
    present = np.arange(weeks) >= np.maximum(enters, joins)[:, None]
    window = before + np.maximum(np.arange(weeks) - enters[:, None], 0)
    row = np.arange(people)[:, None]
    mondays = np.datetime64(told.LAST_MONDAY, "D") + _WEEK * np.arange(1 - weeks, 1)
    read_at = np.broadcast_to(mondays + _UNTIL.get(scenario.read_on, _NO_TIME), (people, weeks))
    taken = {name: values[row, window] for name, values in counts.items()}
    if away is not None:
        taken = {name: np.where(away[row, window], 0, values) for name, values in taken.items()}
    return World(
        scenario,
        scenario.truth(plan),
        mondays,
        present,
        ssi[row, window],
        pillars[row, window] / 100,
        read_at,
        taken,
        office if scenario.told else None,
        None if away is None else away[row, window],
    )


def join_worlds(worlds: Sequence[World]) -> World:
    """Return several draws of one world over the same weeks as one, the people of each after another's; what
    is called alike in two of them, such as an office, is one thing then.
    """

    def join(name: str) -> np.ndarray | None:
        arrays = [getattr(world, name) for world in worlds]
        return None if arrays[0] is None else np.concatenate(arrays)

    names = ("present", "ssi", "pillars", "read_at", "office", "away")
    counts = {name: np.concatenate([world.counts[name] for world in worlds]) for name in worlds[0].counts}
    return replace(worlds[0], counts=counts, **{name: join(name) for name in names})


def _draw_activity(rng: np.random.Generator, drive: np.ndarray) -> dict[str, np.ndarray]:
    person = np.exp(told.OTHERS_SD * rng.standard_normal((len(drive), 1)))
    return {
        name: rng.poisson(rate * person * np.exp(told.ACTIVITY_SD * drive))
        for name, rate in told.ACTIVITY.items()
    }


def _draw_vanity(rng: np.random.Generator, away: np.ndarray) -> dict[str, np.ndarray]:
    """Return attention that follows the score; `away` is its distance from the person's mean, in points."""
    person = np.exp(told.OTHERS_SD * rng.standard_normal((len(away), 1)))
    return {
        name: rng.poisson(rate * person * np.exp(told.VANITY_PER_POINT * away))
        for name, rate in told.VANITY.items()
    }


def _live(
    rng: np.random.Generator, scenario: Scenario, lives: Lives, messages: np.ndarray, plan: Plan
) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """Return the pillars as they were read, in hundredths of a point, and the real outcomes, week after week.

    What outcomes lift joins the score within the week, fades by the next
    Monday, and is there for outcomes to follow.
    """
    activity = (1.0 + messages) ** scenario.elasticity
    rate = lives.rate * activity / activity.mean(axis=1, keepdims=True)
    per_point, usual = np.log(scenario.truth(plan)) / 10, np.array(list(told.REAL.values()))[:, None]
    tilts = _draw_tilts(rng, len(rate))
    pillars, events = np.empty((*rate.shape, 4), int), np.empty((len(usual), *rate.shape), int)
    lifting = np.isin([*told.REAL], scenario.lifted_by)
    lifted, seen = np.zeros(len(rate)), np.empty(rate.shape)
    for week in range(rate.shape[1]):
        level = lives.mean + lives.away[:, week]
        shown = _split((level + lifted) * lives.kept[week], tilts)
        seen[:, week] = _round_sum(shown)
        felt = seen[:, max(0, week - scenario.later)]
        events[:, :, week] = rng.poisson(usual * rate[:, week] * np.exp(per_point * (felt - lives.mean)))
        if scenario.read_on == "evening":
            today = rng.binomial(events[:, :, week].sum(axis=0), told.DAY_OF_WEEK)
            shown = _split((level + lifted + scenario.lift * today) * lives.kept[week], tilts)
        lifted += scenario.lift * events[lifting, :, week].sum(axis=0)
        if scenario.read_on not in ("monday", "evening"):
            shown = _split((level + lifted) * lives.kept[week], tilts)
        pillars[:, week] = shown
        lifted *= scenario.lift_left
    claimed = usual[0] * rate * scenario.boasting * np.exp(lives.drive - 0.5)
    events[0] += rng.poisson(claimed)
    return pillars, dict(zip(told.REAL, events, strict=True))


def _draw_tilts(rng: np.random.Generator, people: int) -> np.ndarray:
    """Return people x 4 pillars: by which share each differs from a quarter of the score; they sum to
    zero.
    """
    tilts = 0.35 * rng.standard_normal((people, 4))
    tilts -= tilts.mean(axis=1, keepdims=True)
    return tilts / np.maximum(1, np.abs(tilts).max(axis=1, keepdims=True) / 0.9)


def _split(score: np.ndarray, tilts: np.ndarray) -> np.ndarray:
    """Return the four pillars of each score, kept on its scale, in hundredths of a point from 0 to 2500."""
    score = np.clip(score, told.SSI_LOWEST, told.SSI_HIGHEST)[:, None]
    pillars = np.rint(25 * (score + tilts * np.minimum(score, 100 - score))).astype(int)
    # A sum of exactly a half could be shown as either whole number: step away from it.
    pillars[:, 0] -= pillars.sum(axis=1) % 100 == 50
    return pillars


def _round_sum(pillars: np.ndarray) -> np.ndarray:
    """Return the total that LinkedIn shows for pillars in hundredths of a point."""
    return (pillars.sum(axis=-1) + 50) // 100
