"""The protocol is one page in plain words of each language, to be printed and signed; names of people cannot break it."""

import re
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from desk.trial_home import PEOPLE, make_home, promise

from ssi_outcomes.base.plan import read_plan
from ssi_outcomes.desk.trial_page import make_page
from ssi_outcomes.trial.by_lot import draw_schedule


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("SSI_HOME", str(tmp_path))
    make_home(tmp_path)
    return tmp_path


def page(drawn, language: str, **changes) -> BeautifulSoup:
    protocol = replace(drawn.protocol, **changes)
    text = make_page("acme", protocol, draw_schedule(protocol), ("f" * 64, 70), language, read_plan())
    return BeautifulSoup(text, "html.parser")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_page_says_who_when_what_and_how_it_is_judged_and_stands_alone(language):
    found = page(promise(), language)
    assert found.html["lang"] == language and len(found.find_all("h1")) == 1
    assert len(found.find_all("h2")) == 7 and "f" * 64 in found.get_text()
    assert not found.find_all(["script", "img", "link", "iframe"])
    for person in PEOPLE:
        assert found.get_text().count(person) == 3  # in the baseline, in the trial, where they sign


def test_the_table_says_for_each_time_who_pushes_and_who_carries_on():
    drawn = promise()
    baseline, trial = (
        [cell.get_text() for cell in row.find_all(["th", "td"])]
        for row in page(drawn, "en").find("tbody").find_all("tr")
    )
    assert baseline == ["2 March 2026 – 26 April 2026", "–", ", ".join(PEOPLE)]
    assert trial[0] == "27 April 2026 – 21 June 2026"
    first = drawn.schedule[drawn.schedule["week_start"] == drawn.protocol.starts]
    assert trial[1].split(", ") == list(first.loc[first["arm"] == "push", "person"])


def test_a_crossover_has_a_row_for_each_period_and_says_for_how_long_it_speaks():
    found = page(promise(design="crossover", weeks="32"), "fr")
    assert len(found.find("tbody").find_all("tr")) == 4
    assert "8 semaines" in found.get_text() and "4 premières" in found.get_text()


def test_one_person_alone_is_told_that_nothing_follows_for_others():
    assert "rien n’en suit pour les autres" in page(promise(PEOPLE[:1], design="single"), "fr").get_text()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_both_pushes_and_own_words_are_on_the_page(language):
    drawn = promise()
    said = {
        push: page(drawn, language, push=push).get_text()
        for push in ("score_hour", "bot_acts", "Un café <b>noir</b>")
    }
    assert len({re.sub(r"\s+", " ", text) for text in said.values()}) == 3
    assert "Un café <b>noir</b>" in said["Un café <b>noir</b>"]


def test_a_name_that_looks_like_html_is_a_name():
    drawn = promise()
    people = ("<script>alert(1)</script>", *PEOPLE[1:])
    found = page(drawn, "en", people=people)
    assert not found.find_all("script") and people[0] in found.get_text()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_page_says_what_decides_and_how_many_hours_the_push_takes(language):
    usual = page(promise(), language).get_text()
    own = page(promise(), language, estimator="by_baseline", push="calls", hours_a_week=2.5).get_text()
    hours = {"fr": "2,5 heures par semaine", "en": "2.5 hours a week"}[language]
    alone = {"fr": "Seules les semaines de l’essai décident", "en": "The weeks of the trial alone decide"}[
        language
    ]
    assert hours in own and alone in own and alone not in usual
    assert {"fr": "1 heure par semaine", "en": "1 hour a week"}[language] in usual
