"""A recorded table is read back with the values behind what it shows."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from ssi_outcomes.report.reread import Cell, read_cell, read_table

# Sixteen digits: what a workbook holds of a number.
FULL = 1.097342610182736
RATIO = f'<data class="fact" data-fact="ratio" value="{FULL}">1.10</data>'


def cell(html: str) -> Cell:
    return read_cell(BeautifulSoup(f"<td>{html}</td>", "html.parser").td)


@pytest.mark.parametrize(
    ("html", "value", "shown_as"),
    [
        (RATIO, FULL, ""),
        (f" \n{RATIO} ", FULL, ""),
        ('<data value="26000">26\u202f000</data>', 26000, ""),
        ('<data value="-4.5">\u22124,5\u00a0%</data>', -4.5, 'General"\u00a0%"'),
        ('<data value="100000">€100,000</data>', 100000, '"€"General'),
        ('<data value="0">none</data>', 0, ""),
        ('<data value="refuted">refuted</data>', "refuted", ""),
        (f"{RATIO} to {RATIO}", "1.10 to 1.10", ""),
        ("12", "12", ""),
        ("a\n  b\u00a0c <small>(d)</small>", "a b\u00a0c (d)", ""),
        ("", "", ""),
    ],
)
def test_a_fact_alone_in_its_cell_is_a_number_and_all_else_is_words(html, value, shown_as):
    assert cell(html) == Cell(value, shown_as) and type(cell(html).value) is type(value)


def test_a_table_has_its_caption_its_headings_and_a_cell_for_each_cell():
    made = read_table(
        "<table><caption>The\n ledger</caption><thead><tr><td></td><th>Ratio</th></tr></thead>"
        f"<tbody><tr><th>A rise <em>helps</em></th><td>{RATIO}</td></tr><tr><th></th><td>none</td></tr></tbody></table>"
    )
    assert (made.caption, list(made.headings)) == ("The ledger", ["", "Ratio"])
    assert made.rows == [[Cell("A rise helps"), Cell(FULL)], [Cell(""), Cell("none")]]


def test_a_table_without_a_caption_or_rows_has_neither():
    made = read_table("<table><thead><tr><th>Claim</th></tr></thead><tbody></tbody></table>")
    assert (made.caption, list(made.headings), made.rows) == ("", ["Claim"], [])
