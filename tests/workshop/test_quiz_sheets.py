"""The sheets: all items of a form, no answer, nothing that asks the network; the table, forms drawn, as a spreadsheet reads it."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from ssi_outcomes.base.catalogues import LANGUAGES
from ssi_outcomes.workshop.quiz import FORMS, read_quiz
from ssi_outcomes.workshop.quiz_sheets import make_csv, make_sheet, make_workbook_of, room_rows


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", FORMS)
def test_a_sheet_asks_all_items_of_its_form_and_tells_no_answer(form, language):
    page = BeautifulSoup(make_sheet(form, language), "html.parser")
    items = read_quiz().form(form)
    assert page.html["lang"] == language and form in page.h1.text
    assert len(page.select("section")) == len(items) and len(page.select("section li")) == 4 * len(items)
    for item, section in zip(items, page.select("section"), strict=True):
        text, told = section.text, item.told(language)
        assert 0 < text.index(told.story) < text.index(told.ask) < text.index(told.options[0])
        assert {str(tag.attrs) for tag in section.find_all()} <= {"{}", "{'class': ['box']}"}
    assert not page.find_all(["script", "link", "img", "form", "input"])
    assert "default-src 'none'" in page.meta["content"]


def test_the_table_is_the_same_each_time_and_in_each_shape():
    rows = room_rows(30, "en")
    assert len(rows) == 61 and rows == room_rows(30, "en")
    assert make_csv(rows).startswith(b"\xef\xbb\xbfparticipant;moment;form;1;2")
    assert make_workbook_of(rows, "en") == make_workbook_of(rows, "en")
    # The same person has the same order in each language.
    assert [row[2] for row in rows[1:]] == [row[2] for row in room_rows(30, "fr")[1:]]
