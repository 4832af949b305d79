"""What is seen of a page, and where in it something was found."""

from __future__ import annotations

from bs4 import BeautifulSoup

from ssi_outcomes.report.visible_text import blocks_of, quote


def seen(body: str) -> list[tuple[str, str]]:
    page = BeautifulSoup(f"<html><body>{body}</body></html>", "html.parser")
    return [(block.text, block.prose) for block in blocks_of(page)]


def test_a_word_in_bold_is_part_of_its_paragraph_and_a_comment_of_none():
    assert seen("<p>One <b>bold</b> word<!-- unseen --></p><p> </p><p>Two</p>") == [
        ("One bold word", "One bold word"),
        ("Two", "Two"),
    ]


def test_a_fact_is_read_but_may_hold_a_number_and_a_command_counts_as_one_sign():
    assert seen("<p>In <data>12</data> weeks: <code>ssi 3</code></p>") == [
        ("In 12 weeks: \ufffc", "In \ufffc weeks: \ufffc")
    ]


def test_a_place_is_quoted_on_one_line_with_a_sign_where_it_was_cut():
    assert quote("a few\n  words") == "a few words"
    assert quote("x" * 40 + "HERE" + "y" * 40, "HERE", length=20) == "…" + "x" * 10 + "HERE" + "y" * 6 + "…"
