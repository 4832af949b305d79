"""What a room is told: the word and its interval in its language, and nobody's name."""

from __future__ import annotations

import re

import pytest
from workshop.asked import fill, write

from ssi_outcomes.base.catalogues import LANGUAGES
from ssi_outcomes.workshop.pile_told import tell_handed_in
from ssi_outcomes.workshop.quiz import read_quiz
from ssi_outcomes.workshop.room_told import tell_reach

LOW, HIGH = [1, 2, 3, 2] * 4, [6, 7, 8, 5] * 4
ROOMS = {
    "useful": (LOW, HIGH),
    "useless": (LOW, LOW),
    "undetermined": ([2, 3, 1, 4, 2, 3], [3, 6, 2, 4, 5, 4]),
    "few": ([2, 3], [4, 5]),
    "ceiling": ([8, 7] * 5, [8, 8] * 5),
}


@pytest.mark.parametrize("name", ROOMS)
def test_each_language_says_the_same_numbers_and_its_own_word(tmp_path, name):
    told = {
        language: tell_handed_in(write(tmp_path, fill(*ROOMS[name], language)), language)
        for language in LANGUAGES
    }
    numbers = {language: re.findall(r"\d+(?:[.,]\d+)?", text) for language, text in told.items()}
    plain = [sorted(each.replace(",", ".") for each in found) for found in numbers.values()]
    assert plain[0] == plain[1]
    word = {"useful": "useful", "useless": "practically useless"}.get(name, "undetermined")
    assert f"in this room: {word}" in told["en"]
    assert not any(f"P{number:02}" in told["en"] for number in range(1, 17))


def test_boxes_left_empty_are_told_and_where_there_are_none_nothing_is(tmp_path):
    rows = fill(*ROOMS["useful"])
    assert "left empty" not in tell_handed_in(write(tmp_path, rows), "en")
    rows[2][5] = rows[2][6] = ""
    assert "count as not right: 0 before, 2 after." in tell_handed_in(write(tmp_path, rows), "en")
    assert "left empty" not in tell_handed_in(write(tmp_path, rows[:5]), "en")


def test_an_open_room_is_told_what_it_could_have_shown(tmp_path):
    said = tell_handed_in(write(tmp_path, fill(*ROOMS["undetermined"])), "en")
    assert "fits a gain that is worth it as well as one that is not" in said
    assert "smallest true gain" in said


def test_a_room_that_is_no_group_is_given_no_number_of_its_own(tmp_path):
    said = tell_handed_in(write(tmp_path, fill(*ROOMS["few"])), "en")
    assert "Gain:" not in said and "Right answers, trap by trap" not in said


def test_a_room_is_told_beforehand_what_it_can_show():
    quiz = read_quiz()
    assert "8 people shows in 80% of cases: 2.9" in tell_reach(8, quiz, "en")
    assert "cannot show" in tell_reach(4, quiz, "en") and "ne peut montrer" in tell_reach(4, quiz, "fr")
