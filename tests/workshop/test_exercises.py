"""Answers are right by what is true: worked out here in another way than the notebooks do."""

from __future__ import annotations

from math import comb

import numpy as np
import pytest

from ssi_outcomes.workshop.exercises import CALLED, PROFILES, QUESTIONS


def at_least(hits: int) -> float:
    ways = sum(
        comb(CALLED, each) * comb(PROFILES - CALLED, CALLED - each) for each in range(hits, CALLED + 1)
    )
    return ways / comb(PROFILES, CALLED)


def test_luck_is_counted_by_all_the_sixes_that_there_are():
    for hits in range(CALLED + 1):
        assert QUESTIONS["guess_luck"](at_least(hits), hits)
        assert not QUESTIONS["guess_luck"](at_least(hits) + 0.05, hits)
    assert at_least(5) < 0.05 < at_least(4)
    assert [hits for hits in range(1, 7) if QUESTIONS["guess_enough"](hits)] == [5]


@pytest.mark.parametrize("mine", [list("ABCDE"), list("ABCDEE"), list("ABCDEZ")])
def test_six_different_letters_of_the_twelve_are_a_guess(mine):
    assert not QUESTIONS["guess_mine"](mine, list("ABCDEFGHIJKL"))
    assert QUESTIONS["guess_mine"](tuple("FEDCBA"), list("ABCDEFGHIJKL"))


def test_five_are_five_different_people_wherever_they_were_found():
    score, calls = np.arange(20.0), -np.arange(20.0)
    assert QUESTIONS["five_chosen"]([1, 5, 9, 13, 17], score, calls)
    assert not QUESTIONS["five_chosen"]([1, 5, 9, 13, 13], score, calls)
    assert not QUESTIONS["five_chosen"]([1, 5, 9, 13], score, calls)
    assert not QUESTIONS["five_praised"]([1, 5, 9, 13, 17], score, calls)


def test_any_usual_number_of_messages_will_do_for_equal_activity():
    rng = np.random.default_rng(1)
    messages = rng.integers(6, 9, (60, 30))
    score, calls = rng.normal(45, 6, (60, 30)), rng.poisson(1, (60, 30))
    for many in (6, 7, 8):
        same = messages == many
        slope = np.polyfit(score[same], calls[same], 1)[0] * 10
        assert QUESTIONS["thermometer_equal"](slope, messages, score, calls)
    assert not QUESTIONS["thermometer_equal"](5.0, messages, score, calls)


def test_a_lot_has_one_push_in_each_pair():
    pair = ["push", "ordinary"]
    assert QUESTIONS["weeks_drawn"](pair * 4) and QUESTIONS["weeks_drawn"]((pair + pair[::-1]) * 2)
    assert not QUESTIONS["weeks_drawn"](["push"] * 4 + ["ordinary"] * 4)
    assert not QUESTIONS["weeks_drawn"](pair * 3)
