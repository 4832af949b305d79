"""Does the same person's score move with the person's activity? Shown beside the verdict, never setting
it.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from ssi_outcomes.base.plan import Plan
from ssi_outcomes.evidence.any_time import p_above
from ssi_outcomes.evidence.estimate import Slope
from ssi_outcomes.evidence.within import Comparison, compare_within
from ssi_outcomes.panel.column_names import activity_columns, activity_of, outcome_column


@dataclass(frozen=True, eq=False)
class ActivityLink:
    """How many times as much of an activity there was, for ten points more on the Monday
    after: `slope` over `people` and `events`.

    `slope` is None where no activity has enough of both; `holds` after Holm's
    correction for the activities looked at.
    """

    activity: str = ""
    slope: Slope | None = None
    people: int = 0
    events: float = 0
    holds: bool = False


def link_activity(frame: pd.DataFrame, plan: Plan) -> ActivityLink:
    """Return the activity that goes most surely with the next Monday's score of the same person: (W), asked
    of activity in place of an outcome.

    It has the plan's gates of people and events, its risk of error, and Holm's correction;
    it is no part of the plan's rule itself.
    """
    if "next_ssi" not in frame:
        return ActivityLink()
    after = frame.assign(ssi=frame["next_ssi"])
    made = {
        name: compare_within(after.assign(**{outcome_column("activity"): after[name]}), "activity")
        for name in activity_columns(after)
    }
    made = {
        activity_of(name): each
        for name, each in made.items()
        if each.slope is not None and _is_enough(each, plan)
    }
    if not made:
        return ActivityLink()
    name = min(made, key=lambda each: made[each].slope.p_above(1))
    best = made[name]
    return ActivityLink(
        name,
        best.slope,
        best.informative,
        best.events,
        p_above(best.slope, 1, plan) * len(made) < plan.level_per_look,
    )


def _is_enough(made: Comparison, plan: Plan) -> bool:
    gates = plan.gates
    return (
        made.informative >= gates.people_with_events
        and made.effective >= gates.effective_people
        and made.events >= gates.events
    )
