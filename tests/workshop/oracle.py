"""Python's rule with those parts only that the page has, and what it says beside what the page's script says."""

from __future__ import annotations

import math
from collections.abc import Callable

import pandas as pd

from ssi_outcomes.base.plan import read_plan
from ssi_outcomes.evidence.falsify import check_lead
from ssi_outcomes.evidence.verdict import Declared, decide
from ssi_outcomes.evidence.within import compare_within
from ssi_outcomes.panel.column_names import outcome_column
from ssi_outcomes.workshop.told_plan import tell_plan

PLAN = read_plan()
TOLD = tell_plan(PLAN)
# The page asks nobody what an outcome is, nor how people were chosen: it says so, and takes the best for granted.
TAKEN_FOR_GRANTED = Declared(True, False, False)
# The effective number of people is held against a gate, not shown to many digits.
SAME = {"effective": 1e-6}


def to_weeks(frame: pd.DataFrame, outcome: str) -> list[dict[str, object]]:
    """Return a panel frame as the weeks that the script takes."""

    def number(value: object) -> float | None:
        return None if pd.isna(value) else float(value)

    person, week = (pd.factorize(frame[name], sort=True)[0] for name in ("person", "week_start"))
    columns = (
        frame[name] for name in ("exposure_days", outcome_column(outcome), "ssi", "next_ssi", "ssi_late")
    )
    return [
        {
            "person": int(who),
            "week": int(when),
            "exposure": float(days),
            "count": number(count),
            "ssi": number(ssi),
            "next": number(following),
            "late": bool(late),
        }
        for who, when, days, count, ssi, following, late in zip(person, week, *columns, strict=True)
    ]


def judge_in_python(frame: pd.DataFrame, outcome: str) -> dict[str, object]:
    """Return word, reason, notes and numbers by Python's rule, in the script's names; None where there is none."""
    frame = frame.drop(columns=["team", "ramp_up"], errors="ignore")
    made, lead = compare_within(frame, outcome), check_lead(frame, outcome)
    verdict = decide(made, PLAN, TAKEN_FOR_GRANTED, lead)
    return {
        "word": verdict.word,
        "reason": verdict.reason,
        "notes": [note for note in verdict.notes if note in ("claim_excluded", "inverse")],
        "log": made.slope and made.slope.log,
        "se": made.slope and made.slope.se,
        "low": verdict.low,
        "high": verdict.high,
        "detectable": verdict.detectable,
        "moreEvents": verdict.more_events,
        "leadP": lead.p,
        "effective": made.effective,
        "people": made.people,
        "informative": made.informative,
        "events": made.events,
        "rows": made.rows,
        "withoutEvent": made.without_event,
        "oneScore": made.one_score,
        "lateShare": made.late_share,
    }


def differing(
    frame: pd.DataFrame, outcome: str, ask: Callable[..., object]
) -> dict[str, tuple[object, object]]:
    """Return what Python and the script do not say alike of a panel, numbers to within 1e-9 (of their size, where
    that is above 1).
    """
    here, there = judge_in_python(frame, outcome), ask("decide", to_weeks(frame, outcome), TOLD)
    return {
        name: (mine, there.get(name)) for name, mine in here.items() if not _same(name, mine, there.get(name))
    }


def _same(name: str, mine: object, theirs: object) -> bool:
    if isinstance(mine, int | float) and isinstance(theirs, int | float):
        near = SAME.get(name, 1e-9)
        return math.isclose(mine, theirs, rel_tol=near, abs_tol=near)
    return mine == theirs
