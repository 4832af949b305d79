"""The page on weeks that do not fit into memory: the answer of a report, and what the page leaves out."""

from __future__ import annotations

from bs4 import BeautifulSoup
from large_home import DATASET, fill_home, read_as_large

from ssi_outcomes.base.files import hash_file
from ssi_outcomes.exhibits.large.recorded_large import record_large
from ssi_outcomes.report.facts_file import export_facts
from ssi_outcomes.report.large_page import export_large
from ssi_outcomes.report.story import OF_LARGE
from ssi_outcomes.words.facts import read_citable


def test_the_page_says_what_it_answers_and_what_it_leaves_out(tmp_path, monkeypatch):
    raw = fill_home(tmp_path, monkeypatch)
    folder = read_as_large(monkeypatch).folder
    record_large(DATASET)
    known = read_citable(folder / "facts")
    for language, word in (("fr", "utile"), ("en", "useful")):
        page = BeautifulSoup(export_large(folder, language, known), "html.parser")
        assert [section["id"] for section in page.select("section")] == list(OF_LARGE)
        assert word in page.select_one("#compare table").get_text()
        assert page.select_one("#answer .lede") and page.select_one("#answer img")
        assert len(page.select("#left-out li")) > 6
        assert hash_file(raw / "a.parquet") in page.select_one("#method").get_text()
        assert not page.select("a[href='#claims']")
    assert '"verdict_real"' in export_facts(folder)
