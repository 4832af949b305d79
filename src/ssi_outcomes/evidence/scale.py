"""Was the score itself computed otherwise from some week on? What others' averages say of it.

An industry's average hardly moves from one week to the next. Where everybody's jumps at once, and all one
way, it is the scale that has moved.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from ssi_outcomes.base.plan import Plan
from ssi_outcomes.base.ssi import MEANS


def find_breaks(frame: pd.DataFrame, plan: Plan) -> tuple[pd.Timestamp, ...]:
    """Return the Mondays from which on the scores are on another scale.

    One person alone can have changed industry: then the network's average has to jump as well.
    """
    industry, network = MEANS
    if industry not in frame:
        return ()
    jumps = _find_steps(frame, industry)
    if not len(jumps):
        return ()
    if network in frame:
        jumps = jumps.merge(
            _find_steps(frame, network), "left", ["person", "week_start"], suffixes=("", "_too")
        )
    found: list[pd.Timestamp] = []
    for monday, steps in jumps.groupby("week_start"):
        # Of people who are not read each week the same jump shows a little later.
        if _says_jump(steps, plan) and not (found and monday - found[-1] <= pd.Timedelta(14, "D")):
            found.append(monday)
    return tuple(found)


def number_scales(rows: pd.DataFrame, breaks: tuple[pd.Timestamp, ...]) -> np.ndarray:
    """Return on which of the scales, from 0, each row's score is."""
    return np.searchsorted(np.array(breaks, "datetime64[us]"), rows["week_start"].to_numpy(), side="right")


def _find_steps(frame: pd.DataFrame, mean: str) -> pd.DataFrame:
    """Return person, week and step of an average from each reading to the next one, however late."""
    there = frame.loc[frame[mean].notna(), ["person", "week_start", mean]].sort_values(
        ["person", "week_start"]
    )
    steps = there.assign(step=there.groupby("person")[mean].diff())
    return steps.loc[steps["step"].notna(), ["person", "week_start", "step"]]


def _says_jump(steps: pd.DataFrame, plan: Plan) -> bool:
    share = max((way * steps["step"] >= plan.scale_jump).mean() for way in (1, -1))
    borne = len(steps) > 1 or (
        "step_too" in steps and bool((steps["step_too"] * np.sign(steps["step"]) >= plan.scale_jump).all())
    )
    return is_jump(share, borne, plan)


def is_jump(share: float, borne: bool, plan: Plan) -> bool:
    """Tell whether it is the scale that has moved where this share of people's averages did, all one way;
    `borne` out by several people, or by the network's average of the only one.
    """
    return share >= plan.scale_everybody and borne
