"""Headers that say what a column counts, and of whom: « SSI Noa », « RDV (Ida) », « Noa - SSI », in one line
or two.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ssi_outcomes.base.spelling import fold
from ssi_outcomes.reading.kinds.beside import may_name
from ssi_outcomes.reading.kinds.weekly_columns import known_columns, measures
from ssi_outcomes.reading.parsed import Sheet
from ssi_outcomes.reading.tables.header_names import headers_at
from ssi_outcomes.reading.tables.headers import SEARCHED
from ssi_outcomes.reading.tables.periods import WHEN

_BETWEEN = re.compile(r"[\s:/()\[\]_\u2010-\u2015,|-]+")
_OF = frozenset({"de", "d", "du", "of", "for", "pour", "von", "für", "di", "da", "do", "del", "van"})


@dataclass(frozen=True)
class NamedHeaders:
    """The last row of such headers, what each column is called without the name and with it (by place), the
    places of each name's columns, and what these count.
    """

    row: int
    labels: Mapping[int, str]
    texts: Mapping[int, str]
    blocks: Mapping[str, tuple[int, ...]]
    counted: frozenset[str]


def find_named_headers(sheet: Sheet) -> NamedHeaders | None:
    """Return the first row in which two names or more each have the same columns, beside one that says when;
    None where there is none.
    """
    rows = range(min(len(sheet.rows), SEARCHED))
    for header in (each for number in rows for each in headers_at(sheet.rows, number)):
        texts = {place: text for place, text in enumerate(header.texts) if text}
        parted = {place: found for place, text in texts.items() if (found := _part(text))}
        if len(parted) < 2 or not any(known_as(text) in WHEN for text in texts.values()):
            continue
        blocks: dict[str, dict[str, int]] = {}
        for place, (label, name) in parted.items():
            blocks.setdefault(name, {}).setdefault(label, place)
        counted = {frozenset(known_as(label) for label in block) for block in blocks.values()}
        if len(blocks) > 1 and len(counted) == 1 and sum(map(len, blocks.values())) == len(parted):
            labels = texts | {place: label for place, (label, _) in parted.items()}
            whose = {name: tuple(block.values()) for name, block in blocks.items()}
            return NamedHeaders(header.last, labels, texts, whose, next(iter(counted)))
    return None


def known_as(header: str) -> str | None:
    """Return the column of a sheet of weeks that a header means; None where it means none."""
    return _known().get(fold(header))


def _part(text: str) -> tuple[str, str] | None:
    """Return what a header says is counted, and the name beside it; None where it does not say both."""
    words = [word for word in _BETWEEN.split(text) if word]
    if known_as(text) or not 2 <= len(words) <= 6:
        return None
    for count in range(len(words) - 1, 0, -1):
        for label, name in ((words[:count], words[count:]), (words[-count:], words[:-count])):
            while name and fold(name[0]) in _OF:
                name = name[1:]
            if known_as(" ".join(label)) in measures() and _is_name(name):
                return " ".join(label), " ".join(name)
    return None


def _is_name(words: list[str]) -> bool:
    return bool(words) and all(word[0].isupper() for word in words) and may_name(" ".join(words))


@cache
def _known() -> dict[str, str]:
    return {fold(form): name for name, forms in known_columns().items() for form in (name, *forms)}
