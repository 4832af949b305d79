"""A page as it is laid out: head, contents, landmarks, and which language its words are in."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from report import sample

from ssi_outcomes.report import export_case
from ssi_outcomes.report.page_rules import CSP
from ssi_outcomes.report.render import render_page


def test_the_policy_comes_first_in_the_head(french):
    first, second = french.head.find_all(True)[:2]
    assert (first["http-equiv"], first["content"]) == ("Content-Security-Policy", CSP)
    assert second["charset"] == "utf-8"


def test_the_head_says_title_language_and_colours(french):
    assert french.html["lang"] == "fr"
    assert french.title.get_text() == french.h1.get_text()
    metas = {meta["name"]: meta["content"] for meta in french.find_all("meta", attrs={"name": True})}
    assert metas["color-scheme"] == "light dark" and metas["referrer"] == "no-referrer"
    assert metas["description"].startswith("Dans cet échantillon inventé, cinq histoires")
    assert "width=device-width" in metas["viewport"]


def test_the_contents_lead_to_the_answer_and_to_each_part(french):
    links = [(link["href"], link.get_text()) for link in french.nav.find_all("a")]
    assert links[0] == ("#answer", "La réponse")
    assert links[1:] == [
        (f"#{section['id']}", section.h2.get_text()) for section in french.main.find_all("section")[1:]
    ]


def test_what_stands_behind_the_evidence_is_of_a_lower_rank_in_the_contents_too():
    page = laid_out(
        '<section id="a"><h2>Weeks</h2></section><section id="b" class="further"><h2>Claims</h2></section>'
    )
    assert {entry.a["href"]: entry.get("class") for entry in page.nav.find_all("li")} == {
        "#a": None,
        "#b": ["further"],
    }


def test_a_page_has_skip_link_header_main_and_footer(french):
    assert french.body.find("a")["href"] == "#main" and french.main["id"] == "main"
    assert french.header and french.footer


def test_the_no_break_spaces_survive_the_export(french):
    assert "commandes\u00a0?" in french.title.get_text() and "26\u202f000" in french.get_text()


def test_english_words_on_a_french_page_say_so(case):
    assert case.html["lang"] == "fr" and case.title["lang"] == "en"
    assert case.h1.find_parent(lang=True)["lang"] == "en" and case.nav.a.span["lang"] == "en"
    assert (
        case.find("p", string="La personne inventée a reçu des appels.").find_parent(lang=True) is case.html
    )
    assert "lang" not in BeautifulSoup(export_case(sample.case_notebook(), "en"), "html.parser").title.attrs


def laid_out(body: str, kind: str = "case") -> BeautifulSoup:
    return BeautifulSoup(render_page(body, "en", kind), "html.parser")


def test_headings_without_an_anchor_get_one_each_of_letters_and_none_twice():
    page = laid_out(
        "<h1>T</h1><h2>Été 2026</h2><h2>Été</h2><h2>2026</h2><h2 id='kept'>Kept</h2>"
        '<section id="own"><h2>Of a section</h2></section>'
    )
    assert [link["href"] for link in page.nav.find_all("a")] == [
        "#ete",
        "#ete-2",
        "#part",
        "#kept",
        "#own",
    ]
    anchors = [tag["id"] for tag in page.find_all(id=True)]
    assert len(anchors) == len(set(anchors)) and {"ete", "ete-2", "part", "kept", "own"} <= set(anchors)


def test_a_heading_keeps_its_facts_in_the_contents_and_no_link_stands_in_a_link():
    page = laid_out(
        '<h1>T</h1><h2 id="a">All <data value="5" id="five">5</data> <a href="#b">here</a> &amp; <em>there</em></h2>'
    )
    link = page.nav.find("a", href="#a")
    assert link.get_text() == "All 5 here & there" and link.find("data")["value"] == "5"
    assert not link.find("a") and not link.find(id=True)


def test_a_title_is_text_whatever_it_looks_like():
    page = render_page("<h1>a &lt;/title&gt;&lt;b&gt; &quot;x&quot;</h1><p>x &lt;i&gt;</p>", "en", "case")
    assert len(re.findall("</title>", page)) == 1
    assert BeautifulSoup(page, "html.parser").title.get_text() == 'a </title><b> "x"'


@pytest.mark.parametrize(
    ("lede", "description"),
    [
        ("Short.", "Short."),
        ("a" * 180, "a" * 180),
        ("word, " * 40, "word, " * 29 + "word…"),
    ],
)
def test_the_description_is_the_first_paragraph_cut_between_words(lede, description):
    page = laid_out(f"<h1>T</h1><p>{lede}</p><p>Another.</p>")
    assert page.find("meta", attrs={"name": "description"})["content"] == description
