"""The rule of the plan on a trial: gates first, then whether the push moved the score, then where the
contrast lies. The word of a trial is chosen here, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ssi_outcomes.base.plan import Plan
from ssi_outcomes.evidence.drawn.arms import Loss
from ssi_outcomes.evidence.drawn.assigned import NO_ESTIMATE, Assigned
from ssi_outcomes.evidence.drawn.contrast import Contrasted, Measured
from ssi_outcomes.evidence.drawn.one_person import OnePerson
from ssi_outcomes.evidence.verdict import UNDETERMINED, USEFUL, USELESS, Gate
from ssi_outcomes.trial.by_lot import FEWEST, count_schedules
from ssi_outcomes.trial.protocol import Protocol

# "passing": useless for what comes and goes within a period, which is all that a crossover can rule out.
# "more" and "fewer" are one person's: more results on push than chance alone would give, or fewer.
LOT_WORDS = USEFUL, USELESS, PASSING, MORE, FEWER, UNDETERMINED = (
    *(USEFUL, USELESS, "passing", "more", "fewer"),
    UNDETERMINED,
)
# What keeps a trial from a word, in its order.
LOT_GATES = (
    "lot_defined",
    "lot_schedules",
    "lot_before",
    "lot_blocks",
    "lot_people",
    "lot_events",
    "lot_loss",
)
LOT_REASONS = (*LOT_GATES, *NO_ESTIMATE, "lot_unread", "lot_not_moved", "lot_interval")
LOT_NOTES = ("claim_excluded", "claim_met", "inverse", "exploratory")
# Below so many people with an event the error that is promised does not hold.
FEWEST_PEOPLE = 8


@dataclass(frozen=True)
class LotVerdict:
    """A word (of `LOT_WORDS`), why (of `LOT_REASONS`), the gates in their order, what qualifies it (of
    `LOT_NOTES`), and the word at each of the plan's ratios; `risk` is that of each side at this look.
    """

    word: str
    reason: str
    gates: tuple[Gate, ...]
    risk: float
    notes: tuple[str, ...] = ()
    sensitivity: tuple[tuple[float, str], ...] = ()

    def __post_init__(self) -> None:
        if (
            self.word not in LOT_WORDS
            or self.reason not in LOT_REASONS
            or not set(self.notes) <= set(LOT_NOTES)
        ):
            raise ValueError(f"undeclared: {self.word!r}, {self.reason!r} or {self.notes}")

    @property
    def decided(self) -> bool:
        """Tell whether all gates hold: the numbers themselves decide."""
        return self.reason in ("lot_not_moved", "lot_interval")


def decide_by_lot(
    assigned: Assigned, measured: Contrasted | None, loss: Loss, plan: Plan, defined: bool
) -> LotVerdict:
    """Return the word on a trial of several people."""
    protocol, risk = assigned.protocol, risk_of(assigned.protocol, plan)
    gates = check_lot(assigned, measured, loss, plan, defined)
    if measured is None:
        return LotVerdict(UNDETERMINED, assigned.silence or "trial_separated", gates, risk)
    failed = next((gate.name for gate in gates if not gate.holds), "")
    if failed:
        return LotVerdict(UNDETERMINED, failed, gates, risk)
    found = decide_contrast(measured, plan, risk, protocol.smallest_lift, protocol.design == "crossover")
    return replace(found, gates=gates)


def decide_contrast(
    measured: Contrasted, plan: Plan, risk: float, smallest_lift: float, passing: bool = False
) -> LotVerdict:
    """Return the word by lift and contrast alone; `passing` tells of a crossover, which rules out no more
    than what comes and goes within a period.
    """
    if limit := _find_limit(measured, smallest_lift, plan, risk):
        return LotVerdict(UNDETERMINED, limit, (), risk)
    at = {ratio: judge_contrast(each, risk, passing) for ratio, each in measured.contrasts.items()}
    word, claim = at[plan.threshold], at[plan.claim_per_10]
    notes = [
        *["claim_excluded"] * (claim in (USELESS, PASSING)),
        *["claim_met"] * (claim == USEFUL),
        *["inverse"] * (word == USELESS and measured.slope.bounds(risk)[1] < 1),
    ]
    sensitivity = tuple((ratio, at[ratio]) for ratio in plan.sensitivity)
    return LotVerdict(word, "lot_interval", (), risk, tuple(notes), sensitivity)


def decide_alone(assigned: Assigned, found: OnePerson | None, plan: Plan, defined: bool) -> LotVerdict:
    """Return the word on a trial of one person: of all orders that could have been drawn, do few show as
    much?
    """
    risk, blocks = risk_of(assigned.protocol, plan), found.blocks if found else 0
    gates = (
        Gate("lot_defined", defined),
        Gate("lot_blocks", blocks >= plan.trial.blocks_alone, blocks, plan.trial.blocks_alone),
    )
    if found is None:
        return LotVerdict(UNDETERMINED, assigned.silence or "trial_one_arm", gates, risk)
    failed = next((gate.name for gate in gates if not gate.holds), "")
    if failed:
        return LotVerdict(UNDETERMINED, failed, gates, risk)
    word = MORE if found.orders.more <= risk else FEWER if found.orders.fewer <= risk else UNDETERMINED
    return LotVerdict(word, "lot_interval", gates, risk)


def risk_of(protocol: Protocol, plan: Plan) -> float:
    """Return the risk of error on each side of one look at a trial."""
    return plan.level / protocol.planned_looks


def judge_contrast(contrast: Measured, risk: float, passing: bool = False) -> str:
    """Return the word by where a contrast lies to 0; of a crossover what is missed is missed "in passing"."""
    low, high = contrast.bounds(risk)
    return USEFUL if low > 0 else (PASSING if passing else USELESS) if high < 0 else UNDETERMINED


def check_lot(
    assigned: Assigned, measured: Contrasted | None, loss: Loss, plan: Plan, defined: bool
) -> tuple[Gate, ...]:
    """Return the gates of a trial of several people, in their order."""
    protocol = assigned.protocol
    possible, events = count_schedules(protocol), float(assigned.events.sum())
    people = measured.people if measured else len(assigned.events)
    before = [
        Gate(
            "lot_before",
            protocol.baseline_weeks >= plan.trial.weeks_before,
            protocol.baseline_weeks,
            plan.trial.weeks_before,
        )
    ]
    return (
        Gate("lot_defined", defined),
        Gate("lot_schedules", possible >= FEWEST, possible, FEWEST),
        *(before if protocol.design == "parallel" else []),
        Gate("lot_people", people >= FEWEST_PEOPLE, people, FEWEST_PEOPLE),
        Gate("lot_events", events >= plan.gates.events, events, plan.gates.events),
        Gate("lot_loss", loss.is_within(plan.trial.loss_apart), loss.apart, plan.trial.loss_apart),
    )


def _find_limit(measured: Contrasted, smallest_lift: float, plan: Plan, risk: float) -> str:
    """Return why nothing can be said per +10 points, or ""."""
    if measured.lift is None or measured.read < 1 - plan.gates.late_rows:
        return "lot_unread"
    return "lot_not_moved" if measured.lift.bounds(risk)[0] < smallest_lift else ""


def mark_unplanned(verdict: LotVerdict) -> LotVerdict:
    """Return the verdict of a trial whose seal does not hold, or that was looked at too often."""
    if verdict.word == UNDETERMINED or "exploratory" in verdict.notes:
        return verdict
    notes: Sequence[str] = (*verdict.notes, "exploratory")
    return LotVerdict(
        verdict.word, verdict.reason, verdict.gates, verdict.risk, tuple(notes), verdict.sensitivity
    )
