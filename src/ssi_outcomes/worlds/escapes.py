"""What teams have and plain worlds do not: offices that share good weeks, joiners who ramp up, scores as
skewed as in 2015. The verbs bend the lives of a plain world; what they rest on gives logs of rates and points
of score to add.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ssi_outcomes.base.plan import Plan
from ssi_outcomes.worlds import scenarios as told
from ssi_outcomes.worlds.lives import Lives, walk
from ssi_outcomes.worlds.scenarios import Scenario

# Good weeks that an office shares, on the log scale, and what is rolled out to one office after the other.
OFFICE_SD, ROLL_OUT_POINTS = 0.4, 10.0
# Where a joiner begins, and in how many weeks two thirds of the way are made.
JOINER_LOG_RATE, JOINER_POINTS, JOINER_WEEKS = -1.2, -15.0, 4.0
# LinkedIn, August 2015: shares of sales people at 0-20, 21-69 and above, and where they lie.
SHARES_2015 = (0.467, 0.519, 0.014)
_LOW, _MIDDLE, _TOP = (3.0, 20.0), (21.0, 69.0), (70.0, 95.0)
_MIDDLE_SHAPE = (1.0, 2.2)


def draw_joining(rng: np.random.Generator, scenario: Scenario, people: int, weeks: int) -> np.ndarray:
    """Return the week in which each person joins, 0 for who was there before."""
    if not scenario.joining:
        return np.zeros(people, int)
    joins = rng.permutation(people) < round(scenario.joining * people)
    return np.where(joins, rng.integers(1, max(2, 2 * weeks // 3), size=people), 0)


def bend(
    rng: np.random.Generator,
    scenario: Scenario,
    lives: Lives,
    joins: np.ndarray,
    calendar: np.ndarray,
    weeks: int,
) -> tuple[Lives, np.ndarray | None]:
    """Return the lives with what only this world adds to them, and each person's office."""
    people, office = len(lives.mean), None
    rate, points = np.zeros(lives.away.shape), np.zeros(lives.away.shape)
    if scenario.offices:
        office = np.arange(people) % scenario.offices
        good = walk(rng.standard_normal((scenario.offices, len(calendar))))
        begins = rng.integers(weeks, size=scenario.offices)
        rate, points = share_office(office, good, begins, calendar)
    if scenario.joining:
        rate, points = ramp_up(joins, calendar)
    if scenario.lean:
        rate, points = told.FORM_SD * lives.form, -scenario.lean * lives.form
    mean = draw_skewed(rng, people) if scenario.skewed else lives.mean
    return replace(lives, mean=mean, rate=lives.rate * np.exp(rate), away=lives.away + points), office


def send_away(
    rng: np.random.Generator, scenario: Scenario, lives: Lives, calendar: np.ndarray
) -> tuple[Lives, np.ndarray | None]:
    """Return the lives with a score that is down when somebody leaves, and who is away in which week."""
    if not scenario.away:
        return lives, None
    away = (rng.random(lives.away.shape) < scenario.away) & (calendar > 0)
    return replace(lives, away=lives.away - told.WINDING_DOWN * away), away


def set_apart(scenario: Scenario, lives: Lives, plan: Plan) -> Lives:
    """Return the lives with rates that go with people's mean scores."""
    if scenario.apart == 1:
        return lives
    per_point = np.log(scenario.truth(plan, "between")) / 10
    apart = np.exp(per_point * (lives.mean - lives.mean.mean()))
    return replace(lives, rate=lives.rate * apart[:, None])


def share_office(
    office: np.ndarray, good: np.ndarray, begins: np.ndarray, calendar: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return log rates and points (people x weeks) of each person's `office`: its `good` weeks (offices x
    weeks, SD 1), and the push that reaches it in the week that it `begins`.
    """
    return OFFICE_SD * good[office], ROLL_OUT_POINTS * (calendar >= begins[office][:, None])


def ramp_up(enters: np.ndarray, calendar: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return log rates and points (people x weeks) of who `enters` in a week, 0 for who was there before."""
    since = np.maximum(calendar - enters[:, None], 0)
    left = np.where(enters[:, None] > 0, np.exp(-since / JOINER_WEEKS), 0.0)
    return JOINER_LOG_RATE * left, JOINER_POINTS * left


def draw_skewed(rng: np.random.Generator, people: int) -> np.ndarray:
    """Return mean scores as they lay in August 2015."""
    group = rng.choice(3, size=people, p=SHARES_2015)
    middle = _MIDDLE[0] + (_MIDDLE[1] - _MIDDLE[0]) * rng.beta(*_MIDDLE_SHAPE, size=people)
    return np.choose(group, [rng.uniform(*_LOW, people), middle, rng.uniform(*_TOP, people)])
