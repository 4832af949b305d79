"""What is pasted into the page is accepted and refused row by row as Python's reader does, and gives the same weeks."""

from __future__ import annotations

import pytest
from examples import few
from workshop.messy_tables import MISTAKES, keep, make_thirty
from workshop.read_by_python import read_here, read_there, to_text

pytestmark = pytest.mark.browser
# Of each hundred a few each time, the others in the long part.
EVERY = 25
CASES = [
    name if number % EVERY == 0 else pytest.param(name, marks=pytest.mark.long)
    for number, name in enumerate(MISTAKES)
]


@pytest.mark.parametrize("name", CASES)
def test_a_mistake_is_met_as_python_meets_it(script_page, tmp_path, name):
    tables = keep()
    MISTAKES[name](*tables)
    texts = [*map(to_text, tables)]
    assert read_there(script_page, texts) == read_here(tmp_path / "acme", texts)


@pytest.mark.parametrize(
    ("language", "separator"),
    few(
        [(language, separator) for language in ("fr", "en") for separator in ("\t", ";", ",")],
        (("fr", ";"), ("en", "\t")),
    ),
)
def test_thirty_mistakes_at_once_are_met_as_python_meets_them(script_page, tmp_path, language, separator):
    tables = keep(language)
    make_thirty(*tables)
    texts = [to_text(table, separator) for table in tables]
    said = read_there(script_page, texts)
    assert said == read_here(tmp_path / "acme", texts)
    assert sum(map(len, said["refused"])) > 20 and len(said["weeks"]["phone_meetings"]) > 10


def test_a_text_without_the_templates_headings_is_no_table(script_page):
    assert script_page.evaluate("tryIt.readTexts(['Nom;Ventes\\nAnne;3'], 20000).tables") == [None]


def test_a_difference_would_be_seen(script_page, tmp_path):
    texts = [to_text(table) for table in keep()]
    here = read_here(tmp_path / "acme", texts)
    assert read_there(script_page, [texts[0], texts[1].replace("\t3\t", "\t2\t", 1)]) != here
