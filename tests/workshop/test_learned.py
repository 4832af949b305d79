"""The room's gain: worked out by hand, whatever the forms differ by, and silent where it has to be."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from scipy import stats

from ssi_outcomes.workshop.learned import LEAST_SD, Answered, estimate_gain, judge_room, smallest_gain
from ssi_outcomes.workshop.quiz import read_quiz

QUIZ = read_quiz()


def person(first: str, before: int, after: int) -> Answered:
    return Answered(first, *(tuple(place < right for place in range(8)) for right in (before, after)))


def room(of_a: list[tuple[int, int]], of_b: list[tuple[int, int]]) -> list[Answered]:
    return [person("A", *each) for each in of_a] + [person("B", *each) for each in of_b]


def test_the_gain_is_the_mean_of_both_orders_with_the_error_of_two_means():
    found = judge_room(room([(2, 5), (3, 4), (1, 6)], [(3, 5), (2, 2), (4, 5)]), QUIZ)
    # A first: 3, 1, 5 (mean 3, squares 8); B first: 2, 0, 1 (mean 1, squares 2); 4 degrees of freedom.
    assert found.gain == 2 and found.freedom == 4
    assert found.spread == pytest.approx(math.sqrt(10 / 4))
    assert found.se == pytest.approx(math.sqrt(10 / 4 * (1 / 3 + 1 / 3)) / 2)
    assert (found.before, found.after) == (2.5, 4.5)
    low, high = found.bounds(0.05)
    assert high - 2 == pytest.approx(stats.t.ppf(0.95, 4) * found.se) == pytest.approx(2 - low)


def test_a_form_that_is_easier_changes_nothing_even_where_the_halves_are_unequal():
    plain = room([(2, 4), (3, 5), (2, 5)], [(3, 5), (2, 4)])
    harder = [
        person(
            each.first_form,
            sum(each.before) - (each.first_form == "B"),
            sum(each.after) - (each.first_form == "A"),
        )
        for each in plain
    ]
    assert judge_room(harder, QUIZ).gain == pytest.approx(judge_room(plain, QUIZ).gain)
    assert judge_room(harder, QUIZ).se == pytest.approx(judge_room(plain, QUIZ).se)


@pytest.mark.parametrize(
    ("change", "word"),
    [((3, 4), "useful"), ((0, 0), "useless"), ((0, 2), "undetermined"), ((-1, 0), "useless")],
)
def test_the_word_is_where_the_interval_lies_to_the_threshold(change, word):
    pairs = [(2, 2 + change[0]), (3, 3 + change[1])] * 4
    found = judge_room(room(pairs, pairs), QUIZ)
    assert (found.word, found.reason) == (word, "interval")


def test_another_threshold_gives_another_word():
    pairs = [(2, 4), (3, 6)] * 4
    assert judge_room(room(pairs, pairs), QUIZ).word == "useful"
    assert judge_room(room(pairs, pairs), replace(QUIZ, threshold=3)).word == "useless"


def test_a_room_that_agrees_by_chance_is_not_sure_of_itself():
    _, se, spread = estimate_gain([[2, 2, 2, 2], [2, 2, 2, 2]])
    assert spread == LEAST_SD and se > 0


def test_four_people_are_no_room():
    assert judge_room(room([(1, 8)] * 2, [(1, 8)] * 2), QUIZ).reason == "few_people"


def test_one_order_alone_cannot_tell_what_was_learned():
    found = judge_room(room([(1, 8)] * 9, []), QUIZ)
    assert (found.word, found.reason, found.gain) == ("undetermined", "one_order", None)


def test_who_knew_it_all_before_says_nothing_against_the_workshop():
    found = judge_room(room([(7, 7), (8, 8)] * 4, [(7, 7), (8, 8)] * 4), QUIZ)
    assert (found.word, found.reason) == ("undetermined", "ceiling")


def test_who_had_little_room_and_filled_it_is_still_heard():
    pairs = [(6, 8), (6, 8), (7, 8), (7, 8), (7, 8)] * 2
    found = judge_room(room(pairs, pairs), QUIZ)
    assert found.before > 6.5 and (found.word, found.reason) == ("useful", "interval")


def test_the_smallest_gain_is_found_with_the_declared_power_by_the_rule_itself():
    import numpy as np

    rng, people = np.random.default_rng(1), 16
    reach = smallest_gain(people, QUIZ)
    drawn = rng.normal(reach, QUIZ.spread, (4000, 2, people // 2))
    found = []
    for halves in drawn:
        gain, se, _ = estimate_gain(halves)
        found.append(gain - stats.t.ppf(0.95, people - 2) * se > QUIZ.threshold)
    assert abs(np.mean(found) - QUIZ.power) < 3 * math.sqrt(0.16 / 4000)


def test_larger_rooms_show_smaller_gains_and_tiny_ones_none():
    gains = [smallest_gain(people, QUIZ) for people in (8, 15, 30, 200)]
    assert gains == sorted(gains, reverse=True) and gains[-1] > QUIZ.threshold
    assert smallest_gain(4, QUIZ) is None and smallest_gain(5, QUIZ, spread=6) is None
