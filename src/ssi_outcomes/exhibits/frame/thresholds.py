"""The thresholds that were fixed beforehand, as facts."""

from __future__ import annotations

from ssi_outcomes.base.plan import Plan
from ssi_outcomes.base.plan_keys import LAGS
from ssi_outcomes.study import Study
from ssi_outcomes.words.facts import Fact


def plan_facts(study: Study) -> tuple[Fact, ...]:
    """Return the thresholds that were fixed beforehand."""
    return rule_facts(study.plan)


def rule_facts(plan: Plan) -> tuple[Fact, ...]:
    """Return the thresholds of a plan."""
    points = {
        "plan_low": plan.low,
        "plan_high": plan.high,
        "plan_claim_gap": plan.claim_gap,
        "plan_within_sd": plan.within_sd,
    }
    ratios = {
        "plan_claim": plan.claim_ratio,
        "plan_claim_per_ten": plan.claim_per_10,
        "plan_threshold": plan.threshold,
    }
    shares = {
        "plan_level": 100 * plan.level,
        "plan_power": 100 * plan.power,
        "plan_margin": 100 * plan.approximate_margin,
        "plan_share": 100 * plan.share_of_claim,
        "plan_claim_more": 100 * (plan.claim_ratio - 1),
        "plan_claim_gain": 100 * (plan.claim_per_10 - 1),
        "plan_threshold_gain": 100 * (plan.threshold - 1),
    }
    step = {"plan_step": 10}
    gates = {
        "plan_gate_people": plan.gates.people_with_events,
        "plan_gate_events": plan.gates.events,
        "plan_teams": plan.teams_least,
    }
    lags = {f"plan_{name}": weeks for name, weeks in LAGS.items()}
    units = ((points | step, "points"), (ratios, "rate ratio"), (shares, "percent"), (gates | lags, ""))
    return tuple(
        Fact(name, value, unit, "analysis-plan.toml")
        for group, unit in units
        for name, value in group.items()
    )
