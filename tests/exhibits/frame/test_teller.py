"""A table's text stays text, its headings are headings, and a voice cites only what it knows."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from ssi_outcomes.exhibits.frame.teller import VERBATIM, Table, Teller
from ssi_outcomes.words.facts import Fact


def test_text_in_a_cell_is_escaped_and_safe_html_stays():
    html = Table(Markup("All"), ["<b>"], [("<i>", "<u>", Markup("<data>1</data>"))]).html()
    assert all(f"&lt;{sign}&gt;" in html for sign in "biu") and "<data>1</data>" in html


def test_the_first_cell_of_a_row_is_its_heading():
    html = Table(Markup(""), ["who", "what"], [("Benoit", "12"), ("Isabelle", "15")]).html()
    assert html.count('<th scope="row"') == 2 == html.count('<th scope="col"') == html.count("<td")
    assert html.index("Benoit") < html.index(">12<") < html.index("Isabelle")


def test_the_kind_of_a_table_is_its_class():
    assert Table(Markup(""), [], [], VERBATIM).html().startswith(f'<table class="{VERBATIM}">')
    assert Table(Markup(""), [], []).html().startswith("<table><caption>")


def test_a_voice_cites_a_fact_with_its_value_and_in_plain_text_without():
    facts = {"benoit_ssi": Fact("benoit_ssi", 12, "points", "test")}
    html = Teller("en", facts).say("labels.comparators.at_least", id="benoit_ssi")
    assert html.endswith('<data class="fact" data-fact="benoit_ssi" value="12">12</data>')
    text = Teller("fr", facts).text("labels.comparators.at_least", id="benoit_ssi")
    assert text.replace("\u00a0", " ") == "au moins 12"


def test_what_is_no_fact_cannot_be_cited():
    with pytest.raises(Exception, match="benoit_ssi"):
        Teller("en", {}).say("labels.comparators.at_least", id="benoit_ssi")


FACT = '<data class="fact" data-fact="{0}" value="{0}">{0}</data>'


def aligned(*cells: str) -> str:
    """Return how the second column of a table with these cells is set."""
    html = Table(Markup(""), ["a", "b"], [("x", Markup(cell)) for cell in cells]).html()
    styles = {part.split('"')[0] for part in html.split('<td style="')[1:]}
    assert len(styles) == 1 and html.count(f'<th scope="col" style="{min(styles)}"') >= 1
    return styles.pop()


@pytest.mark.parametrize(
    "cells",
    [
        (FACT.format(1), FACT.format(20)),
        (f"{FACT.format(-29)} to {FACT.format(15)}", "–"),
        (f"{FACT.format(-29)} à {FACT.format(15)}",),
        (f"{FACT.format(90)} ± {FACT.format(2)}",),
    ],
)
def test_columns_of_numbers_are_set_to_the_right_and_an_interval_is_not_cut_in_two(cells):
    assert aligned(*cells) == "text-align: right; white-space: nowrap"


@pytest.mark.parametrize(
    "cells",
    [
        ("words", "others"),
        ("–", "–"),
        (FACT.format(1), f"{FACT.format(654)} people"),
        (f"{FACT.format(2)} <small>or so</small>",),
    ],
)
def test_columns_of_words_are_set_to_the_left(cells):
    assert aligned(*cells) == "text-align: left"


def test_the_first_column_is_of_headings_whatever_stands_in_it():
    html = Table(Markup(""), ["a"], [(Markup(FACT.format(1)),)]).html()
    assert "right" not in html
