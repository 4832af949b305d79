"""What a room learned: right answers after against before, for people who drew the order of the two forms.

Half of the room has form A before and B after, the others B before and A after. The mean of the two halves'
mean differences is the gain whatever the forms differ in difficulty; its error is that of two means with one
variance, as in any trial in which people cross over between two periods, with Student's t.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import brentq
from scipy.stats import nct, t

from ssi_outcomes.evidence.verdict import UNDETERMINED, USEFUL, USELESS
from ssi_outcomes.workshop.quiz import FORMS, TRAPS, Quiz

LEAST_PEOPLE = 5  # with both sheets: fewer are no group, and any number of theirs would be a person's
# One item's chance, in right answers: two sheets of one person differ by that even where nothing was
# learned. What is measured in a small room can be less by luck, and its interval would be too sure of itself.
LEAST_SD = 0.5
# So many right answers before, in the mean, that no more than the threshold and this could be added.
CEILING = 0.5
SILENCES = ("few_people", "one_order", "ceiling")
REASONS = (*SILENCES, "interval")


@dataclass(frozen=True)
class Answered:
    """One person's two sheets: the form before (the other one came after), and which items were right."""

    first_form: str
    before: tuple[bool, ...]
    after: tuple[bool, ...]

    @property
    def difference(self) -> int:
        """Return how many more answers were right after than before."""
        return sum(self.after) - sum(self.before)


@dataclass(frozen=True)
class Gain:
    """A room's gain in right answers: `word` and `reason` (of `REASONS`), means before and after over the
    two orders, and, where there is an estimate, the gain with its error, degrees of freedom and SD of
    differences.
    """

    word: str
    reason: str
    people: int
    orders: tuple[int, int]
    before: float | None = None
    after: float | None = None
    gain: float | None = None
    se: float | None = None
    freedom: int | None = None
    spread: float | None = None

    def bounds(self, risk: float) -> tuple[float, float]:
        """Return the gains between which the true one lies, at a risk of `risk` on each side."""
        reach = float(t.isf(risk, self.freedom)) * self.se
        return self.gain - reach, self.gain + reach


def judge_room(people: Sequence[Answered], quiz: Quiz) -> Gain:
    """Return what can be said of a room's gain, by the threshold and the risk that were declared."""
    halves = [[each for each in people if each.first_form == form] for form in FORMS]
    orders = (len(halves[0]), len(halves[1]))
    if len(people) < LEAST_PEOPLE:
        return Gain(UNDETERMINED, "few_people", len(people), orders)
    if not min(orders):  # what the forms differ by cannot be told from what was learned
        return Gain(UNDETERMINED, "one_order", len(people), orders)
    before, after = (
        float(np.mean([np.mean([sum(getattr(each, when)) for each in half]) for half in halves]))
        for when in ("before", "after")
    )
    gain, se, spread = estimate_gain([[each.difference for each in half] for half in halves])
    found = Gain(UNDETERMINED, "interval", len(people), orders, before, after)
    found = Gain(**{**vars(found), "gain": gain, "se": se, "freedom": len(people) - 2, "spread": spread})
    low, high = found.bounds(quiz.level)
    word = USEFUL if low > quiz.threshold else USELESS if high < quiz.threshold else UNDETERMINED
    # Who knew nearly all of it before cannot gain more, whatever the workshop is worth.
    if word != USEFUL and len(TRAPS) - before < quiz.threshold + CEILING:
        return Gain(**{**vars(found), "word": UNDETERMINED, "reason": "ceiling"})
    return Gain(**{**vars(found), "word": word})


def estimate_gain(halves: Sequence[Sequence[float]]) -> tuple[float, float, float]:
    """Return gain, standard error and SD of the differences, from those of each order (both have some, and
    three people in all).
    """
    one, other = (np.asarray(half, float) for half in halves)
    squares = ((one - one.mean()) ** 2).sum() + ((other - other.mean()) ** 2).sum()
    spread = max(math.sqrt(squares / (len(one) + len(other) - 2)), LEAST_SD)
    return float((one.mean() + other.mean()) / 2), spread * _share_of_sd(len(one), len(other)), spread


def smallest_gain(people: int, quiz: Quiz, spread: float | None = None) -> float | None:
    """Return the smallest true gain that a room of so many people, drawn into equal halves, shows as "useful"
    with the declared power; None where not even all items would do. `spread` is the SD of differences.
    """
    if people < LEAST_PEOPLE:
        return None
    se = (quiz.spread if spread is None else spread) * _share_of_sd(people - people // 2, people // 2)
    needed = float(t.isf(quiz.level, people - 2))

    def lacks(gain: float) -> float:
        return float(nct.sf(needed, people - 2, (gain - quiz.threshold) / se)) - quiz.power

    most = float(len(TRAPS))
    return brentq(lacks, quiz.threshold, most, xtol=1e-4) if lacks(most) > 0 else None


def _share_of_sd(one: int, other: int) -> float:
    return math.sqrt(1 / one + 1 / other) / 2
