"""Each number is a link to its entry, each entry one back; and on every report no visible digit is without."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup, NavigableString

from ssi_outcomes.report.linking import link_numbers, unlink_numbers

# What holds digits that are no numbers of ours: commands, names of files and works, the head, what is not shown.
APART = ["code", "cite", "style", "title", "bdi"]
LIST = '<div id="where"><p id="where-days">Days.</p><ul><li id="w.1"><code>calls</code></li><li id="w.2"><code>ratio</code></li></ul></div>'


def cite(name: str) -> str:
    return f'<data class="fact" data-fact="{name}" value="1">1</data>'


def linked(html: str, entries: str = LIST) -> BeautifulSoup:
    body = BeautifulSoup(html + entries, "html.parser")
    link_numbers(body)
    return body


def test_each_number_leads_to_its_entry_and_the_entry_back_to_the_first_of_them():
    body = linked(f"<p>{cite('ratio.low')} to {cite('ratio.high')}, {cite('calls')}</p>")
    assert [link["href"] for link in body.p.select("a")] == ["#w.2", "#w.2", "#w.1"]
    assert [link["href"] for link in body.select("li a")] == ["#n.1", "#n.2"]
    assert body.find(id="n.2").data["data-fact"] == "ratio.low" and len(body.select("[id^=n]")) == 2


def test_a_number_in_a_link_or_in_what_opens_a_fold_stays_as_it_is():
    body = linked(f'<p><a href="#x">{cite("calls")}</a></p><summary>{cite("ratio")}</summary>')
    assert not body.select("a a, summary a, li a")


def test_days_are_told_of_together_and_a_page_without_entries_stays_as_it_is():
    days = '<p><time datetime="2026-01">January 2026</time></p>'
    assert linked(days).p.a["href"] == "#where-days"
    assert str(linked(days + cite("calls"), "")) == days + cite("calls")


def test_what_is_taken_to_another_page_has_no_such_links_and_keeps_the_others():
    body = linked(
        f'<p>Yes: {cite("calls")} <a href="#where-not">more</a> <a href="#m">{cite("ratio")}</a></p>'
    )
    assert [link["href"] for link in unlink_numbers(body.p).select("a")] == ["#where-not", "#m"]
    assert "Yes: 1" in body.p.get_text()


@pytest.mark.parametrize("made", ["built_reports", "demo_reports"])
def test_every_visible_digit_of_a_report_leads_somewhere_and_what_that_costs(made, request):
    for page in request.getfixturevalue(made).values():
        html = page.read_text("utf-8")
        soup = BeautifulSoup(html, "html.parser")
        assert find_unlinked(soup) == []
        where = soup.select_one("#where").extract()
        assert {entry["id"] for entry in where.select("li")} >= {
            link["href"].removeprefix("#") for link in soup.select('a[href^="#w."]')
        }
        unlink_numbers(soup.main)
        assert len(html.encode()) <= 1.4 * len(soup.decode(formatter="html5").encode())
        assert len(html.encode()) <= 1_000_000


def find_unlinked(soup: BeautifulSoup) -> list[str]:
    """Return each visible text with a digit that is in no link to a place on the page, nor set apart."""
    places = {f"#{tag['id']}" for tag in soup.find_all(id=True)}
    texts = (text for text in soup.body.find_all(string=re.compile(r"\d")) if type(text) is NavigableString)
    return [
        str(text)
        for text in texts
        if not text.find_parent(APART)
        and not text.find_parent(id="where")
        and not ((link := text.find_parent("a")) and link.get("href") in places)
    ]


def test_a_digit_without_a_link_is_found():
    body = linked(f"<body><p>{cite('calls')} of 7 <code>3</code></p></body>")
    assert find_unlinked(body) == [" of 7 "]
