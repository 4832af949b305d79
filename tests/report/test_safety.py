"""Harmless HTML comes through as it was, and nothing else comes through."""

from __future__ import annotations

import pytest
from report.hostile_html import HOSTILE

from ssi_outcomes.base.errors import NotebookFailed
from ssi_outcomes.report.safety import clean_html, find_unsafe


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
        '<a href="https://example.org/a?b=1#c">x</a>',
        '<a href="#answer">x</a>',
        '<data class="fact" data-fact="ratio" value="1.1">1.10</data>',
        '<th colspan="2" scope="col">a &lt;b&gt;</th>',
        '<p style="text-align: right; width: 4em;">x</p>',
        '<img src="data:image/png;base64,iVBORw0KGgo=" alt="a grey square">',
        '<div role="region" tabindex="0" aria-label="A table">x</div>',
    ],
)
def test_what_a_report_is_made_of_passes_unchanged(html):
    row = html.startswith("<th")  # a cell is one in a table only
    page = f"<table><tbody><tr>{html}</tr></tbody></table>" if row else html
    assert find_unsafe(page) == []
    assert clean_html(page, "here") == page


def test_each_fault_is_said_once_and_a_long_value_is_cut():
    problems = find_unsafe(f"{2 * '<script></script>'}<p onclick='{'x' * 61}'>x</p>")
    assert len(problems) == 2 and "<script>" in problems[0]
    assert "x" * 59 + "…" in problems[1] and "x" * 60 not in problems[1]


def test_broken_markup_is_closed_as_browsers_close_it():
    assert clean_html("<p>a<p>b<em>c", "here") == "<p>a</p><p>b<em>c</em></p>"
