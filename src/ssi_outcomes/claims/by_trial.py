"""Judge the claims that a trial can settle, by what the lot says: whether raising the score helps, and
whether it can be faked.

A trial whose seal does not hold, or that was looked at too often, settles nothing; nor does the passing word
of a crossover, which leaves out what lasts.
"""

from __future__ import annotations

from collections.abc import Iterable

from ssi_outcomes.claims.cases import Status
from ssi_outcomes.claims.rulings import Ruling
from ssi_outcomes.evidence.drawn.whole_trial import TrialFindings
from ssi_outcomes.evidence.verdict import USEFUL, USELESS

REFUTED, SUPPORTED = Status.REFUTED, Status.SUPPORTED
# What the word of a trial does to a claim.
BY_LOT = {
    "higher_is_better": {USEFUL: SUPPORTED, USELESS: REFUTED},
    "useless": {USEFUL: REFUTED, USELESS: SUPPORTED},
    "demonstrated": {USEFUL: REFUTED, USELESS: SUPPORTED},
}
FAKED, BOT_ACTS = "can_be_faked", "bot_acts"


def judge_by_lot(trial: TrialFindings | None) -> dict[str, Ruling]:
    """Return a ruling for each claim that the trial settles, by claim; none without a trial that can."""
    if trial is None or not trial.verdict.decided or trial.faults or "exploratory" in trial.verdict.notes:
        return {}
    found = {
        claim: Ruling(claim, does[trial.verdict.word], "lot")
        for claim, does in BY_LOT.items()
        if trial.verdict.word in does
    }
    if status := _judge_faked(trial):
        found[FAKED] = Ruling(FAKED, status, "faked")
    return found


def settle(rulings: Iterable[Ruling], trial: TrialFindings | None) -> list[Ruling]:
    """Return the rulings on watched weeks, with those of the trial in the place of what it settles."""
    by_lot = judge_by_lot(trial)
    settled = [by_lot.pop(ruling.claim, ruling) for ruling in rulings]
    return [*settled, *by_lot.values()]


def _judge_faked(trial: TrialFindings) -> Status | None:
    """Return whether bot-like acts alone raise the score: supported where the lift is surely as large as was
    asked for, refuted where it surely is not; None where the push was another, or neither is sure.
    """
    primary = trial.primary
    if trial.protocol.push != BOT_ACTS or primary is None or primary.lift is None:
        return None
    low, high = primary.lift.bounds(trial.verdict.risk)
    least = trial.protocol.smallest_lift
    return SUPPORTED if low >= least else REFUTED if high < least else None
