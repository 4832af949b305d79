"""Which sentences tell a verdict: chosen from what was found."""

from __future__ import annotations

from exhibits.snapshots import plain
from exhibits.told_studies import world_study

from ssi_outcomes.exhibits import show_answer


def test_a_handful_hears_in_the_answer_that_no_verdict_was_possible():
    told = {people: show_answer(world_study("nothing", people, 6)).tell("en") for people in (5, 12)}
    assert "With so few people (5) no verdict was possible" in plain(
        told[5]["unknown"]
    ) and "Add people" in plain(told[5]["next_step"])
    assert "so few people" not in plain(told[12]["unknown"])
