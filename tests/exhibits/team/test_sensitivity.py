"""What stays out of a comparison is said where there is any, and whether another threshold would change the words."""

from __future__ import annotations

import pytest
from exhibits.snapshots import plain
from exhibits.told_studies import Told, tell_study

from ssi_outcomes.exhibits.team.sensitivity import show_sensitivity

NOTHING_LEFT_OUT = {"not_counted": 0, "late": 0, "no_reading": 0}


def sentence(told: Told, language: str = "en") -> str:
    return plain(show_sensitivity(tell_study({"phone_meetings": told})).tell(language)["sentence"]).replace(
        "\u00a0", " "
    )


def test_only_what_stays_out_is_listed():
    said = sentence(
        Told(0.8, 1.3, changes={"without_event": 2, "dropped": {**NOTHING_LEFT_OUT, "not_counted": 1}})
    )
    assert said.endswith(
        "Left out of it: 2 people without a single event, and so with nothing to compare; 1 week of a person in which the outcome was not counted."
    )


def test_where_nothing_stays_out_nothing_is_listed():
    assert sentence(Told(0.8, 1.3, changes={"dropped": NOTHING_LEFT_OUT})).endswith(
        "rests on 800 person-weeks."
    )


@pytest.mark.parametrize(("bounds", "word"), [((0.5, 2.0), "the same words"), ((1.05, 1.2), "another word")])
def test_it_says_whether_the_word_hangs_on_the_threshold(bounds, word):
    assert word in sentence(Told(*bounds, changes={"dropped": NOTHING_LEFT_OUT}))
