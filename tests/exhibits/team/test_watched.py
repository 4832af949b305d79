"""What is said beside a word that rests on weeks which were only watched, and how long a verdict still takes."""

from __future__ import annotations

import pytest
from exhibits.snapshots import plain
from exhibits.told_studies import Told, tell_study

from ssi_outcomes.exhibits.frame.teller import Teller
from ssi_outcomes.exhibits.team import answer
from ssi_outcomes.exhibits.team.choice import answer_words
from ssi_outcomes.exhibits.team.findings import finding_facts

CALLS = "phone_meetings"
USELESS, USEFUL, OPEN = Told(0.96, 1.03), Told(1.08, 1.21), Told(0.97, 1.18)
WATCHED = {"en": "watched, not a trial", "fr": "observées, pas un essai"}


@pytest.fixture(autouse=True)
def no_register(monkeypatch):
    monkeypatch.setattr(answer, "record_look", lambda folder, look: None)


def words_of(study) -> dict[str, object]:
    return answer_words(study, Teller(study.language, {fact.id: fact for fact in finding_facts(study)}))


def facts_of(study) -> dict[str, object]:
    return {fact.id: fact.value for fact in finding_facts(study)}


def unknown_of(study, language: str) -> str:
    return plain(answer.show_answer(study).tell(language)["unknown"])


@pytest.mark.parametrize("language", ["en", "fr"])
def test_useless_and_useful_carry_the_same_sentence_that_these_weeks_were_only_watched(language):
    for told in (USELESS, Told(0.82, 0.93), USEFUL):
        assert WATCHED[language] in unknown_of(tell_study({CALLS: told}), language)
    assert WATCHED[language] not in unknown_of(tell_study({CALLS: OPEN}), language)


def test_an_exclusion_said_in_passing_was_only_watched_too():
    assert words_of(tell_study({CALLS: OPEN, "contracts": USELESS}))["hides"] == "contracts"
    assert WATCHED["en"] in unknown_of(tell_study({CALLS: Told(0.95, 1.08)}), "en")


def test_how_strong_something_hidden_would_have_to_be_follows_from_the_interval():
    # By hand: 1.08 + sqrt(1.08 x .08) = 1.374; the claim over 1.03 is 1.0654, and 1.0654 + sqrt(1.0654 x .0654) = 1.329.
    assert facts_of(tell_study({CALLS: USEFUL}))[f"{CALLS}_push"] == pytest.approx(1.374, abs=0.001)
    assert facts_of(tell_study({CALLS: USELESS}))[f"{CALLS}_push_claim"] == pytest.approx(1.329, abs=0.001)


def test_what_the_interval_leaves_possible_takes_nothing_hidden():
    assert not {name for name in facts_of(tell_study({CALLS: OPEN})) if "_push" in name}


def test_a_gain_without_a_bound_is_not_explained_by_a_number_that_nobody_can_use():
    assert "factor" not in unknown_of(tell_study({CALLS: Told(1e6, 1e12)}), "en")


def test_more_results_are_told_as_time_at_this_team_s_pace():
    study = tell_study({CALLS: OPEN})
    facts, words = facts_of(study), words_of(study)
    # The weeks of the invented team: 41, with as many results as its comparison has.
    pace = study.findings.outcomes[CALLS].within.events / 41
    assert words["time"] == "years"
    assert facts[f"{CALLS}_more_time"] == pytest.approx(
        facts[f"{CALLS}_more_events"] / pace / 52.18, rel=1e-3
    )


def test_where_no_verdict_is_in_reach_no_time_is_told():
    study = tell_study({CALLS: Told(changes={"silence": "no_event", "events": 0})})
    assert words_of(study)["time"] == "" and f"{CALLS}_more_time" not in facts_of(study)
