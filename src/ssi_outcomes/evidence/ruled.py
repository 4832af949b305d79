"""The rule on all outcomes of a panel, however they were compared: each one judged, then those of a kind
together, and what qualifies a word.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from ssi_outcomes.base.plan import Plan
from ssi_outcomes.evidence.falsify import LeadTest, follows_outcome
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
from ssi_outcomes.evidence.within import Comparison

V = TypeVar("V", Verdict, FamilyVerdict)
J = TypeVar("J", bound="Judged")


@dataclass(frozen=True, eq=False)
class Asked:
    """What the rule needs of one outcome: (W), (B), the lead test, and (W) at equal activity (None where no
    activity is known, or where (W) has no estimate).
    """

    within: Comparison
    between: Comparison
    lead: LeadTest
    adjusted: Comparison | None


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
class Judged:
    """All outcomes of a panel by name, and the verdict over those of each kind."""

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


def rule_all(
    asked: Mapping[str, Asked],
    plan: Plan,
    kinds: Mapping[str, str],
    declared: Mapping[str, Declared],
    *,
    same: Callable[[str, str], bool],
    open_later: Callable[[str], bool],
    formula_changed: bool,
) -> Judged:
    """Return the verdicts on the outcomes that were `asked`, of kinds (real or vanity) and declared as said.

    `same` tells whether two outcomes have the same counts, `open_later` whether what is ruled out in the same
    week is open in a later one; it is asked of nothing else.
    """
    following = {name for name in asked if kinds[name] == "real" and follows_outcome(asked[name].lead, plan)}
    found = {
        name: _judge_one(
            name, each, plan, declared.get(name, Declared(False, None)), open_later, bool(following - {name})
        )
        for name, each in asked.items()
    }
    families, between = {}, {}
    for kind in dict.fromkeys(kinds[name] for name in asked):
        own = {name: finding for name, finding in found.items() if kinds[name] == kind}
        twins = find_twins(list(own), same)
        families[kind] = decide_family(
            {n: f.verdict for n, f in own.items()}, {n: f.within.slope for n, f in own.items()}, plan, twins
        )
        between[kind] = decide_family(
            {n: f.verdict_between for n, f in own.items()},
            {n: f.between.slope for n, f in own.items()},
            plan,
            twins,
        )
    if formula_changed:
        found = {name: _note_break(finding) for name, finding in found.items()}
    found = {
        name: _after_holm(finding, families[kinds[name]], between[kinds[name]], same)
        for name, finding in found.items()
    }
    return Judged(plan, found, {name: kinds[name] for name in asked}, families, between)


def find_twins(outcomes: Sequence[str], same: Callable[[str, str], bool]) -> tuple[str, ...]:
    """Return the outcomes whose counts are exactly those of one named
    before them: the same thing under two names.
    """
    return tuple(
        name for place, name in enumerate(outcomes) if any(same(name, other) for other in outcomes[:place])
    )


def _judge_one(
    outcome: str,
    asked: Asked,
    plan: Plan,
    declared: Declared,
    open_later: Callable[[str], bool],
    elsewhere: bool,
) -> Finding:
    within, between, lead = asked.within, asked.between, asked.lead
    verdict = decide(within, plan, declared, lead, asked.adjusted, elsewhere=elsewhere)
    if verdict.word == USELESS and open_later(outcome):
        verdict = _add_note(verdict, "open_later")
    verdict_between = decide(between, plan, declared, lead, within=False, elsewhere=elsewhere)
    return Finding(outcome, within, between, lead, asked.adjusted, verdict, verdict_between)


def _after_holm(
    finding: Finding, family: FamilyVerdict, between: FamilyVerdict, same: Callable[[str, str], bool]
) -> Finding:
    def note(verdict: Verdict, family: FamilyVerdict) -> Verdict:
        # A twin has no place of its own in the correction: it stands and falls with what it repeats.
        held = any(useful == finding.outcome or same(finding.outcome, useful) for useful in family.useful)
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


def mark_exploratory(findings: J) -> J:
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
