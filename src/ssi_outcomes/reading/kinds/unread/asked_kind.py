"""What is asked of a sheet that no kind knows, with an entry for `mapping.toml` to complete."""

from __future__ import annotations

from collections.abc import Sequence

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.reading.cells.values import is_blank
from ssi_outcomes.reading.kinds.kind import SheetKind
from ssi_outcomes.reading.kinds.unread.turned import shape_of
from ssi_outcomes.reading.tables.header_names import names_at
from ssi_outcomes.reading.tables.headless import guess_headers, line_without_headers
from ssi_outcomes.reading.tables.mapping import IGNORE, paste, write_toml
from ssi_outcomes.reading.tables.search import Search


def ask_kind(search: Search, kinds: Sequence[SheetKind]) -> FileRefused:
    """Return the question about a sheet that none of `kinds` knows: its headers, and an entry to complete."""
    sheet = search.sheet
    filled = (sum(not is_blank(cell) for cell in row) for row in sheet.rows)
    place = next((number for number, count in enumerate(filled) if count >= 2), None)
    names = [] if place is None else names_at(sheet.rows, place)
    if not names:
        # A text file is one sheet, without a name.
        return FileRefused(
            "sheet_without_table" if sheet.name else "file_without_table", file=sheet.file, sheet=sheet.name
        )
    # As they stand, the lines leave the file aside: pasted unread, they make nothing up.
    left = {name: answer for name, answer in search.entry.items() if name != "columns"}
    said = {"file": sheet.file, "paste": paste(sheet.file, sheet.name, left, kind=IGNORE)}
    if (line := line_without_headers(sheet)) is not None:
        named = write_toml(guess_headers(sheet, line))
        return FileRefused("asks_headers", line=line, names=named, **said)
    headers = ", ".join(dict.fromkeys(names))[:400]
    if not left and (step := shape_of(names)):
        return FileRefused(step, headers=headers, **said)
    return FileRefused("asks_kind", headers=headers, **said, **_kinds_offered(search, kinds))


def _kinds_offered(search: Search, kinds: Sequence[SheetKind]) -> dict[str, object]:
    """Return how `mapping.toml` may call a sheet and its columns: as it calls it already (`said`), else by
    the broadest kind; and `others`, those kinds with columns of their own.
    """
    kinds = sorted(kinds, key=lambda kind: -len(kind.offered))
    own = next((kind for kind in kinds if search.kind in kind.mapped), None)
    first = search.kind if own else kinds[0].offered[0]
    names = dict.fromkeys(name for kind in kinds for name in kind.offered if name != first)
    shown = {name: kind.shown for kind in kinds for name in kind.offered if kind.shown != kinds[0].shown}
    columns = dict.fromkeys((own or kinds[0]).shown, "…") | dict(search.entry.get("columns", {}))
    return {
        "said": first if own else "",
        "kind": first,
        "kinds": ", ".join(names),
        "columns": write_toml(columns),
        "others": "; ".join(f"{name}: {', '.join(shown[name])}" for name in names if shown.get(name)),
    }
