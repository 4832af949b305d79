"""Take people's names out of what is shown: file names, sheet names, and the texts that explain a refusal."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping

from ssi_outcomes.reading.headers import fold

HIDDEN = "…"
_LONG = 5  # letters from which a name is looked for inside a longer word: "SuiviQuatrepoint"
_SHORT = 3  # shorter words ("de", "le") stand in many texts
_WORD = re.compile("(?:[^\\W_]|[\u0300-\u036f])+")
_ADDRESS = re.compile(r"[^\s@,;<>\"']+@[^\s@,;<>\"']+|(?:https?://|www\.|linkedin\.com/)[^\s,;<>\"']+", re.IGNORECASE)


def hide_names(codes: Mapping[str, str]) -> Callable[[str], str]:
    """Return a function that replaces people's names, and each word of them, by their pseudonym, and takes addresses out.

    Case, accents and separators do not hide a name from it. A word that several people share becomes an ellipsis.
    """
    words: dict[str, str] = {}
    for name, code in codes.items():
        if name != code:
            for word in _words(name):
                words[word] = code if words.get(word, code) == code else HIDDEN
    long = sorted((word for word in words if len(word) >= _LONG), key=len, reverse=True)
    repeated = re.compile(rf"({'|'.join(map(re.escape, sorted(set(words.values()), key=len, reverse=True)))})(?:[\s_.\-]*\1)+") if words else None

    def replace(match: re.Match[str]) -> str:
        word = fold(match[0])
        return words.get(word) or next((words[each] for each in long if each in word), match[0])

    def hide(text: str) -> str:
        text = _ADDRESS.sub(HIDDEN, text)
        return repeated.sub(r"\1", _WORD.sub(replace, text)) if repeated else text

    return hide


def hide_files(codes: Mapping[str, str], named: Collection[str], folders: Collection[str], labels: Iterable[str]) -> Callable[[str], str]:
    """Return a function that shows the label of a file without the names in it; two labels never become the same one.

    A sub-folder is a person's, and shown by its pseudonym in `codes`; `named` are the names whose words are replaced.
    """
    hide = hide_names({name: codes[name] for name in named})

    def show(label: str) -> str:
        first, slash, rest = label.partition("/")
        return f"{codes[first]}{slash}{hide(rest)}" if first in folders and first in codes else hide(label)

    shown: dict[str, str] = {}
    for label in sorted(set(labels)):
        text, number = show(label), 1
        while text in shown.values():
            number += 1
            text = f"{show(label)} ({number})"
        shown[label] = text
    return lambda label: shown.get(label) or show(label)


def hide_cell(text: str) -> str:
    """Return what a cell holds where it says nobody's name: numbers, dates, a few letters; an ellipsis for words."""
    words = [word for word in _WORD.findall(text) if sum(letter.isalpha() for letter in word) >= 2]
    return HIDDEN if len(words) > 1 or any(sum(letter.isalpha() for letter in word) >= 4 for word in words) else text


def _words(name: str) -> Iterable[str]:
    """Return the words of a name by which it is known; of an address, those of the person and not of the host."""
    own = re.sub(r"^.*/in/|@.*$", "", name.strip())
    words = [word for word in _WORD.findall(fold(own)) if not word.isdigit()]
    return [word for word in words if len(word) >= _SHORT] or words
