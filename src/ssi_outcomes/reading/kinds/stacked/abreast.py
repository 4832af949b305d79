"""Tables of several people side by side in one sheet: the same columns again and again under one header.

Whose each is stands in each (a column of people), or `mapping.toml` says it, from left to right
(`side_by_side = ["Noa", "Ida"]`); else it is asked, with the names that stand over the columns or in their
headers. Each person's columns are then a sheet of their own, beside those that are all people's (the week).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.base.ssi import SCORE
from ssi_outcomes.reading.cells.text import NotClean, is_blank, read_text
from ssi_outcomes.reading.gaps import PERSON
from ssi_outcomes.reading.kinds.beside import may_name
from ssi_outcomes.reading.kinds.stacked.blocks import refuse_one_table
from ssi_outcomes.reading.kinds.stacked.joined import Part
from ssi_outcomes.reading.kinds.stacked.named_headers import find_named_headers, known_as
from ssi_outcomes.reading.kinds.weekly_columns import measures
from ssi_outcomes.reading.parsed import Cell, Sheet
from ssi_outcomes.reading.tables.header_names import fold_header
from ssi_outcomes.reading.tables.headers import Anchored
from ssi_outcomes.reading.tables.mapping import write_toml
from ssi_outcomes.reading.tables.notation import is_nameless
from ssi_outcomes.reading.tables.periods import WHEN
from ssi_outcomes.reading.tables.search import Search

_UNSAID = "…"


@dataclass(frozen=True)
class _Layout:
    """Where the columns of several people stand: the row of the header, what each column is called by place
    ("": a line above the header alone names it), each person's places with what they are titled, the
    headers of all but the first's, as `mapping.toml` may leave them unread, and, by place, those in which
    a name stands.
    """

    row: int
    labels: Mapping[int, str]
    blocks: tuple[tuple[int, ...], ...]
    titles: tuple[str, ...]
    others: tuple[str, ...]
    texts: Mapping[int, str] = field(default_factory=dict)

    @property
    def shared(self) -> set[int]:
        """Return the places of the columns that are all people's."""
        return self.labels.keys() - {place for block in self.blocks for place in block}


def part_abreast(table: Anchored | None, search: Search) -> list[Part] | None:
    """Return the part of each person whose columns stand side by side, with its name where the sheet has
    none; None where they are one table. Raises FileRefused, with the lines to paste, where whose each is has
    to be said, and where `mapping.toml` says it of a table whose columns are there once.
    """
    names = [name for name in search.entry.get("side_by_side", ()) if not is_nameless(name)]
    if search.sheet.bulk is not None:
        if names:
            raise NotClean
        return None
    found = _find(table, search, len(names))
    if found is None:
        if names and table is not None and not any(map(table.holds, PERSON)):
            raise refuse_one_table(search, "side_by_side")
        return None
    alone = _find_counted_once(table, found)
    if not names and _names_people(table, found):
        return [_part(search, found, block, alone, None) for block in found.blocks]
    if len(names) == len(found.blocks):
        blocks = zip(found.blocks, names, strict=True)
        return [_part(search, found, block, alone, name) for block, name in blocks]
    if not names and (search.entry.get("person") or search.context.owner):
        return None
    titles = [title or _UNSAID for title in found.titles]
    block = dict.fromkeys(found.labels[place] for place in found.blocks[0])
    raise FileRefused(
        "asks_abreast",
        file=search.sheet.file,
        line=search.sheet.lines[found.row],
        columns=", ".join(block)[:300],
        count=len(found.blocks),
        named=len(names),
        names=write_toml(titles),
        others=write_toml(list(found.others)),
        paste=search.paste(kind="ignore", side_by_side=None),
    )


def _find(table: Anchored | None, search: Search, named: int) -> _Layout | None:
    """Return where the columns of several people stand: in that of two readings that has as many of them as
    are named, else in the first.
    """
    again = _find_again(table, search.sheet, named > 0) if table else None
    if again is not None and (not named or len(again.blocks) == named):
        return again
    inside = _find_in_headers(table, search)
    return inside if inside is not None and len(inside.blocks) == named else again or inside


def _find_counted_once(table: Anchored | None, found: _Layout) -> dict[int, str]:
    """Return the columns beside those of several people that count something, by place: nothing says whose
    they are, and what one did is not what each did.
    """
    columns = {place: name for name, place in table.columns.items()} if table else {}
    return {
        place: found.labels[place]
        for place in sorted(found.shared)
        if (columns.get(place) or known_as(found.labels[place])) in measures()
    }


