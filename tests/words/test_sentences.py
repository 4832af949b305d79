"""Sentences: the same keys and facts in both languages, numbers as each language writes them, nothing typed by hand."""

from __future__ import annotations

import re
import tomllib

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup

from ssi_outcomes.base.catalogues import FOLDER, LANGUAGES, _flatten
from ssi_outcomes.report.page_rules import number_words
from ssi_outcomes.words.facts import Fact
from ssi_outcomes.words.sentences import capitalise, cite, fill, say, say_plain, sentences, show_number, when

FACTS = {
    fact.id: fact
    for fact in (
        Fact("n_files", 1, "files", "test"),
        Fact("n_rows", 1234567, "rows", "test"),
        Fact("n_accepted", 0, "rows", "test"),
        Fact("n_rejected", 0, "rows", "test"),
        Fact("n_blank", 0, "rows", "test"),
        Fact("share", 45, "percent", "test"),
        Fact("money", 100000, "euros", "test"),
        Fact("rate", 1.0, "per month", "test", 0.4317290, 1.9703987, 0.95, 8),
        Fact("r", -0.99995, "r", "test"),
        Fact("unknown_value", None, "months", "test", 7, 8),
    )
}


# Read where no fact can be marked up: replacement texts, and the picture of five people.
UNMARKED = re.compile(r"alt\..+|labels\.(random_fives|correlation|chosen_five)")


def typed_numbers(found: dict[str, str], language: str) -> list[str]:
    """Return the keys of sentences with a number, in digits or in words, outside of what a fact, a tag or a date puts there."""
    number = re.compile(rf"\d|\b(?:{'|'.join(number_words(language))})\b", re.IGNORECASE)
    bare = {
        key: re.sub(r"\{\{.*?\}\}|\{%.*?%\}|<[^>]*>", "", text, flags=re.DOTALL)
        for key, text in found.items()
    }
    return [key for key, text in bare.items() if number.search(text) and not UNMARKED.fullmatch(key)]


def cited(text: str) -> set[str]:
    return set(re.findall(r'\b(?:n|counted|spelled|when)\(("[^"]+"|[a-z]+ ~ "[^"]+"|[a-z]+)', text))


def test_both_languages_have_the_same_sentences():
    assert sentences("fr").keys() == sentences("en").keys()


def test_both_languages_cite_the_same_facts():
    differing = [key for key, text in sentences("en").items() if cited(text) != cited(sentences("fr")[key])]
    assert differing == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_number_is_typed_into_a_sentence(language):
    assert typed_numbers(sentences(language), language) == []


def test_a_typed_number_is_noticed():
    planted = {
        "fine": 'Benoit, with {{ n("benoit_ssi") }}',
        "typed": "Benoit, with 12",
        "spelled": "The four pillars",
        "time": '<time datetime="2014">{{ x }}</time>',
    }
    assert typed_numbers(planted, "en") == ["typed", "spelled"]


