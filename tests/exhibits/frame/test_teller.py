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
