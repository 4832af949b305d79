"""What is excluded and possible of one outcome, in both languages."""

from __future__ import annotations

import math

import pytest
from exhibits.snapshots import plain
from exhibits.told_studies import PLAN

from ssi_outcomes.exhibits.frame.possible_gains import say_excluded, say_possible, word_change
from ssi_outcomes.exhibits.frame.rounded_gains import gain_facts, round_bounds
from ssi_outcomes.exhibits.frame.teller import Teller
from ssi_outcomes.words.facts import CHANGE, Fact

STEP = Fact("plan_step", 10, "points", "plan")
CLAIM = Fact("plan_claim_gain", 100 * (PLAN.claim_per_10 - 1), "percent", "plan")


def tell(ends, word="undetermined", language="en") -> tuple[str, str]:
    gain = round_bounds("phone_meetings", ends, PLAN, word)
    teller = Teller(language, {fact.id: fact for fact in (STEP, CLAIM, *gain_facts(gain))})
    return tuple(plain(say(gain, teller)).replace("\u00a0", " ") for say in (say_excluded, say_possible))


@pytest.mark.parametrize(
    ("ends", "word", "excluded", "possible"),
    [
        ((0.707, 1.153), "undetermined", "above +16%.", "−30% to +16%;"),
        ((1.11, 2.91), "undetermined", "below +11%, or 3 times as many, or more.", "+11% to 3 times as many."),
        ((0.96, 1.03), "useless", "above +3% (so LinkedIn’s +10% is excluded, too).", "that includes no gain at all."),
        ((1.085, 1.21), "useful", "below +8%, or above +21%.", "+8% to +21%; that includes the +10% that Linked"),
        ((1.004, 1.03), "useful", "no gain at all, or above +3% (so LinkedIn’s +10% is excluded, too).", "no change to +3%."),
        ((0.82, 0.996), "useless", "any gain, however small (so", "−18% to no change."),
        ((0.82, 0.93), "useless", "any gain, however small (so", "−18% to −7%."),
        ((2.4, 8.2), "useful", "less than 2.4 times as many, or 8.2 times as many, or more.", "2.4 times as many to 8.2 times as many."),
        ((0.5, 8.2), "undetermined", "8.2 times as many, or more.", "−50% to 8.2 times as many;"),
        ((1.1, 1e9), "useful", "below +10%.", "+10%, or beyond."),
        ((1e6, 1e9), "useful", "no gain at all.", "many times as many."),
        ((1e-9, 1e9), "undetermined", "", "anything, from far fewer to far more"),
    ],
)  # fmt: skip
def test_each_kind_of_interval_is_told_with_its_sign(ends, word, excluded, possible):
    said = tell(ends, word)
    assert excluded in said[0] and possible in said[1]
    assert (said[0] == "") == (excluded == "")


def test_french_says_the_same():
    excluded, possible = tell((0.707, 1.153), language="fr")
    assert excluded == "Entretiens téléphoniques : au-dessus de +16 %."
    assert possible.startswith(
        "Entretiens téléphoniques : de −30 % à +16 % ; cela comprend l’absence de gain"
    )


@pytest.mark.parametrize(
    ("ends", "span"),
    [
        ((-3.2, 12.4), "−4% to +13%"),
        ((0.0, 9.3), "0% to +9.3%"),
        ((5.5, None), "+5% and more"),
        ((5.5, 1e12), "+5% and more"),
        ((math.inf, None), "many times as many"),
        ((math.inf, math.inf), "many times as many"),
    ],
)
def test_a_picture_tells_an_interval_as_sentences_do_and_no_end_that_is_no_number(ends, span):
    fact = Fact("calls_change", ends[0], CHANGE, "here", *ends)
    told = word_change("calls_change", PLAN, Teller("en", {fact.id: fact}))
    assert told["span"].replace("\u00a0", " ") == span
    assert bool(told["change"]) is math.isfinite(ends[0])
