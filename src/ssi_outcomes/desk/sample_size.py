"""How much data a verdict takes, asked in advance: `ssi plan --people 20 --weeks 12`."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from ssi_outcomes.base.errors import UsageError, current_language, message
from ssi_outcomes.base.plan import Plan, read_plan
from ssi_outcomes.evidence.odds import STILL
from ssi_outcomes.evidence.power import BEYOND, events_needed, people_needed, smallest_ratio
from ssi_outcomes.study import PanelStudy, open_study

# What is meant where nothing is said; the spread is the plan's.
USUAL = {"people": 20, "weeks": 12, "rate": 0.5, "spread": None}
# Counts and spreads beyond these are slips of the finger.
_LIMITS = {"people": (2, 1_000_000), "weeks": (1, 1_000), "rate": (0.001, 1_000), "spread": (0.1, 50)}


def plan_ahead(people: int, weeks: int, rate: float, spread: float | None) -> str:
    """Return, in the user's language, what so many people and weeks could
    find, with `rate` events a week and person.

    `spread` is the SD of one person's weekly score in points, the plan's by default.
    Raises UsageError for numbers that cannot be.
    """
    return _plan(read_plan(), people, weeks, rate, spread)


def plan_for(dataset: str, people: int | None, weeks: int, rate: float, spread: float | None) -> str:
    """Return the same for a team that is not yet measured: its own people, unless given, and how far the
    scores of its first readings move; where they stand still, that watching cannot answer.

    Raises UsageError where no score was read twice, or what reading the dataset raises.
    """
    study = open_study(dataset, current_language())
    if not isinstance(study, PanelStudy):
        raise UsageError("odds_of_cases", dataset=dataset)
    own, read = measure_spread(study.panel.frame)
    if spread is None and not read:
        raise UsageError("plan_no_readings", dataset=dataset)
    lines = [message("plan_own_readings", dataset=dataset, people=read, spread=own)] if read else []
    moved = own if spread is None else spread
    if moved < STILL:
        return "\n".join([*lines, message("odds_still", spread=moved)])
    many = max(_LIMITS["people"][0], study.n_people) if people is None else people
    return "\n".join([*lines, _plan(study.plan, many, weeks, rate, moved)])


def measure_spread(frame: pd.DataFrame) -> tuple[float, int]:
    """Return the SD of a panel's scores around each person's own mean, in points, and of how many people with
    two readings or more; NaN and 0 where there are none.
    """
    read = frame.drop_duplicates(["person", "ssi_read_at"]).dropna(subset=["ssi"])
    own = read.groupby("person")["ssi"].agg(["size", "var"])
    own = own[own["size"] > 1]
    if own.empty:
        return math.nan, 0
    return math.sqrt(float(np.average(own["var"], weights=own["size"] - 1))), len(own)


def _plan(plan: Plan, people: int, weeks: int, rate: float, spread: float | None) -> str:
    spread = plan.within_sd if spread is None else spread
    for name, value in {"people": people, "weeks": weeks, "rate": rate, "spread": spread}.items():
        least, most = _LIMITS[name]
        if not least <= value <= most:
            raise UsageError(
                "plan_ahead_number",
                option=f"--{name}",
                value=f"{value:g}",
                least=f"{least:g}",
                most=f"{most:g}",
            )
    ratio = smallest_ratio(people, weeks, rate, plan, spread)
    claim, threshold = (
        events_needed(plan.claim_per_10, plan, spread),
        events_needed(plan.threshold, plan, spread),
    )
    numbers = {
        "people": people,
        "weeks": weeks,
        "rate": rate,
        "spread": spread,
        "events": round(people * weeks * rate),
        "gain": round(100 * (min(ratio, BEYOND) - 1)),
        "power": round(100 * plan.power),
        "claim": round(100 * (plan.claim_per_10 - 1), 1),
        "threshold": round(100 * (plan.threshold - 1), 1),
        "claim_events": claim,
        "threshold_events": threshold,
        "claim_people": people_needed(plan.claim_per_10, plan),
        "threshold_people": people_needed(plan.threshold, plan),
    }
    word = "plan_ahead_claim" if ratio <= plan.claim_per_10 else "plan_ahead_too_few"
    return message("plan_ahead", beyond=ratio > BEYOND, **numbers) + "\n" + message(word)
