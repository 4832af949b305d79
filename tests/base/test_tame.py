"""Text that users wrote, as it may be shown."""

import pytest

from ssi_outcomes.base.errors import message
from ssi_outcomes.base.tame import MOST_MARKS, tame, tame_line


@pytest.mark.parametrize(
    "text",
    [
        "Équipe\u00a0: l’été",
        "محمد עברית",
        "👩🏽\u200d💻",
        "می\u200cخواهم",
        "Nguyê\u0303n",
        "a\tb\nc",
        "=1+1",
        "<b>",
        "日本",
    ],
)
def test_ordinary_text_in_any_script_stays_as_it_is(text):
    assert tame(text) == text


@pytest.mark.parametrize(
    "sign", ["\0", "\x1b", "\r", "\x7f", "\x9b", "\u202e", "\u2066", "\u200f", "\ud800", "\uffff"]
)
def test_what_a_terminal_obeys_xml_refuses_or_turns_words_round_is_seen_and_does_nothing(sign):
    assert tame(f"a{sign}b") == "a\ufffdb"


@pytest.mark.parametrize("mark", ["\u0301", "\u20dd", "\u20e3"])  # over a letter, around it
def test_marks_are_heaped_no_higher_than_any_language_does(mark):
    assert tame("z" + mark * 100 + "a" + mark) == "z" + mark * MOST_MARKS + "a" + mark
    assert tame("z" + ("\u0301" + mark) * 50) == "z" + ("\u0301" + mark) * (MOST_MARKS // 2)


def test_a_line_is_one_line_and_ends_in_an_ellipsis_where_it_was_cut():
    assert tame_line(" a\r\nb\u2028c\u00a0 d ") == "a b c\u00a0 d"
    assert tame_line("word " * 100, 12) == "word word w…" and tame_line("word", 4) == "word"


def test_every_sentence_of_ours_quotes_tame_text():
    assert "\x1b" not in message("file_empty", "en", file="\x1b[2J.csv")
