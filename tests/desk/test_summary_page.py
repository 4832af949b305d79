"""The page that leads to many reports says what each answers, and of which there is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from ssi_outcomes.base.catalogues import LANGUAGES
from ssi_outcomes.base.paths import processed_folder
from ssi_outcomes.desk import summary_page as summary
from ssi_outcomes.reading.names.registry import outcomes
from ssi_outcomes.running.many_reports import Outcome
from ssi_outcomes.words.facts import read_citable

WORDS = '<table class="ledger"><tr><th>contracts</th><td><b class="badge">useful</b></td><td><data data-fact="contracts_informative">31</data></td></tr>\
<tr><th>views</th><td><b class="badge">moves</b></td><td><data data-fact="profile_views_informative">31</data></td></tr></table>'


def made(folder: Path, dataset: str, words: str = "") -> Outcome:
    pages = []
    for language in LANGUAGES:
        page = folder / f"{dataset}.{language}.html"
        page.write_text(
            f'<html><p class="about"><cite>Invented</cite></p>'
            f'<p class="lede">The answer of <b>{dataset}</b>.</p>{words}</html>',
            "utf-8",
        )
        pages.append(page)
    return Outcome(dataset, tuple(pages))


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_report_has_its_answer_and_its_link(tmp_path, language):
    named = "bad<script>\u202e"
    outcomes = [
        made(tmp_path, "acme"),
        Outcome(named, (), "Nora's row is wrong", 3),
        made(tmp_path, "other", WORDS),
    ]
    page = BeautifulSoup(summary.summary_page(outcomes, language), "html.parser")
    assert page.html["lang"] == language
    links = [a["href"] for a in page.select("section a[href]")]
    assert links == [f"../acme.{language}.html", f"../other.{language}.html"]
    rows = [row.find_all(["th", "td"]) for row in page.select("tbody tr")]
    assert [head.text for head, _ in rows] == ["bad<script>\ufffd", "acmeInvented", "otherInvented"]
    assert "The answer of acme." in rows[1][1].text and not rows[1][1].ul
    # The word on what is real; none on views.
    (word,) = rows[2][1].select("li")
    assert word.text.endswith("useful") and word.text.startswith("contracts") and word.b
    # A reason may quote a cell, and pages travel: it is told to whoever ran it, not here.
    assert "Nora" not in page.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_the_demo_team_each_real_outcome_has_its_verdict(demo_reports, language):
    outcome = Outcome("demo-team", (demo_reports[language],))
    page = BeautifulSoup(summary.summary_page([outcome], language), "html.parser")
    facts = read_citable(processed_folder("demo-team") / "facts")
    real = [name for name, each in outcomes().items() if each.kind == "real" and f"{name}_verdict" in facts]
    told = page.select("tbody li")
    assert len(told) == len(real) == 6
    assert {row.select_one(".badge")["data-status"] for row in told} == {"not testable"}


@pytest.mark.parametrize(
    ("key", "code", "said"),
    [
        ("nothing_filled_in", 3, "Not a single row is filled in yet."),
        ("nothing_accepted", 3, "Its data were refused: whoever has them is told why."),
        ("dataset_unknown", 2, "There is no such data set."),
        ("run_busy", 2, "Another command was at work on it."),
        ("bad_name", 2, "The command that makes it says why."),
        ("", 4, "The run broke off."),
    ],
)
def test_why_there_is_none_is_told_by_its_kind(key, code, said):
    page = BeautifulSoup(summary.summary_page([Outcome("bad", (), "why", code, key)], "en"), "html.parser")
    assert [cell.text for cell in page.select("tbody th, tbody td")] == ["bad", f"No report. {said}"]


def test_what_is_made_for_oneself_never_takes_the_place_of_what_is_shared(tmp_path, monkeypatch):
    monkeypatch.setenv("SSI_HOME", str(tmp_path))
    monkeypatch.delenv("AUDIENCE", raising=False)
    (shared,) = summary.write_summaries([], ["en"])
    monkeypatch.setenv("AUDIENCE", "private")
    (private,) = summary.write_summaries([], ["en"])
    assert (shared.name, private.name) == ("en.html", "private.en.html") and shared.is_file()


def test_all_data_sets_are_taken_where_none_is_named_and_each_once(monkeypatch, tmp_path):
    asked = []
    monkeypatch.setattr(summary, "make_reports", lambda names, *_: asked.append(names) or [])
    monkeypatch.setattr(summary, "write_summaries", lambda *_: [])
    monkeypatch.setattr(summary, "list_datasets", lambda _: ["a", "b"])
    summary.report_many("", ["en"], False, None)
    summary.report_many("b  a b", ["en"], False, None)
    assert asked == [["a", "b"], ["b", "a"]]


@pytest.mark.parametrize("words", ["", WORDS])
def test_of_a_page_no_more_is_read_than_its_answer_and_the_table_of_its_words(tmp_path, words):
    outcome = made(tmp_path, "acme", words)
    page = next(path for path in outcome.made if path.name == "acme.en.html")
    whole = summary.summary_page([outcome], "en")
    page.write_text(page.read_text("utf-8") + '<p class="lede">Later.</p><table class="ledger"></table>' * 3)
    assert summary.summary_page([outcome], "en") == whole
