"""The words by which files call what they hold: what is none of them may be somebody's name."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from ssi_outcomes.base.spelling import fold
from ssi_outcomes.reading.cells.months import NAMELESS_MONTHS
from ssi_outcomes.reading.kinds.archive.members import MEMBERS, UNNEEDED
from ssi_outcomes.reading.names.registry import all_words

# Letters as they run together in a file's name: SuiviSSI, S12, LinkedInDataExport.
_RUN = re.compile(r"[^\W\d_]+?(?=[A-ZÀ-Þ](?<=[a-zà-ÿ][A-ZÀ-Þ])|[\d_]|$)")
# Words as names are looked for, accents of their own sign and all; and runs of nothing but letters.
WORD = re.compile("(?:[^\\W_]|[\u0300-\u036f])+")
LETTERS = re.compile(r"[^\W\d_]+")


def is_known(word: str) -> bool:
    """Tell whether a word is nobody's name: one by which files call what they hold, numbers, single
    letters.
    """
    return fold(word) in _vocabulary() or all(
        len(run) == 1 or fold(run) in _vocabulary()
        for run in _RUN.findall(unicodedata.normalize("NFC", word))
    )


@cache
def _vocabulary() -> frozenset[str]:
    """Return the words, folded, by which files call what they hold."""
    titles = (*UNNEEDED, *(title for each in MEMBERS.values() for title in (each.title, *each.counts)))
    return frozenset(
        word for text in (*all_words(), *NAMELESS_MONTHS, *titles) for word in WORD.findall(fold(text))
    )
