"""The page's rule and Python's say the same word of the same weeks, with the same ratio and error."""

from __future__ import annotations

import pytest
from evidence.judged_panels import draw_panel
from evidence.panels import draw_frame
from examples import few
from workshop.oracle import PLAN, TOLD, differing, judge_in_python, to_weeks

from ssi_outcomes.workshop.try_page import WORLDS
from ssi_outcomes.worlds.scenarios import SCENARIOS
from ssi_outcomes.worlds.tried_panels import lay_out

pytestmark = pytest.mark.browser
FEW = 60


@pytest.mark.parametrize("numbers", [range(FEW), pytest.param(range(FEW, 1000), marks=pytest.mark.long)])
def test_generated_panels_get_the_same_word_and_the_same_numbers(ask, numbers):
    found = {number: differing(draw_panel(number).frame(), "calls", ask) for number in numbers}
    assert {number: each for number, each in found.items() if each} == {}


def test_the_few_panels_meet_every_word_and_many_reasons():
    said = [judge_in_python(draw_panel(number).frame(), "calls") for number in range(FEW)]
    assert {each["word"] for each in said} == {"useful", "useless", "undetermined"}
    assert len({each["reason"] for each in said}) > 12
    assert {note for each in said for note in each["notes"]} == {"claim_excluded", "inverse"}


@pytest.mark.parametrize("name", few(SCENARIOS, WORLDS))
def test_each_teaching_world_gets_the_same_word_and_the_same_numbers(ask, name):
    scenario = SCENARIOS[name]
    for frame in lay_out(scenario, 14, 12, (1, 2), PLAN):
        assert differing(frame, scenario.asked, ask) == {}


def test_with_hundreds_of_people_one_step_stands_for_each_refit(ask):
    assert differing(draw_frame(5, 420, 20, slope=0.1), "calls", ask) == {}


def test_a_difference_would_be_seen(ask):
    frame = draw_panel(1).frame()
    weeks = to_weeks(frame, "calls")
    weeks[0]["ssi"] += 0.1
    here, there = judge_in_python(frame, "calls"), ask("decide", weeks, TOLD)
    assert abs(here["log"] - there["log"]) > 1e-9
