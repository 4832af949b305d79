"""Which kind a file or sheet is of: its own words tell, else `mapping.toml`, else the user is asked.

Only `KINDS` is asked here; nothing else in the package knows which kinds there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.reading.cells.values import is_blank
from ssi_outcomes.reading.kinds import KINDS
from ssi_outcomes.reading.kinds.beside import look_beside
from ssi_outcomes.reading.kinds.kind import ArchiveKind, SheetKind, WholeKind, WorkbookKind
from ssi_outcomes.reading.kinds.stacked.abreast import part_abreast
from ssi_outcomes.reading.kinds.stacked.blocks import name_blocks
from ssi_outcomes.reading.kinds.stacked.joined import join_abreast
from ssi_outcomes.reading.kinds.unread.asked_kind import ask_kind
from ssi_outcomes.reading.opening.limits import read_bytes
from ssi_outcomes.reading.opening.sheets import read_sheets
from ssi_outcomes.reading.opening.web_tables import is_page
from ssi_outcomes.reading.parsed import Context, Parsed, Remark, Sheet
from ssi_outcomes.reading.tables.headers import Anchored
from ssi_outcomes.reading.tables.mapping import IGNORE, paste
from ssi_outcomes.reading.tables.search import Search

_HEAD = 4096  # bytes by which a text file that is no table is known


def mapped_kinds() -> tuple[str, ...]:
    """Return what `mapping.toml` may call a file or sheet."""
    return tuple(dict.fromkeys((*(name for kind in KINDS for name in kind.mapped), IGNORE)))


def event_source(label: str, file: str) -> str | None:
    """Return the source that tells the events of a file apart from others', or None
    where a row of it is more than one event.
    """
    kind = next((kind for kind in KINDS if label in kind.events), None)
    return None if kind is None else kind.id if kind.one_source else file


def find_archive(path: Path) -> ArchiveKind | None:
    """Return the kind of archive that a file is, or None."""
    return next((kind for kind in _all(ArchiveKind) if kind.is_packed(path)), None)


def is_archive_folder(name: str) -> bool:
    """Tell whether a folder is called as an archive is that was unpacked into it."""
    return any(kind.names_folder(name) for kind in _all(ArchiveKind))


def find_members(path: Path, shown: str) -> ArchiveKind | None:
    """Return the kind of archive that a loose file is of, or None; raises FileRefused, with the lines to
    paste, where its name says one and its content nothing.

    A sheet of one's own may be called comments.csv too, and a workbook may be called .csv.
    """
    kind = next((kind for kind in _all(ArchiveKind) if kind.is_member(path.name)), None)
    if kind is None:
        return None
    content = read_bytes(path, shown)
    if kind.is_member(path.name, content):
        return kind
    if content.startswith(b"PK") or _knows(path, shown):
        return None
    if _is_readable_table(path, shown):
        # What such a file has for headers may be somebody's message: it is not quoted.
        lines = paste(shown, "", {"kind": IGNORE}) + kind.offer_own(path.name)
        raise FileRefused("asks_own", file=shown, paste=lines)
    return kind  # it says itself what is wrong


def find_unneeded(path: Path, shown: str, root: Path) -> bool:
    """Tell whether a loose file of an archive unpacked in `root` is one that is never needed."""
    kind = next((kind for kind in _all(ArchiveKind) if kind.is_unneeded(path.name)), None)
    if kind is None or is_archive_folder(root.name):
        return kind is not None
    beside = any(kind.is_member(each.name) for each in root.iterdir() if each.is_file())
    return beside and not _knows(path, shown)


def sort_sheets(sheets: Sequence[Sheet], name: str) -> list[tuple[ArchiveKind, Sheet]]:
    """Return the sheets of the file `name` that are seen and files of an archive, each with its kind."""
    kinds, seen = _all(ArchiveKind), [sheet for sheet in sheets if not sheet.hidden]
    found = ((next((kind for kind in kinds if kind.claims(sheet, name)), None), sheet) for sheet in seen)
    return [(kind, sheet) for kind, sheet in found if kind is not None]


def find_whole(path: Path) -> WholeKind | None:
    """Return the kind of a file that is no sheet, by how its content begins, or None."""
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    encoding = "utf-16" if head[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    text = head.decode(encoding, errors="replace").lstrip().lower()
    kind = next((kind for kind in _all(WholeKind) if kind.begins(text)), None)
    return None if kind is not None and is_page(text) and _has_tables(kind, path) else kind


def _has_tables(kind: WholeKind, path: Path) -> bool:
    """Tell whether what matters on a page is its tables: it is not the score's own page, and a kind knows
    one, or there is nothing else.
    """
    try:
        kind.open(path, path.name, Context(date.max))
    except FileRefused as refusal:
        if _knows(path, path.name):
            return True
        return refusal.key in ("page_without_score", "too_many_on_page") and bool(_sheets_of(path))
    return False


def _sheets_of(path: Path) -> list[Sheet]:
    try:
        return read_sheets(path, path.name)
    except FileRefused:
        return []


def find_workbook(sheets: Sequence[Sheet]) -> tuple[WorkbookKind, list[Anchored | None]] | None:
    """Return the kind of a workbook whose sheets belong together, and the table of each, or None."""
    for kind in _all(WorkbookKind):
        if (tables := kind.recognise(sheets)) is not None:
            return kind, tables
    return None


def read_sheet(sheet: Sheet, context: Context) -> Parsed:
    """Return what a sheet says, by the first kind that knows it; raises
    FileRefused with the lines to paste if none does.
    """
    search = Search(sheet, context)
    if search.kind == IGNORE:
        return _leave_aside(sheet)
    if sheet.hidden and not search.is_asked_for:
        return _leave_aside(sheet, _tell_hidden(search))
    found = _recognise(search)
    parts = part_abreast(found and found[1], search)
    if parts is not None:
        return join_abreast([each.say(_read_found(each.search, _recognise(each.search))) for each in parts])
    return _read_found(search, found)


def _read_found(search: Search, found: tuple[SheetKind, Anchored] | None) -> Parsed:
    if found is None:
        raise ask_kind(search, _all(SheetKind))
    kind, table = found
    if (parted := name_blocks(table, search)) is not None:
        search = Search(parted, search.context)
        kind, table = _recognise(search) or found
    table = kind.settle(table, search)
    beside = look_beside(table, search)
    if beside.owner:
        search.entry = {**search.entry, "person": beside.owner}
    parsed = kind.read(table, search)
    notes = (*parsed.notes, *search.sheet.remarks, *table.remarks, *beside.notes)
    return replace(parsed, notes=notes, beside=beside.maybe)


def _recognise(search: Search) -> tuple[SheetKind, Anchored] | None:
    """Return the first kind that knows a sheet, and its table, or None.

    A row of values may read like the headers of another kind (a list of people whose role is « sales »): one
    whose headers stand above, and more of them, goes before.
    """
    found = None
    for kind in _all(SheetKind):
        if search.kind is not None and search.kind not in kind.mapped:
            continue
        if found is None:
            table = kind.recognise(search)
            if table is None:
                continue
            found = kind, table
            if table.header_line <= _first_line(search.sheet):
                return found
        elif (over := _recognise_over(kind, search, found[1])) is not None:
            return kind, over
    return found


def _recognise_over(kind: SheetKind, search: Search, table: Anchored) -> Anchored | None:
    """Return what a kind knows above a table, by more headers than that one has, else None."""
    try:
        over = kind.recognise(search)
    except FileRefused:
        return None
    # The headers of the one are then a row of the other.
    is_over = over is not None and over.header_line < table.header_line and table.header_line in over.lines
    return over if is_over and len(over.columns) > len(table.columns) else None


def _first_line(sheet: Sheet) -> int:
    """Return the line of the first row that says something."""
    filled = zip(sheet.lines, sheet.rows, strict=False)
    return next((line for line, row in filled if not all(map(is_blank, row))), 0)


def _leave_aside(sheet: Sheet, *notes: Remark) -> Parsed:
    filled = sum(not all(map(is_blank, row)) for row in sheet.rows)
    # Nobody asked for what has to be explained.
    kind = "aside" if notes else "ignored"
    notes = notes if filled else ()
    return Parsed(sheet.file, kind, {}, rows=0, accepted=0, ignored=filled, notes=notes)


def _tell_hidden(search: Search) -> Remark:
    """Return what is said of a hidden sheet, with the lines that have it read."""
    try:
        found = _recognise(search)
    except FileRefused:
        found = None
    kind = found[0].offered[0] if found else IGNORE
    return "sheet_hidden", {
        "sheet": search.sheet.name,
        "paste": search.paste(kind=kind),
        "known": kind != IGNORE,
    }


def _all(shape: type) -> list:
    return [kind for kind in KINDS if isinstance(kind, shape)]


def _knows(path: Path, shown: str) -> bool:
    """Tell whether a file has a sheet that a kind of sheet knows, without being told."""
    try:
        searches = [Search(sheet, Context(date.max)) for sheet in read_sheets(path, shown)]
        return any(kind.recognise(search) for search in searches for kind in _all(SheetKind))
    except FileRefused:
        return False


def _is_readable_table(path: Path, shown: str) -> bool:
    """Tell whether a file is a text of more than one filled row."""
    try:
        sheets = read_sheets(path, shown)
    except FileRefused:
        return False
    return any(sum(not all(map(is_blank, row)) for row in sheet.rows[:5]) > 1 for sheet in sheets)
