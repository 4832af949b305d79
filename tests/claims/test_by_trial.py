"""Claims that a trial settles: by its word, by its lift where the push was bot-like acts, and by neither where the seal is broken."""

from __future__ import annotations

from dataclasses import replace

import pytest
from exhibits.drawn_studies import demo, tell_trial

from ssi_outcomes.claims.by_trial import BY_LOT, judge_by_lot, settle
from ssi_outcomes.claims.cases import Status
from ssi_outcomes.claims.rulings import Ruling
from ssi_outcomes.evidence.drawn.contrast import Measured
from ssi_outcomes.exhibits import show_claims

REFUTED, SUPPORTED = Status.REFUTED, Status.SUPPORTED


def statuses(**changed) -> dict[str, Status]:
    return {claim: each.status for claim, each in judge_by_lot(tell_trial(**changed).trial).items()}


def bots(lift: float, se: float = 1.0, **changed) -> dict[str, Status]:
    """Return what a trial of bot-like acts settles that raised the score by so many points."""
    drawn = demo().drawn
    primary = replace(drawn.primary, lift=Measured(lift, se, 30))
    protocol = replace(drawn.protocol, push="bot_acts")
    return statuses(protocol=protocol, measured={protocol.outcome: primary}, **changed)


@pytest.mark.parametrize(
    ("word", "better", "useless"), [("useful", SUPPORTED, REFUTED), ("useless", REFUTED, SUPPORTED)]
)
def test_whether_raising_it_helps_follows_the_word_of_the_lot(word, better, useless):
    found = statuses(word=word, notes=())
    assert (found["higher_is_better"], found["useless"], found["demonstrated"]) == (better, useless, useless)


@pytest.mark.parametrize("word", ["passing", "undetermined", "more"])
def test_a_word_for_a_while_or_for_one_person_settles_nothing(word):
    assert statuses(word=word, notes=()) == {}


def test_a_broken_seal_an_unplanned_look_and_a_gate_settle_nothing():
    assert statuses(faults=("trial_late",)) == {}
    assert statuses(notes=("exploratory",)) == {}
    assert statuses(word="undetermined", reason="lot_loss", notes=()) == {}
    assert judge_by_lot(None) == {}


def test_bot_like_acts_that_raise_the_score_show_that_it_can_be_faked_and_what_that_brings():
    assert bots(20)["can_be_faked"] is SUPPORTED and bots(20)["higher_is_better"] is REFUTED
    unmoved = {"word": "undetermined", "reason": "lot_not_moved", "notes": ()}
    assert bots(0, **unmoved) == {"can_be_faked": REFUTED}
    assert bots(5, **unmoved) == {}
    # As much as was asked for is enough.
    assert bots(demo().drawn.protocol.smallest_lift, 0.0, **unmoved) == {"can_be_faked": SUPPORTED}
    assert "can_be_faked" not in statuses()


def test_what_the_trial_settles_takes_the_place_of_what_was_watched():
    watched = [Ruling(claim, SUPPORTED, "within") for claim in (*BY_LOT, "vanity_metric")]
    found = {each.claim: (each.status, each.by) for each in settle(watched, demo().trial)}
    assert found["higher_is_better"] == (REFUTED, "lot") and found["vanity_metric"] == (SUPPORTED, "within")
    assert settle(watched, None) == watched


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_ledger_says_that_the_lot_decided_and_by_which_numbers(language):
    told = show_claims(demo()).tell(language)["table"]
    assert {"fr": "selon le tirage", "en": "by lot, phone meetings"}[language] in told
