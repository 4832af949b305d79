"""What a team hands over: numbers alone, of five people or more; no name and no day, wherever they were planted."""

from __future__ import annotations

import json
import re

import pytest
from pool.pools import PLAN, TODAY, estimate, number_of

from ssi_outcomes.evidence.judge import judge
from ssi_outcomes.evidence.verdict import Declared
from ssi_outcomes.panel.column_names import outcome_column
from ssi_outcomes.pool.handing_over import Meant, say_rule, take_watched, write_registration, write_study
from ssi_outcomes.pool.pool_text import hash_values
from ssi_outcomes.worlds.scenarios import find_scenario
from ssi_outcomes.worlds.simulate import simulate_panel

KINDS = {"phone_meetings": "real", "contracts": "real", "profile_views": "vanity"}
FINE = Declared(defined=True, picked=False, rolled_out=False)


def judged(people, weeks=12, change=None):
    frame = simulate_panel(find_scenario("nothing"), people, weeks, 3, PLAN).frame
    return judge(frame if change is None else change(frame), PLAN, KINDS, dict.fromkeys(KINDS, FINE))


def told(findings):
    return json.loads(write_study(number_of(1), PLAN, *take_watched(findings), TODAY))


@pytest.fixture(scope="module")
def study():
    return told(judged(16))


def test_each_real_outcome_is_told_within_people_and_between_them_and_no_vanity(study):
    asked = {(each["outcome"], each["question"]) for each in study["estimates"] + study["left_out"]}
    assert asked == {(name, way) for name in ("phone_meetings", "contracts") for way in ("within", "between")}
    assert {each["design"] for each in study["estimates"]} == {"watched"}


def test_an_estimate_is_the_reports_own(study):
    finding = judged(16).outcomes["phone_meetings"]
    (within,) = (
        e for e in study["estimates"] if (e["outcome"], e["question"]) == ("phone_meetings", "within")
    )
    assert within["b"] == pytest.approx(finding.within.slope.log, rel=1e-11)
    assert (within["people"], within["weeks"]) == (finding.within.informative, 12)
    assert within["gates"] == {gate.name: gate.holds for gate in finding.verdict.gates}


def test_no_day_and_no_name_is_told_wherever_they_were_planted():
    def plant(frame):
        names = {person: f"Camille Durand {place}" for place, person in enumerate(frame["person"].unique())}
        return frame.assign(person=frame["person"].map(names), note="camille@example.test")

    text = json.dumps(told(judged(16, change=plant)))
    assert "amille" not in text and "example" not in text
    assert not re.search(r"20\d\d-\d\d", text) and re.findall(r"20\d\d-Q\d", text)


@pytest.mark.parametrize("people", [4, 5])
def test_what_rests_on_fewer_than_five_people_is_left_out_and_said(people):
    text = write_study(number_of(1), PLAN, [estimate(people=people, freedom=people - 1.0)], [], TODAY)
    study = json.loads(text)
    assert len(study["estimates"]) == (people == 5)
    small = [{"question": "within", "outcome": "phone_meetings", "why": "small_group"}]
    assert study["left_out"] == ([] if people == 5 else small)


def test_a_team_of_four_tells_no_number_of_its_own():
    study = told(judged(4))
    assert study["estimates"] == [] and {each["why"] for each in study["left_out"]} <= {
        "small_group",
        "no_estimate",
    }


def test_the_same_counts_under_two_names_are_told_once():
    def copy(frame):
        return frame.assign(**{outcome_column("contracts"): frame[outcome_column("phone_meetings")]})

    study = told(judged(16, change=copy))
    assert {each["outcome"] for each in study["estimates"]} == {"phone_meetings"}
    assert {(each["outcome"], each["why"]) for each in study["left_out"]} == {("contracts", "twin")}


def test_the_rule_is_told_by_its_values_and_they_have_the_fingerprint():
    rule = say_rule(PLAN)
    assert rule["values"]["claim.ratio"] == 1.45 and rule["values"]["gates.events"] == 30
    assert not [name for name in rule["values"] if "looks" in name or name.startswith("planning")]
    assert rule["fingerprint"] == hash_values(rule["values"])


def test_a_registration_says_what_is_meant_and_when_it_was_said():
    values = json.loads(write_registration(number_of(1), PLAN, Meant(20, 26), TODAY))
    assert (values["people"], values["weeks"], values["registered"]) == (20, 26, "2026-11-27")
