"""What the page is told of the plan is the plan's."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from ssi_outcomes.base.plan import read_plan
from ssi_outcomes.evidence.estimate import Slope
from ssi_outcomes.evidence.power import events_for_verdict
from ssi_outcomes.workshop.told_plan import tell_plan

PLAN = read_plan()


def test_the_page_has_the_plans_thresholds_and_gates():
    told = tell_plan(PLAN)
    assert told["threshold"] == PLAN.threshold and told["claim"] == PLAN.claim_per_10
    assert told["gates"]["events"] == PLAN.gates.events and told["gates"]["lead_p"] == PLAN.gates.lead_p


def test_a_planned_look_costs_its_share_of_the_risk():
    assert tell_plan(replace(PLAN, planned_looks=2))["level"] == PLAN.level / 2


def test_how_far_apart_risk_and_power_are_gives_the_events_that_python_asks_for():
    slope, events, told = Slope(0.01, 0.05, 9), 300, tell_plan(PLAN)
    wanted = events * (told["apart"] * slope.se / math.log(PLAN.threshold)) ** 2 - events
    assert events_for_verdict(slope, events, PLAN) == pytest.approx(wanted, abs=1)
