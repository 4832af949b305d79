"""The thresholds of the plan as facts: what the plan's file says, in the units in which they are told."""

from __future__ import annotations

from dataclasses import replace

import pytest
from exhibits.told_studies import PLAN, Told, tell_study

from ssi_outcomes.exhibits.frame.thresholds import plan_facts
from ssi_outcomes.words.facts import Fact


def facts_of(**changes: object) -> dict[str, Fact]:
    study = tell_study({"meetings": Told(0.9, 1.2)})
    return {fact.id: fact for fact in plan_facts(replace(study, plan=replace(PLAN, **changes)))}


def test_the_claim_and_the_threshold_follow_from_the_plans_numbers():
    facts = facts_of()
    # 1.45 over 40 points: its fourth root for ten of them, and its eighth root half way to nothing.
    assert facts["plan_claim"].value == 1.45 and facts["plan_claim_more"].value == 45
    assert facts["plan_claim_per_ten"].value == pytest.approx(1.45 ** (1 / 4))
    assert facts["plan_threshold"].value == pytest.approx(1.45 ** (1 / 8))


def test_shares_are_told_in_per_cent_and_scores_in_points():
    facts = facts_of()
    assert [facts[f"plan_{name}"].value for name in ("level", "power", "margin", "share")] == [5, 80, 10, 50]
    assert {facts[f"plan_{name}"].unit for name in ("level", "power", "margin", "share")} == {"percent"}
    assert (facts["plan_low"].value, facts["plan_high"].value, facts["plan_high"].unit) == (30, 70, "points")


def test_another_plan_gives_other_facts():
    assert facts_of(low=20)["plan_low"].value == 20 and facts_of(low=20)["plan_high"].value == 70
