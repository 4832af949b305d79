"""How many people a trial of a year would take to decide what watching leaves open."""

from __future__ import annotations

from dataclasses import dataclass

from ssi_outcomes.base.lengths import WHOLE_YEAR
from ssi_outcomes.base.plan import Plan
from ssi_outcomes.evidence.drawn_power import best_split, smallest_drawn_ratio

LIFT = 20.0  # points that work on the score is taken to raise it by, where nothing is known of it
_LEAST, _MOST, _ROUND = 10, 100_000, 10  # people: fewer are no trial, more no team; told in tens


@dataclass(frozen=True)
class TrialSize:
    """So many `people`, half of them drawn to push, for so many `weeks` in all (those before the draw
    included), where the push lifts the score by `lift` points.
    """

    people: int
    weeks: int
    lift: float


def find_trial_size(events_per_week: float, plan: Plan, lift: float = LIFT) -> TrialSize | None:
    """Return the smallest parallel trial of a year that would tell LinkedIn's claim from nothing, at so many
    events a person and week; None where none is in reach.
    """
    if events_per_week <= 0:
        return None
    before, *_ = best_split(WHOLE_YEAR, plan)

    def is_enough(people: int) -> bool:
        ratio = smallest_drawn_ratio(people, before, WHOLE_YEAR - before, events_per_week, lift, plan)
        return ratio <= plan.claim_per_10

    if not is_enough(_MOST):
        return None
    few, enough = 0, _MOST // _ROUND
    while enough - few > 1:
        middle = (few + enough) // 2
        few, enough = (few, middle) if is_enough(_ROUND * middle) else (middle, enough)
    return TrialSize(max(_LEAST, _ROUND * enough), WHOLE_YEAR, lift)
