"""Everything that is measured on one panel: each outcome compared, challenged and
judged, then the outcomes of a kind together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from ssi_outcomes.base.plan import Plan
from ssi_outcomes.evidence.activity import ActivityLink, link_activity
from ssi_outcomes.evidence.between import Contrast, compare_between, compare_groups
from ssi_outcomes.evidence.by_team import arrange_teams
from ssi_outcomes.evidence.falsify import check_controls, check_lead, shift_scores
from ssi_outcomes.evidence.later_weeks import is_open_later
from ssi_outcomes.evidence.pace import find_weeks
from ssi_outcomes.evidence.resampling import resample_ratio
from ssi_outcomes.evidence.ruled import Asked, Judged, rule_all
from ssi_outcomes.evidence.sample import take_sample
from ssi_outcomes.evidence.scale import find_breaks
from ssi_outcomes.evidence.variants import adjust_for_activity, climb_ladder, run_variants
from ssi_outcomes.evidence.verdict import Declared
from ssi_outcomes.evidence.within import Comparison, compare_within
from ssi_outcomes.panel.column_names import activity_column, outcome_column


@dataclass(frozen=True, eq=False)
class Findings(Judged):
    """All outcomes of a panel by name, and the verdict over those of each kind; `frame` is the panel's."""

    frame: pd.DataFrame

    def is_counted(self, activity: str) -> bool:
        """Tell whether an activity, given its id in the registry, is known in any week."""
        column = activity_column(activity)
        return column in self.frame and bool(self.frame[column].notna().any())

    @cached_property
    def variants(self) -> dict[str, dict[str, Comparison]]:
        """Return each real outcome's comparison in the ways that the plan declares."""
        return {
            finding.outcome: run_variants(self.frame, finding.outcome, self.plan)
            for finding in self.of_kind("real")
        }

    @cached_property
    def ladders(self) -> dict[str, dict[str, Comparison]]:
        """Return each real outcome's comparison with activity beside the score."""
        return {
            finding.outcome: climb_ladder(self.frame, finding.outcome, self.plan)
            for finding in self.of_kind("real")
        }

    @cached_property
    def shifts(self) -> dict[str, float | None]:
        """Return each real outcome's permutation p-value."""
        return {
            finding.outcome: shift_scores(take_sample(self.frame, finding.outcome))
            for finding in self.of_kind("real")
        }

    @cached_property
    def weeks(self) -> dict[str, int]:
        """Return how many weeks of the calendar each outcome's comparison reaches over."""
        return {name: find_weeks(self.frame, name) for name in self.outcomes}

    def resample(self, outcome: str) -> np.ndarray:
        """Return an outcome's log ratios with person effects only, one a
        resample of people; NaN where one has none.
        """
        return resample_ratio(take_sample(self.frame, outcome))

    @cached_property
    def contrasts(self) -> dict[str, Contrast]:
        """Return leaders against laggards for each real outcome."""
        return {
            finding.outcome: compare_groups(self.frame, finding.outcome, self.plan)
            for finding in self.of_kind("real")
        }

    @cached_property
    def activity(self) -> ActivityLink:
        """Return the activity that goes most surely with the score that follows it."""
        return link_activity(self.frame, self.plan)

    @cached_property
    def controls(self) -> dict[str, Comparison]:
        """Return the comparison for each negative control that was counted."""
        return check_controls(self.frame, self.plan.negative_controls)


def judge(
    frame: pd.DataFrame, plan: Plan, kinds: Mapping[str, str], declared: Mapping[str, Declared]
) -> Findings:
    """Return the findings on a panel frame for the outcomes that
    `kinds` names (real or vanity), in its order.

    `declared` says of each outcome what the dataset does; one that is not there is not defined.
    """
    frame = arrange_teams(frame, plan)
    names = [name for name in kinds if outcome_column(name) in frame and name not in plan.negative_controls]
    ruled = rule_all(
        {name: _ask(frame, name, plan) for name in names},
        plan,
        kinds,
        declared,
        same=lambda one, other: count_the_same(frame, one, other),
        open_later=lambda name: is_open_later(frame, name, plan),
        formula_changed=bool(find_breaks(frame, plan)),
    )
    return Findings(**vars(ruled), frame=frame)


def _ask(frame: pd.DataFrame, outcome: str, plan: Plan) -> Asked:
    within = compare_within(frame, outcome)
    adjusted = adjust_for_activity(frame, outcome, plan) if within.slope is not None else None
    return Asked(within, compare_between(frame, outcome), check_lead(frame, outcome), adjusted)


def count_the_same(frame: pd.DataFrame, outcome: str, other: str) -> bool:
    """Tell whether two outcomes have the same counts, and have any."""
    own = frame[outcome_column(outcome)]
    return bool(own.notna().any()) and own.equals(frame[outcome_column(other)])
