"""What a file's columns of numbers were taken for, where its own headers say it in other words."""

from __future__ import annotations

import re
from functools import cache

from ssi_outcomes.base.catalogues import LANGUAGES
from ssi_outcomes.base.errors import message
from ssi_outcomes.base.spelling import fold
from ssi_outcomes.base.ssi import PILLARS, SCORE
from ssi_outcomes.intake.unnamed import Unnamed
from ssi_outcomes.reading.dataset import SourceFile
from ssi_outcomes.reading.names.registry import activities, label_counted, outcomes
from ssi_outcomes.words.sentences import say_plain

LONGEST = 40  # letters of a header that are shown
MOST_COLUMNS = 8  # of one file that are told

_SCORE_SAID = re.compile(r"\bssi\b|social selling")
_ASIDE = re.compile(r" ?\(.*\)")


def tell_columns(shown: Unnamed, file: SourceFile, language: str) -> list[str]:
    """Return a line on a file that says of each column of the score, of an outcome or an activity what it
    was taken for; none of those whose header says just that, in any language of ours.
    """
    taken = [
        shown.of({"columns": f"{_cut(header)} → {_label(name, language)}"})["columns"]
        for name, header in file.headers
        if _label(name, language) and not _says(header, name)
    ]
    more = len(taken) > MOST_COLUMNS
    said = message("columns_taken", language, columns=taken[:MOST_COLUMNS], more=more)
    return [f"  {said}"] if taken else []


def _says(header: str, name: str) -> bool:
    """Tell whether a header is our own word for what it is."""
    folded = fold(header)
    if name == SCORE:
        return bool(_SCORE_SAID.search(folded))
    return folded in _own_words(name) or _ASIDE.sub("", folded) in _own_words(name)


@cache
def _own_words(name: str) -> frozenset[str]:
    labels = {_label(name, language) for language in LANGUAGES}
    heads = {message(f"template_head_{name}", each) for each in LANGUAGES} if name in PILLARS else set()
    texts = {name, *labels, *heads}
    return frozenset(fold(form) for text in texts for form in (text, _ASIDE.sub("", text)))


@cache
def _label(name: str, language: str) -> str:
    """Return what a column of numbers is called; "" of any other."""
    if name in outcomes() or name in activities():
        return label_counted("outcomes" if name in outcomes() else "activity", name)[language]
    if name in PILLARS:
        return say_plain(f"labels.pillars.{name}", language, {})
    return say_plain("labels.score_name", language, {}) if name == SCORE else ""


def _cut(header: str) -> str:
    header = " ".join(header.split())
    return header if len(header) <= LONGEST else header[: LONGEST - 1] + "…"
