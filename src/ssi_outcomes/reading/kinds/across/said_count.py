"""What the numbers of a table count that has no header for it: what stands over or beside it says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import PurePath

from ssi_outcomes.base.spelling import fold
from ssi_outcomes.base.ssi import SCORE
from ssi_outcomes.reading.kinds.score.score_fields import column_of
from ssi_outcomes.reading.names.registry import aliases, find_activity, find_outcome, meanings, word_set
from ssi_outcomes.reading.parsed import Cell, Sheet

_YEAR = re.compile(r"\b(20[0-9]{2})\b")
# A longer text is a remark, and no name of anything is longer: each stretch of words is looked up.
_MOST_WORDS, _LONGEST_NAME = 60, 12
_DATE_LIKE = re.compile(r"[0-9]+|[a-z]?[0-9]+[a-z]?")


@dataclass(frozen=True)
class Said:
    """What texts say of a table: what it counts (`counts`, ids), whether that is sure, and of which years."""

    counts: tuple[str, ...]
    is_sure: bool
    years: tuple[int, ...]

    @property
    def count(self) -> str | None:
        """Return the one thing that all texts say and that is sure, else None."""
        return self.counts[0] if self.is_sure and len(self.counts) == 1 else None

    @property
    def year(self) -> int | None:
        """Return the one year that the texts name, else None."""
        return self.years[0] if len(self.years) == 1 else None


def read_said(sheet: Sheet, above: Sequence[Sequence[Cell]], corner: Cell) -> Said:
    """Return what a table is said to count: by its file, sheet, what stands above it and in its corner."""
    file = PurePath(sheet.file.replace("\\", "/")).stem
    cells = [cell for row in above for cell in row if isinstance(cell, str)]
    texts = [fold(text) for text in (file, sheet.name, *cells, corner) if isinstance(text, str)]
    counts, sure = [], True
    for text in filter(None, texts):
        found, left = _find_in(text.split())
        counts += found
        # What else is said of it may turn it round: a target, what was cancelled.
        sure = sure and not (found and left) and not word_set("words", "no_counts") & set(text.split())
    years = sorted({int(year) for text in texts for year in _YEAR.findall(text)})
    return Said(tuple(dict.fromkeys(counts)), sure, tuple(years))


def id_of(text: str) -> str | None:
    """Return what a text names, an outcome, an activity or the score, or None."""
    found = find_outcome(text) or find_activity(text)
    return found or (SCORE if column_of(text) == SCORE or fold(text) == SCORE else None)


def _find_in(words: list[str]) -> tuple[list[str], list[str]]:
    """Return what a text names, the longest names first, and the words that say something else."""
    if len(words) > _MOST_WORDS:
        return [], list(_telling(words))
    for length in range(min(len(words), _LONGEST_NAME), 0, -1):
        for start in range(len(words) - length + 1):
            name = " ".join(words[start : start + length])
            ids = [found] if (found := id_of(name)) else list(meanings(name))
            if ids or name in _people():
                before, after = _find_in(words[:start]), _find_in(words[start + length :])
                return [*before[0], *ids, *after[0]], [*before[1], *after[1]]
    return [], list(_telling(words))


@cache
def _people() -> frozenset[str]:
    """Return the headers of people, folded: « sales rep » are no sales."""
    return frozenset(map(fold, aliases("columns")["person"]))


def _telling(words: list[str]) -> Iterator[str]:
    neutral = word_set("words", "around_counts")
    yield from (word for word in words if word not in neutral and not _DATE_LIKE.fullmatch(word))
