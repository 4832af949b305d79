"""A row in words: its value with its comparator and its time, or that none is stated."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from ssi_outcomes.exhibits.article.phrases import is_borrowed, label, say_time, say_value, told, wording
from ssi_outcomes.exhibits.article.statement_facts import statement_facts
from ssi_outcomes.exhibits.frame.teller import Teller
from ssi_outcomes.study import CaseStudy


def statement(study: CaseStudy, name: str):
    return next(row for row in study.statements.itertuples() if row.statement_id == name)


def teller(study: CaseStudy, language: str) -> Teller:
    return Teller(language, {fact.id: fact for fact in statement_facts(study)})


def plain(text: object) -> str:
    return text.striptags().replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("name", "english", "french"),
    [
        ("benoit_ssi", "12", "12"),
        ("claude_silence", "at least 2", "au moins 2"),
        ("benoit_rank", "at most 3", "au plus 3"),
        ("benoit_posts", "not stated", "non indiqué"),
        ("benoit_days", "213 to 243", "de 213 à 243"),
        ("benoit_approaches", "1 a month", "1 par mois"),
        ("isabelle_approaches", "4 in one morning", "4 en une matinée"),
    ],
)
def test_a_value_is_told_with_its_comparator_and_its_time(study, name, english, french):
    row = statement(study, name)
    assert plain(say_value(row, teller(study, "en"))) == english
    assert plain(say_value(row, teller(study, "fr"))) == french


def test_a_time_is_told_as_it_was_stated_or_as_unknown(study):
    row = statement(study, "benoit_approaches")  # which of two months it began in is not known
    assert plain(say_time(row, teller(study, "en"))) == "September 2019 or October 2019 to April 2020"
    assert plain(say_time(row, teller(study, "fr"))) == "de septembre 2019 ou octobre 2019 à avril 2020"
    assert plain(say_time(statement(study, "benoit_ssi"), teller(study, "en"))) == "no date"


def test_of_an_event_its_date_is_the_value(study):
    launch = statement(study, "ssi_launch")
    assert say_value(launch, teller(study, "en")) == say_time(launch, teller(study, "en"))
    assert plain(say_value(launch, teller(study, "en"))) == "2014"


def test_a_wording_is_filled_with_the_facts_that_it_cites(study):
    row = SimpleNamespace(wording_en="Benoit has {benoit_ssi}.", wording_fr="Benoit a {benoit_ssi}.")
    assert plain(wording(row, "wording", teller(study, "fr"))) == "Benoit a 12."
    assert 'data-fact="benoit_ssi" value="12"' in wording(row, "wording", teller(study, "en"))


def test_a_language_that_the_tables_lack_borrows_the_sources(study):
    row = SimpleNamespace(name_en="the author", name_fr="l’auteur")
    assert [told(row, "name", language) for language in ("fr", "en", "nl")] == [
        "l’auteur",
        "the author",
        "the author",
    ]
    assert is_borrowed(study, "nl") and not is_borrowed(study, "fr")
    assert label(study, "ssi", "nl") == label(study, "ssi", "en")
