"""Take people's names out of what is shown: file names, sheet names, and the texts that explain a refusal."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping

from ssi_outcomes.base.spelling import fold
from ssi_outcomes.base.tame import tame_line
from ssi_outcomes.reading.kinds.vocabulary import WORD, is_known

HIDDEN = "…"
_LONG = 5  # letters from which a name is looked for inside a longer word: "SuiviQuatrepoint"
_SHORT = 3  # shorter words ("de", "le") stand in many texts
_PARTS = re.compile("(/| › )")
_ADDRESS = re.compile(
    r"[^\s@,;<>\"']+@[^\s@,;<>\"']+|(?:https?://|www\.|linkedin\.com/)[^\s,;<>\"']+", re.IGNORECASE
)


def hide_names(
    codes: Mapping[str, str],
    *,
    is_neutral: Callable[[str], bool] = lambda word: True,
    headers: bool = False,
) -> Callable[[str], str]:
    """Return a function that replaces people's names, and each word of them, by
    their pseudonym, and takes addresses out.

    Case, accents and separators do not hide a name from it. A word that several people share becomes an
    ellipsis, and so does every other word that is not neutral. A name that is a word by which files call
    what they hold ("Person") is not looked for alone inside longer words, and stays in what are `headers`.
    """
    words: dict[str, str] = {}
    run_together: set[str] = set()  # "TestPerson", whatever each of its words is
    for name, code in codes.items():
        if name != code:
            told = [word for word in _words(name) if not (headers and is_known(word))]
            together = {"".join(told)} if len(told) > 1 else set()
            run_together |= together
            for word in (*told, *together):
                words[word] = code if words.get(word, code) == code else HIDDEN
    inside = {word for word in words if len(word) >= _LONG and not is_known(word)}
    long = sorted(inside | run_together, key=len, reverse=True)
    shown = sorted({*words.values(), HIDDEN}, key=len, reverse=True)
    repeated = re.compile(rf"({'|'.join(map(re.escape, shown))})(?:[\s_.,\-]*\1)+")

    def replace(match: re.Match[str]) -> str:
        word = fold(match[0])
        code = words.get(word) or next((words[each] for each in long if each in word), None)
        return code or (match[0] if is_neutral(match[0]) else HIDDEN)

    return lambda text: repeated.sub(r"\1", WORD.sub(replace, _ADDRESS.sub(HIDDEN, text)))


def hide_files(
    codes: Mapping[str, str],
    named: Collection[str],
    folders: Collection[str],
    labels: Iterable[str],
    neutral: str = "",
) -> Callable[[str], str]:
    """Return a function that shows the label of a file without the names in
    it; two files never become the same one.

    A sub-folder is a person's, and shown by its pseudonym in `codes`; `named` are the names whose words are
    replaced. A person may be named by a file alone: words that are not known to be nobody's, nor in
    `neutral`, are hidden as well.
    """
    own = {fold(word) for word in WORD.findall(neutral)}
    hide = hide_names(
        {name: codes[name] for name in named}, is_neutral=lambda word: fold(word) in own or is_known(word)
    )
    shown: dict[str, str] = {}

    def show_part(part: str, is_folder: bool) -> str:
        if part not in shown:
            text = codes[part] if is_folder and part in folders and part in codes else tame_line(hide(part))
            # A folder of one person may be there twice, spelled in two ways.
            taken, number = set(shown.values()), 1
            shown[part] = text
            while shown[part] in taken:
                number += 1
                shown[part] = f"{text} ({number})"
        return shown[part]

    def show(label: str) -> str:
        parts = _PARTS.split(label)  # at odd places the separators
        return "".join(part if place % 2 else show_part(part, place == 0) for place, part in enumerate(parts))

    for label in sorted(set(labels)):
        show(label)
    return show


def hide_cell(text: str) -> str:
    """Return what a cell holds where it says nobody's name: numbers,
    dates, a few letters; an ellipsis for words.
    """
    words = [word for word in WORD.findall(text) if sum(letter.isalpha() for letter in word) >= 2]
    return (
        HIDDEN
        if len(words) > 1 or any(sum(letter.isalpha() for letter in word) >= 4 for word in words)
        else text
    )


def _words(name: str) -> Iterable[str]:
    """Return the words of a name by which it is known; of an address,
    those of the person and not of the host.
    """
    own = re.sub(r"^.*/in/|@.*$", "", name.strip())
    words = [word for word in WORD.findall(fold(own)) if not word.isdigit()]
    return [word for word in words if len(word) >= _SHORT] or words
