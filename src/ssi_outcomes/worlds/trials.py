"""Draw invented trials: many at once, people by weeks, each with the score that ends a week and what was
counted in it, for a push that was drawn.

People's rates are log-normal (SD 0.8), each has good and bad stretches (SD 0.5, AR 0.6), some weeks are good
for all (SD 0.15), and the score comes nearer to what the push aims at by half of the way each week.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import pandas as pd

from ssi_outcomes.base.plan import Plan
from ssi_outcomes.evidence.sample import STEP
from ssi_outcomes.panel.column_names import outcome_column
from ssi_outcomes.trial.by_lot import PUSH, draw_schedule
from ssi_outcomes.trial.protocol import Protocol

RATE_SD, SHOCK_SD, SHOCK_STAYS, COMMON_SD = 0.8, 0.5, 0.6, 0.15
SCORE_SD, SCORE_STAYS, NEARER = 1.0, 0.8, 0.5
SEASON_SD, SEASON_STAYS = 0.2, 0.9


@dataclass(frozen=True)
class TrialWorld:
    """An invented truth about a push. `share` says what +10 points bring: 0 nothing, 1 the claim, between
    them on the log scale; `lift` is what the push aims at in points, `rate` the results a week.

    What else may be so: the lift is `tied` to a person's success (the power of the rate it grows by); results
    come `behind` the score by some weeks, or what was gained lasts for so many (`lasts`); only a share
    `follows` the push; in lean weeks people work on their score (`compensates`: points for each SD of a bad
    stretch); who comes into a busy season works on the score first, and the season `drives` both (points for
    each SD of it); a share of the push arm, those with the poorest results, tells nothing in the second half
    (`lost`).
    """

    name: str
    share: float
    lift: float = 20
    rate: float = 1
    tied: float = 0
    behind: int = 0
    lasts: int = 0
    follows: float = 1
    compensates: float = 0
    drives: float = 0
    lost: float = 0

    def truth(self, plan: Plan) -> float:
        """Return the rate ratio per +10 points."""
        return plan.claim_per_10**self.share


TRUTHS: Mapping[str, float] = MappingProxyType({"nothing": 0.0, "threshold": 0.5, "claim": 1.0})


@dataclass(frozen=True, eq=False)
class Trials:
    """Drawn trials: `push` (bool), `counts` (NaN: not told) and `score` (as read at the end of the week) are
    trials x people x weeks.
    """

    push: np.ndarray
    counts: np.ndarray
    score: np.ndarray


def draw_trials(
    world: TrialWorld,
    draw_push: Callable[[np.ndarray], np.ndarray],
    shape: tuple[int, int, int],
    before: int,
    rng: np.random.Generator,
    plan: Plan,
) -> Trials:
    """Return trials (`shape`: trials x people x weeks) of which the first `before` weeks are a baseline: from
    its counts `draw_push` returns who is on push in which week.
    """
    rate = np.exp(RATE_SD * rng.standard_normal(shape[:2]) - RATE_SD**2 / 2)
    shock = _wander(rng, shape, SHOCK_SD, SHOCK_STAYS)
    common = COMMON_SD * rng.standard_normal((shape[0], 1, shape[2]))
    own = _wander(rng, shape, SCORE_SD, SCORE_STAYS)
    own = own - world.compensates * shock / SHOCK_SD
    if world.drives:
        season = _wander(rng, (*shape[:2], shape[2] + 1), 1.0, SEASON_STAYS)
        own, shock = own + world.drives * season[:, :, 1:], shock + SEASON_SD * season[:, :, :-1]
    follows = rng.random(shape[:2]) < world.follows
    aim = world.lift * rate**world.tied / (rate**world.tied).mean() * follows
    apart = world.rate * rate[:, :, None] * np.exp(shock - SHOCK_SD**2 / 2 + common)
    pull = np.log(world.truth(plan)) / STEP
    first = rng.poisson((apart * np.exp(pull * _felt(own, world)))[:, :, :before])
    push = draw_push(first)
    away = own + _climb(push * aim[:, :, None])
    then = rng.poisson((apart * np.exp(pull * _felt(away, world)))[:, :, before:])
    counts = np.concatenate([first, then], axis=2).astype(float)
    base = np.clip(40 + 10 * rng.standard_normal(shape[:2]), 15, 65)
    return Trials(push, _lose(world, counts, push, before), np.clip(base[:, :, None] + away, 0, 100))


def draw_halves(rng: np.random.Generator, counts: np.ndarray, weeks: int, pairs: bool = False) -> np.ndarray:
    """Return schedules in which half of the people, drawn by lot or one of each pair by what they brought
    before (`counts`), push in the `weeks` after.
    """
    trials, people, before = counts.shape
    ticket = rng.random((trials, people))
    if pairs:
        place = (counts.sum(axis=2) + 1e-6 * ticket).argsort(axis=1)
        coin = np.repeat(rng.random((trials, people // 2)) < 0.5, 2, axis=1)
        drawn = np.zeros((trials, people), bool)
        np.put_along_axis(drawn, place, coin ^ (np.arange(people) % 2 == 0), axis=1)
    else:
        drawn = ticket.argsort(axis=1).argsort(axis=1) < people // 2
    return drawn[:, :, None] & (np.arange(before + weeks) >= before)


def lay_push(protocol: Protocol) -> np.ndarray:
    """Return the schedule of a protocol as people x weeks on push."""
    arms = draw_schedule(protocol)["arm"].to_numpy() == PUSH
    return arms.reshape(len(protocol.mondays), len(protocol.people)).T


def frame_of(trials: Trials, number: int, protocol: Protocol) -> pd.DataFrame:
    """Return one drawn trial as the panel's frame of the protocol's people and weeks."""
    people, weeks = trials.counts.shape[1:]
    mondays = np.array(protocol.mondays, "datetime64[us]")
    at_start = np.roll(trials.score[number], 1, axis=1)
    at_start[:, 0] = trials.score[number][:, 0]
    return pd.DataFrame(
        {
            "person": np.repeat(np.array(protocol.people, object), weeks),
            "week_start": np.tile(mondays, people),
            "ssi_read_at": np.tile(mondays, people),
            "reading_age_days": 0,
            "ssi": at_start.round().ravel(),
            "ssi_late": False,
            "exposure_days": 7,
            "next_ssi": trials.score[number].round().ravel(),
            outcome_column(protocol.outcome): trials.counts[number].ravel(),
        }
    )


def _wander(rng: np.random.Generator, shape: tuple[int, ...], sd: float, stays: float) -> np.ndarray:
    """Return good and bad stretches: AR(1) along the weeks."""
    found = np.empty(shape)
    now = sd * rng.standard_normal(shape[:2])
    for week in range(shape[2]):
        now = stays * now + sd * np.sqrt(1 - stays**2) * rng.standard_normal(shape[:2])
        found[:, :, week] = now
    return found


def _climb(aim: np.ndarray) -> np.ndarray:
    """Return how far the push has brought the score by the end of each week."""
    found, now = np.empty(aim.shape), np.zeros(aim.shape[:2])
    for week in range(aim.shape[2]):
        now = now + NEARER * (aim[:, :, week] - now)
        found[:, :, week] = now
    return found


def _felt(away: np.ndarray, world: TrialWorld) -> np.ndarray:
    """Return the distance of the score that results go by: of some weeks ago, or the highest of the last."""
    felt = np.concatenate([np.repeat(away[:, :, :1], world.behind, 2), away], axis=2)[:, :, : away.shape[2]]
    for week in range(1, world.lasts + 1):
        felt[:, :, week:] = np.maximum(felt[:, :, week:], away[:, :, :-week])
    return felt


def _lose(world: TrialWorld, counts: np.ndarray, push: np.ndarray, before: int) -> np.ndarray:
    if not world.lost:
        return counts
    half = before + (counts.shape[2] - before) // 2
    pushed = push[:, :, before:].any(axis=2)
    poor = np.where(
        pushed, counts[:, :, before:half].sum(axis=2) / counts[:, :, :before].sum(axis=2).clip(1), np.inf
    )
    gone = poor.argsort(axis=1).argsort(axis=1) < np.round(world.lost * pushed.sum(axis=1))[:, None]
    return np.where(gone[:, :, None] & (np.arange(counts.shape[2]) >= half), np.nan, counts)
