"""The items: each trap once in each form, in every language, with nothing on the page that tells the answer."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from ssi_outcomes.base.catalogues import LANGUAGES
from ssi_outcomes.workshop.quiz import FORMS, LETTERS, TRAPS, draw_forms, read_quiz


@pytest.mark.parametrize("form", FORMS)
def test_each_form_asks_of_each_trap_once_in_the_same_order(form):
    assert tuple(item.trap for item in read_quiz().form(form)) == TRAPS


def test_an_item_is_there_in_every_language_with_an_answer_for_each_letter():
    for item in read_quiz().items:
        assert set(item.wordings) == set(LANGUAGES) and item.right in LETTERS
        assert {len(told.options) for told in item.wordings.values()} == {len(LETTERS)}
        assert all(len(set(told.options)) == len(LETTERS) for told in item.wordings.values())
        assert item.told("eo") == item.told("en")


def test_no_letter_is_right_much_more_often_than_another():
    for form in FORMS:
        counts = Counter(item.right for item in read_quiz().form(form))
        assert set(counts.values()) == {len(TRAPS) // len(LETTERS)}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", FORMS)
def test_the_right_answer_is_not_given_away_by_its_length(form, language):
    given_away = 0
    for item in read_quiz().form(form):
        lengths = [len(option) for option in item.told(language).options]
        given_away += LETTERS[lengths.index(max(lengths))] == item.right
    assert given_away <= len(TRAPS) // 2


def test_the_two_forms_tell_other_stories_in_the_same_numbers_of_words():
    for one, other in zip(*map(read_quiz().form, FORMS), strict=True):
        lengths = [len(item.told("en").story.split()) for item in (one, other)]
        assert one.told("en").story != other.told("en").story and max(lengths) < 2.2 * min(lengths)


def test_french_is_set_as_french():
    for item in read_quiz().items:
        told = item.told("fr")
        text = " ".join([told.story, told.ask, *told.options])
        assert re.findall(r"[ \w][;?!%»:](?!\d)|«(?!\u00a0)|'", text) == []


def test_both_orders_are_drawn_equally_often_and_not_one_after_the_other():
    for people in (1, 7, 8, 30):
        drawn = draw_forms(people, seed=1)
        assert len(drawn) == people and all(set(pair) == set(FORMS) for pair in drawn)
        firsts = Counter(first for first, _ in drawn)
        assert abs(firsts["A"] - firsts["B"]) <= 1
    assert draw_forms(30, 1) == draw_forms(30, 1) != draw_forms(30, 2)
    assert [first for first, _ in draw_forms(30, 1)] not in (["A", "B"] * 15, ["B", "A"] * 15)
