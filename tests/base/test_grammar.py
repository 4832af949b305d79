"""The sentence engine: plurals, numbers and days as each language has them; nothing left out in silence."""

from __future__ import annotations

from datetime import date

import pytest
from jinja2 import UndefinedError

from ssi_outcomes.base.grammar import choose_form, make_environment, show_day, show_number, spell


def say(text: str, language: str = "en", *, html: bool = False, **values: object) -> str:
    return make_environment(language, {"key": text}.__getitem__, html=html).get_template("key").render(values)


@pytest.mark.parametrize(
    ("language", "count", "form"),
    [
        ("en", 0, "many"),
        ("en", 1, "one"),
        ("en", 2, "many"),
        ("fr", 0, "one"),
        ("fr", 1, "one"),
        ("fr", 1.5, "one"),
        ("fr", 2, "many"),
        ("fr", 1_000_000, "many"),
    ],
)
def test_a_word_agrees_with_its_number(language, count, form):
    assert choose_form(language, count, "one", "many") == form


def test_a_language_of_more_than_two_forms_names_the_others():
    forms = [choose_form("pl", count, "plik", "pliku", few="pliki", many="plików") for count in (1, 2, 5)]
    assert forms == ["plik", "pliki", "plików"]


def test_a_sentence_chooses_the_form_itself():
    text = '{{ count }} {{ plural(count, "row", "rows") }}'
    assert [say(text, count=count) for count in (0, 1, 2)] == ["0 rows", "1 row", "2 rows"]


def test_a_value_that_is_not_given_stops_the_sentence():
    with pytest.raises(UndefinedError):
        say("{{ file }}")


def test_plain_text_is_never_escaped_and_html_always():
    assert say("{{ x }}\n", x="<a> & b") == "<a> & b\n"
    assert say("{{ x }}", html=True, x="<a>") == "&lt;a&gt;"


def test_what_a_value_says_is_no_template():
    assert say("{{ x }}", x="{{ 7 * 7 }} {% if %}") == "{{ 7 * 7 }} {% if %}"


def test_numbers_and_days_are_the_languages_own():
    assert (show_number(1234.5, "fr"), show_number(1234.5, "en")) == ("1\u202f234,5", "1,234.5")
    assert show_day(date(2026, 8, 1), "d MMMM yyyy", "fr") == "1 août 2026"


def test_only_whole_numbers_that_have_a_word_are_spelled():
    assert [spell(value, "en") for value in (0, 12, 13, 2.5, -1)] == ["zero", "twelve", None, None, None]
