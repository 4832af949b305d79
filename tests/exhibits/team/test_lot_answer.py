"""What the lot says first: one sentence for each word and each reason, in both languages, and never more than it knows."""

from __future__ import annotations

from dataclasses import replace

import pytest
from exhibits.drawn_studies import demo, plain, tell_alone, tell_trial

from ssi_outcomes.base.catalogues import LANGUAGES
from ssi_outcomes.evidence.drawn.word_by_lot import LOT_GATES, LOT_WORDS
from ssi_outcomes.exhibits.team.lot_answer import LOT_STATES, find_state, show_trial, show_trial_beside
from ssi_outcomes.study import open_study
from ssi_outcomes.trial.fingerprint import FAULTS


def first(study, language: str = "en") -> str:
    return plain(show_trial(study).tell(language)["sentence"])


def test_the_invented_trial_is_useless_by_lot_with_ratio_lift_and_claim():
    said = first(demo())
    assert said.startswith("Practically useless, by lot.")
    for part in ("29.8 points", "−13", "4.8%", "1.7%", "claim (9.7% for 10 points) is excluded"):
        assert part in said, part


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"word": "useful", "notes": ("claim_met",)}, "Useful, by lot."),
        ({"word": "passing", "notes": ("claim_excluded",)}, "comes and goes within"),
        ({"word": "undetermined", "notes": ()}, "Undetermined, by lot."),
        ({"word": "undetermined", "reason": "lot_not_moved", "notes": ()}, "The push did not move the score"),
        ({"word": "undetermined", "reason": "lot_unread", "notes": ()}, "is not known, as too few weeks"),
        ({"word": "undetermined", "reason": "trial_no_event", "notes": ()}, "Not a single result"),
        ({"word": "undetermined", "reason": "lot_loss", "notes": ()}, "told no results"),
    ],
)
def test_each_word_and_each_reason_has_its_sentence(told, said):
    study = tell_trial(**told)
    assert said in first(study)
    assert find_state(study.drawn) in LOT_STATES and first(study, "fr")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_an_hour_of_push_brought_is_told_where_the_protocol_says_how_many(language):
    told = demo().trial.protocol
    assert told.hours == 1 and {
        "en": "Results per hour of push (1 hour",
        "fr": "Résultats par heure d’effort (1 heure",
    }[language] in first(demo(), language)
    bots = tell_trial(protocol=replace(demo().drawn.protocol, push="bot_acts"))
    assert {"en": "hour of push", "fr": "heure d’effort"}[language] not in first(bots, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_decides_is_named_beside_the_word_where_the_protocol_promised_it(language):
    own = tell_trial(protocol=replace(demo().drawn.protocol, estimator="by_baseline"))
    named = {"en": "What decides was named", "fr": "Ce qui décide a été nommé"}[language]
    assert named in first(own, language) and named not in first(demo(), language)
    beside = plain(show_trial_beside(own).tell(language)["sentence"])
    assert {"en": "Counted over all weeks", "fr": "À compter toutes les semaines"}[language] in beside
    assert {"en": "by the weeks of the trial alone", "fr": "À compter les seules"}[language] not in beside


def test_the_word_of_a_crossover_carries_its_span_and_is_no_plain_useless():
    study = tell_trial(
        word="passing", notes=("claim_excluded",), protocol=replace(demo().drawn.protocol, period_weeks=8)
    )
    said = first(study)
    assert "within 8 weeks" in said and "ractically useless" not in said and "lasts longer" in said


@pytest.mark.parametrize(("word", "said"), [("more", "More on push"), ("fewer", "Fewer on push")])
def test_one_person_is_told_about_themselves_in_these_weeks(word, said, monkeypatch):
    monkeypatch.setattr(type(demo()), "n_people", 1)
    assert said in first(tell_alone(word)) and "for you, in these weeks" in first(tell_alone(word))
    assert "doublings" in first(tell_alone("undetermined"))


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_seal_that_does_not_hold_is_told_with_its_reason(fault, language):
    sure = tell_trial(notes=("claim_excluded", "exploratory"), faults=(fault,))
    unsure = tell_trial(word="undetermined", notes=(), faults=(fault,))
    assert {"en": "exploratory", "fr": "exploratoire"}[language] in first(sure, language)
    assert {"en": "does not hold", "fr": "ne tient pas"}[language] in first(unsure, language)


def test_who_was_never_met_and_who_was_never_drawn_are_told():
    said = plain(show_trial(tell_trial(unmet=2, strangers=1)).tell("en")["trial_draw"])
    assert "2 people were drawn and stand in no file" in said and "1 person has weeks here" in said


def test_other_draws_are_told_on_both_sides_with_how_many_there_are():
    said = plain(show_trial(demo()).tell("en")["trial_draw"])
    assert "137,846,528,820 ways" in said and "0.934" in said and "0.067" in said


def test_drawn_stands_beside_watched_and_where_they_differ_the_lot_is_to_be_believed():
    told = show_trial_beside(demo()).tell("en")
    assert "+25.2%" in plain(told["sentence"]) and "the lot is the one to believe" in told["sentence"]
    assert "+9.7%" in plain(told["table"]) and told["alt"]


def test_the_figure_says_beside_each_interval_how_it_was_found_and_needs_no_legend():
    exhibit = show_trial_beside(demo())
    for figure in (exhibit.figure("en"), exhibit.narrow(exhibit.teller("en"))):
        written = [text.get_text() for text in figure.axes[0].texts]
        assert {"drawn by lot", "watched, without a push", "phone meetings"} <= set(written)
        assert [text for text in written if text.startswith(("+25.2%", "practically useless"))]
        assert not figure.legends and figure.axes[0].get_legend() is None


def test_where_the_lot_decides_nothing_neither_is_said_to_be_right():
    study = tell_trial(word="undetermined", notes=())
    assert "to believe" not in show_trial_beside(study).tell("en")["sentence"]


def test_without_a_trial_there_is_nothing_to_show():
    study = open_study("demo-team", "en")
    assert "No trial was drawn" in first(study)
    assert show_trial_beside(study).draw is None and show_trial_beside(study).table is None


def test_each_word_and_gate_has_a_state():
    for word in LOT_WORDS:
        assert find_state(tell_trial(word=word, reason="lot_interval", notes=()).drawn) in LOT_STATES
    for gate in LOT_GATES:
        assert find_state(tell_trial(word="undetermined", reason=gate, notes=()).drawn) == "gate"


def test_one_person_among_others_is_told_of_in_a_report_for_oneself_alone(monkeypatch):
    study = tell_alone("more")
    assert "AUDIENCE=private" in first(study)
    assert not [fact for fact in show_trial(study).facts if fact.id.startswith("lot_")]
    monkeypatch.setenv("AUDIENCE", "private")
    assert "for this person" in first(study)


def test_a_loss_of_small_arms_is_told_without_their_numbers():
    arms = tuple(replace(arm, people=4) for arm in demo().drawn.arms)
    said = first(tell_trial(word="undetermined", reason="lot_loss", notes=(), arms=arms))
    assert "many more people of one arm" in said
