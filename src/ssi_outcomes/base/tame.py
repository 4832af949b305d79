"""Text that users wrote, as it may be shown: nothing in it moves, hides or turns round what stands beside
it.
"""

from __future__ import annotations

import re
import unicodedata

MOST_MARKS = (
    4  # on one letter: Vietnamese stacks two, Hebrew three; dozens run over the lines above and below
)
_LINE_ENDS = re.compile("[ \t\n\v\f\r\x85\u2028\u2029]+")
_PAGE_SPACES = re.compile("[ \t\r\n]+")  # str.split() would take no-break spaces too
# The marks, embeddings, overrides and isolates of the bidirectional algorithm (Unicode Annex 9).
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def tame(text: str) -> str:
    """Return `text` with � for what a terminal obeys, what XML cannot hold and what
    turns words round; line ends and tabs stay.

    Of marks heaped on a letter the first few stay.
    """
    if text.isascii() and text.isprintable():
        return text
    kept, marks = [], 0
    for sign in text:
        kind = unicodedata.category(sign)
        marks = marks + 1 if kind in ("Mn", "Me") else 0
        if marks <= MOST_MARKS:
            kept.append(
                "\ufffd" if sign in _TURNING or kind in ("Cc", "Cs", "Cn") and sign not in "\n\t" else sign
            )
    return "".join(kept)


def one_line(text: str) -> str:
    """Return the text of a page on one line, as a browser shows it; no-break spaces stay."""
    return _PAGE_SPACES.sub(" ", text).strip(" ")


def tame_line(text: str, longest: int | None = None) -> str:
    """Return `text` tamed, on one line; past `longest` signs an ellipsis stands for the rest."""
    line = tame(_LINE_ENDS.sub(" ", text).strip(" "))
    return line if longest is None or len(line) <= longest else line[: longest - 1].rstrip() + "…"
