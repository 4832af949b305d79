"""What stands beside a table that names nobody: a line that says whose it is, or that may be somebody's name.

A line whose label is one of a column of people, « Vendeur : Noa », says it surely. A lone cell, a title, what
stands over an empty column may name who the rows are of: it is asked about, never taken nor passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from ssi_outcomes.base.spelling import fold, means_team, same_name
from ssi_outcomes.reading.cells.text import is_blank, read_text
from ssi_outcomes.reading.gaps import PERSON
from ssi_outcomes.reading.kinds.vocabulary import LETTERS, is_known
from ssi_outcomes.reading.names.registry import aliases, word_set
from ssi_outcomes.reading.parsed import Cell, Remark
from ssi_outcomes.reading.tables.asides import is_aside
from ssi_outcomes.reading.tables.headers import Anchored
from ssi_outcomes.reading.tables.notation import is_nameless
from ssi_outcomes.reading.tables.search import Search

_SAID = re.compile(r"[#*\s]*(?P<label>[^:=]{2,60}?)\s*(?:[:=]|\s[-\u2013\u2014])\s*(?P<value>\S.*)")
_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_BY = re.compile(
    r"(?:\b(?:by|for|of|par|pour|de|von|für|di|da|do|para|por|van|voor|door)\s|\bd['’])\s*(?P<name>[^\W\d_]+)"
)
_SHORT, _LONGEST = 4, 200  # words of a mere title, letters of what may hold a name


@dataclass(frozen=True)
class Beside:
    """Whose a table is, with what is told of that; else the texts that may name somebody."""

    owner: str | None = None
    notes: tuple[Remark, ...] = ()
    maybe: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Line:
    """A line outside the rows of a table: where it stands, what its label says (a column of ours, "" for any
    other, None without one), and what may be a name.
    """

    line: int
    above: bool
    label: str | None
    text: str


def look_beside(table: Anchored, search: Search) -> Beside:
    """Return what stands beside a table; nothing where the rows, or `mapping.toml`, say whose they are."""
    if not table.columns or search.sheet.bulk is not None or any(map(table.holds, PERSON)):
        return Beside()
    if search.entry.get("person"):
        return Beside()
    lines = list(_find_lines(table, search))
    sure = [each for each in lines if each.label]
    names = {same_name(name): name for name in _join_names(sure)}
    maybe = [each for each in lines if each.label is None and may_name(each.text)]
    if len(names) == 1 and all(each.above for each in (*sure, *maybe)):
        owner = next(iter(names.values()))
        told = ("owner_beside", {"line": sure[0].line, "person": owner})
        return Beside(owner, (told,))
    if search.context.owner:
        return Beside()
    others = [*(each.text for each in maybe), *_over_nothing(table, search)]
    texts = (*names.values(), *map(_name_in, others))
    return Beside(maybe=tuple({same_name(text): text for text in texts}.values()))


def may_name(text: str) -> bool:
    """Tell whether a text may be, or hold, somebody's name: of words that are not those of files, dates or
    totals; in more than a few words, two in capitals, or one that a « by » or « for » stands before.
    """
    if _ADDRESS.search(text):
        return True
    words = LETTERS.findall(text)
    own = {word for word in words if not is_known(word)}
    raised = {word for word in own if word[0].isupper()}
    by = any(found["name"] in raised for found in _BY.finditer(text))
    if not own or len(text) > _LONGEST or (is_aside(text) and not by):
        return False
    if len(words) <= _SHORT:
        return bool(raised) or len(own) == len(words)
    return by or any(one in raised and two in raised for one, two in zip(words, words[1:], strict=False))


def _name_in(text: str) -> str:
    """Return the part of a text that may be a name: « Noa Berg » of « Suivi SSI de Noa Berg »."""
    if (address := _ADDRESS.search(text)) is not None:
        return address[0]
    own = [found for found in LETTERS.finditer(text) if not is_known(found[0])]
    by = [found.start("name") for found in _BY.finditer(text)]
    start = next((place for place in by if place in {each.start() for each in own}), own[0].start())
    return text[start : own[-1].end()]


def _find_lines(table: Anchored, search: Search) -> Iterator[_Line]:
    """Yield the lines above a table and lone ones among and under its rows, with what is said in them."""
    sheet = search.sheet
    for line, row in zip(sheet.lines, sheet.rows, strict=False):
        if line == table.header_line or len(row) - row.count(None) - row.count("") > 4 < len(set(row)):
            continue
        cells = list(dict.fromkeys(read_text(cell) for cell in row if not is_blank(cell)))
        above = line < table.header_line
        if len(cells) == 2 and (label := _label(cells[0])) and _is_name(cells[1]):
            yield _Line(line, above, label, cells[1])
        elif len(cells) == 1 or (above and len(cells) == 2):
            yield from (_read_line(line, above, cell, row) for cell in cells)
        elif above:
            pairs = zip(cells, cells[1:], strict=False)
            yield from (
                _Line(line, above, _label(one), two) for one, two in pairs if _label(one) and _is_name(two)
            )


def _read_line(line: int, above: bool, text: str, row: Iterable[Cell]) -> _Line:
    """Return what a cell says by itself; of what is not text (a day, a number), nothing."""
    if not any(isinstance(cell, str) and read_text(cell) == text for cell in row):
        return _Line(line, above, "", "")
    if not (said := _SAID.fullmatch(text)):
        return _Line(line, above, None, text)
    label = _label(said["label"])
    if label and _is_name(said["value"]):
        return _Line(line, above, label, said["value"].strip())
    other = fold(said["label"]) in _other_labels()
    return _Line(line, above, "" if other else None, said["value"].strip() if not other else "")


def _over_nothing(table: Anchored, search: Search) -> Iterator[str]:
    """Yield the headers that may be a name and have nothing under them."""
    header = search.sheet.row_at(table.header_line) or ()
    for place, cell in enumerate(header):
        text = read_text(cell) if isinstance(cell, str) else ""
        blank = all(place >= len(row) or is_blank(row[place]) for row in table.rows)
        if text in table.unknown and blank and may_name(text):
            yield text


def _join_names(sure: Iterable[_Line]) -> list[str]:
    """Return who is named: first and last name in two lines as one, an address where no name is."""
    by: dict[str, list[str]] = {}
    for each in sure:
        by.setdefault(str(each.label), []).append(each.text)
    parts = [by.get(name, []) for name in ("first_name", "last_name")]
    joined = [" ".join(pair) for pair in zip(*parts, strict=False)] or [*parts[0], *parts[1]]
    return [*by.get("person", []), *joined] or by.get("email", [])


def _label(text: str) -> str | None:
    """Return the column of people that a label names, or None."""
    return _person_labels().get(fold(text.strip("#* :=")))


def _is_name(text: str) -> bool:
    """Tell whether what a label of people stands before is somebody, and not the title of what is counted."""
    if is_nameless(text) or means_team(text) or fold(text) in word_set("words", "no_name"):
        return False
    return bool(_ADDRESS.search(text)) or not all(map(is_known, LETTERS.findall(text)))


@cache
def _person_labels() -> dict[str, str]:
    found = {fold(text): name for name in PERSON[::-1] for text in aliases("columns")[name]}
    vendors = [each for part in ("deals", "activities") for each in aliases(part).values()]
    owners = [text for each in vendors for text in each.get("person", ())]
    return {fold(text): "person" for text in (*owners, *word_set("words", "whose"))} | found


@cache
def _other_labels() -> frozenset[str]:
    columns = aliases("columns")
    others = {fold(text) for name in columns.keys() - set(PERSON) for text in columns[name]}
    return frozenset(others | word_set("words", "not_whose"))
