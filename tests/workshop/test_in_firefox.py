"""The page in Debian's Firefox, from a file: the same words and numbers, no request, no error (keys are tried in Chromium)."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator

import pytest
from evidence.judged_panels import draw_panel
from workshop.firefox import FIREFOX, Firefox, open_firefox
from workshop.oracle import TOLD, judge_in_python, to_weeks

from ssi_outcomes.workshop.answer_code import read_code
from ssi_outcomes.workshop.one_script import NAME
from ssi_outcomes.workshop.try_page import make_page

pytestmark = [pytest.mark.browser, pytest.mark.long]
COMPARED = ("word", "reason", "log", "se", "low", "high")
_WORD = """new Promise((found) => {
  const look = () => {
    const word = document.querySelector("#answer .word");
    if (word) found(word.dataset.word);
    else setTimeout(look, 50);
  };
  look();
})"""


@pytest.fixture(scope="module")
def firefox(tmp_path_factory) -> Iterator[Firefox]:
    """A Firefox with the page open."""
    if FIREFOX is None:
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail("no Firefox, and REQUIRE_BROWSER=1: apt-get install firefox-esr")
        pytest.skip("not run: no Firefox")
    folder = tmp_path_factory.mktemp("firefox")
    (folder / "try-it.html").write_text(make_page("fr"), encoding="utf-8")
    (folder / "profile").mkdir()
    with open_firefox(folder / "profile") as found:
        found.visit(folder / "try-it.html")
        yield found


@pytest.mark.parametrize("number", range(12))
def test_a_panel_gets_the_word_and_the_numbers_that_python_gives_it(firefox, number):
    frame = draw_panel(number).frame()
    here = judge_in_python(frame, "calls")
    there = firefox.evaluate(f"{NAME}.decide({json.dumps(to_weeks(frame, 'calls'))}, {json.dumps(TOLD)})")
    for name in COMPARED:
        mine = here[name]
        if isinstance(mine, float):
            assert there.get(name) == pytest.approx(mine, rel=1e-9, abs=1e-9), name
        else:
            assert there.get(name) == mine, name


def test_an_invented_team_is_judged_with_no_request_and_no_error(firefox):
    firefox.evaluate('document.querySelector("#example").click()')
    assert firefox.evaluate(_WORD) in ("useful", "useless", "undetermined")
    assert firefox.evaluate("document.querySelectorAll('#answer table').length") == 2
    # Firefox draws a sign of its own from a font that it holds itself.
    assert [address for address in firefox.requests if not address.startswith(("file:", "data:"))] == []
    assert firefox.errors == []


def test_the_stories_become_a_code(firefox):
    firefox.evaluate('document.querySelector("#before").click()')
    firefox.evaluate(
        """document.querySelectorAll("input[id^=item-][id$=-a]").forEach((each) => each.click())"""
    )
    firefox.evaluate('document.querySelector("#measure-done").click()')
    assert read_code(firefox.evaluate("document.activeElement.textContent")).letters == ("a",) * 8
    assert firefox.errors == []
