"""From an executed notebook to one page: what is on it, what is not, and what is refused."""

from __future__ import annotations

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_output
from report import sample
from report.hostile_html import HOSTILE

from ssi_outcomes.base.errors import NotebookFailed
from ssi_outcomes.report import export_case, export_report


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


def test_a_case_shows_words_tables_pictures_and_prints_but_no_code(case):
    text = case.main.get_text()
    assert "What is stated" in text and "3 rows <read>" in text and "La personne inventée" in text
    assert "name = " not in text and "h.draw" not in text and "a warning" not in text


def test_a_picture_keeps_its_replacement_text_and_nothing_else(case):
    assert set(case.img.attrs) == {"src", "alt"} and case.img["alt"].startswith("A grey square")
    assert case.img["src"].startswith("data:image/png;base64,iVBOR") and "\n" not in case.img["src"]


@pytest.mark.parametrize("alt", ["", "short", "No description has been provided for this image"])
def test_a_picture_without_a_real_replacement_text_is_refused(alt):
    with pytest.raises(NotebookFailed) as refused:
        export_case(sample.case_notebook(alt), "en")
    assert "replacement text" in refused.value.text("en")


def test_links_to_neighbouring_files_become_text(case):
    assert "the next one" in case.main.get_text()
    assert [link["href"] for link in case.main.find_all("a")] == ["https://example.org/a"]
