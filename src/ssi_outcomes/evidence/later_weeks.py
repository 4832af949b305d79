"""Does what is ruled out in the same week stay ruled out in the weeks after it?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pandas as pd

from ssi_outcomes.base.plan import Plan
from ssi_outcomes.base.plan_keys import LAGS
from ssi_outcomes.evidence.variants import run_variants
from ssi_outcomes.evidence.verdict import USELESS, judge_interval
from ssi_outcomes.evidence.within import Comparison


def is_open_later(frame: pd.DataFrame, outcome: str, plan: Plan) -> bool:
    """Tell whether a lag that the plan declares leaves open what is ruled out in the same week."""
    lags = tuple(name for name in LAGS if name in plan.variants)
    made = run_variants(frame, outcome, replace(plan, variants=lags)).values()
    return leaves_open(made, plan)


def leaves_open(made: Iterable[Comparison], plan: Plan) -> bool:
    """Tell whether one of the comparisons does not rule the plan's threshold out."""
    slopes = [each.slope for each in made if each.slope is not None]
    return any(judge_interval(slope, plan.threshold, plan) != USELESS for slope in slopes)
