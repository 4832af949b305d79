"""Who the people of an invented world are, and how their weeks differ, before a score or outcome is drawn."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr, ndtri

from ssi_outcomes.base.plan import Plan
from ssi_outcomes.worlds import scenarios as told
from ssi_outcomes.worlds.scenarios import Scenario


@dataclass(frozen=True, eq=False)
class Lives:
    """What is settled before the score and the outcomes: of each person,
    mean score; by person and week, the rest.

    `rate` is relative to the mean of all people, `drive` (SD 1) how active the person is in these weeks,
    `away` the score's distance from its mean in points, `form` (SD 1) whether results come easily; `kept` is
    the share of the score left, by week.
    """

    mean: np.ndarray
    rate: np.ndarray
    drive: np.ndarray
    away: np.ndarray
    form: np.ndarray
    kept: np.ndarray


def draw_lives(
    rng: np.random.Generator, scenario: Scenario, people: int, calendar: np.ndarray, weeks: int, plan: Plan
) -> Lives:
    """Return the lives of so many people over the weeks of `calendar` (0: the first that is told)."""
    size, shared = (people, len(calendar)), told.ACTIVITY_WITH_SSI
    mean = told.SSI_MEAN + plan.between_sd * rng.standard_normal(people)
    factor = np.exp(plan.outcome_sd * rng.standard_normal(people) - plan.outcome_sd**2 / 2)
    steps = rng.standard_normal((3, *size))
    if scenario.enters_low:
        steps[:, :, 0] = _draw_low(rng, people)
    drive, own, form = (walk(each) for each in steps)
    away = plan.within_sd * (shared * drive + np.sqrt(1 - shared**2) * own)
    has_bot, begins = (
        rng.permutation(people) < round(scenario.bot_share * people),
        rng.integers(weeks, size=people),
    )
    away += told.BOT_POINTS * (has_bot[:, None] & (calendar >= begins[:, None]))
    late = calendar >= weeks // 2
    # Runs of good and bad weeks, and a new season, are there only where the scenario has them.
    runs = np.exp(told.FORM_SD * form - told.FORM_SD**2 / 2) if scenario.enters_low else 1.0
    rate = factor[:, None] * runs * np.where(late, scenario.season, 1.0)
    return Lives(mean, rate, drive, away, form, np.where(late, 1 - scenario.rebased, 1.0))


def walk(steps: np.ndarray) -> np.ndarray:
    """Return people x weeks of an AR(1) of SD 1 that starts from the first of `steps`, standard normal
    draws.
    """
    walk = steps * np.where(np.arange(steps.shape[1]) == 0, 1, np.sqrt(1 - told.AUTOCORRELATION**2))
    for week in range(1, steps.shape[1]):
        walk[:, week] += told.AUTOCORRELATION * walk[:, week - 1]
    return walk


def _draw_low(rng: np.random.Generator, people: int) -> np.ndarray:
    """Return drive, own and form of each person in a week in which score and results are
    both `LOW` SDs or more below their mean.
    """
    score, form = ndtri(rng.random((2, people)) * ndtr(-told.LOW))
    other, shared = rng.standard_normal(people), told.ACTIVITY_WITH_SSI
    rest = np.sqrt(1 - shared**2)
    return np.stack([shared * score + rest * other, rest * score - shared * other, form])
