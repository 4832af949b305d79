"""From an executed notebook to one page: what is on it, what is not, and what is refused."""

from __future__ import annotations

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_output
from report import sample

from ssi_outcomes.base.errors import NotebookFailed
from ssi_outcomes.report import export_case, export_report
from ssi_outcomes.report.page_rules import CSP
from ssi_outcomes.report.safety import clean_html, find_unsafe

HOSTILE = [
    "<script>alert(1)</script>",
    "<p onclick='alert(1)'>x</p>",
    "<img src='https://example.org/a.png' alt='a picture from elsewhere, far away'>",
    "<img src='data:text/html;base64,AAAA' alt='a page that says it is a picture'>",
    "<img src='//example.org/a.png' alt='a picture from elsewhere, far away'>",
    "<iframe src='https://example.org'></iframe>",
    "<form action='https://example.org'><input></form>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='java\tscript:alert(1)'>x</a>",
    "<a href='http://example.org'>not https</a>",
    "<a href='data:text/html,x'>x</a>",
    "<p style='background: url(https://example.org/a.png)'>x</p>",
    "<p style='position: fixed'>x</p>",
    "<p style='width: \\75rl(x)'>x</p>",
    "<style>p { color: red }</style>",
    "<svg onload='alert(1)'></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<link rel='stylesheet' href='https://example.org/a.css'>",
    "<base href='https://example.org/'>",
    "<meta http-equiv='refresh' content='0; url=https://example.org'>",
    "<object data='x'></object>",
    "<p tabindex='5'>x</p>",
    "<picture><source srcset='https://example.org/a.png 2x'><img src='data:image/png;base64,AAAA' alt='a picture in two widths'></picture>",
    "<ScRiPt>alert(1)</sCrIpT>",
    "<p/onmouseover=alert(1)>x</p>",
]


@pytest.fixture(scope="module")
def french() -> BeautifulSoup:
    return BeautifulSoup(export_report(sample.report_notebook("fr"), "fr"), "html.parser")


def test_the_policy_comes_first_in_the_head(french):
    first, second = french.head.find_all(True)[:2]
    assert (first["http-equiv"], first["content"]) == ("Content-Security-Policy", CSP)
    assert second["charset"] == "utf-8"


def test_the_head_says_title_language_and_colours(french):
    assert french.html["lang"] == "fr"
    assert french.title.get_text() == french.h1.get_text()
    metas = {meta["name"]: meta["content"] for meta in french.find_all("meta", attrs={"name": True})}
    assert metas["color-scheme"] == "light dark" and metas["referrer"] == "no-referrer"
    assert metas["description"].startswith("Dans cet échantillon inventé, cinq histoires")
    assert "width=device-width" in metas["viewport"]


def test_only_the_outputs_of_tagged_cells_are_there(french):
    text = french.body.get_text()
    assert "not tagged" not in text and "h.tell" not in text and "Not part of the report" not in text
    assert [section["id"] for section in french.main.find_all("section")] == [
        "answer",
        "pillars",
        "persons",
        "ledger",
        "selection",
        "how-much",
        "redo",
        "method",
    ]


def test_the_contents_lead_to_the_answer_and_to_each_part(french):
    links = [(link["href"], link.get_text()) for link in french.nav.find_all("a")]
    assert links[0] == ("#answer", "La réponse")
    assert links[1:] == [
        (f"#{section['id']}", section.h2.get_text()) for section in french.main.find_all("section")[1:]
    ]


def test_a_page_has_skip_link_header_main_and_footer(french):
    assert french.body.find("a")["href"] == "#main" and french.main["id"] == "main"
    assert french.header and french.footer


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


def test_the_no_break_spaces_survive_the_export(french):
    assert "commandes\u00a0?" in french.title.get_text() and "26\u202f000" in french.get_text()


def test_the_same_notebook_gives_the_same_bytes_from_a_file_too(tmp_path):
    notebook = sample.report_notebook("en")
    path = tmp_path / "08-report.ipynb"
    nbformat.write(notebook, path)
    assert export_report(notebook, "en") == export_report(path, "en")


def test_metadata_puts_nothing_on_the_page(french):
    case = export_case(sample.case_notebook(), "en")
    assert "onclick" not in str(french) and "onload" not in case and "alert(1)" not in case


@pytest.mark.parametrize("html", HOSTILE)
def test_hostile_html_is_refused_in_a_report(html):
    with pytest.raises(NotebookFailed) as refused:
        export_report(sample.report_notebook("en", f'<section id="bad"><h2>Bad</h2>{html}</section>'), "en")
    assert refused.value.exit_code == 4 and refused.value.key == "report_unsafe"


