"""What is said of a number that one might follow: the right way, the wrong one, or that it cannot be told; and for whom less."""

from __future__ import annotations

import re
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from evidence.invented_panel import invent

from ssi_outcomes.evidence.direction import COIN, Direction, find_direction
from ssi_outcomes.evidence.estimate import Estimate
from ssi_outcomes.evidence.race import Candidate
from ssi_outcomes.exhibits.team.followed import Followed, follow, right_facts, say_followed
from ssi_outcomes.reading.names.registry import activities
from ssi_outcomes.words.sentences import say

SCORE = Candidate("ssi", "score", "ssi")


def share(value: float, reach: float = 3.0) -> Estimate:
    return Estimate(value, value - reach, value + reach, 0.9, 1200, "percent")


RIGHT, OPEN = Direction(share(58), 20), Direction(share(51), 20)
WRONG = Direction(share(44), 20)
FRAGILE = replace(RIGHT, lower=share(49), higher=share(66), apart=True)
TURNED = replace(RIGHT, lower=share(66), higher=share(49), apart=True)


def told(direction: Direction, language: str) -> str:
    each = Followed("meetings", SCORE, direction)
    facts = {fact.id: fact for fact in right_facts([each])}
    (words,) = say_followed([each], lambda candidate: "SSI")["following"]
    text = re.sub("<[^>]+>", "", say("exhibits.followed", language, facts, **words))
    return text.replace("\u00a0", " ")


SAID = {
    "right": (
        RIGHT,
        "Of two weeks of the same person with different results, the better one began with more of “SSI” in 58% of 1,200 pairs in which both differ (from 55% to 61% at a level of 90%; a coin: 50%): following it would have led the right way more often than a coin does.",
        "Entre deux semaines d’une même personne aux résultats différents, la meilleure a commencé avec une valeur plus haute de « SSI » dans 58 % des 1 200 paires où les deux diffèrent (de 55 % à 61 % au niveau de 90 % ; pile ou face : 50 %) : suivre cet indicateur aurait mené dans le bon sens plus souvent qu’à pile ou face.",
    ),
    "wrong": (
        WRONG,
        "the wrong way more often than a coin does.",
        "dans le mauvais sens plus souvent qu’à pile ou face.",
    ),
    "fragile": (
        FRAGILE,
        "It led less well for the half of the people who usually have less of it: right in 49% of pairs (from 46% to 52%) for the lower half, 66% (from 63% to 69%) for the higher one.",
        "Il a moins bien guidé la moitié des personnes dont la valeur habituelle est la plus basse : juste dans 49 % des paires (de 46 % à 52 %) pour la moitié basse, 66 % (de 63 % à 69 %) pour la moitié haute.",
    ),
    "turned": (TURNED, "who usually have more of it", "dont la valeur habituelle est la plus haute"),
}


@pytest.mark.parametrize("name", SAID)
def test_each_direction_is_said_as_it_was_read_and_approved(name):
    direction, english, french = SAID[name]
    for language, expected in (("en", english), ("fr", french)):
        said = told(direction, language).replace("\u202f", " ")
        assert (said == expected) if name == "right" else said.endswith(expected) or expected in said


@pytest.mark.parametrize("language", ["en", "fr"])
def test_halves_that_luck_may_have_parted_stay_unsaid(language):
    alike = replace(RIGHT, lower=share(57), higher=share(59))
    assert told(alike, language) == told(RIGHT, language)
    assert not [fact.id for fact in right_facts([Followed("meetings", SCORE, alike)]) if "lower" in fact.id]


def farthest_first(frame, candidates) -> SimpleNamespace:
    """Return a race that is won by whichever number lies farthest from a coin, by luck."""
    found = {each: find_direction(frame, "meetings", each) for each in candidates}
    ranked = sorted(candidates, key=lambda each: -abs(found[each].right.value - COIN))
    return SimpleNamespace(outcome="meetings", run=[SimpleNamespace(candidate=each) for each in ranked])


@pytest.mark.long
def test_the_best_of_many_numbers_is_told_no_more_often_by_luck_than_one_would_be():
    """In worlds in which nothing moves results."""
    told = 0
    for seed in range(30):
        frame, rng = invent(12, 14, seed), np.random.default_rng(seed)
        noise = {
            f"activity_{name}": rng.poisson(5, len(frame)).astype(float) for name in list(activities())[:8]
        }
        frame = frame.assign(**noise)
        numbers = [Candidate(name.removeprefix("activity_"), "activity", name) for name in noise]
        study = SimpleNamespace(panel=SimpleNamespace(frame=frame))
        (best,) = follow(study, farthest_first(frame, numbers), 0.9)
        told += best.direction.way != "open"
    assert told <= 6


def test_without_a_race_nothing_is_followed_and_no_fact_told():
    assert follow(None, None, 0.9) == () and list(right_facts(())) == []


def test_what_cannot_be_told_from_a_coin_stays_unsaid_unless_the_halves_differ():
    def following(direction: Direction) -> list[dict[str, object]]:
        return say_followed([Followed("meetings", SCORE, direction)], lambda candidate: "SSI")["following"]

    assert following(OPEN) == []
    halves = replace(OPEN, lower=share(45), higher=share(57), apart=True)
    assert len(following(halves)) == 1
    assert "no better and no worse than a coin" in told(halves, "en")
    assert "ni mieux ni moins bien que pile ou face" in told(halves, "fr")
