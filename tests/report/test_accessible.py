"""Tables that can be read by ear, by keyboard and on a phone."""

from __future__ import annotations

from bs4 import BeautifulSoup
from report import sample

from ssi_outcomes.report import export_report
from ssi_outcomes.report.accessible import prepare_tables


def test_tables_get_scopes_a_frame_and_labels_for_a_phone(french):
    table = french.find("table", class_="ledger")
    assert {cell["scope"] for cell in table.thead.find_all("th")} == {"col"}
    assert {cell["scope"] for cell in table.tbody.find_all("th")} == {"row"}
    assert table.tbody.td["data-label"] == "Statut" and table["role"] == "table"
    assert table.parent["tabindex"] == "0" and table.parent["aria-label"] == table.caption.get_text()


def test_two_tables_under_one_heading_have_different_names():
    tables = (
        '<section id="two"><h2>Twice</h2>'
        + 2 * "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>"
        + "</section>"
    )
    page = BeautifulSoup(export_report(sample.report_notebook("en", tables), "en"), "html.parser")
    names = [frame["aria-label"] for frame in page.select(".scroll")]
    assert len(names) == len(set(names))


def test_a_table_of_pandas_loses_its_style_and_its_empty_header(case):
    table = case.select_one("table.dataframe")
    assert "border" not in table.attrs and not case.main.find("style")
    assert table.thead.td.get_text() == "" and [cell["scope"] for cell in table.tbody.find_all("th")] == [
        "row",
        "row",
    ]
    assert "score <b>" in table.get_text()


def prepared(html: str, language: str = "en") -> BeautifulSoup:
    body = BeautifulSoup(html, "html.parser")
    prepare_tables(body, language)
    return body


def test_a_table_is_named_by_its_caption_else_by_the_heading_before_it_else_as_a_table():
    tables = "<table></table><h2>Above</h2><table></table><table><caption>Its own</caption></table>"
    for language, word in (("en", "Table"), ("fr", "Tableau")):
        names = [frame["aria-label"] for frame in prepared(tables, language).select("[role=region]")]
        assert names == [word, "Above", "Its own"]


def test_a_frame_that_is_there_is_used_and_not_put_into_another():
    body = prepared('<div class="scroll"><table><caption>A</caption></table></div>')
    (frame,) = body.select("div")
    assert (frame["tabindex"], frame["role"], frame["aria-label"]) == ("0", "region", "A")


def test_on_a_phone_a_cell_of_eighteen_signs_stands_beside_its_label_and_a_longer_one_below():
    body = prepared(
        '<table class="ledger"><thead><tr><th>Claim</th><th>Why</th></tr></thead>'
        f"<tbody><tr><th>{'x' * 18}</th><td>{'x' * 19}</td></tr></tbody></table>"
    )
    first, second = body.tbody.tr.find_all(["th", "td"])
    assert (first["data-label"], first.get("class")) == ("Claim", ["short"])
    assert (second["data-label"], second.get("class")) == ("Why", None)
    # What is stacked loses its roles in some browsers.
    assert [tag["role"] for tag in body.table.find_all(True)] == [
        *("rowgroup", "row", "columnheader", "columnheader"),
        *("rowgroup", "row", "rowheader", "cell"),
    ]


def test_a_table_that_is_not_stacked_keeps_its_own_roles():
    body = prepared("<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>")
    assert not body.table.find(attrs={"role": True}) and not body.find(attrs={"data-label": True})


def test_a_caption_with_numbers_stands_above_a_table_whose_roles_are_said_and_names_it():
    rows = "<thead><tr><th>a</th></tr></thead><tbody><tr><th>b</th></tr></tbody></table>"
    told = '<caption>All <data data-fact="n" value="3">3</data></caption>'
    for kind, lifted in (("ledger", True), ("plain", False)):
        body = prepared(f'<table class="{kind}">{told}{rows}')
        assert (body.table.caption is None) == lifted == (body.table.get("aria-labelledby") == "caption-1")
        assert body.select_one(".scroll")["aria-label"] == "All 3"
    assert prepared(f'<table class="ledger"><caption>All</caption>{rows}').table.caption.get_text() == "All"


def test_what_notebooks_say_on_each_cell_is_left_to_the_style_sheet():
    cells = '<td style="text-align: left;">a</td><td style="text-align: right; white-space: nowrap;">1</td>'
    word, number = prepared(f"<table><tr>{cells}</tr></table>").find_all("td")
    assert not word.attrs and number.attrs == {"class": ["number"]}
    assert prepared('<table><tr><td style="width: 9%">a</td></tr></table>').td["style"] == "width: 9%"
