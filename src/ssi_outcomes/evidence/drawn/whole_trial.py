"""Everything that a trial tells: results and score as assigned, the word, the lot drawn again, what people
did, and what watching alone would have said of the weeks without a push.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from ssi_outcomes.base.plan import Plan
from ssi_outcomes.evidence.drawn.arms import Arm, Loss, Step, count_lost, follow_arms, view_arms
from ssi_outcomes.evidence.drawn.assigned import Assigned, take_assigned
from ssi_outcomes.evidence.drawn.contrast import Contrasted, contrast
from ssi_outcomes.evidence.drawn.one_person import OnePerson, judge_blocks
from ssi_outcomes.evidence.drawn.orders import Orders, rerandomise
from ssi_outcomes.evidence.drawn.own_baseline import compare_halves, take_halves
from ssi_outcomes.evidence.drawn.per_hour import Pushed, count_pushed
from ssi_outcomes.evidence.drawn.word_by_lot import (
    LotVerdict,
    decide_alone,
    decide_by_lot,
    mark_unplanned,
)
from ssi_outcomes.evidence.falsify import check_lead
from ssi_outcomes.evidence.variants import adjust_for_activity
from ssi_outcomes.evidence.verdict import Declared, Verdict, decide
from ssi_outcomes.evidence.within import Comparison, compare_within
from ssi_outcomes.panel.column_names import outcome_column
from ssi_outcomes.trial.by_lot import PUSH, draw_schedule
from ssi_outcomes.trial.protocol import Protocol
from ssi_outcomes.trial.toml_keys import BY_BASELINE


@dataclass(frozen=True)
class Watched:
    """What the weeks without a push say when they are watched: the comparison within people and its word."""

    comparison: Comparison
    verdict: Verdict


@dataclass(frozen=True, eq=False)
class TrialFindings:
    """A trial, judged on its primary outcome: `verdict`; `measured` has each counted outcome as assigned
    (None where there is nothing to estimate), `orders` and `alone` what other draws would have shown,
    `faults` by what the seal does not hold.

    `dropped` counts the drawn weeks that are not compared, by reason, `unmet` the people who were drawn and
    of whom there is no week, `strangers` those who were in no draw; `path` has a step for each week and arm.
    `by_baseline` is the primary outcome by each person's own baseline, which decides where the protocol says
    so; `pushed` what those on push brought, in how many weeks.
    """

    protocol: Protocol
    verdict: LotVerdict
    measured: Mapping[str, Contrasted | None]
    kinds: Mapping[str, str]
    orders: Orders | None
    alone: OnePerson | None
    arms: tuple[Arm, ...]
    loss: Loss
    watched: Watched
    path: tuple[Step, ...]
    dropped: Mapping[str, int]
    unmet: int
    strangers: int
    faults: tuple[str, ...] = ()
    by_baseline: Contrasted | None = None
    pushed: Pushed | None = None

    @property
    def primary(self) -> Contrasted | None:
        """Return the primary outcome as assigned."""
        return self.measured.get(self.protocol.outcome)

    @property
    def decides_by_baseline(self) -> bool:
        """Tell whether the word is that of each person's own baseline, as the protocol promised."""
        return self.protocol.estimator == BY_BASELINE

    @property
    def deciding(self) -> Contrasted | None:
        """Return the estimate that the word rests on."""
        return self.by_baseline if self.decides_by_baseline else self.primary


def judge_trial(
    frame: pd.DataFrame,
    protocol: Protocol,
    plan: Plan,
    kinds: Mapping[str, str],
    declared: Declared,
    faults: tuple[str, ...] = (),
) -> TrialFindings:
    """Return what a panel frame tells of a trial; `declared` is said of its primary outcome, `faults` names
    what breaks the seal: then the word is exploratory.
    """
    outcome = protocol.outcome
    assigned = take_assigned(frame, protocol, outcome)
    loss = count_lost(frame, protocol, outcome)
    measured: dict[str, Contrasted | None] = {}
    alone = orders = by_baseline = None
    if protocol.design == "single":
        alone = judge_blocks(assigned)
        verdict, orders = decide_alone(assigned, alone, plan, declared.defined), alone and alone.orders
    else:
        measured = _measure_each(frame, protocol, plan, kinds, assigned)
        if protocol.design == "parallel":
            by_baseline = _by_baseline(assigned, measured[outcome], plan)
        decides = by_baseline if protocol.estimator == BY_BASELINE else measured[outcome]
        verdict = decide_by_lot(assigned, decides, loss, plan, declared.defined)
        orders = rerandomise(assigned)
    return TrialFindings(
        protocol,
        mark_unplanned(verdict) if faults else verdict,
        measured,
        {name: kinds[name] for name in measured},
        orders,
        alone,
        view_arms(frame, protocol),
        loss,
        watch_others(frame, protocol, plan, declared),
        follow_arms(frame, protocol, outcome),
        assigned.dropped,
        len(set(protocol.people) - set(frame["person"])),
        len(assigned.strangers),
        faults,
        by_baseline,
        count_pushed(assigned),
    )


def mark_looked(findings: TrialFindings) -> TrialFindings:
    """Return the findings of a look that was not planned."""
    return replace(findings, verdict=mark_unplanned(findings.verdict))


def watch_others(frame: pd.DataFrame, protocol: Protocol, plan: Plan, declared: Declared) -> Watched:
    """Return what the weeks in which nobody had drawn a push say when they are only watched."""
    drawn = draw_schedule(protocol)
    pushed = drawn[drawn["arm"] == PUSH]
    days = pd.to_datetime(pushed["week_start"]).astype("datetime64[us]")
    there = pd.MultiIndex.from_frame(frame[["person", "week_start"]])
    rows = frame[~there.isin(pd.MultiIndex.from_arrays([pushed["person"], days]))]
    outcome = protocol.outcome
    if outcome_column(outcome) not in rows:
        rows = rows.assign(**{outcome_column(outcome): float("nan")})
    comparison = compare_within(rows, outcome)
    adjusted = adjust_for_activity(rows, outcome, plan) if comparison.slope is not None else None
    return Watched(comparison, decide(comparison, plan, declared, check_lead(rows, outcome), adjusted))


def _by_baseline(assigned: Assigned, measured: Contrasted | None, plan: Plan) -> Contrasted | None:
    """Return the primary outcome by each person's own baseline, with the share of readings of all weeks."""
    found = compare_halves(take_halves(assigned), plan.sensitivity)
    return found and replace(found, read=measured.read if measured else found.read)


def _measure_each(
    frame: pd.DataFrame, protocol: Protocol, plan: Plan, kinds: Mapping[str, str], assigned: Assigned
) -> dict[str, Contrasted | None]:
    """Return each counted outcome as assigned, the primary one first."""
    found = {protocol.outcome: contrast(assigned, plan.sensitivity)}
    for name in kinds:
        if name != protocol.outcome and outcome_column(name) in frame and name not in plan.negative_controls:
            found[name] = contrast(take_assigned(frame, protocol, name), plan.sensitivity)
    return found
