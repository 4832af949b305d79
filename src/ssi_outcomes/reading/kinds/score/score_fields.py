"""What the columns and fields of the score are called, with what a hand adds to their names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from ssi_outcomes.base.spelling import fold
from ssi_outcomes.base.ssi import MEANS, PILLARS, RANKS, READING, SCORE
from ssi_outcomes.reading.names.registry import aliases, word_set
from ssi_outcomes.reading.parsed import Sheet
from ssi_outcomes.reading.tables.headers import SEARCHED

COLUMNS = (*READING, *MEANS, *RANKS)
# What a hand adds to a name of the score, folded: "Mon SSI (/100)", "Rang secteur en %", "Marque sur 25".
_ADDED = re.compile(
    r"(?P<whose>(?:mon|votre|my|your|mein|ihr|meu|seu|mi|tu|(?:il )?mio|mijn) )?"
    r"(?P<name>.+?)"
    r"(?: ?\(? ?(?:(?:sur|out of|von|de|su|van|0 a|0) )?(?P<whole>100|25) ?\)?"
    r"|(?P<percent> ?\(?(?:en |in )?%\)?)"
    r"|(?P<points> \((?:points|pts|punkte|pontos|puntos|punti|punten)\)))?"
)
# One name said twice, folded: "Social Selling Index (SSI) score".
_TWICE = re.compile(r"(?P<one>[^()]+?) ?\((?P<inside>[^()]+)\)(?P<rest> .+)?")
# Of when the score is, where it is the one of that day: "Current SSI Score", "SSI (latest)".
_NOW = r"(?:current|latest|actuel|dernier|derniere|aktueller|aktuell|atual|actual|attuale|huidige)"
_OF_NOW = re.compile(rf"{_NOW} (?P<name>.+)|(?P<before>.+?) \(?{_NOW}\)?")


def score_columns() -> dict[str, list[str]]:
    """Return the headers of each column of the score."""
    usual = aliases("columns")
    return {name: usual[name] for name in COLUMNS}


def score_headers(sheet: Sheet) -> dict[str, list[str]]:
    """Return those of a sheet's first cells that name a column of the score with what a hand adds: whose it
    is, or the unit.
    """
    found: dict[str, list[str]] = {}
    for cell in {cell for row in sheet.rows[:SEARCHED] for cell in row if isinstance(cell, str)}:
        if len(cell) < 80 and (name := column_of(cell)):
            found.setdefault(name, []).append(cell)
    return found


def says_whose(header: str) -> bool:
    """Tell whether a header names others than the person: an industry, a network, a team, a goal."""
    text = fold(header)
    return any(_mentions(text, word_set("sections", group)) for group in ("industry", "network", "others"))


def says_rank(header: str) -> bool:
    """Tell whether a header names a place among others, which is no score."""
    return _mentions(fold(header), word_set("sections", "rank") | {"top"})


def column_of(text: str) -> str | None:
    """Return the column that a header names, with or without whose it is and its unit; or None."""
    direct = _fields().get(folded := fold(text))
    if direct or not (added := _ADDED.fullmatch(folded)):
        return direct
    name = _fields().get(added["name"]) or _score_said_longer(added["name"])
    units = {added["whole"], "%" if added["percent"] else None} - {None}
    possible = {"25"} if name in PILLARS else {"%"} if name in RANKS else {"100", "%"}
    return name if units <= possible and (name == SCORE or not added["whose"]) else None


def find_field(section: str, name: str) -> str | None:
    """Return the column that a field of a section names: a pillar, the total, a mean or a rank of one's
    industry or network; or None.

    In a section about others, only what is plainly their total or rank is taken: a field that is not known is
    never their mean, and theirs is never one's own.
    """
    text = fold(f"{section} {name}")
    direct = column_of(name)
    group = next(
        (group for group in ("industry", "network") if _mentions(text, word_set("sections", group))), None
    )
    if direct in MEANS + RANKS:
        return direct
    if group is None:
        return None if _mentions(fold(section), word_set("sections", "others")) else direct
    if _mentions(text, word_set("sections", "rank")) or re.search(r"\btop\b", text):
        return f"{group}_rank_pct"
    # The pillars of an industry's average have no column.
    is_total = direct == SCORE or fold(name) in word_set("sections", "mean")
    return f"{group}_mean" if is_total else None


def _score_said_longer(folded: str) -> str | None:
    """Return the score where a header says its name twice, or says that it is the one of now; or None."""
    if (now := _OF_NOW.fullmatch(folded)) and re.search(r"\b(?:ssi|social selling)\b", folded):
        folded = now["name"] or now["before"]
    if (said := _TWICE.fullmatch(folded)) is None:
        words = folded.split(" ")
        halves = ((" ".join(words[:place]), " ".join(words[place:])) for place in range(1, len(words)))
        return SCORE if any(map(_are_score, [(folded,), *halves])) else None
    one, inside, rest = said["one"], said["inside"], said["rest"] or ""
    whole = not rest or _are_score((one + rest,)) or _are_score((inside + rest,))
    return SCORE if whole and _are_score((one, inside)) else None


def _are_score(names: Iterable[str]) -> bool:
    return all(_fields().get(name) == SCORE for name in names)


@cache
def _fields() -> dict[str, str]:
    columns = score_columns()
    return {fold(each): name for name, spellings in columns.items() for each in (name, *spellings)}


def _mentions(text: str, words: frozenset[str]) -> bool:
    return any(re.search(rf"\b{re.escape(word)}\b", text) for word in words)
