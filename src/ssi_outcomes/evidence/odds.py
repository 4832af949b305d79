"""How often the rule would say each word on data like these, if the truth were known: the outcome drawn anew
at no link, at the plan's threshold and at LinkedIn's claim, and the whole rule run on each draw.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ssi_outcomes.base.plan import Plan
from ssi_outcomes.evidence.any_time import find_reach
from ssi_outcomes.evidence.by_team import find_team
from ssi_outcomes.evidence.engine.many import ManyFits, fit_many
from ssi_outcomes.evidence.estimate import Slope
from ssi_outcomes.evidence.falsify import LeadTest
from ssi_outcomes.evidence.rates import find_unseen
from ssi_outcomes.evidence.redrawn_outcome import (
    Chance,
    Laid,
    draw_counts,
    expect_counts,
    find_chance,
    lay_out,
)
from ssi_outcomes.evidence.sample import take_sample
from ssi_outcomes.evidence.verdict import UNDETERMINED, WORDS, Declared, Verdict, decide
from ssi_outcomes.evidence.within import Comparison, compare_sample

DRAWS, SEED = 1000, 14
# Why there are no odds where teams are told: what people of one team share is in no draw.
TEAMS = "teams"
# A panel of so many person-weeks has `DRAWS` draws; a larger one fewer, but never so few that a share of 5 %
# is off by more than 1.6 points.
FULL_CELLS, FEWEST = 100 * 52, 200
# A score that moves by less around each person's own mean (SD, in points) answers nothing by being watched;
# nor does a rule that gives its word in less than this share of draws, whatever is true.
STILL, SELDOM = 1.0, 0.1


@dataclass(frozen=True)
class Odds:
    """What the rule says at one true ratio per +10 points: shares of `draws` by word; `unrefused` is the
    share in which all gates held.
    """

    ratio: float
    draws: int
    words: dict[str, float]
    unrefused: float

    def error(self, share: float) -> float:
        """Return the Monte-Carlo standard error of a share."""
        return math.sqrt(share * (1 - share) / self.draws)

    @property
    def unseen(self) -> float:
        """Return the largest share that none of the draws would show."""
        return find_unseen(self.draws)


@dataclass(frozen=True)
class OwnOdds:
    """The odds on one outcome of one panel, at each of the three truths; `silence` is why there are none."""

    outcome: str
    odds: tuple[Odds, ...] = ()
    chance: Chance = Chance(0.0, 0.0)
    silence: str = ""


def find_odds(
    frame: pd.DataFrame, outcome: str, plan: Plan, declared: Declared, draws: int | None = None
) -> OwnOdds:
    """Return how often the rule says what on a panel's frame if the ratio were 1, the threshold or the claim.

    The same data and plan give the same odds. Where nothing can be compared, there are none.
    """
    sample = take_sample(frame, outcome)
    made = compare_sample(sample)
    if made.slope is None or find_team(sample.rows) is not None:
        return OwnOdds(outcome, silence=made.silence or TEAMS)
    laid = lay_out(sample)
    chance = find_chance(laid, made.slope.log)
    rng = np.random.Generator(np.random.PCG64(SEED))
    number = draws or int(np.clip(DRAWS * FULL_CELLS / laid.counts.size, FEWEST, DRAWS))
    found = []
    for ratio in (1.0, plan.threshold, plan.claim_per_10):
        expected = expect_counts(laid, math.log(ratio), chance)
        verdicts = []
        for counts in draw_counts(expected, chance, number, rng):
            verdicts += judge_draws(counts, laid, plan, declared, made.late_share)
        found.append(count_words(ratio, verdicts))
    return OwnOdds(outcome, tuple(found), chance)


def count_words(ratio: float, verdicts: list[Verdict]) -> Odds:
    """Return the shares of each word among the verdicts on draws at a ratio."""
    number = len(verdicts)
    words = Counter(verdict.word for verdict in verdicts)
    return Odds(
        ratio,
        number,
        {word: words[word] / number for word in WORDS},
        sum(verdict.reason == "interval" for verdict in verdicts) / number,
    )


def judge_draws(
    counts: np.ndarray, laid: Laid, plan: Plan, declared: Declared, late_share: float = 0.0
) -> list[Verdict]:
    """Return the verdict of the rule on each draw of the counts (draws x people x weeks), (W) alone; nothing
    is asked at equal activity, as activity moves no draw.
    """
    fits = fit_many(counts, laid.exposure, laid.score[:, :, None])
    compared = _compare(counts, laid, fits, late_share)
    reach = find_reach(
        fits.errors[:, 0], np.array([max(1, each.informative - 1) for each in compared], float), plan
    )
    # The lead test is asked only where its answer changes the word.
    middle, edge = fits.coefficients[:, 0], math.log(plan.threshold)
    asked = (middle + reach < edge) | (middle - reach > edge)
    leads = _test_leads(counts, laid, asked)
    return [decide(each, plan, declared, lead) for each, lead in zip(compared, leads, strict=True)]


def _compare(counts: np.ndarray, laid: Laid, fits: ManyFits, late_share: float) -> list[Comparison]:
    events = np.where(laid.exposure > 0, counts, 0).sum(axis=2)
    informative = (events > 0) & _move(laid)
    own = fits.information
    effective = np.square(own.sum(axis=1)) / np.maximum(np.square(own).sum(axis=1), 1e-300)
    return [
        Comparison(
            "drawn",
            slope,
            "" if slope else "separated",
            people=int((events[each] > 0).sum()),
            informative=int(informative[each].sum()),
            effective=float(effective[each]) if slope else 0.0,
            events=float(events[each, informative[each]].sum()),
            late_share=late_share,
        )
        for each, slope in enumerate(_slopes(fits, 0, informative))
    ]


def _slopes(fits: ManyFits, at: int, informative: np.ndarray) -> list[Slope | None]:
    log, errors, freedom = fits.coefficients[:, at], fits.errors[:, at], informative.sum(axis=1) - 1
    known = np.isfinite(log) & np.isfinite(errors) & (errors > 0) & (freedom > 0)
    return [
        Slope(float(log[each]), float(errors[each]), float(freedom[each])) if known[each] else None
        for each in range(len(log))
    ]


def _move(laid: Laid) -> np.ndarray:
    there = laid.exposure > 0
    high, low = (np.where(there, laid.score, fill).T for fill in (-np.inf, np.inf))
    return high.max(axis=0) > low.min(axis=0)


def _test_leads(counts: np.ndarray, laid: Laid, asked: np.ndarray) -> list[LeadTest]:
    """Return the lead test of each draw that is `asked`; of the others one that says nothing."""
    leads = [LeadTest(None, 1.0, 0)] * len(counts)
    if not asked.any():
        return leads
    there = np.isfinite(laid.next_score) & (laid.exposure > 0)
    exposure = np.where(there, laid.exposure, 0.0)
    if not there.any():
        return [LeadTest(None, None, 0, "no_reading")] * len(counts)
    both = np.stack([laid.score, np.where(there, laid.next_score, 0.0)], axis=2)
    fits = fit_many(counts[asked], exposure, both)
    shown = Laid(laid.counts, exposure, laid.score, laid.next_score)
    informative = (np.where(there, counts[asked], 0).sum(axis=2) > 0) & _move(shown)
    for at, slope in zip(np.flatnonzero(asked), _slopes(fits, 1, informative), strict=True):
        leads[at] = (
            LeadTest(slope, slope.p_equal(), int(there.sum()))
            if slope
            else LeadTest(None, None, 0, "moves_together")
        )
    return leads


def find_hindrance(found: OwnOdds, spread: float) -> str:
    """Return why watching cannot answer: the score stands "still", or there is next to never a word
    ("cannot"); "" where it may. `spread` is the SD of a person's score, in points.
    """
    if spread < STILL:
        return "still"
    return "cannot" if all(1 - each.words[UNDETERMINED] < SELDOM for each in found.odds) else ""
