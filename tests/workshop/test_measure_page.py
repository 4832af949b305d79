"""The eight stories in the page: the items of the paper forms, no answer among them, a code that the trainer can read."""

from __future__ import annotations

import json

import pytest
from examples import few
from workshop.oracle import PLAN

from ssi_outcomes.base.catalogues import LANGUAGES
from ssi_outcomes.workshop.answer_code import read_code
from ssi_outcomes.workshop.quiz import FORMS, LETTERS, TRAPS, read_quiz
from ssi_outcomes.workshop.try_page import make_page, tell_page

browser = pytest.mark.browser


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_form_asks_what_the_sheet_of_paper_asks_and_nothing_tells_what_is_right(language):
    told = tell_page(language, PLAN)["measure"]
    for form in FORMS:
        wordings = [item.told(language) for item in read_quiz().form(form)]
        assert told["items"][form] == [[each.story, each.ask, *each.options] for each in wordings]
    key = "".join(item.right for item in read_quiz().form("A"))
    assert set(told) == {"forms", "letters", "checks", "items"} and key not in json.dumps(told)


@browser
@pytest.mark.parametrize("language", few(LANGUAGES, ["fr"]))
def test_before_and_after_are_answered_by_keyboard_and_give_two_codes(visit, tmp_path, language):
    (tmp_path / "page.html").write_text(make_page(language), encoding="utf-8")
    page = visit(tmp_path / "page.html").page
    page.focus("#before")
    page.keyboard.press("Enter")
    for place in range(len(TRAPS) - 1):  # the last one is left empty
        page.focus(f"#item-{place}-a")
        page.keyboard.press("ArrowDown")
    page.focus("#measure-done")
    page.keyboard.press("Enter")
    before = read_code(page.inner_text("#measure-code"))
    assert (before.moment, before.letters) == ("before", ("b",) * 7 + ("",))
    code = page.inner_text("#measure-code")
    page.locator("#measure-items button").click()
    page.fill("#code-before", "1A-aaaa-aaaa-a")
    page.click("#after")
    assert page.inner_text("#measure-said")
    page.fill("#code-before", code.upper().replace("-", " "))
    page.click("#after")
    for place in range(len(TRAPS)):
        page.check(f"#item-{place}-{LETTERS[-1]}")
    page.click("#measure-done")
    after = read_code(page.inner_text("#measure-code"))
    assert (after.moment, after.letters) == ("after", ("d",) * 8)
    assert {before.form, after.form} == set(FORMS)
