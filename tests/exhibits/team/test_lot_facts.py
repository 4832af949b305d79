"""The facts of a trial: what its sentences cite, each with its interval, none with a name."""

from __future__ import annotations

import math

from exhibits.drawn_studies import demo, tell_alone, tell_trial

from ssi_outcomes.exhibits.team.lot_facts import lot_facts
from ssi_outcomes.study import open_study


def facts(study=None) -> dict:
    return {fact.id: fact for fact in lot_facts(demo() if study is None else study)}


def test_the_ratio_and_the_lift_have_their_intervals_at_the_risk_of_a_look():
    told, verdict = facts(), demo().trial.verdict
    low, high = demo().trial.primary.slope.bounds(verdict.risk)
    assert (told["lot_ratio"].low, told["lot_ratio"].high) == (float(f"{low:.12g}"), float(f"{high:.12g}"))
    assert told["lot_lift"].low < told["lot_lift"].value < told["lot_lift"].high
    assert math.isclose(told["lot_risk"].value, 5 / 3)


def test_arms_loss_and_orders_are_told():
    told = facts()
    assert (told["lot_push_people"].value, told["lot_ordinary_lost"].value) == (20, 0)
    assert told["lot_push_score_during"].value > told["lot_push_score_before"].value + 20
    assert told["lot_p_more"].value + told["lot_p_fewer"].value >= 1


def test_the_word_at_each_ratio_of_the_plan_can_be_cited():
    assert facts()["lot_at_0"].value < facts()["lot_at_3"].value


def test_one_person_has_blocks_and_no_ratio_of_arms(monkeypatch):
    monkeypatch.setenv("AUDIENCE", "private")
    told = facts(tell_alone("more"))
    assert told["lot_blocks"].value == 10 and "lot_ratio" not in told


def test_without_a_trial_only_the_plan_is_told():
    assert not [name for name in facts(open_study("demo-team", "en")) if name.startswith("lot_")]


def test_no_fact_holds_a_text_of_the_protocol():
    texts = [fact.value for fact in lot_facts(tell_trial()) if isinstance(fact.value, str)]
    assert set(texts) <= {"useless", "useful", "undetermined"}
