"""Every figure answers "where from?": each section with the tables and computations of the facts that it cites."""

from __future__ import annotations

import nbformat
from markupsafe import Markup

from ssi_outcomes.base.paths import notebooks_folder
from ssi_outcomes.report.origins import Origin, find_origins
from ssi_outcomes.report.story import BEFORE_METHOD
from ssi_outcomes.words.facts import Fact

FACTS = {
    name: Fact(name, 1, "events", source)
    for name, source in {"calls": "outcomes.csv", "ratio": "compare_within", "people": "outcomes.csv"}.items()
}


def cite(name: str) -> str:
    return f'<data class="fact" data-fact="{name}" value="1">1</data>'


def test_a_section_names_each_origin_once_in_the_order_of_its_figures():
    html = f'<section id="people"><h2>{cite("people")} people</h2><p>{cite("ratio.low")} {cite("calls")}</p></section>'
    assert find_origins([html], FACTS) == [
        Origin("people", Markup(f"{cite('people')} people"), ("outcomes.csv", "compare_within"))
    ]


def test_a_section_without_figures_has_no_origin():
    assert find_origins(['<section id="redo"><h2>Redo</h2></section>'], FACTS) == []


def test_every_section_before_the_method_is_asked_in_the_order_of_the_page():
    cells = nbformat.read(notebooks_folder() / "08-report.ipynb", as_version=4).cells
    told = [cell.source.split('"')[1] for cell in cells if "report" in cell.metadata.get("tags", ())]
    assert told == [*BEFORE_METHOD, "method"]
