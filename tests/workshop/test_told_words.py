"""Each sentence of the page is the catalogues', with names where the browser fills something in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import ssi_outcomes.workshop.told_words as told_words
from ssi_outcomes.workshop.told_words import tell_words

ROOM = Path(told_words.__file__).parent
SCRIPTS = "".join(path.read_text("utf-8") for path in ROOM.glob("*.js"))
PAGE = (ROOM / "try_it.html.j2").read_text("utf-8").replace("try_it.", "") + (ROOM / "try_page.py").read_text(
    "utf-8"
)


def filled(told: str | dict[str, str]) -> set[str]:
    return set(re.findall(r"⟦(\w+)⟧", told if isinstance(told, str) else "".join(told.values())))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_template_is_left_in_a_sentence(language):
    for key, told in tell_words(language).items():
        for text in [told] if isinstance(told, str) else told.values():
            assert not re.search(r"{{|}}|<|&\w+;|function", text), key


def test_both_languages_fill_in_the_same():
    french, english = tell_words("fr"), tell_words("en")
    assert french.keys() == english.keys()
    assert {key for key in french if filled(french[key]) != filled(english[key])} == set()


def test_a_count_chooses_its_word():
    assert tell_words("fr")["guess.calls"] == {"one": "⟦n⟧ appel", "other": "⟦n⟧ appels"}


def test_every_reason_of_the_rule_has_its_sentence():
    reasons = set(re.findall(r'"(\w+)"', (ROOM / "rule.js").read_text("utf-8")))
    assert set(told_words.REASONS) <= reasons


def test_every_refusal_of_the_reader_has_its_sentence():
    told = tell_words("en")
    made = re.findall(r'(?:Fault\(|refuse\w*\(|key: |blame\(each, )(?:text \? )?"(\w+)"', SCRIPTS)
    rules = [f"rule_{kind}_range" for kind in ("score", "pillar", "rank")]
    assert len(made) > 20 and {key for key in (*made, *rules) if f"refused.{key}" not in told} == set()


def test_every_sentence_of_the_page_is_said():
    own = {key for key in tell_words("en") if key.split(".")[0] not in ("reason", "refused", "word")}
    said = set(re.findall(r'say\(\s*"([\w.]+)"', SCRIPTS + PAGE))
    quoted = set(re.findall(r'"([\w.]+)"', SCRIPTS + PAGE))
    assert {key for key in own if not {key, key.split(".")[-1]} & quoted} == set()
    assert {key for key in said if "." in key} <= own
