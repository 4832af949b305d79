"""A hostile text in a figure, a table or a description of the data, without a whole report around it."""

from __future__ import annotations

from xml.etree import ElementTree

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from reliability.hostile_dataset import quote
from reliability.hostile_run import LANGUAGES
from reliability.hostile_texts import texts
from reliability.obeyed import OBEYED

from ssi_outcomes.base.errors import DataRefused, message
from ssi_outcomes.exhibits.frame.exhibit import Table
from ssi_outcomes.figures import draw_person_weeks
from ssi_outcomes.figures.canvas import as_svg, style
from ssi_outcomes.reading import read_dataset


@pytest.mark.long
def test_a_figure_takes_any_name_as_plain_letters(recwarn):  # the font has no emoji, and says so
    names = [
        text[:60]
        for text in texts(
            "person", "nul", "control", "return", "tab", "newline", "astral", "invisible", "override"
        )
    ]
    weeks = pd.DataFrame(
        {"person": names, "week_start": pd.Timestamp("2026-01-05"), "ssi": 40.0, "events": 1}
    )
    with style():
        svg = as_svg(draw_person_weeks(weeks, lambda key, **words: key))
    ElementTree.fromstring(svg)


@pytest.mark.parametrize("line", ["{} = 1", "time_zone = {}", "language = {}", "picked = {}", "[definitions.{}]\nmeaning = \"x\"", "[[coverage]]\ntable = {}", "[[coverage]]\ntable = \"ssi\"\nstart = {}", "[world]\n[{}]\nx = 1"])  # fmt: skip
def test_a_description_that_makes_no_sense_is_refused_in_plain_lines(tmp_path, line):
    (tmp_path / "acme").mkdir()
    for text in texts("toml"):
        (tmp_path / "acme" / "dataset.toml").write_text(line.format(quote(text)) + "\n", "utf-8")
        with pytest.raises(DataRefused) as refused:
            read_dataset(tmp_path / "acme")
        for language in LANGUAGES:
            said = refused.value.text(language)
            assert OBEYED.findall(said) == [] and len(said) < 2_000, text


def test_a_table_shows_a_cell_of_theirs_as_letters():
    for text in texts("cell"):
        soup = BeautifulSoup(
            str(Table(message("page_table", "en"), ["a", text], [(text, text)]).html()), "html.parser"
        )
        assert {tag.name for tag in soup.find_all(True)} == {
            "table",
            "caption",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
        }