def _find_again(table: Anchored, sheet: Sheet, answered: bool) -> _Layout | None:
    """Return where the columns of a table come again, each as often as the others; None where they do not, or
    nothing speaks for several people.
    """
    row = sheet.lines.index(table.header_line)
    header, above = sheet.rows[row], sheet.rows[row - 1] if row else ()
    labels = {}
    for place in range(max(len(header), len(above))):
        texts = [line[place] if place < len(line) else None for line in (header, above)]
        labels[place] = next(
            (read_text(text) for text in texts if isinstance(text, str) and text.strip()), ""
        )
    labels = {place: text for place, text in labels.items() if text and _is_column(place, header, table)}
    places = defaultdict(list)
    for place, text in labels.items():
        places[fold_header(text)].append(place)
    again = [each for each in places.values() if len(each) > 1]
    if not table.duplicates or not again or len({len(each) for each in again}) > 1:
        return None
    blocks = tuple(tuple(sorted(block)) for block in zip(*again, strict=True))
    titles = tuple(_title_over(block, above, labels) for block in blocks)
    found = _Layout(row, labels, blocks, titles, table.duplicates)
    return found if answered or _are_peoples(table, found, above) else None


def _is_column(place: int, header: Sequence[Cell], table: Anchored) -> bool:
    """Tell whether a place has a column: a header of its own, or one above it over cells that are filled."""
    own = place < len(header) and isinstance(header[place], str) and bool(header[place].strip())
    return own or any(place < len(row) and not is_blank(row[place]) for row in table.rows)


def _title_over(block: Sequence[int], above: Sequence[Cell], labels: Mapping[int, str]) -> str:
    """Return what stands right above the first column of a block, if it may be a name, else ""."""
    cell = above[block[0]] if block[0] < len(above) else None
    text = read_text(cell) if isinstance(cell, str) else ""
    return text[:80] if text and text != labels[block[0]] and may_name(text) else ""


def _are_peoples(table: Anchored, found: _Layout, above: Sequence[Cell]) -> bool:
    """Tell whether columns that come again may be of different people: each has a name of its own above it,
    or two things that are followed come again, and nothing but names may stand above them.
    """
    shared = {name for name, place in table.columns.items() if place in found.shared}
    own = {name for name, place in table.columns.items() if place in found.blocks[0]}
    if shared & set(PERSON) or not (shared | own) & set(WHEN) or not own & {*measures(), *PERSON}:
        return False
    if all(found.titles) and len(set(found.titles)) == len(found.titles):
        return True
    titled = any(block[0] < len(above) and not is_blank(above[block[0]]) for block in found.blocks)
    return len(own) > 1 and not titled


def _find_in_headers(table: Anchored | None, search: Search) -> _Layout | None:
    """Return where headers hold names, « SSI Noa », « RDV Noa », « SSI Ida », « RDV Ida », of a sheet that no
    kind knows otherwise, or that says so of the score itself.
    """
    named = find_named_headers(search.sheet)
    if named is None or (table is not None and any(map(table.holds, PERSON))):
        return None
    if table is not None and SCORE not in named.counted and "side_by_side" not in search.entry:
        return None
    blocks = tuple(named.blocks.values())
    others = tuple(named.texts[place] for block in blocks[1:] for place in block)
    in_one_line = {*search.sheet.rows[named.row]}
    texts = {place: text for place, text in named.texts.items() if text in in_one_line}
    return _Layout(named.row, named.labels, blocks, tuple(named.blocks), others, texts)


def _names_people(table: Anchored | None, found: _Layout) -> bool:
    """Tell whether each block has a column of people, filled, beside two others."""
    if table is None:
        return False
    own = {name: place for name, place in table.columns.items() if place in found.blocks[0]}
    people = [found.blocks[0].index(place) for name, place in own.items() if name in PERSON]
    return len(own) > 2 and all(
        any(not is_blank(row[block[people[0]]]) for row in table.rows if block[people[0]] < len(row))
        if people
        else False
        for block in found.blocks
    )


def _part(
    search: Search, found: _Layout, block: Sequence[int], alone: Mapping[int, str], name: str | None
) -> Part:
    """Return the sheet of one person, and what `mapping.toml` says of it, with whose it is; without what
    stands `alone`, which is told.
    """
    sheet, kept = search.sheet, sorted((found.shared - alone.keys()) | set(block))
    rows = [tuple(row[place] if place < len(row) else None for place in kept) for row in sheet.rows]
    rows[found.row] = tuple(found.labels[place] for place in kept)
    if found.row:  # what stands over the header is in it, or says whose it is
        rows[found.row - 1] = ("",) * len(kept)
    said = (("columns_unshared", {"columns": ", ".join(alone.values())[:300]}),) if alone else ()
    entry = dict(search.entry) | ({} if name is None else {"person": name})
    context = replace(search.context, mapping=entry)
    part = Search(replace(sheet, rows=tuple(rows), remarks=(*sheet.remarks, *said)), context)
    return Part(part, {found.labels[place]: found.texts.get(place, found.labels[place]) for place in block})
