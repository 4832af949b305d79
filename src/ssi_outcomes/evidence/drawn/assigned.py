"""The weeks of a trial as they were drawn, and what they say of results: the ratio on push to ordinary weeks.

A week counts where the outcome is known, whatever the person then did: as assigned. Person and week effects,
exposure, the engine of the comparison within people. Where all start together and all weeks are known, the
ratio is that of four totals.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from ssi_outcomes.evidence.engine.poisson import Fit, fit, lay_cells
from ssi_outcomes.panel.column_names import outcome_column
from ssi_outcomes.trial.by_lot import PUSH, draw_schedule
from ssi_outcomes.trial.protocol import Protocol

# Why a trial has nothing to estimate; each is said in a sentence of its own.
NO_ESTIMATE = ("trial_no_week", "trial_no_event", "trial_one_arm", "trial_separated")


@dataclass(frozen=True, eq=False)
class Assigned:
    """The known weeks of one outcome in a trial, by person and week: `rows` has person, week_start, count,
    exposure (days), push (1 or 0), block, and score, the reading that ends the week (NaN where there is
    none).

    `protocol` is what was promised; `dropped` counts the drawn weeks that are not there, by reason;
    `strangers` are people of the panel who were in no draw.
    """

    outcome: str
    protocol: Protocol
    rows: pd.DataFrame
    dropped: Mapping[str, int]
    strangers: tuple[str, ...]

    @cached_property
    def events(self) -> pd.Series:
        """Return the events of each person who has any."""
        totals = self.rows.groupby("person")["count"].sum()
        return totals[totals > 0]

    @cached_property
    def fitted(self) -> Fit | None:
        """Return the engine's estimate of the log ratio; None where the data put no bound on it."""
        rows = self.rows
        person, week = (pd.factorize(rows[name], sort=True)[0] for name in ("person", "week_start"))
        values = (rows[name].to_numpy(float) for name in ("count", "exposure"))
        return fit(lay_cells(person, week, *values, rows[["push"]].to_numpy(float)))

    @cached_property
    def silence(self) -> str:
        """Return why there is nothing to estimate (one of `NO_ESTIMATE`), or ""."""
        push = self.rows[self.rows["person"].isin(self.events.index)].groupby("push")["count"].sum()
        tests = (
            (self.rows.empty, "trial_no_week"),
            (self.events.empty, "trial_no_event"),
            (len(push) < 2 or len(self.events) < 2, "trial_one_arm"),
        )
        found = next((key for holds, key in tests if holds), "")
        return found or ("" if _is_bounded(self.fitted) else "trial_separated")


def take_assigned(
    frame: pd.DataFrame, protocol: Protocol, outcome: str, schedule: pd.DataFrame | None = None
) -> Assigned:
    """Return the weeks of a panel frame that were drawn, in which the outcome is known; `schedule` (person,
    week_start, arm, block) is the protocol's own unless given.
    """
    drawn = draw_schedule(protocol) if schedule is None else schedule
    settling = ~drawn["week_start"].map(protocol.counts).astype(bool)
    drawn = drawn.assign(week_start=pd.to_datetime(drawn["week_start"]).astype("datetime64[us]"))
    columns = ["person", "week_start", "exposure_days", outcome_column(outcome), "next_ssi"]
    panel = frame.reindex(columns=columns).rename(columns={columns[3]: "count"})
    panel["week_start"] = panel["week_start"].astype("datetime64[us]")
    met = drawn[~settling].merge(panel, how="left", on=["person", "week_start"])
    there = met["exposure_days"] > 0
    known = there & met["count"].notna()
    dropped = {
        "settling": int(settling.sum()),
        "away": int((~there).sum()),
        "not_counted": int((there & ~known).sum()),
    }
    rows = met[known].sort_values(["person", "week_start"], kind="stable").reset_index(drop=True)
    rows = rows.assign(
        push=(rows["arm"] == PUSH).astype(float),
        exposure=rows["exposure_days"].astype(float),
        count=rows["count"].astype(float),
        score=rows["next_ssi"].astype(float),
    )
    named = frame.loc[frame["exposure_days"] > 0, "person"].unique()
    strangers = tuple(sorted(set(named) - set(drawn["person"])))
    kept = ["person", "week_start", "arm", "block", "count", "exposure", "push", "score"]
    return Assigned(outcome, protocol, rows[kept], dropped, strangers)


def _is_bounded(fitted: Fit | None) -> bool:
    return fitted is not None and bool(np.isfinite(fitted.coefficients[0]))
