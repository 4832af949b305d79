"""The page in Debian's Firefox, from a file: the same words and numbers, by keyboard alone, no request, no error."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator

import pytest
from evidence.judged_panels import draw_panel
from workshop.firefox import FIREFOX, Firefox, open_firefox
from workshop.messy_tables import keep
from workshop.oracle import TOLD, judge_in_python, to_weeks
from workshop.read_by_python import to_text

from ssi_outcomes.workshop.answer_code import read_code
from ssi_outcomes.workshop.one_script import NAME
from ssi_outcomes.workshop.try_page import make_page

pytestmark = [pytest.mark.browser, pytest.mark.long]
COMPARED = ("word", "reason", "log", "se", "low", "high")
_SHOWN = 'document.querySelector("#answer .word")'
_WORD = f"{_SHOWN}.dataset.word"
# Where what is copied comes from.
_SPREADSHEET = """(() => {
  const box = document.createElement("textarea");
  Object.assign(box, { id: "spreadsheet", value: %s });
  document.body.prepend(box);
  box.focus();
})()"""


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
    firefox.wait_for(_SHOWN)
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


def test_tables_are_pasted_sliders_moved_and_the_game_played_by_keyboard_alone(firefox, tmp_path):
    (tmp_path / "keys.html").write_text(make_page("en"), encoding="utf-8")
    firefox.visit(tmp_path / "keys.html")
    for name, table in zip(("first", "second"), keep("en"), strict=True):
        firefox.evaluate(_SPREADSHEET % json.dumps(to_text(table)))
        firefox.press("Control+a", "Control+x")
        firefox.evaluate('document.querySelector("#spreadsheet").remove()')
        firefox.tab_to(name)
        firefox.press("Control+v")
    firefox.wait_for(_SHOWN)
    assert firefox.evaluate(_WORD) == "undetermined"
    assert firefox.evaluate("document.querySelectorAll('#read tbody tr').length") == 2
    firefox.tab_to("outcome")
    firefox.press("Down")
    firefox.wait_for('document.querySelector("#outcome").value === "contracts"')

    firefox.tab_to("trap-people")
    before = firefox.evaluate("document.querySelector('#trap-told').textContent")
    firefox.press("Home", "Right")
    firefox.wait_for(f"document.querySelector('#trap-told').textContent !== {json.dumps(before)}")
    firefox.tab_to("trap-friday")
    firefox.press("Space")
    firefox.wait_for("document.querySelector('#trap-friday').checked")

    for name in "ABCD":
        firefox.tab_to(f"guess-{name}")
        firefox.press("Space")
    while firefox.evaluate("document.activeElement.tagName") != "BUTTON":
        firefox.press("Tab")
    firefox.press("Enter")
    firefox.wait_for("document.querySelectorAll('#guess-told').length === 1")
    firefox.press("Enter")
    firefox.wait_for("document.querySelectorAll('#guess-A').length === 1")
    assert firefox.errors == []
