"""Words of verdicts look like the statuses that they amount to, in either language."""

from __future__ import annotations

import pytest

from ssi_outcomes.evidence.verdict import WORDS
from ssi_outcomes.exhibits.frame.badges import VERDICT_STATUS, status_badge, verdict_badge
from ssi_outcomes.exhibits.frame.teller import Teller


@pytest.mark.parametrize(
    ("word", "status", "english", "french"),
    [
        ("useful", "supported", "useful", "utile"),
        ("useless", "refuted", "practically useless", "pratiquement inutile"),
        ("undetermined", "not testable", "undetermined", "indéterminé"),
    ],
)
def test_a_verdict_keeps_its_word_and_has_the_look_of_a_status(word, status, english, french):
    for language, told in (("en", english), ("fr", french)):
        badge = verdict_badge(Teller(language, {}), word)
        assert badge == f'<span class="badge" data-status="{status}">{told}</span>'


def test_of_attention_another_word_has_the_same_look():
    badge = verdict_badge(Teller("en", {}), "useless", "vanity_words")
    assert 'data-status="refuted"' in badge and badge.striptags() == "hardly goes up with the score"


def test_a_status_of_two_words_is_told_in_words_and_keeps_its_name_for_the_style_sheet():
    badge = status_badge(Teller("fr", {}), "not testable")
    assert badge == '<span class="badge" data-status="not testable">non testable ici</span>'


def test_a_word_of_hostile_text_stays_text():
    assert "<img" not in status_badge(Teller("en", {}), "refuted", "<img src=x>")


def test_every_word_of_a_verdict_has_a_look():
    assert VERDICT_STATUS.keys() == set(WORDS)
