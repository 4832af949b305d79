"""The page on weeks that do not fit into memory: the answer of a report, and what the page leaves out."""

from __future__ import annotations

import pandas as pd
from bs4 import BeautifulSoup
from large_home import DATASET, fill_home, read_as_large

from ssi_outcomes.base.files import hash_file
from ssi_outcomes.exhibits.large.recorded_large import record_large
from ssi_outcomes.intake.receipt import tell_reasons, tell_receipt
from ssi_outcomes.report.facts_file import export_facts
from ssi_outcomes.report.large_page import export_large
from ssi_outcomes.report.story import OF_LARGE
from ssi_outcomes.words.facts import read_citable

FACTS_FILE = {"fr": "fichier de faits produit", "en": "file of facts that is made"}


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
        assert len(page.select("#beyond li")) > 6
        # No workbook and no copy of tables is made of rows in Parquet, and none is spoken of.
        assert "ssi check" not in page.select_one("#left-out").get_text()
        assert page.select_one("#where p").get_text().count(FACTS_FILE[language]) == 1
        assert hash_file(raw / "a.parquet") in page.select_one("#method").get_text()
        assert not page.select("a[href='#claims']")
    assert '"verdict_real"' in export_facts(folder)


def test_what_was_refused_is_told_by_reason_and_in_full_numbers(tmp_path, monkeypatch):
    raw = fill_home(tmp_path, monkeypatch)
    rows = pd.read_parquet(raw / "a.parquet")
    rows.loc[rows.index[:40], "ssi"] = 101.0
    rows.to_parquet(raw / "a.parquet")
    receipt = read_as_large(monkeypatch)
    record_large(DATASET)
    page = BeautifulSoup(
        export_large(receipt.folder, "en", read_citable(receipt.folder / "facts")), "html.parser"
    )
    told = page.select_one("#left-out")
    assert "40 were refused" in told.get_text(" ", strip=True).replace("\u00a0", " ")
    assert "a score that is not possible" in told.table.get_text() and "40" in told.table.get_text()
    said = tell_receipt(receipt)
    assert "40 x ssi" in said and "20 more" in said
    reasons = tell_reasons(receipt)
    assert "40 rows" in reasons and "first ones of each file and rule" in reasons
