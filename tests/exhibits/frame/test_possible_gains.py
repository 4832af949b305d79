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
        ((0.707, 1.153), "undetermined", "a gain above 16%.", "from 30% fewer to 16% more;"),
        ((1.11, 2.91), "undetermined", "less than 11% more, and 3 times as many, or more.", "from 11% more to 3 times as many."),
        ((0.96, 1.03), "useless", "above 3% (so LinkedIn’s claim of 10%, too).", "that includes no gain at all."),
        ((1.085, 1.21), "useful", "less than 8% more, and a gain above 21%.", "from 8% to 21% more; that includes Linked"),
        ((1.004, 1.03), "useful", "that there is no gain at all, and a gain above 3% (so LinkedIn’s claim of 10%, too).", "up to 3% more."),
        ((0.82, 0.996), "useless", "any gain, however small (so", "up to 18% fewer."),
        ((0.82, 0.93), "useless", "any gain, however small (so", "from 7% to 18% fewer."),
        ((2.4, 8.2), "useful", "less than 2.4 times as many, and 8.2 times as many, or more.", "from 2.4 to 8.2 times as many."),
        ((0.5, 8.2), "undetermined", "8.2 times as many, or more.", "from 50% fewer to 8.2 times as many;"),
        ((1.1, 1e9), "useful", "less than 10% more.", "10% more, or beyond."),
        ((1e6, 1e9), "useful", "that there is no gain at all.", "many times as many."),
        ((1e-9, 1e9), "undetermined", "", "anything, from far fewer to far more"),
    ],
)  # fmt: skip
def test_each_kind_of_interval_is_told_with_its_sign(ends, word, excluded, possible):
    said = tell(ends, word)
    assert excluded in said[0] and possible in said[1]
    assert (said[0] == "") == (excluded == "")


def test_french_says_the_same():
    excluded, possible = tell((0.707, 1.153), language="fr")
    assert excluded == "Entretiens téléphoniques, pour 10 points de score en plus : un gain supérieur à 16 %."
    assert possible.startswith(
        "Entretiens téléphoniques, pour 10 points de score en plus : de 30 % de moins à 16 % de plus ; cela comprend"
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
