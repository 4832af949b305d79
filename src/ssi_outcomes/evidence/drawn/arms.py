"""What became of the two arms: whether people did what they drew, and who no longer tells results."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pandas as pd

from ssi_outcomes.panel.column_names import activity_columns, activity_of, outcome_column
from ssi_outcomes.trial.by_lot import ORDINARY, PUSH, draw_schedule
from ssi_outcomes.trial.protocol import Protocol

ARMS = (PUSH, ORDINARY)


@dataclass(frozen=True)
class Arm:
    """The weeks of one arm: how many `people`, the mean score at the end of a week in the baseline (`before`)
    and under the arm (`during`), and each activity a week, likewise; NaN where nothing is known.
    """

    name: str
    people: int
    before: float
    during: float
    activity: Mapping[str, tuple[float, float]] = field(default_factory=dict)


@dataclass(frozen=True)
class Loss:
    """Of the people drawn into each arm, how many told no result in the last quarter of the trial so far."""

    drawn: Mapping[str, int]
    lost: Mapping[str, int]

    @property
    def apart(self) -> float:
        """Return by what share the two arms differ, between 0 and 1."""
        shares = [self.lost[arm] / self.drawn[arm] if self.drawn[arm] else 0.0 for arm in ARMS]
        return abs(shares[0] - shares[1])

    def is_within(self, share: float) -> bool:
        """Tell whether the arms differ by no more than `share`, or by no more than one person."""
        return self.apart <= share or abs(self.lost[PUSH] - self.lost[ORDINARY]) <= 1


@dataclass(frozen=True)
class Step:
    """One week of one arm (in the baseline, of those who are drawn into it; of whoever changes arms,
    "ordinary"): the people whose results are known, their mean results, and the mean score at the week's end;
    NaN where nothing is known.
    """

    week: date
    arm: str
    people: int
    results: float
    score: float


def view_arms(frame: pd.DataFrame, protocol: Protocol) -> tuple[Arm, ...]:
    """Return what each arm did; where each person has both, `before` is the baseline of all of them."""
    rows = _join(frame, protocol)
    rows = rows[rows["exposure_days"] > 0]
    names = activity_columns(rows.columns)
    return tuple(_view(rows, arm, names) for arm in ARMS)


def count_lost(frame: pd.DataFrame, protocol: Protocol, outcome: str) -> Loss:
    """Return who of each arm told no result in the last quarter of the weeks of the trial that somebody told
    of; whoever changes arms is in that of the last week.
    """
    rows, column = _join(frame, protocol), outcome_column(outcome)
    rows = rows[rows["block"] > 0]
    known = rows[column].notna() & (rows["exposure_days"] > 0) if column in rows else rows["block"] < 0
    weeks = np.sort(rows["week_start"][rows["week_start"] <= rows["week_start"][known].max()].unique())
    last = weeks[-int(np.ceil(len(weeks) / 4)) :] if len(weeks) else weeks
    told = set(rows["person"][known & rows["week_start"].isin(last)])
    arms = rows[rows["week_start"] == (last[-1] if len(last) else rows["week_start"].max())]
    people = {arm: set(arms["person"][arms["arm"] == arm]) for arm in ARMS}
    return Loss({arm: len(people[arm]) for arm in ARMS}, {arm: len(people[arm] - told) for arm in ARMS})


def follow_arms(frame: pd.DataFrame, protocol: Protocol, outcome: str) -> tuple[Step, ...]:
    """Return each week of each arm, in their order."""
    rows, column = _join(frame, protocol), outcome_column(outcome)
    rows = rows[rows["exposure_days"] > 0]
    rows = rows.assign(results=rows.get(column, np.nan))
    ever = rows.groupby("person")["arm"].agg(lambda arms: (arms == PUSH).any())
    arm = rows["arm"]
    if protocol.design == "parallel":
        arm = rows["person"].map(ever).map({True: PUSH, False: ORDINARY})
    steps = rows.assign(arm=arm).groupby(["week_start", "arm"])
    table = steps.agg(people=("results", "count"), results=("results", "mean"), score=("next_ssi", "mean"))
    return tuple(
        Step(week.date(), str(arm), int(people), float(results), float(score))
        for (week, arm), (people, results, score) in zip(table.index, table.to_numpy(), strict=True)
    )


def _join(frame: pd.DataFrame, protocol: Protocol) -> pd.DataFrame:
    """Return the drawn weeks with what the panel knows of them."""
    drawn = draw_schedule(protocol)
    days = pd.to_datetime(drawn["week_start"]).astype("datetime64[us]")
    panel = frame.assign(week_start=frame["week_start"].astype("datetime64[us]"))
    return drawn.assign(week_start=days).merge(panel, how="left", on=["person", "week_start"])


def _view(rows: pd.DataFrame, arm: str, activities: list[str]) -> Arm:
    during = rows[(rows["block"] > 0) & (rows["arm"] == arm)]
    before = rows[(rows["block"] == 0) & rows["person"].isin(during["person"])]
    return Arm(
        arm,
        int(during["person"].nunique()),
        *(_mean(each["next_ssi"]) for each in (before, during)),
        {activity_of(name): (_mean(before[name]), _mean(during[name])) for name in activities},
    )


def _mean(values: pd.Series) -> float:
    return float(values.mean()) if values.notna().any() else float("nan")
