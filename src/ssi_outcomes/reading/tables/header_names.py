"""What the columns of a table are called: by one line, or two of which the upper stands over several columns.

Signs that show how a report is sorted, and the star of a field that must be filled in, are no part of a name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import chain, count, zip_longest

from ssi_outcomes.base.spelling import fold
from ssi_outcomes.reading.cells.text import is_blank, read_text
from ssi_outcomes.reading.parsed import Cell
from ssi_outcomes.reading.tables.asides import is_total, is_unit

_SORTED = re.compile(
    "[\u2190-\u21ff\u2303\u2304\u25b2-\u25bf\u2b06\u2b07\u2b9d\u2b9f\u23eb\u23ec\U0001f53c\U0001f53d]\ufe0f?"
    r"|\((?:sorted|tri[ée]?) [^()]*\)"
)
_SHOWN = 60  # letters of a header
_NAME = re.compile(r"^(?!.*[0-9]{2}).*[^\W\d]", re.S)  # letters, and no day or amount


@dataclass(frozen=True)
class Header:
    """The lines of a header, from row `first` to row `last`, and of each column by which names it may be
    known (folded, the surest first; none: it has no name) and how it is written.
    """

    first: int
    last: int
    names: tuple[tuple[str, ...], ...]
    texts: tuple[str, ...]

    @cached_property
    def spellings(self) -> frozenset[str]:
        """Return all names of all columns."""
        return frozenset(chain.from_iterable(self.names))

    def find(self, known: Mapping[str, str]) -> list[str | None]:
        """Return for each column what `known` makes of its names, None where it knows none."""
        return [next((known[name] for name in names if name in known), None) for names in self.names]


def fold_header(cell: Cell) -> str:
    """Return a header as headers are compared; "" for what is none."""
    return _fold(cell) if isinstance(cell, str) and len(cell) <= 200 else ""


def headers_at(rows: Sequence[Sequence[Cell]], place: int) -> Iterator[Header]:
    """Yield the header that the row at `place` may be: alone, and together with the row under it."""
    row = rows[place]
    names = [fold_header(cell) for cell in row]
    texts = [cell.strip() if isinstance(cell, str) else "" for cell in row]
    yield _numbered(Header(place, place, tuple((name,) if name else () for name in names), tuple(texts)))
    under = rows[place + 1] if place + 1 < len(rows) else ()
    if (
        len(list(filter(None, names))) > 1
        and any(map(_is_text, under))
        and all(is_blank(cell) or _is_text(cell) for cell in under)
    ):
        yield _join(place, row, under)


def names_at(rows: Sequence[Sequence[Cell]], place: int) -> list[str]:
    """Return what stands in a row that may be a header, of two lines where it has two, cut to be shown."""
    row, under = rows[place], rows[place + 1] if place + 1 < len(rows) else ()
    headers = list(headers_at(rows, place))
    if len(headers) > 1 and stands_over(row, under):
        return [text[:_SHOWN] for text in headers[1].texts if text]
    return [read_text(cell)[:_SHOWN] for cell in row if not is_blank(cell)]


def adds_names(
    two: Sequence[str | None],
    one: Sequence[str | None],
    under: Sequence[str | None],
    *,
    evident: bool = False,
) -> bool:
    """Tell whether two lines are one header: together they name more columns than each alone, and lose none
    of the upper one's; where it is `evident` that they are two, as many as the lower one alone.
    """
    # A name with a blank is one that has to be settled by what stands with it (« Total »).
    named, upper, lower = (
        {name for name in names if name and " " not in name} for names in (two, one, under)
    )
    if evident:
        return len(named) >= len(lower)
    return upper <= named and len(named) > max(len(upper), len(lower))


def stands_over(row: Sequence[Cell], under: Sequence[Cell]) -> bool:
    """Tell whether a row can only be the upper line of a header: a name in it stands over several of the row
    under it, which has nothing but names, and none where the upper one suffices.
    """
    pairs = [(fold_header(above), below) for above, below in zip_longest(row, under)]
    spanned = [(name, below) for name, below in pairs if not is_blank(below) and fold_header(below) != name]
    over = [name for name, _ in spanned]
    several = "" in over or len(set(over)) < len(over)
    sufficient = any(name and (is_blank(below) or fold_header(below) == name) for name, below in pairs)
    named = all(_NAME.search(str(below)) for _, below in spanned)
    return several and sufficient and len(spanned) > 1 and named


def _join(place: int, row: Sequence[Cell], under: Sequence[Cell]) -> Header:
    names, texts, over = [], [], ""
    for column in range(max(len(row), len(under))):
        above, below = (line[column] if column < len(line) else None for line in (row, under))
        over = above if _is_text(above) else over
        if is_blank(below):
            names.append((fold_header(above),) if fold_header(above) else ())
            texts.append(above.strip() if _is_text(above) else "")
            continue
        both = f"{over.strip()} {below.strip()}".strip()
        # A total, or a unit, is that of what stands over it.
        whole = (fold_header(over),) if is_total(below) or is_unit(below) else ()
        names.append((fold_header(both), *whole, fold_header(below)))
        texts.append(below.strip() if fold_header(over) == fold_header(below) else both)
    return _numbered(Header(place, place + 1, tuple(names), tuple(texts)))


def _numbered(header: Header) -> Header:
    """Return a header in which each name that stands there again is known by its number, too: « RDV (1) »,
    « RDV (2) ». So `mapping.toml` can tell the columns apart; to who does not, they are of one name.
    """
    places = defaultdict(list)
    for place, own in enumerate(header.names):
        if own and own[0]:  # what is too long for a header is none, and cannot be numbered
            places[own[0]].append(place)
    names, texts = list(header.names), list(header.texts)
    for again in (each for each in places.values() if len(each) > 1):
        numbered = (f"{texts[again[0]]} ({number})" for number in count(1))
        free = (text for text in numbered if fold_header(text) not in places)
        for nth, (place, text) in enumerate(zip(again, free, strict=False)):
            names[place] = (fold_header(text), *names[place])
            texts[place] = text if nth else texts[place]
    return replace(header, names=tuple(names), texts=tuple(texts))


@lru_cache(maxsize=20_000)
def _fold(text: str) -> str:
    return fold(_SORTED.sub(" ", text)).strip("* ")


def _is_text(cell: Cell) -> bool:
    return isinstance(cell, str) and not is_blank(cell)
