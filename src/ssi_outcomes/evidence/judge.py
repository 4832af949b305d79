"""Everything that is measured on one panel: each outcome compared, challenged and
judged, then the outcomes of a kind together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

import numpy as np
import pandas as pd

from ssi_outcomes.base.plan import Plan
from ssi_outcomes.evidence.activity import ActivityLink, link_activity
from ssi_outcomes.evidence.between import Contrast, compare_between, compare_groups
from ssi_outcomes.evidence.by_team import arrange_teams
from ssi_outcomes.evidence.falsify import (
    LeadTest,
    check_controls,
    check_lead,
    follows_outcome,
    shift_scores,
)
from ssi_outcomes.evidence.later_weeks import is_open_later
from ssi_outcomes.evidence.pace import find_weeks
from ssi_outcomes.evidence.resampling import resample_ratio
from ssi_outcomes.evidence.sample import take_sample
from ssi_outcomes.evidence.scale import find_breaks
from ssi_outcomes.evidence.variants import adjust_for_activity, climb_ladder, run_variants
from ssi_outcomes.evidence.verdict import (
    UNDETERMINED,
    USEFUL,
    USELESS,
    Declared,
    FamilyVerdict,
    Verdict,
    decide,
    decide_family,
)
from ssi_outcomes.evidence.within import Comparison, compare_within
from ssi_outcomes.panel.column_names import outcome_column

V = TypeVar("V", Verdict, FamilyVerdict)


@dataclass(frozen=True, eq=False)
class Finding:
    """One outcome: (W) and (B), each with its verdict, and the lead test and the
    comparison at equal activity that they rest on.
    """

    outcome: str
    within: Comparison
    between: Comparison
    lead: LeadTest
    adjusted: Comparison | None
    verdict: Verdict
    verdict_between: Verdict


@dataclass(frozen=True, eq=False)
class Findings:
    """All outcomes of a panel by name, and the verdict over those of each kind; `frame` is the panel's."""

    frame: pd.DataFrame
    plan: Plan
    outcomes: Mapping[str, Finding]
    kinds: Mapping[str, str]
    families: Mapping[str, FamilyVerdict]
    families_between: Mapping[str, FamilyVerdict]

    @property
    def decided(self) -> bool:
        """Return whether a verdict could be given on a real outcome: all its gates hold."""
        return any(
            verdict.reason == "interval"
            for finding in self.of_kind("real")
            for verdict in (finding.verdict, finding.verdict_between)
        )

    def of_kind(self, kind: str) -> list[Finding]:
        """Return the findings of a kind of outcome (real, vanity)."""
        return [finding for name, finding in self.outcomes.items() if self.kinds[name] == kind]

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
    leads = {name: check_lead(frame, name) for name in names}
    following = {
        name for name, lead in leads.items() if kinds[name] == "real" and follows_outcome(lead, plan)
    }
    found = {
        name: _judge_one(
            frame,
            plan,
            name,
            declared.get(name, Declared(False, None)),
            leads[name],
            bool(following - {name}),
        )
        for name in names
    }
    families, between = {}, {}
    for kind in dict.fromkeys(kinds[name] for name in names):
        own = {name: finding for name, finding in found.items() if kinds[name] == kind}
        twins = find_twins(frame, list(own))
        families[kind] = decide_family(
            {n: f.verdict for n, f in own.items()}, {n: f.within.slope for n, f in own.items()}, plan, twins
        )
        between[kind] = decide_family(
            {n: f.verdict_between for n, f in own.items()},
            {n: f.between.slope for n, f in own.items()},
            plan,
            twins,
        )
    if find_breaks(frame, plan):
        found = {name: _note_break(finding) for name, finding in found.items()}
    found = {
        name: _after_holm(frame, finding, families[kinds[name]], between[kinds[name]])
        for name, finding in found.items()
    }
    return Findings(frame, plan, found, {name: kinds[name] for name in names}, families, between)


def find_twins(frame: pd.DataFrame, outcomes: list[str]) -> tuple[str, ...]:
    """Return the outcomes whose counts are exactly those of one named
    before them: the same thing under two names.
    """
    return tuple(
        name
        for place, name in enumerate(outcomes)
        if frame[outcome_column(name)].notna().any()
        and any(_count_the_same(frame, name, other) for other in outcomes[:place])
    )


def _count_the_same(frame: pd.DataFrame, outcome: str, other: str) -> bool:
    return frame[outcome_column(outcome)].equals(frame[outcome_column(other)])


def _judge_one(
    frame: pd.DataFrame, plan: Plan, outcome: str, declared: Declared, lead: LeadTest, elsewhere: bool
) -> Finding:
    within, between = compare_within(frame, outcome), compare_between(frame, outcome)
    adjusted = adjust_for_activity(frame, outcome, plan) if within.slope is not None else None
    verdict = decide(within, plan, declared, lead, adjusted, elsewhere=elsewhere)
    if verdict.word == USELESS and is_open_later(frame, outcome, plan):
        verdict = _add_note(verdict, "open_later")
    verdict_between = decide(between, plan, declared, lead, within=False, elsewhere=elsewhere)
    return Finding(outcome, within, between, lead, adjusted, verdict, verdict_between)


def _after_holm(
    frame: pd.DataFrame, finding: Finding, family: FamilyVerdict, between: FamilyVerdict
) -> Finding:
    def note(verdict: Verdict, family: FamilyVerdict) -> Verdict:
        # A twin has no place of its own in the correction: it stands and falls with what it repeats.
        held = any(_count_the_same(frame, finding.outcome, useful) for useful in family.useful)
        return verdict if held or verdict.word != USEFUL else _add_note(verdict, "not_after_holm")

    return replace(
        finding, verdict=note(finding.verdict, family), verdict_between=note(finding.verdict_between, between)
    )


def _note_break(finding: Finding) -> Finding:
    return replace(
        finding,
        verdict=_add_note(finding.verdict, "formula_changed"),
        verdict_between=_add_note(finding.verdict_between, "formula_changed"),
    )


def mark_exploratory(findings: Findings) -> Findings:
    """Return the findings of a look that was not planned: each verdict says so that says something."""

    def mark(verdict: V) -> V:
        return verdict if verdict.word == UNDETERMINED else _add_note(verdict, "exploratory")

    marked = {
        name: replace(each, verdict=mark(each.verdict), verdict_between=mark(each.verdict_between))
        for name, each in findings.outcomes.items()
    }
    families, between = (
        {kind: mark(family) for kind, family in each.items()}
        for each in (findings.families, findings.families_between)
    )
    return replace(findings, outcomes=marked, families=families, families_between=between)


def _add_note(verdict: V, note: str) -> V:
    return replace(verdict, notes=(*verdict.notes, note))
