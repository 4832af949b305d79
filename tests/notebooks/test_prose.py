"""Each cell of prose is there in English and, folded away, in French; no paragraph speaks to two readers."""

from __future__ import annotations

import re

import pytest
from notebooks.cells import NOTEBOOKS, prose_cells, read, tags

FORK = re.compile(
    r"\b(?:in|on) (?:the article|a team)\b.*\b(?:in|on) (?:the article|a team)\b", re.IGNORECASE | re.DOTALL
)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_each_cell_of_prose_is_followed_by_itself_in_french(path):
    words = [cell for cell in read(path).cells if cell.cell_type == "markdown"]
    english, french = words[::2], words[1::2]
    assert all("lang-en" in tags(cell) for cell in english) and all(
        "lang-fr" in tags(cell) for cell in french
    )
    for here, there in zip(english, french, strict=True):
        for mark in ("# ", "## ", "### ", "- ", "<details>", "]("):
            assert count_lines(here, mark) == count_lines(there, mark), here.source
        assert {*tags(here)} ^ {*tags(there)} == {"lang-en", "lang-fr"}


def count_lines(cell, mark: str) -> int:
    """Return how often a cell has a heading, a point of a list, a fold or a link."""
    return len(
        re.findall(rf"^{re.escape(mark)}" if mark.endswith(" ") else re.escape(mark), cell.source, re.M)
    )


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_french_prose_is_set_as_french_and_folded_away_from_who_reads_english(path):
    for cell in read(path).cells:
        if "lang-fr" in tags(cell):
            text = re.sub(r"`[^`]*`|\]\([^)]*\)|</?\w+>", "", cell.source)
            assert re.findall(r"[ \w][;?!%»]|«(?!\u00a0)| :|'", text) == [], cell.source
            assert cell.metadata["jupyter"] == {"source_hidden": True}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_no_paragraph_forks_between_article_and_team(path):
    paragraphs = [text for cell in prose_cells(path) for text in cell.source.split("\n\n")]
    assert [text for text in paragraphs if FORK.search(text)] == []
