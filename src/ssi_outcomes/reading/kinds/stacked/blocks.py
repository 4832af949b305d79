"""Tables of several people one under another in one sheet, each under the same header, where no column names
anybody: `mapping.toml` says whose each is, in their order (`blocks = ["Noa", "Ida"]`).

A report that writes its header anew on each page has the same form: it is asked about only where the same
days or weeks come again, or where each header has another line above it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.reading.cells.text import is_blank, read_text
from ssi_outcomes.reading.gaps import PERSON
from ssi_outcomes.reading.parsed import Cell, Sheet
from ssi_outcomes.reading.tables.headers import Anchored
from ssi_outcomes.reading.tables.mapping import write_toml
from ssi_outcomes.reading.tables.notation import is_nameless
from ssi_outcomes.reading.tables.periods import WHEN
from ssi_outcomes.reading.tables.search import Search

_UNSAID = "…"


def name_blocks(table: Anchored, search: Search) -> Sheet | None:
    """Return the sheet with a column of people before its others, as `mapping.toml` names its blocks; None
    where it is one table. Raises FileRefused, with the lines to paste, where whose each block is has to be
    said.
    """
    sheet = search.sheet
    names = [name for name in search.entry.get("blocks", ()) if not is_nameless(name)]
    if sheet.bulk is not None or search.entry.get("person") or any(map(table.holds, PERSON)):
        return None
    header = sheet.row_at(table.header_line)
    starts = [place for place, row in enumerate(sheet.rows) if row == header]
    if len(names) == len(starts) and names:
        return _with_people(sheet, starts, names)
    titles = [_title_above(sheet, start) for start in starts]
    if not names and (
        len(starts) < 2 or search.context.owner or not _are_peoples(table, starts, sheet, titles)
    ):
        return None
    if len(starts) < 2:
        raise refuse_one_table(search, "blocks")
    raise FileRefused(
        "asks_blocks",
        file=sheet.file,
        count=len(starts),
        named=len(names),
        lines=", ".join(str(sheet.lines[start]) for start in starts[:10]) + (", …" if starts[10:] else ""),
        names=write_toml([title or _UNSAID for title in titles]),
        paste=search.paste(kind="ignore", blocks=None),
    )


def refuse_one_table(search: Search, option: str) -> FileRefused:
    """Return why a sheet is refused that has one table, and `mapping.toml` names the people of several."""
    names = ", ".join(map(str, search.entry.get(option, ())))[:300]
    return FileRefused("mapping_one_table", file=search.sheet.file, option=option, names=names)


def _are_peoples(table: Anchored, starts: Sequence[int], sheet: Sheet, titles: Sequence[str]) -> bool:
    """Tell whether blocks under one header may be of different people: half of the days of one are those of
    another's, too, or each has a title of its own.
    """
    if all(titles) and len(set(titles)) == len(titles):
        return True
    column = next((table.columns[name] for name in WHEN if name in table.columns), None)
    if column is None:
        return False
    days = [
        {
            str(row[column])
            for row in sheet.rows[start + 1 : end]
            if column < len(row) and not is_blank(row[column])
        }
        for start, end in pairwise([*starts, len(sheet.rows)])
    ]
    return any(len(one & two) * 2 >= min(len(one), len(two)) > 0 for one, two in pairwise(days))


def _title_above(sheet: Sheet, start: int) -> str:
    """Return the lone text right above a header, over blank rows; "" where there is none."""
    above = next((row for row in reversed(sheet.rows[:start]) if not all(map(is_blank, row))), ())
    filled = [cell for cell in above if not is_blank(cell)]
    return read_text(filled[0])[:80] if len(filled) == 1 and isinstance(filled[0], str) else ""


def _with_people(sheet: Sheet, starts: Sequence[int], names: Sequence[str]) -> Sheet:
    rows: list[tuple[Cell, ...]] = []
    block = -1
    for place, row in enumerate(sheet.rows):
        if place in starts:
            block += 1
            rows.append((PERSON[0], *row))
            continue
        filled = sum(not is_blank(cell) for cell in row)
        # A title is no row, and neither is a line of the report's own under the last block.
        rows.append(
            (names[block] if filled > 1 and block >= 0 else "", *(row if filled > 1 else ("",) * len(row)))
        )
    return replace(sheet, rows=tuple(rows))
