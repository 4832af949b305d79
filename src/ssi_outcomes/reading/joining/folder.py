"""Read a folder of a user's files: ask each what it is, keep what can be
used, name what cannot, and let no name out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, partial
from pathlib import Path

from ssi_outcomes.base.errors import DataRefused, FileRefused, Problem
from ssi_outcomes.base.paths import LOOKS
from ssi_outcomes.base.plan import PLAN_FILE
from ssi_outcomes.reading.bulk.clean import open_sheets, read_clean_sheet
from ssi_outcomes.reading.bulk.pauses import without_pauses
from ssi_outcomes.reading.cells.text import NotClean
from ssi_outcomes.reading.dataset import Dataset
from ssi_outcomes.reading.joining.assemble import Found, assemble
from ssi_outcomes.reading.kinds.about import (
    check_about,
    is_about_sheet,
    is_example,
    is_read_me_sheet,
    read_about_sheet,
    read_dataset_toml,
)
from ssi_outcomes.reading.kinds.kind import ArchiveKind, WholeKind
from ssi_outcomes.reading.kinds.recognition import (
    find_archive,
    find_members,
    find_whole,
    find_workbook,
    mapped_kinds,
    read_sheet,
)
from ssi_outcomes.reading.opening.sheets import read_sheets
from ssi_outcomes.reading.parsed import Context, HandBack, Parsed, Rejected, Sheet
from ssi_outcomes.reading.tables.mapping import entry_for, read_mapping

ABOUT, MAPPING = "dataset.toml", "mapping.toml"


def read_team(folder: Path, today: date | None = None, hand_back: HandBack | None = None) -> Dataset:
    """Return what the files in `folder` hold, people under pseudonyms, with each refused row and file.

    `hand_back` is told what was refused, with the sheets that it stands in.
    Raises DataRefused where `dataset.toml` or `mapping.toml` cannot be understood,
    or where not a single row could be taken.
    """
    today = today or date.today()
    found = Found(hand_back=hand_back)
    paths = _set_aside_unnamed(folder, list_files(folder), found)
    opened = _open_all(folder, paths, found)
    about, problems = check_about(found.said)
    if problems:
        raise DataRefused("dataset_refused", dataset=folder.name, count=len(problems), problems=problems)
    _read_all(folder, paths, opened, found, Context(today=today, time_zone=about.time_zone))
    described = [folder / name for name in (ABOUT, MAPPING) if (folder / name).is_file()]
    return assemble(folder, paths, described, found, about, today)


def list_files(folder: Path) -> list[Path]:
    """Return the files that may hold data, sorted: not the descriptions, the
    example, hidden files or what points outside.
    """
    inside = folder.resolve()
    return [
        path
        for path in sorted(folder.rglob("*"), key=lambda path: path.relative_to(folder).as_posix())
        if path.is_file()
        and path.resolve().is_relative_to(inside)
        and not any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
        and path.name not in (ABOUT, MAPPING, PLAN_FILE, LOOKS, "desktop.ini", "Thumbs.db")
        and not is_example(path, folder.name)
    ]


def _set_aside_unnamed(folder: Path, paths: Iterable[Path], found: Found) -> list[Path]:
    """Return the paths that can be written down; one whose name is no text (made on another system) is
    refused, and the others are read.
    """
    kept = []
    for path in paths:
        name = path.relative_to(folder).as_posix()
        shown = name.encode("utf-8", "replace").decode("utf-8")
        if shown == name:
            kept.append(path)
        else:
            found.refused.append(Rejected(shown, "file_name_not_text"))
    return kept


# --- open and read


@dataclass(frozen=True)
class _Opened:
    """What each file was taken for: its sheets, or the kind of archive, of an
    archive's loose files, or of another whole file.
    """

    sheets: dict[Path, list[Sheet]] = field(default_factory=dict)
    packed: dict[Path, ArchiveKind] = field(default_factory=dict)
    loose: dict[Path, ArchiveKind] = field(default_factory=dict)
    whole: dict[Path, WholeKind] = field(default_factory=dict)


def _open_all(folder: Path, paths: Iterable[Path], found: Found) -> _Opened:
    """Find out what each file is, cut every table-like one into sheets, and
    hear first what the dataset says of itself.
    """
    if (folder / ABOUT).is_file():
        found.said.append(read_dataset_toml(folder / ABOUT, ABOUT))
    opened = _Opened()
    for path in paths:
        shown = path.relative_to(folder).as_posix()
        if packed := find_archive(path):
            opened.packed[path] = packed
        elif loose := find_members(path, shown):
            opened.loose[path] = loose
        else:
            found.take(shown, partial(_open, path, shown, found, opened))
    return opened


def _open(path: Path, shown: str, found: Found, opened: _Opened) -> list[Parsed]:
    """Cut a file into sheets, unless it is no table; return nothing yet."""
    if whole := find_whole(path):
        opened.whole[path] = whole
        return []
    cuts = open_sheets(path, shown)
    about = [sheet.name for sheet in cuts if is_about_sheet(sheet) and not sheet.hidden]
    found.said.extend(read_about_sheet(sheet) for sheet in cuts if sheet.name in about)
    opened.sheets[path] = [sheet for sheet in cuts if sheet.name not in about and not is_read_me_sheet(sheet)]
    return []


def _read_all(folder: Path, paths: Iterable[Path], opened: _Opened, found: Found, context: Context) -> None:
    try:
        mapping = read_mapping(folder / MAPPING, MAPPING, mapped_kinds())
    except FileRefused as refusal:
        problem = Problem(MAPPING, refusal.key, values=refusal.values)
        raise DataRefused("dataset_refused", dataset=folder.name, count=1, problems=(problem,)) from refusal
    loose: dict[tuple[ArchiveKind, Path], dict[str, bytes]] = defaultdict(dict)
    for path in paths:
        shown = path.relative_to(folder).as_posix()
        own = _context_of(folder, path, mapping, context)
        if path in opened.sheets:
            _read_sheets(path, shown, opened.sheets.pop(path), found, own)
        elif path in opened.packed:
            found.take(shown, partial(opened.packed[path].read_packed, path, shown, own))
        elif path in opened.whole:
            found.take(
                shown, lambda path=path, shown=shown, own=own: [opened.whole[path].open(path, shown, own)]
            )
        elif path in opened.loose:
            loose[opened.loose[path], path.parent][shown] = path.read_bytes()
    for (kind, parent), files in loose.items():
        own = _context_of(folder, parent / "member", {}, context)
        found.take(parent.relative_to(folder).as_posix(), partial(kind.read_members, files, own))


def _context_of(
    folder: Path, path: Path, mapping: Mapping[str, dict[str, object]], context: Context
) -> Context:
    """Return the context of a file: one in a sub-folder belongs to the
    person that the sub-folder is named after.
    """
    relative = path.relative_to(folder)
    owner = relative.parts[0] if len(relative.parts) > 1 else None
    return replace(context, owner=owner, mapping=dict(entry_for(mapping, relative.as_posix())))


def _read_sheets(path: Path, shown: str, sheets: list[Sheet], found: Found, context: Context) -> None:
    seen = [sheet for sheet in sheets if not sheet.hidden]
    if workbook := find_workbook(seen):
        kind, tables = workbook
        found.take(shown, partial(kind.read, tables, seen, context))
        sheets = [sheet for sheet in sheets if sheet.hidden]
    for sheet in sheets:
        label = f"{shown} › {sheet.name}" if len(sheets) > 1 else shown

        def read(sheet: Sheet = sheet, label: str = label) -> list[Parsed]:
            sheet, parsed = read_surely(path, shown, sheet, context)
            # A large one is opened once more if need be, rather than kept beside its records.
            found.sheets[label] = (
                (lambda: sheet) if sheet.bulk is None else cache(lambda: read_clean_sheet(path, shown))
            )
            return [_relabel(parsed, label)]

        found.take(label, read)


@without_pauses()
def read_surely(path: Path, shown: str, sheet: Sheet, context: Context) -> tuple[Sheet, Parsed]:
    """Return a sheet and what it says; a large clean text that turns out to be
    none is cut and read again, the strict way.
    """
    if sheet.bulk is not None:
        try:
            return sheet, read_sheet(sheet, context)
        except (NotClean, FileRefused):
            (sheet,) = read_sheets(path, shown)
    return sheet, read_sheet(sheet, context)


def _relabel(parsed: Parsed, label: str) -> Parsed:
    """Say which sheet of a workbook it was: two sheets have the same line numbers."""
    return replace(parsed, file=label, rejected=tuple(replace(each, file=label) for each in parsed.rejected))
