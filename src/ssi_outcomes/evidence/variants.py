"""The same data analysed otherwise: with activity, and in the ways that the plan declares.

Shown beside the verdict, never setting it.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from ssi_outcomes.base.plan import Plan
from ssi_outcomes.evidence.sample import STEP, Sample, take_sample
from ssi_outcomes.evidence.within import Comparison, compare_sample, compare_within
from ssi_outcomes.panel.columns import activity_columns, activity_of

FRESH_DAYS, FULL_WEEK, CAP, LARGE_MOVE = 3, 7, 0.95, 10


def run_variants(frame: pd.DataFrame, outcome: str, plan: Plan) -> dict[str, Comparison]:
    """Return the comparison within people in each way that the plan declares, by its name."""
    return {name: _VARIANTS[name](frame, outcome, plan) for name in plan.variants}


def climb_ladder(frame: pd.DataFrame, outcome: str, plan: Plan) -> dict[str, Comparison]:
    """Return the comparison with each known activity beside the score in turn, by its name; "" has all of
    them, where there are several.
    """
    names = find_activity(frame, outcome, plan)
    steps = {activity_of(name): _with_activity(frame, outcome, [name]) for name in names}
    return steps | ({"": _with_activity(frame, outcome, names)} if len(names) > 1 else {})


def adjust_for_activity(frame: pd.DataFrame, outcome: str, plan: Plan) -> Comparison | None:
    """Return the comparison at equal activity (all that is known of the same week, as log1p), or None where
    none is known.
    """
    names = find_activity(frame, outcome, plan)
    return _with_activity(frame, outcome, names) if names else None


def find_activity(frame: pd.DataFrame, outcome: str, plan: Plan) -> list[str]:
    """Return the activity columns that vary, and are known in the plan's share of the weeks that are
    compared.
    """
    rows = take_sample(frame, outcome).rows
    return [
        name
        for name in activity_columns(frame)
        if len(rows) and rows[name].notna().mean() >= plan.activity_known and rows[name].nunique() > 1
    ]


def _with_activity(frame: pd.DataFrame, outcome: str, names: list[str]) -> Comparison:
    logs = {f"log_{name}": np.log1p(frame[name]) for name in names}
    return compare_within(frame.assign(**logs), outcome, tuple(logs))


# --- one function for each name of plan.VARIANTS


def _on(choose: Callable[[Sample], pd.DataFrame]) -> Callable[[pd.DataFrame, str, Plan], Comparison]:
    """Return the variant that compares only what `choose` makes of a sample's rows."""

    def variant(frame: pd.DataFrame, outcome: str, plan: Plan) -> Comparison:
        sample = take_sample(frame, outcome)
        return compare_sample(Sample(outcome, choose(sample), sample.dropped))

    return variant


def _person_effects(frame: pd.DataFrame, outcome: str, plan: Plan) -> Comparison:
    return compare_within(frame, outcome, weekly=False)


def _adjusted(frame: pd.DataFrame, outcome: str, plan: Plan) -> Comparison:
    return adjust_for_activity(frame, outcome, plan) or Comparison(outcome, None, "no_activity")


def _fresh_readings(sample: Sample) -> pd.DataFrame:
    return sample.rows[sample.rows["reading_age_days"] <= FRESH_DAYS]


def _previous_reading(sample: Sample) -> pd.DataFrame:
    """Compare with the score of the Monday before, where that week is there."""
    rows = sample.rows
    before = rows[["person", "week_start", "ssi"]].assign(
        week_start=rows["week_start"] + pd.Timedelta(7, "D")
    )
    joined = rows.merge(before, on=["person", "week_start"], suffixes=("", "_before"))
    return joined.assign(x=joined["ssi_before"] / STEP)


def _full_weeks(sample: Sample) -> pd.DataFrame:
    return sample.rows[sample.rows["exposure"] == FULL_WEEK]


def _capped_counts(sample: Sample) -> pd.DataFrame:
    """Cut counts at their 95th percentile, but never below one event."""
    cap = max(1.0, float(sample.rows["count"].quantile(CAP))) if len(sample.rows) else 1.0
    return sample.rows.assign(count=sample.rows["count"].clip(upper=cap))


def _any_event(sample: Sample) -> pd.DataFrame:
    return sample.rows.assign(count=(sample.rows["count"] > 0).astype(float))


def _without_busiest(sample: Sample) -> pd.DataFrame:
    totals = sample.rows.groupby("person")["count"].sum()
    return sample.rows[sample.rows["person"] != totals.idxmax()] if len(totals) else sample.rows


def _large_moves(sample: Sample) -> pd.DataFrame:
    moved = sample.rows.groupby("person")["ssi"].transform(lambda scores: scores.max() - scores.min())
    return sample.rows[moved >= LARGE_MOVE]


def _half(first: bool) -> Callable[[Sample], pd.DataFrame]:
    def choose(sample: Sample) -> pd.DataFrame:
        weeks = np.sort(sample.rows["week_start"].unique())
        early = sample.rows["week_start"].isin(weeks[: len(weeks) // 2])
        return sample.rows[early if first else ~early]

    return choose


_VARIANTS: dict[str, Callable[[pd.DataFrame, str, Plan], Comparison]] = {
    "person_effects": _person_effects,
    "fresh_readings": _on(_fresh_readings),
    "previous_reading": _on(_previous_reading),
    "full_weeks": _on(_full_weeks),
    "capped_counts": _on(_capped_counts),
    "any_event": _on(_any_event),
    "without_busiest": _on(_without_busiest),
    "large_moves": _on(_large_moves),
    "first_half": _on(_half(first=True)),
    "second_half": _on(_half(first=False)),
    "adjusted": _adjusted,
}