def hard_to_read(found: dict[str, str]) -> list[str]:
    """Return the keys of sentences that are too long for a line of a catalogue, or take more than two decisions."""
    return [
        key
        for key, text in found.items()
        if len(text) > 700 or len(re.findall(r"{%-? *(?:if|elif)\b", text)) > 2
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_that_takes_decisions_stands_in_a_file_of_its_own(language):
    """In a line of a catalogue nobody could read it: `exhibits/race.html` beside `exhibits.toml`, the same key."""
    catalogues = [
        path for path in (FOLDER / language).glob("*.toml") if path.stem not in ("messages", "language")
    ]
    assert len(catalogues) > 5
    for path in catalogues:
        found: dict[str, str] = {}
        _flatten(tomllib.loads(path.read_text("utf-8")), f"{path.stem}.", found)
        assert hard_to_read(found) == []
        alone = {file.stem for file in path.with_suffix("").glob("*.html")}
        assert {f"{path.stem}.{key}" for key in alone}.isdisjoint(found), "said twice"


def test_how_a_sentence_is_laid_out_says_nothing():
    laid = sentences("en")["exhibits.sensitivity"]
    assert "\n  " in laid
    study = {"state": "nothing"}
    assert say("exhibits.sensitivity", "en", {}, **study) == "There is no verdict to repeat at other ratios."


def test_french_keeps_its_spaces_and_apostrophes():
    for key, text in sentences("fr").items():
        plain = re.sub(r"\{\{.*?\}\}|\{%.*?%\}|<[^>]*>", "", text, flags=re.DOTALL)
        assert not re.search(r" [:;?!%»]|« |'", plain), key


@pytest.mark.parametrize("language", ["fr", "en"])
def test_banned_words_are_not_used(language):
    banned = {
        "en": r"\bprove[sdn]?\b|no effect|\bsignificant\b",
        "fr": r"\bprouv\w+|aucun effet|\bsignificati[fv]\w*",
    }[language]
    assert [key for key, text in sentences(language).items() if re.search(banned, text, re.IGNORECASE)] == []


@pytest.mark.parametrize(
    ("value", "digits", "french", "english"),
    [
        (1234567, 2, "1\u202f234\u202f567", "1,234,567"),
        (0.4317290, 2, "0,43", "0.43"),
        (-0.99995, 2, "\u22121", "\u22121"),
        (2.5, 2, "2,5", "2.5"),
        (0, 2, "0", "0"),
        (243.4, 0, "243", "243"),
        (-0.004, 2, "0", "0"),
    ],
)
def test_numbers_are_written_as_the_language_does(value, digits, french, english):
    assert (show_number(value, "fr", digits), show_number(value, "en", digits)) == (french, english)


def test_a_number_is_marked_up_as_its_fact():
    assert cite(FACTS, "share", "fr") == '<data class="fact" data-fact="share" value="45">45\u00a0%</data>'
    assert cite(FACTS, "money", "en") == '<data class="fact" data-fact="money" value="100000">€100,000</data>'
    assert (
        cite(FACTS, "rate.low", "en")
        == '<data class="fact" data-fact="rate.low" value="0.431729">0.43</data>'
    )


def test_a_fact_that_does_not_exist_stops_the_sentence():
    with pytest.raises(KeyError):
        cite(FACTS, "no_such_fact", "en")
    with pytest.raises(KeyError):
        cite(FACTS, "unknown_value", "en")


def test_a_missing_word_stops_the_sentence():
    with pytest.raises(UndefinedError):
        say("checks.counts", "en", FACTS)


@pytest.mark.parametrize(
    ("language", "start"),
    [("en", "1\u00a0file, 1,234,567\u00a0rows"), ("fr", "1\u00a0fichier, 1\u202f234\u202f567\u00a0lignes")],
)
def test_plurals_follow_the_number(language, start):
    assert say_plain("exhibits.files", language, FACTS, sealed=True).startswith(start)


@pytest.mark.parametrize(("language", "noun"), [("en", "0\u00a0files"), ("fr", "0\u00a0fichier,")])
def test_nothing_is_singular_in_french_and_plural_in_english(language, noun):
    facts = FACTS | {"n_files": Fact("n_files", 0, "files", "test")}
    assert say_plain("exhibits.files", language, facts, sealed=True).startswith(noun)


def test_text_from_data_is_escaped_and_its_facts_are_filled_in():
    assert (
        fill("<b>{share}</b> & more", "en", FACTS)
        == '&lt;b&gt;<data class="fact" data-fact="share" value="45">45%</data>&lt;/b&gt; &amp; more'
    )


def test_words_from_data_are_escaped_in_sentences():
    shown = say("exhibits.person_caption", "en", {}, name="<script>alert(1)</script>")
    assert "<script>" not in shown and "&lt;script&gt;" in shown


def test_dates_are_as_exact_as_they_were_given():
    assert when("2019-09", "fr") == '<time datetime="2019-09">septembre 2019</time>'
    assert when("2014", "en") == '<time datetime="2014">2014</time>'
    assert "5" in when("2019-09-05", "en")


def test_a_capital_goes_to_the_first_visible_letter():
    assert capitalise(Markup('<data value="5">five</data> persons')) == '<data value="5">Five</data> persons'
    assert capitalise("l’auteur") == "L’auteur"


@pytest.mark.parametrize(
    ("language", "one", "many"), [("en", "week", "weeks"), ("fr", "semaine", "semaines")]
)
def test_a_label_agrees_with_the_number_that_it_stands_beside(language, one, many):
    told = {
        count: say("panel.counts.n_weeks", language, {"n_weeks": Fact("n_weeks", count, "rows", "test")})
        for count in (0, 1, 2)
    }
    # None is a plural in English, and none in French.
    assert told == {0: many if language == "en" else one, 1: one, 2: many}
