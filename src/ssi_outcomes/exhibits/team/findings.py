"""What was found on a panel as named facts: ratios and gains with their intervals, gates, words, looks."""

from __future__ import annotations

from collections.abc import Iterator

from ssi_outcomes.base.plan import Plan
from ssi_outcomes.base.privacy import SMALLEST_GROUP
from ssi_outcomes.evidence.any_time import bounds, price
from ssi_outcomes.evidence.estimate import Slope
from ssi_outcomes.evidence.hidden_push import find_push
from ssi_outcomes.evidence.judge import Findings
from ssi_outcomes.evidence.pace import Duration, find_duration
from ssi_outcomes.evidence.power import BEYOND
from ssi_outcomes.evidence.ruled import Finding
from ssi_outcomes.evidence.within import Comparison
from ssi_outcomes.exhibits.frame.badges import shown_word
from ssi_outcomes.exhibits.frame.in_per_cent import bounded, with_change
from ssi_outcomes.exhibits.frame.thresholds import plan_facts
from ssi_outcomes.study import PanelStudy
from ssi_outcomes.words.facts import Fact

# What a sentence may cite of the outcome that it tells of, by its ending.
TOLD = (
    *(
        "gain",
        "late",
        "informative",
        "teams",
        "effective",
        "compared",
        "lead_p",
        "more_events",
        "more_time",
        "detectable",
    ),
    *("push", "push_threshold", "push_claim"),
)

WIDE = 0.025  # risk on each side of the interval that is shown beside the plan's


def finding_facts(study: PanelStudy) -> tuple[Fact, ...]:
    """Return everything that a sentence about the verdict may cite; `<outcome>_gain`
    is the change in per cent for +10 points.
    """
    plan, findings = study.plan, study.findings
    risk = 100 * plan.level_per_look
    facts = [
        Fact("wide_level", 100 * (1 - 2 * WIDE), "percent", "finding_facts"),
        Fact("smallest_group", SMALLEST_GROUP, "persons", "privacy"),
        Fact("risk", risk, "percent", "analysis-plan.toml"),
        Fact("likely", 100 - 2 * risk, "percent", "analysis-plan.toml"),
        Fact("plan_late", 100 * plan.gates.late_rows, "percent", "analysis-plan.toml"),
        Fact("plan_effective", plan.gates.effective_people, "persons", "analysis-plan.toml"),
        Fact("plan_lead_p", plan.gates.lead_p, "p", "analysis-plan.toml"),
        Fact("looks_taken", study.looks.taken, "looks", "looks.csv"),
        Fact("looks_corrected", study.looks.corrected, "looks", "looks.csv"),
        Fact("looks_planned", plan.planned_looks, "looks", "analysis-plan.toml"),
        *plan_facts(study),
    ]
    if plan.any_time:
        facts += [Fact("looks_price", 100 * (price(plan) - 1), "percent", "analysis-plan.toml")]
    for kind, family in findings.families.items():
        facts += [Fact(f"verdict_{kind}", family.word, "word", "decide_family")]
        facts += [
            Fact(f"verdict_{kind}_between", findings.families_between[kind].word, "word", "decide_family")
        ]
    for finding in findings.outcomes.values():
        facts += _outcome_facts(finding, plan)
        facts += _push_facts(finding, plan)
        if time := find_time(findings, finding):
            facts += [Fact(f"{finding.outcome}_more_time", time.value, time.unit, "find_duration")]
    return tuple(facts)


def find_time(findings: Findings, finding: Finding) -> Duration | None:
    """Return how long a verdict on an outcome would still take at the pace of these weeks; None where none is
    in reach, or none is needed.
    """
    within, more = finding.within, finding.verdict.more_events
    if not more or within.slope is None:
        return None
    return find_duration(more, within.events, findings.weeks[finding.outcome])


