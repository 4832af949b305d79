"""A terminal shows what is said in its own width and letters; what is copied from it still works."""

import io

import pytest

from ssi_outcomes.base.console import fold_for, fold_lines, show_plainly

QUESTION = (
    "  3 x Week of (lines 5, 17, 29 …), for example: “2026-03-03” is not a Monday: which week is meant? Write its Monday\n"
    '["deals of the whole team, as they were exported on the last day of the quarter.csv"]\n'
    'columns = { person = ["Owner of the deal, as it is called in the sales team of the north"], count = ["Number"] }\n'
    "# won = 'the stage that means that a deal was won, or several of them between brackets'"
)


class Stream(io.TextIOWrapper):
    def __init__(self, encoding: str, terminal: bool):
        super().__init__(io.BytesIO(), encoding=encoding, newline="")
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal

    def written(self) -> str:
        self.flush()
        return self.buffer.getvalue().decode(self.encoding)


def test_a_long_line_is_folded_between_words_and_what_goes_on_is_set_in():
    first, second, *_ = fold_lines(QUESTION, 80).split("\n")
    assert len(first) <= 80 and len(second) <= 80
    assert first.startswith("  3 x Week of") and second.startswith("      ")


def test_lines_to_paste_are_never_folded():
    assert fold_lines(QUESTION, 60).split("\n")[-3:] == QUESTION.split("\n")[-3:]


def test_a_path_is_never_broken():
    path = "data/processed/" + "a" * 80 + "/rejected.csv"
    assert path in fold_lines(f"All of it: {path}", 40).split("\n")[-1]


def test_nothing_is_folded_where_no_terminal_listens():
    assert fold_for(Stream("utf-8", False), QUESTION) == QUESTION


def test_a_terminal_is_folded_to_its_own_width(monkeypatch):
    monkeypatch.setenv("COLUMNS", "72")
    text = fold_for(Stream("utf-8", True), "word " * 60)
    assert max(map(len, text.split("\n"))) <= 72 and text.count("word") == 60


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [
        ("ascii", '"a" ... b > c : 10 x d, oe?'),
        ("cp437", '"a" ... b > c\u00a0: 10 x d, oeé'),
        ("cp1252", "“a” … b › c\u00a0: 10 × d, œé"),
        ("utf-8", "“a” … b › c\u00a0: 10 × d, œé"),
    ],
)
def test_a_console_that_lacks_letters_shows_plainer_ones(encoding, shown):
    stream = Stream(encoding, False)
    show_plainly(stream)
    stream.write("“a” … b › c\u00a0: 10 × d, œé")
    assert stream.written() == shown
