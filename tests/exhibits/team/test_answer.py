"""The answer on a team: a look at real data is registered, and the ends of an interval are told apart."""

from __future__ import annotations

from dataclasses import replace

import pytest
from exhibits.snapshots import plain
from exhibits.told_studies import PLAN, Told, tell_study

from ssi_outcomes.evidence.looks import Looks
from ssi_outcomes.exhibits import show_answer
from ssi_outcomes.exhibits.frame.teller import Teller
from ssi_outcomes.exhibits.team.answer import say_interval
from ssi_outcomes.exhibits.team.choice import answer_words
from ssi_outcomes.exhibits.team.findings import finding_facts
from ssi_outcomes.words.facts import Fact


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [
        (0.98, 1.02, "0.98 to 1.02"),
        (1.3486, 1.3499, "1.349 to 1.350"),
        (1.34861, 1.34864, "1.3486 to 1.3486"),
    ],
)
def test_the_ends_of_a_narrow_interval_are_told_apart(low, high, told):
    teller = Teller("en", {"ratio": Fact("ratio", (low + high) / 2, "rate ratio", "test", low, high)})
    assert plain(say_interval("ratio", teller)) == told


def test_an_answer_of_real_data_is_a_look_and_one_of_invented_data_is_none(monkeypatch, tmp_path):
    seen = []
    monkeypatch.setattr(
        "ssi_outcomes.exhibits.team.answer.record_look", lambda folder, look: seen.append(folder.name)
    )
    show_answer(tell_study({"meetings": Told(0.9, 1.2)}, invented=True))
    assert seen == []
    show_answer(tell_study({"meetings": Told(0.9, 1.2)}))
    assert seen == ["told"]


@pytest.mark.parametrize(("language", "said"), [("fr", "à tout moment"), ("en", "at any time")])
def test_a_plan_for_any_time_says_so_with_its_price_and_no_look_is_one_too_many(language, said):
    plan = replace(PLAN, looks="any", people=40, weeks=52, events_per_week=0.5)
    study = tell_study({"meetings": Told(1.2, 1.4)}, Looks(30, 0, False), plan)
    assert "exploratory" not in study.findings.outcomes["meetings"].verdict.notes
    told = Teller(language, {fact.id: fact for fact in finding_facts(study)})
    text = told.say("exhibits.looks", **answer_words(study, told))
    assert said in text and "68" in text and "30" in text
