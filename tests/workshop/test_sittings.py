"""A friendly check: says what is off, gives a hint and never the answer; takes any way to a right one."""

from __future__ import annotations

import pytest

from ssi_outcomes.base.catalogues import LANGUAGES
from ssi_outcomes.base.errors import UsageError, message
from ssi_outcomes.workshop.exercises import QUESTIONS
from ssi_outcomes.workshop.sittings import SITTINGS, StillToDo, open_sitting


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_question_has_its_hint_and_its_praise_and_no_hint_the_answer(language):
    for question in QUESTIONS:
        hint, right = (message(f"sitting_{kind}_{question}", language) for kind in ("hint", "right"))
        assert hint and right and hint != right
    assert "undetermined" not in message("sitting_hint_report_word", language)


def test_what_is_left_open_and_what_is_off_are_told_apart():
    sitting = open_sitting("report", "en")
    for left in (..., [], "", {...}):
        with pytest.raises(StillToDo, match="^Left to complete. Hint: "):
            sitting.check("wrong", left)
    with pytest.raises(StillToDo, match=r"^Not yet: \['b'\] is off. Hint: "):
        sitting.check("wrong", ["b"])
    assert repr(sitting.check("wrong", {"e", "d", "b"})) == "Right. These three were wrong on purpose."


@pytest.mark.parametrize("answer", [3, None, object(), "xyz", [None], {1: 2}])
def test_an_answer_of_another_kind_is_off_and_nothing_breaks(answer):
    for question in QUESTIONS:
        name, _, asked = question.partition("_")
        with pytest.raises(StillToDo):
            open_sitting(name, "en").check(asked, answer)


def test_what_a_participant_typed_is_shown_tame():
    with pytest.raises(StillToDo) as off:
        open_sitting("world", "fr").check("name", "\x1b[31m\u202ebot")
    assert "\x1b" not in off.value.text("fr") and "\u202e" not in off.value.text("fr")


def test_no_such_sitting_question_language_or_number():
    with pytest.raises(UsageError):
        open_sitting("lunch", "en")
    with pytest.raises(UsageError):
        open_sitting(SITTINGS[0], "de")
    with pytest.raises(UsageError):
        open_sitting("guess", "en").check("nothing", 1)
    for number in (0, 31, "7", True):
        with pytest.raises(UsageError, match="1 to 30"):
            open_sitting("world", "en").blind(number)


def test_a_notebook_shows_the_hint_and_none_of_our_code():
    error = StillToDo("sitting_left", spoken="fr", hint="regardez")
    assert error._render_traceback_() == [str(error)] == ["À compléter. Indice\u00a0: regardez"]
