"""What a trial hands to a pool: its primary outcome as assigned, and by how much the score was lifted."""

from __future__ import annotations

import math

from ssi_outcomes.base.plan import Plan
from ssi_outcomes.evidence.drawn.contrast import Contrasted
from ssi_outcomes.evidence.drawn.whole_trial import TrialFindings
from ssi_outcomes.evidence.pool_judge import DRAWN_GATES
from ssi_outcomes.evidence.sample import STEP
from ssi_outcomes.pool.handing_over import DRAWN, Lift, StudyEstimate, Untold
from ssi_outcomes.trial.toml_keys import PUSHES


def take_drawn(trial: TrialFindings, plan: Plan) -> tuple[list[StudyEstimate], list[Untold]]:
    """Return what a trial found on the outcome that it was drawn for, and what of it cannot be told: the
    trial of one person, what cannot be estimated, and the other real outcomes, which have no word of theirs.
    """
    design, primary = trial.protocol.design, trial.protocol.outcome
    if design == "single":
        return [], [Untold(design, primary, "small_group")]
    real = [name for name, kind in trial.kinds.items() if kind == "real" and name != primary]
    others = [Untold(design, name, "not_primary") for name in real]
    found = trial.primary
    if found is None or found.lift is None:
        return [], [Untold(design, primary, "no_estimate"), *others]
    return [_take(trial, found, plan)], others


def _take(trial: TrialFindings, found: Contrasted, plan: Plan) -> StudyEstimate:
    protocol = trial.protocol
    weeks = sorted({step.week for step in trial.path if step.people and protocol.counts(step.week)})
    return StudyEstimate(
        design=DRAWN,
        question=protocol.design,
        outcome=protocol.outcome,
        b=found.slope.log,
        se=found.slope.se,
        freedom=float(found.slope.freedom),
        events=found.events,
        people=found.people,
        weeks=len(weeks),
        first=weeks[0],
        last=weeks[-1],
        gates=_say_gates(trial, found, plan),
        push=protocol.push if protocol.push in PUSHES else "own",
        lift=Lift(found.lift.value, found.lift.se, _find_covariance(found)),
    )


def _say_gates(trial: TrialFindings, found: Contrasted, plan: Plan) -> dict[str, bool]:
    held = {gate.name: bool(gate.holds) for gate in trial.verdict.gates if gate.name in DRAWN_GATES}
    return {
        "lot_sealed": not trial.faults,
        **held,
        "lot_unread": found.read >= 1 - plan.gates.late_rows,
    }


def _find_covariance(found: Contrasted) -> float:
    """Return the covariance of ratio and lift, from the variance of their contrast: that of b - k * lift."""
    ratio, contrast = next((ratio, each) for ratio, each in found.contrasts.items() if ratio != 1)
    k = math.log(ratio) / STEP
    return (found.slope.se**2 + (k * found.lift.se) ** 2 - contrast.se**2) / (2 * k)
