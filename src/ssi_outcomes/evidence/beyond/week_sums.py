"""What is counted of the weeks that a question is asked of, over all blocks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ssi_outcomes.base.threads import map_ahead
from ssi_outcomes.evidence.beyond.asked_weeks import Question, Taken, take_weeks
from ssi_outcomes.evidence.beyond.weeks_laid import LaidWeeks
from ssi_outcomes.evidence.sample import STEP


@dataclass(frozen=True, eq=False)
class Tally:
    """Of all people with a week that is used: `totals` (events, days, mean score in tens of points, weeks,
    whether the score moves, and its squares around the mean), one row a person; `weeks`: events by week,
    `used`: people by week; weeks not used, by reason; and whether a count is below zero.
    """

    totals: pd.DataFrame
    weeks: np.ndarray
    used: np.ndarray
    dropped: dict[str, int]
    negative: bool

    @property
    def known(self) -> dict[str, object]:
        """Return what is known of these people whatever the estimate is, as `Comparison` names it."""
        totals = self.totals
        has, moves = totals["count"] > 0, totals["moves"]
        freedom = int((totals["weeks"][has] - 1).sum())
        around = float(totals["around"][has].sum())
        return {
            "people": int(has.sum()),
            "informative": int((has & moves).sum()),
            "events": float(totals["count"][has & moves].sum()),
            "rows": int(totals["weeks"][has & moves].sum()),
            "without_event": int((totals["count"] == 0).sum()),
            "one_score": int((has & ~moves).sum()),
            "dropped": dict(self.dropped),
            "spread": STEP * float(np.sqrt(around / freedom)) if freedom > 0 else float("nan"),
        }


def tally(laid: LaidWeeks, question: Question) -> Tally:
    """Return what is counted of a question, in one pass."""
    totals, dropped, negative = [], Counter(), False
    weeks, used = np.zeros((2, laid.weeks))

    def count(block: Mapping[str, np.ndarray]) -> tuple:
        taken = take_weeks(block, question)
        sums = taken.counts.sum(axis=0), taken.used.sum(axis=0)
        return _total(taken), *sums, taken.dropped, bool((taken.counts < 0).any())

    for people, events, there, gone, below in map_ahead(count, laid.load(question.columns)):
        totals.append(people)
        weeks += events
        used += there
        dropped.update(gone)
        negative = negative or below
    everyone = {name: np.concatenate([each[name] for each in totals]) for name in totals[0]} if totals else {}
    return Tally(pd.DataFrame(everyone), weeks, used, dict(dropped), negative)


def _total(taken: Taken) -> dict[str, np.ndarray]:
    x, used = taken.x[:, :, 0], taken.used
    weeks = used.sum(axis=1)
    mean = x.sum(axis=1) / np.maximum(weeks, 1)
    low, high = np.where(used, x, np.inf).min(axis=1), np.where(used, x, -np.inf).max(axis=1)
    found = {
        "count": taken.counts.sum(axis=1),
        "exposure": taken.exposure.sum(axis=1),
        "x": mean,
        "weeks": weeks,
        "moves": high > low,
        "around": np.where(used, np.square(x - mean[:, None]), 0.0).sum(axis=1),
    }
    return {name: each[weeks > 0] for name, each in found.items()}