@pytest.mark.parametrize("html", HOSTILE)
def test_hostile_html_is_refused_in_a_case(html):
    with pytest.raises(NotebookFailed):
        export_case(
            sample.case_notebook("A grey square that stands for a drawing", sample.html_output(html)), "en"
        )


@pytest.mark.parametrize("html", HOSTILE)
def test_hostile_html_would_be_dead_even_if_it_were_not_found(html, monkeypatch):
    monkeypatch.setattr("ssi_outcomes.report.safety.find_unsafe", lambda html: [])
    assert find_unsafe(clean_html(html, "here")) == []


def test_a_refusal_says_where_and_what():
    with pytest.raises(NotebookFailed) as refused:
        clean_html('<p onclick="steal()">x</p><script>y</script>', "cell 7")
    text = refused.value.text("en")
    assert (
        text.startswith("cell 7: ")
        and "the attribute onclick of <p>: “steal()”" in text
        and "the element <script>" in text
    )


@pytest.mark.parametrize(
    "html",
    [
        "<p>x</p>",
        '<section id="a"><h2>a</h2></section><section id="b"><h2>b</h2></section>',
        "<section><h2>no id</h2></section>",
        "x",
    ],
)
def test_an_output_of_the_report_is_one_section_with_an_id(html):
    with pytest.raises(NotebookFailed) as refused:
        export_report(sample.report_notebook("en", html), "en")
    assert refused.value.key == "report_not_a_section"


def test_two_sections_of_one_id_are_refused():
    with pytest.raises(NotebookFailed, match="method"):
        export_report(sample.report_notebook("en", '<section id="method"><h2>Again</h2></section>'), "en")


def test_a_digit_typed_into_a_sentence_is_refused_where_the_facts_are_known():
    typed = '<section id="typed"><h2>Typed</h2><p>There were 12 calls.</p></section>'
    export_report(sample.report_notebook("en"), "en", sample.FACTS)
    with pytest.raises(NotebookFailed, match="There were 12 calls"):
        export_report(sample.report_notebook("en", typed), "en", sample.FACTS)


def test_a_notebook_that_stopped_on_an_error_is_refused():
    failed = new_code_cell(
        "1/0",
        outputs=[new_output("error", ename="ZeroDivisionError", evalue="division by zero", traceback=[])],
    )
    with pytest.raises(NotebookFailed, match="division by zero"):
        export_case(sample.case_notebook("A grey square that stands for a drawing", failed), "en")


def test_a_language_that_does_not_exist_is_not_guessed():
    with pytest.raises(ValueError, match="'de'"):
        export_report(sample.report_notebook("en"), "de")


# --- a case


@pytest.fixture(scope="module")
def case() -> BeautifulSoup:
    return BeautifulSoup(export_case(sample.case_notebook(), "fr"), "html.parser")


def test_a_case_shows_words_tables_pictures_and_prints_but_no_code(case):
    text = case.main.get_text()
    assert "What is stated" in text and "3 rows <read>" in text and "La personne inventée" in text
    assert "name = " not in text and "h.draw" not in text and "a warning" not in text


def test_english_words_on_a_french_page_say_so(case):
    assert case.html["lang"] == "fr" and case.title["lang"] == "en"
    assert case.h1.find_parent(lang=True)["lang"] == "en" and case.nav.a.span["lang"] == "en"
    assert (
        case.find("p", string="La personne inventée a reçu des appels.").find_parent(lang=True) is case.html
    )
    assert "lang" not in BeautifulSoup(export_case(sample.case_notebook(), "en"), "html.parser").title.attrs


def test_a_picture_keeps_its_replacement_text_and_nothing_else(case):
    assert set(case.img.attrs) == {"src", "alt"} and case.img["alt"].startswith("A grey square")
    assert case.img["src"].startswith("data:image/png;base64,iVBOR") and "\n" not in case.img["src"]


@pytest.mark.parametrize("alt", ["", "short", "No description has been provided for this image"])
def test_a_picture_without_a_real_replacement_text_is_refused(alt):
    with pytest.raises(NotebookFailed) as refused:
        export_case(sample.case_notebook(alt), "en")
    assert "replacement text" in refused.value.text("en")


def test_a_table_of_pandas_loses_its_style_and_its_empty_header(case):
    table = case.select_one("table.dataframe")
    assert "border" not in table.attrs and not case.main.find("style")
    assert table.thead.td.get_text() == "" and [cell["scope"] for cell in table.tbody.find_all("th")] == [
        "row",
        "row",
    ]
    assert "score <b>" in table.get_text()


def test_links_to_neighbouring_files_become_text(case):
    assert "the next one" in case.main.get_text()
    assert [link["href"] for link in case.main.find_all("a")] == ["https://example.org/a"]
