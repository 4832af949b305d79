"""Which sentences tell a verdict: chosen from what was found."""

from __future__ import annotations

import pytest
from exhibits.snapshots import plain
from exhibits.told_studies import Told, tell_study, world_study

from ssi_outcomes.evidence.scrutiny import find_told
from ssi_outcomes.exhibits import show_answer
from ssi_outcomes.exhibits.team.choice import find_scope, find_state

USELESS, OPEN, FEW_EVENTS = Told(0.96, 1.03), Told(0.97, 1.18), Told(1.08, 1.21, events=12)
SILENT = Told(changes={"silence": "no_event", "events": 0})


def test_a_handful_hears_in_the_answer_that_no_verdict_was_possible():
    told = {people: show_answer(world_study("nothing", people, 6)).tell("en") for people in (5, 12)}
    assert "With so few people (5) no verdict was possible" in plain(
        told[5]["unknown"]
    ) and "Add people" in plain(told[5]["next_step"])
    assert "so few people" not in plain(told[12]["unknown"])


@pytest.mark.parametrize(
    ("told", "state", "outcome", "scope"),
    [
        ({"meetings": OPEN}, "interval", "meetings", ""),
        ({"meetings": OPEN, "orders": Told(0.9, 1.3, events=900)}, "interval", "orders", "named"),
        # Of useless ones the weakest exclusion is told.
        ({"meetings": USELESS, "orders": Told(0.9, 1.01)}, "useless", "meetings", ""),
        ({"meetings": Told(0.82, 0.93)}, "useless_inverse", "meetings", ""),
        ({"meetings": FEW_EVENTS}, "gate", "meetings", ""),
        ({"meetings": FEW_EVENTS, "orders": SILENT}, "gate", "meetings", "unnamed"),
    ],
)
def test_the_answer_tells_of_the_outcome_that_carries_most(told, state, outcome, scope):
    findings = tell_study(told).findings
    assert (find_state(findings), find_told(findings).outcome) == (state, outcome)
    assert find_scope(findings, state) == scope