def _outcome_facts(finding: Finding, plan: Plan) -> Iterator[Fact]:
    name, within, between, verdict = finding.outcome, finding.within, finding.between, finding.verdict
    yield Fact(f"{name}_verdict", shown_word(verdict), "word", "decide")
    yield Fact(f"{name}_verdict_between", shown_word(finding.verdict_between), "word", "decide")
    yield Fact(f"{name}_informative", within.informative, "persons", "compare_within")
    yield Fact(f"{name}_teams", within.teams, "teams", "compare_within")
    yield Fact(f"{name}_compared", within.events, "events", "compare_within")
    yield Fact(f"{name}_rows", within.rows, "person-weeks", "compare_within")
    yield Fact(f"{name}_late", 100 * within.late_share, "percent", "take_sample")
    yield Fact(f"{name}_between_people", between.informative, "persons", "compare_between")
    if finding.lead.p is not None:
        yield Fact(f"{name}_lead_p", finding.lead.p, "p", "check_lead", n=finding.lead.rows)
    yield from _ratio_facts(f"{name}_within", within, plan, "compare_within")
    yield from _ratio_facts(f"{name}_between", between, plan, "compare_between")
    if within.slope:
        yield Fact(f"{name}_effective", within.effective, "persons", "compare_within")
        yield gain_fact(f"{name}_gain", within.slope, plan, within.events)
        yield Fact(
            f"{name}_detectable",
            bounded_gain(verdict.detectable),
            "percent",
            "detectable_ratio",
        )
        yield Fact(f"{name}_more_events", verdict.more_events, "events", "events_for_verdict")


def _push_facts(finding: Finding, plan: Plan) -> Iterator[Fact]:
    """Yield how strong something unseen would have to be to explain all of a gain, or to hide one as large as
    the threshold or the claim, where the interval leaves it out.
    """
    name, low, high = finding.outcome, finding.verdict.low, finding.verdict.high
    if low is not None and low > 1 and bounded(100 * low) is not None:
        yield Fact(f"{name}_push", find_push(low), "rate ratio", "find_push")
    for key, gain in (("threshold", plan.threshold), ("claim", plan.claim_per_10)):
        if high is not None and 0 < high < gain:
            yield Fact(f"{name}_push_{key}", find_push(high, gain), "rate ratio", "find_push")


def _ratio_facts(name: str, comparison: Comparison, plan: Plan, source: str) -> Iterator[Fact]:
    if comparison.slope:
        yield from with_change(ratio_fact(name, comparison.slope, plan, comparison.events, source))
        yield from with_change(ratio_fact(f"{name}_wide", comparison.slope, None, comparison.events, source))


def adjusted_facts(finding: Finding, plan: Plan) -> Iterator[Fact]:
    """Yield the ratio of an outcome at equal activity, with its change; nothing where none is known."""
    adjusted = finding.adjusted
    if adjusted is not None and adjusted.slope:
        name = f"{finding.outcome}_adjusted"
        yield from with_change(ratio_fact(name, adjusted.slope, plan, adjusted.events, "adjust_for_activity"))


def ratio_fact(name: str, slope: Slope, plan: Plan | None, events: float, source: str) -> Fact:
    """Return a rate ratio with its interval at the plan's risk, the wide one without a `plan`; a bound that
    is none is left out.
    """
    low, high = bounds(slope, plan) if plan else slope.bounds(WIDE)
    risk = plan.level_per_look if plan else WIDE
    low, high = (low if low > 1 / BEYOND else 0.0), bounded(high)
    return Fact(name, bounded(slope.ratio), "rate ratio", source, low, high, 1 - 2 * risk, int(events))


def gain_fact(name: str, slope: Slope, plan: Plan, events: float) -> Fact:
    """Return the same in per cent: what +10 points go with."""
    low, high = bounds(slope, plan)
    low, value, high = map(bounded_gain, (low, slope.ratio, high))
    return Fact(name, value, "percent", "compare_within", low, high, 1 - 2 * plan.level_per_look, int(events))


def bounded_gain(ratio: float | None) -> float | None:
    """Return a ratio that a reader can use as a gain in per cent, or None."""
    return 100 * (ratio - 1) if bounded(ratio) is not None else None
