"""The same data analysed otherwise: with activity, and in the ways that the plan declares.

Shown beside the verdict, never setting it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd

from ssi_outcomes.base.lengths import WEEK
from ssi_outcomes.base.plan import Plan
from ssi_outcomes.base.plan_keys import LAGS
from ssi_outcomes.base.ssi import MEANS
from ssi_outcomes.evidence.by_team import CLUSTER, STRATUM
from ssi_outcomes.evidence.sample import STEP, Sample, take_sample
from ssi_outcomes.evidence.scale import find_breaks, number_scales
from ssi_outcomes.evidence.within import Comparison, compare_sample, compare_within, count_teams
from ssi_outcomes.panel.column_names import activity_columns, activity_of

FRESH_DAYS, CAP, LARGE_MOVE = 3, 0.95, 10


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
    """Return the comparison at equal activity (all that is known of the same
    week, as log1p), or None where none is known.
    """
    names = find_activity(frame, outcome, plan)
    return _with_activity(frame, outcome, names) if names else None


def find_activity(frame: pd.DataFrame, outcome: str, plan: Plan) -> list[str]:
    """Return the activity columns that vary, and are known in the
    plan's share of the weeks that are compared.
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


def compare_later(frame: pd.DataFrame, outcome: str, weeks: int) -> Comparison:
    """Return the comparison with the score of so many weeks before, where that week is there."""
    sample = take_sample(frame, outcome)
    return compare_sample(Sample(outcome, _behind(sample, weeks), sample.dropped))


def _behind(sample: Sample, weeks: int) -> pd.DataFrame:
    rows = sample.rows
    before = rows[["person", "week_start", "ssi"]].assign(
        week_start=rows["week_start"] + pd.Timedelta(weeks * WEEK, "D")
    )
    joined = rows.merge(before, on=["person", "week_start"], suffixes=("", "_before"))
    return joined.assign(x=joined["ssi_before"] / STEP)


# --- the variants, each under the name of its function; plan_keys.VARIANTS lists them

Variant = Callable[[pd.DataFrame, str, Plan], Comparison]
_VARIANTS: dict[str, Variant] = {}


def _variant(compare: Variant) -> Variant:
    """Take a function of a panel's frame, an outcome and the plan for the variant of its name."""
    _VARIANTS[compare.__name__.removeprefix("_")] = compare
    return compare


def _chosen(choose: Callable[[Sample], pd.DataFrame]) -> Callable[[Sample], pd.DataFrame]:
    """Take a function that chooses or changes a sample's rows for the variant of its name."""

    def compare(frame: pd.DataFrame, outcome: str, plan: Plan) -> Comparison:
        sample = take_sample(frame, outcome)
        return compare_sample(Sample(outcome, choose(sample), sample.dropped))

    compare.__name__ = choose.__name__
    _variant(compare)
    return choose


@_variant
def _person_effects(frame: pd.DataFrame, outcome: str, plan: Plan) -> Comparison:
    return compare_within(frame, outcome, weekly=False)


@_variant
def _adjusted(frame: pd.DataFrame, outcome: str, plan: Plan) -> Comparison:
    return adjust_for_activity(frame, outcome, plan) or Comparison(outcome, None, "no_activity")


@_variant
def _lag_4(frame: pd.DataFrame, outcome: str, plan: Plan) -> Comparison:
    return compare_later(frame, outcome, LAGS["lag_4"])


@_variant
def _lag_8(frame: pd.DataFrame, outcome: str, plan: Plan) -> Comparison:
    return compare_later(frame, outcome, LAGS["lag_8"])


@_variant
def _split_at_break(frame: pd.DataFrame, outcome: str, plan: Plan) -> Comparison:
    """Compare each person's weeks on one scale with one another, never with those on another."""
    breaks = find_breaks(frame, plan)
    if not breaks:
        return Comparison(outcome, None, "no_break")
    sample = take_sample(frame, outcome)
    scale = number_scales(sample.rows, breaks)
    rows = sample.rows.assign(person=sample.rows["person"] + np.char.mod(" %d", scale).astype(object))
    # One person's two scales are still one person to the uncertainty.
    rows = rows if STRATUM in rows or CLUSTER in rows else rows.assign(**{CLUSTER: sample.rows["person"]})
    made = compare_sample(Sample(outcome, rows, sample.dropped))
    return replace(made, teams=count_teams(sample.rows, np.ones(len(rows), bool)))


@_variant
def _against_industry(frame: pd.DataFrame, outcome: str, plan: Plan) -> Comparison:
    """Compare the score less its industry's average, where that was read."""
    industry = MEANS[0]
    if industry not in frame or frame[industry].isna().all():
        return Comparison(outcome, None, "no_industry")
    return compare_within(frame.assign(ssi=frame["ssi"] - frame[industry]), outcome)


@_chosen
def _fresh_readings(sample: Sample) -> pd.DataFrame:
    return sample.rows[sample.rows["reading_age_days"] <= FRESH_DAYS]


@_chosen
def _previous_reading(sample: Sample) -> pd.DataFrame:
    """Compare with the score of the Monday before, where that week is there."""
    return _behind(sample, 1)


@_chosen
def _full_weeks(sample: Sample) -> pd.DataFrame:
    return sample.rows[sample.rows["exposure"] == WEEK]


@_chosen
def _capped_counts(sample: Sample) -> pd.DataFrame:
    """Cut counts at their 95th percentile, but never below one event."""
    cap = max(1.0, float(sample.rows["count"].quantile(CAP))) if len(sample.rows) else 1.0
    return sample.rows.assign(count=sample.rows["count"].clip(upper=cap))


@_chosen
def _any_event(sample: Sample) -> pd.DataFrame:
    return sample.rows.assign(count=(sample.rows["count"] > 0).astype(float))


@_chosen
def _without_busiest(sample: Sample) -> pd.DataFrame:
    totals = sample.rows.groupby("person")["count"].sum()
    return sample.rows[sample.rows["person"] != totals.idxmax()] if len(totals) else sample.rows


@_chosen
def _large_moves(sample: Sample) -> pd.DataFrame:
    moved = sample.rows.groupby("person")["ssi"].transform(lambda scores: scores.max() - scores.min())
    return sample.rows[moved >= LARGE_MOVE]


@_chosen
def _first_half(sample: Sample) -> pd.DataFrame:
    return sample.rows[_is_early(sample)]


@_chosen
def _second_half(sample: Sample) -> pd.DataFrame:
    return sample.rows[~_is_early(sample)]


def _is_early(sample: Sample) -> pd.Series:
    weeks = np.sort(sample.rows["week_start"].unique())
    return sample.rows["week_start"].isin(weeks[: len(weeks) // 2])
