"""A page to forward repeats what the report says first, in its words, on one sheet of paper."""

from __future__ import annotations

import re
from datetime import date

import pytest
from bs4 import BeautifulSoup
from conftest import MADE
from report.forwarded import HASHES, WORDS, page

from ssi_outcomes.base.errors import NotebookFailed
from ssi_outcomes.base.paths import processed_folder
from ssi_outcomes.report.brief import make_brief
from ssi_outcomes.running.printing import find_browser, print_page
from ssi_outcomes.words.facts import collect_facts, read_citable

both_languages = pytest.mark.parametrize("language", ["fr", "en"])
TOLD = ("possible", "excluded", "do", "dont")


def brief(language: str, html: str = "", **facts: float) -> BeautifulSoup:
    made = make_brief(
        html or page(language),
        f"acme.{language}.html",
        language,
        {"high": 0.16, **facts},
        HASHES,
        date(2026, 11, 28),
    )
    return BeautifulSoup(made, "html.parser")


@both_languages
def test_it_has_the_question_the_answer_what_is_possible_and_what_to_do_in_this_order(language):
    made, words = brief(language), WORDS[language]
    assert made.h1.get_text() == words["question"] and made.html["lang"] == language
    assert made.select_one(".lede").get_text() == words["answer"]
    assert [term.get_text() for term in made.select("dt")] == [words[key] for key in TOLD]
    assert [each.get_text() for each in made.select("li")] == ["Watched, not tried.", "All of them."]
    assert made.select_one(".about").get_text() == "Acme" and made.h2.get_text() == words["limits"]


def test_what_a_link_would_lead_to_is_not_promised_and_text_stays_text():
    possible, _, do, dont = (said.get_text().strip() for said in brief("en").select("dd"))
    assert (do, dont) == ("Count.", "Do not go by points.") and possible == "Nothing, <b> or a little."
    assert not brief("en").select("main a") and not brief("en").select("header, script, nav")


@both_languages
def test_it_says_when_it_was_made_of_which_report_and_of_which_data(language):
    last = brief(language).select_one(".sources")
    assert last.time["datetime"] == "2026-11-28"
    assert [code.get_text() for code in last.select("code")] == [f"acme.{language}.html", "d" * 16, "e" * 16]


def test_its_figure_is_the_one_beside_the_answer_else_the_first():
    first = brief("en").img["src"]
    html = page("en")
    later = html.replace('<figure class="exhibit"', '<figure class="exhibit beside" id="figure"').replace(
        '<figure class="exhibit beside" id="figure"', '<figure class="exhibit"', 1
    )
    assert first == BeautifulSoup(html, "html.parser").img["src"] != brief("en", later).img["src"]
    assert brief("en", re.sub("<figure.*</figure>", "", html)).img is None


def test_a_number_that_is_no_fact_stops_it():
    with pytest.raises(NotebookFailed, match="acme.en.html"):
        brief("en", high=0.2)
    with pytest.raises(NotebookFailed, match="42"):
        brief("en", page("en").replace("Watched", "42 watched"))


def of_report(page, dataset, language):
    facts = processed_folder(dataset) / "facts"
    about = collect_facts(facts).about
    return make_brief(page.read_text("utf-8"), page.name, language, read_citable(facts), about, date.today())


@both_languages
@pytest.mark.parametrize("dataset", MADE)
def test_that_of_a_report_is_whole(pages_of, dataset, language):
    made = BeautifulSoup(of_report(pages_of(dataset)[language], dataset, language), "html.parser")
    assert len(made.select("dt")) == len(TOLD) and made.img["alt"] and 1 <= len(made.select("li")) <= 2


@pytest.mark.long
@pytest.mark.browser
@both_languages
@pytest.mark.parametrize("dataset", MADE)
def test_it_is_one_page_of_a4_with_a_figure_that_can_be_read(pages_of, dataset, language, tmp_path, visit):
    browser = find_browser()
    if browser is None:
        pytest.skip("not run: no Chromium")
    file = tmp_path / "brief.html"
    file.write_text(of_report(pages_of(dataset)[language], dataset, language), "utf-8")
    content = print_page(browser, file, tmp_path)
    assert len(re.findall(rb"/Type ?/Page\b(?!s)", content)) == 1
    seen = visit(file, width=665, height=983).page  # what A4 leaves between its margins, at 96 dots an inch
    seen.emulate_media(media="print")
    assert seen.evaluate("document.querySelector('figure').getBoundingClientRect().height") > 250
    desk = visit(file, width=1280).page  # no contents stand beside it
    assert desk.evaluate("document.querySelector('h1').getBoundingClientRect().width") > 600
    phone = visit(file, width=390).page
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
