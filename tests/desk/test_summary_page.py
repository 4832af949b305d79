"""The page that leads to many reports says what each answers, and of which there is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from ssi_outcomes.base.catalogues import LANGUAGES
from ssi_outcomes.desk import summary_page as summary
from ssi_outcomes.running.many_reports import Outcome


def made(folder: Path, dataset: str) -> Outcome:
    pages = []
    for language in LANGUAGES:
        page = folder / f"{dataset}.{language}.html"
        page.write_text(f'<html><p class="lede">The answer of <b>{dataset}</b>.</p></html>', "utf-8")
        pages.append(page)
    return Outcome(dataset, tuple(pages))


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_report_has_its_answer_and_its_link(tmp_path, language):
    outcomes = [made(tmp_path, "acme"), Outcome("bad", (), "Nora's row is wrong", 3), made(tmp_path, "other")]
    page = BeautifulSoup(summary.summary_page(outcomes, language), "html.parser")
    assert page.html["lang"] == language
    links = [a["href"] for a in page.select("section a[href]")]
    assert links == [f"../acme.{language}.html", f"../other.{language}.html"]
    assert "The answer of acme." in page.text
    # A reason may quote a cell, and pages travel: it is told to whoever ran it, not here.
    assert "bad" in page.select_one("#failed").text and "Nora" not in page.text


def test_all_data_sets_are_taken_where_none_is_named_and_each_once(monkeypatch, tmp_path):
    asked = []
    monkeypatch.setattr(summary, "make_reports", lambda names, *_: asked.append(names) or [])
    monkeypatch.setattr(summary, "write_summaries", lambda *_: [])
    monkeypatch.setattr(summary, "list_datasets", lambda _: ["a", "b"])
    summary.report_many("", ["en"], False, None)
    summary.report_many("b  a b", ["en"], False, None)
    assert asked == [["a", "b"], ["b", "a"]]
