"""The gallery leads to each report in both languages, and repeats what the reports say first; each number in it is its fact."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from conftest import SHOWN
from markupsafe import Markup

from ssi_outcomes.base.errors import NotebookFailed, UsageError
from ssi_outcomes.base.paths import processed_folder
from ssi_outcomes.desk import gallery as galleries
from ssi_outcomes.desk.gallery import Shown, index_page, make_gallery, read_shown
from ssi_outcomes.report.page_rules import check_html, compare_languages
from ssi_outcomes.running.many_reports import Outcome
from ssi_outcomes.running.progress import Lines
from ssi_outcomes.words.facts import read_citable
from ssi_outcomes.worlds import find_scenario

REPORT = '<main><h1>Does it?</h1><p class="about"><cite>About {0}</cite></p><figure class="exhibit"><img src="data:image/svg+xml;base64,AA==" alt="Of {0}: rows and their intervals."></figure><p class="lede"><strong>Undetermined.</strong> <data class="fact" data-fact="a" value="1">1</data> &lt;b&gt;</p></main>'
REPORTS = (
    "article",
    "demo-team",
    "demo-trial",
    "demo-pool",
    "world-nothing",
    "world-thermometer",
    "world-useful",
)
both_languages = pytest.mark.parametrize("language", ["fr", "en"])


@pytest.fixture
def pages(tmp_path, monkeypatch):
    """The files of a gallery whose reports are already made: no notebook is run."""
    monkeypatch.setenv("SSI_HOME", str(tmp_path))
    (tmp_path / "reports").mkdir()
    worlds = []

    def report(dataset: str) -> Outcome:
        made = [
            tmp_path / "reports" / f"{dataset}.{ending}"
            for ending in ("facts.json", "fr.xlsx", "fr.html", "en.html")
        ]
        for path in made:
            path.write_text(REPORT.format(dataset), "utf-8")
        return Outcome(dataset, tuple(made))

    monkeypatch.setattr(galleries, "make_reports", lambda datasets, *_: list(map(report, datasets)))
    monkeypatch.setattr(
        galleries, "write_world", lambda name, people, weeks: worlds.append((name, people, weeks))
    )
    made = make_gallery(Lines())
    assert [world for world, _, _ in worlds] == ["nothing", "thermometer", "useful"]
    return made


def test_it_holds_the_reports_in_both_languages_and_a_front_page_last(pages):
    names = [path.name for path in pages]
    reports = [f"{name}.{language}.html" for name in REPORTS for language in ("fr", "en")]
    assert names == [*reports, "index.fr.html", "index.en.html", "index.html"]
    assert {path.name for path in pages[0].parent.iterdir()} == set(names)


@both_languages
def test_each_link_of_the_front_page_leads_to_a_file_of_the_folder(pages, language):
    folder = pages[0].parent
    page = BeautifulSoup((folder / f"index.{language}.html").read_text("utf-8"), "html.parser")
    addresses = [link["href"] for link in page.select("main a")]
    other = {"fr": "en", "en": "fr"}[language]
    assert sorted(addresses) == sorted(
        [f"index.{other}.html", *(f"{name}.{language}.html" for name in REPORTS)]
    )
    assert all((folder / address).is_file() for address in addresses)
    assert page.html["lang"] == language and len(page.find_all("h1")) == 1
    assert len(page.find_all("h2")) == len(REPORTS)
    assert page.head.find(True)["http-equiv"] == "Content-Security-Policy" and not page.find_all(
        ["script", "link"]
    )


@both_languages
def test_of_each_report_it_shows_the_figure_that_matters_and_no_title_tells_what_is_to_be_guessed(
    pages, language
):
    page = BeautifulSoup((pages[0].parent / f"index.{language}.html").read_text("utf-8"), "html.parser")
    shown = {
        section["id"]: section for section in page.select("main section[id]") if section["id"] != "answer"
    }
    assert all(f"Of {name}: rows" in section.img["alt"] for name, section in shown.items())
    assert [shown[f"world-{world}"].h2.get_text() for world in galleries.WORLDS] == [
        f"About world-{world}" for world in galleries.WORLDS
    ]


def test_an_answer_is_repeated_as_it_stands_and_text_stays_text(pages):
    shown = read_shown(pages[0].parent, "article", "en")
    assert "&lt;b&gt;" in shown.answer and 'data-fact="a"' in shown.answer and shown.truth == ""


@both_languages
def test_of_each_world_the_truth_is_folded_away_behind_the_answer(pages, language):
    page = BeautifulSoup((pages[0].parent / f"index.{language}.html").read_text("utf-8"), "html.parser")
    told = {section["id"]: section for section in page.select("main section[id]")}
    for world in ("nothing", "thermometer", "useful"):
        lesson = find_scenario(world).lesson(language).replace("'", "’")
        section = told[f"world-{world}"]
        assert section.details.p.get_text() == lesson and not section.details.has_attr("open")
        section.details.extract()
        assert "Undetermined" in section.get_text() and lesson not in section.get_text()
    assert "'" not in page.body.get_text()


@both_languages
def test_of_the_trial_it_says_that_watching_is_misled(pages, language):
    page = BeautifulSoup((pages[0].parent / f"index.{language}.html").read_text("utf-8"), "html.parser")
    said = page.select_one("#demo-trial").get_text()
    assert {"fr": "Observé, le score paraît utile", "en": "Watched, the score looks useful"}[language] in said


@pytest.mark.long
@both_languages
def test_the_front_page_keeps_the_rules_of_a_report(gallery, language):
    page = BeautifulSoup((gallery / f"index.{language}.html").read_text("utf-8"), "html.parser")
    # The numbers are those of the answers, each held against the facts of its own report; the links stay within the folder.
    for element in page.select("data"):
        element.decompose()
    for link in page.select("main a"):
        link.unwrap()
    assert check_html(str(page), {}, language) == []


def test_without_one_of_its_reports_no_gallery_is_made_and_which_is_said(tmp_path, monkeypatch):
    monkeypatch.setenv("SSI_HOME", str(tmp_path))
    monkeypatch.setattr(galleries, "write_world", lambda *_: None)
    failed = {"demo-pool", "world-useful"}
    monkeypatch.setattr(
        galleries,
        "make_reports",
        lambda datasets, *_: [Outcome(each, failure="why" if each in failed else "") for each in datasets],
    )
    with pytest.raises(NotebookFailed, match="demo-pool, world-useful"):
        make_gallery(Lines())
    assert not (tmp_path / "reports" / "gallery" / "index.html").exists()


def test_what_is_to_be_published_is_not_made_for_oneself(monkeypatch):
    monkeypatch.setenv("AUDIENCE", "private")
    with pytest.raises(UsageError, match="AUDIENCE"):
        make_gallery(Lines())


def test_a_title_is_never_taken_for_html():
    page = index_page([Shown("x", "<script>alert(1)</script>", "", Markup("<strong>Useful</strong>."))], "en")
    assert "<script>" not in page and "&lt;script&gt;" in page


@both_languages
@pytest.mark.parametrize("dataset", SHOWN)
def test_every_number_in_a_report_is_its_fact(pages_of, dataset, language):
    html, facts = (
        pages_of(dataset)[language].read_text("utf-8"),
        read_citable(processed_folder(dataset) / "facts"),
    )
    assert html.count("<data ") > 50 and check_html(html, facts, language) == []
    assert len(html.encode()) < 1_000_000


# The page of the other language is made of the same facts; faults are planted in it in the long part.
@pytest.mark.parametrize("language", ["fr", pytest.param("en", marks=pytest.mark.long)])
@pytest.mark.parametrize("dataset", SHOWN)
def test_a_wrong_number_planted_anywhere_in_it_is_found(pages_of, dataset, language):
    html, facts = (
        pages_of(dataset)[language].read_text("utf-8"),
        read_citable(processed_folder(dataset) / "facts"),
    )
    shown = list(re.finditer(r"(<data [^>]*>)([^<]*\d[^<]*)(</data>)", html))
    for place in (shown[0], shown[len(shown) // 2], shown[-1]):
        wrong = re.sub(r"\d", lambda digit: str((int(digit[0]) + 4) % 10), place[2])
        assert check_html(
            f"{html[: place.start()]}{place[1]}{wrong}{place[3]}{html[place.end() :]}", facts, language
        ), place[0]
    assert check_html(html.replace("</p>", " 42.</p>", 1), facts, language)


@pytest.mark.parametrize("dataset", SHOWN)
def test_both_languages_of_a_report_tell_the_same(pages_of, dataset):
    french, english = (pages_of(dataset)[language].read_text("utf-8") for language in ("fr", "en"))
    assert compare_languages(french, english) == []


@pytest.mark.long
@pytest.mark.parametrize(
    ("world", "word"),
    [
        ("nothing", "no."),
        ("thermometer", "only mirrors the work"),
        ("useful", "yes, for phone meetings"),
    ],
)
def test_in_a_world_whose_truth_is_known_the_report_says_it(gallery, world, word):
    answer = read_shown(gallery, f"world-{world}", "en").answer.casefold()
    assert answer.startswith("<strong>") and word in answer.split("</strong>")[0]
