"""Who carries a verdict, and what a score that cannot matter would say: the three people whose absence moves
the ratio most, and each person's scores turned round in time.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ssi_outcomes.base.plan import Plan
from ssi_outcomes.evidence.estimate import Slope
from ssi_outcomes.evidence.sample import STEP, Sample, take_sample
from ssi_outcomes.evidence.verdict import judge_interval
from ssi_outcomes.evidence.within import Comparison, compare_sample

SHOWN = 3


@dataclass(frozen=True)
class Carrier:
    """Somebody without whom the ratio would be another: `slope` and, by the interval alone, `word` without
    that person's weeks (None and "" where nothing is left to compare).
    """

    person: str
    slope: Slope | None
    word: str


def find_carriers(frame: pd.DataFrame, outcome: str, plan: Plan, shown: int = SHOWN) -> tuple[Carrier, ...]:
    """Return the people whose absence moves the ratio most, the first most of all; none without a ratio."""
    sample = take_sample(frame, outcome)
    made = compare_sample(sample)
    if made.slope is None:
        return ()
    totals = sample.rows.groupby("person")["count"].sum()
    names = totals.index[totals > 0]
    moved = np.nan_to_num(np.abs(made.left_out - made.slope.log), nan=np.inf)
    most = [names[each] for each in np.argsort(-moved, kind="stable")[:shown]]
    return tuple(_leave_out(sample, person, plan) for person in most)


def turn_round(frame: pd.DataFrame, outcome: str) -> Comparison:
    """Return the comparison with each person's scores in the opposite order of time: as many, as slow, and
    of other weeks. A link there is none of the score.
    """
    sample = take_sample(frame, outcome)
    turned = sample.rows.groupby("person")["x"].transform(lambda scores: scores.to_numpy()[::-1])
    rows = sample.rows.assign(x=turned, ssi=STEP * turned)
    return compare_sample(Sample(outcome, rows, sample.dropped))


def _leave_out(sample: Sample, person: str, plan: Plan) -> Carrier:
    rows = sample.rows[sample.rows["person"] != person].reset_index(drop=True)
    slope = compare_sample(Sample(sample.outcome, rows, sample.dropped)).slope
    return Carrier(str(person), slope, judge_interval(slope, plan.threshold, plan) if slope else "")
