"""Read a folder of a user's files: ask each what it is, keep what can be used, name what cannot, and let no
name out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
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
from ssi_outcomes.reading.kinds.archive.zipped import (
    is_archive,
    is_archive_member,
    read_archive,
    read_archive_members,
)
from ssi_outcomes.reading.kinds.creator import is_creator, read_creator
from ssi_outcomes.reading.kinds.recognition import READERS, find_file_reader, read_sheet
from ssi_outcomes.reading.opening.sheets import read_sheets
from ssi_outcomes.reading.parsed import Context, Parsed, Rejected, Sheet
from ssi_outcomes.reading.tables.mapping import entry_for, read_mapping

ABOUT, MAPPING = "dataset.toml", "mapping.toml"


def read_team(folder: Path, today: date | None = None) -> Dataset:
    """Return what the files in `folder` hold, people under pseudonyms, with each refused row and file.

    Raises DataRefused where `dataset.toml` or `mapping.toml` cannot be understood, or where not a single row
    could be taken.
    """
    today = today or date.today()
    found, sheets = Found(), {}
    paths = _set_aside_unnamed(folder, list_files(folder), found)
    _open_all(folder, paths, found, sheets)
    about, problems = check_about(found.said)
    if problems:
        raise DataRefused("dataset_refused", dataset=folder.name, count=len(problems), problems=problems)
    _read_all(folder, paths, sheets, found, Context(today=today, time_zone=about.time_zone))
    described = [folder / name for name in (ABOUT, MAPPING) if (folder / name).is_file()]
    return assemble(folder, paths, described, found, about, today)


def list_files(folder: Path) -> list[Path]:
    """Return the files that may hold data, sorted: not the descriptions, the example, hidden files or what
    points outside.
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


def _open_all(folder: Path, paths: Iterable[Path], found: Found, sheets: dict[Path, list[Sheet]]) -> None:
    """Cut every table-like file into sheets, and hear first what the dataset says of itself."""
    if (folder / ABOUT).is_file():
        found.said.append(read_dataset_toml(folder / ABOUT, ABOUT))
    for path in paths:
        shown = path.relative_to(folder).as_posix()
        if is_archive(path) or _is_loose_member(path, shown):
            continue

        def cut(path: Path = path, shown: str = shown) -> list[Parsed]:
            if find_file_reader(path, shown) is None:
                cuts = open_sheets(path, shown)
                found.said.extend(read_about_sheet(sheet) for sheet in cuts if is_about_sheet(sheet))
                sheets[path] = [
                    sheet for sheet in cuts if not is_about_sheet(sheet) and not is_read_me_sheet(sheet)
                ]
            return []

        found.take(shown, cut)


def _is_loose_member(path: Path, shown: str) -> bool:
    """Tell whether a file is one of an unzipped archive's; a sheet of one's own may be called comments.csv
    too, if a reader knows it.
    """
    if not is_archive_member(path.name) or is_archive_member(path.name, path.read_bytes()):
        return is_archive_member(path.name)
    try:
        return not any(reader.recognise(sheet) for sheet in read_sheets(path, shown) for reader in READERS)
    except FileRefused:
        return True


def _read_all(
    folder: Path, paths: Iterable[Path], sheets: dict[Path, list[Sheet]], found: Found, context: Context
) -> None:
    try:
        mapping = read_mapping(folder / MAPPING, MAPPING)
    except FileRefused as refusal:
        problem = Problem(MAPPING, refusal.key, values=refusal.values)
        raise DataRefused("dataset_refused", dataset=folder.name, count=1, problems=(problem,)) from refusal
    refused_already = {each.file for each in found.refused}
    loose: dict[Path, dict[str, bytes]] = defaultdict(dict)
    for path in paths:
        shown = path.relative_to(folder).as_posix()
        if shown in refused_already:
            continue
        own = _context_of(folder, path, mapping, context)
        if is_archive(path):
            found.take(shown, lambda path=path, shown=shown, own=own: read_archive(path, shown, own))
        elif path in sheets:
            _read_sheets(path, shown, sheets.pop(path), found, own)
        elif is_archive_member(path.name):
            loose[path.parent][shown] = path.read_bytes()
        else:
            found.take(
                shown,
                lambda path=path, shown=shown, own=own: [find_file_reader(path, shown)(path, shown, own)],
            )
    for parent, members in loose.items():
        own = _context_of(folder, parent / "member", {}, context)
        found.take(
            parent.relative_to(folder).as_posix(),
            lambda members=members, own=own: read_archive_members(members, own),
        )


def _context_of(
    folder: Path, path: Path, mapping: Mapping[str, dict[str, object]], context: Context
) -> Context:
    """Return the context of a file: one in a sub-folder belongs to the person that the sub-folder is named
    after.
    """
    relative = path.relative_to(folder)
    owner = relative.parts[0] if len(relative.parts) > 1 else None
    return replace(context, owner=owner, mapping=dict(entry_for(mapping, relative.as_posix())))


def _read_sheets(path: Path, shown: str, sheets: list[Sheet], found: Found, context: Context) -> None:
    if is_creator(sheets):
        found.take(shown, lambda: read_creator(sheets, context))
        return
    for sheet in sheets:
        label = f"{shown} › {sheet.name}" if len(sheets) > 1 else shown

        def read(sheet: Sheet = sheet, label: str = label) -> list[Parsed]:
            sheet, parsed = read_surely(path, shown, sheet, context)
            # A large one is opened once more if need be, rather than kept beside its records.
            found.sheets[label] = (
                (lambda: sheet) if sheet.bulk is None else (lambda: read_clean_sheet(path, shown))
            )
            return [_relabel(parsed, label)]

        found.take(label, read)


@without_pauses()
def read_surely(path: Path, shown: str, sheet: Sheet, context: Context) -> tuple[Sheet, Parsed]:
    """Return a sheet and what it says; a large clean text that turns out to be none is cut and read again,
    the strict way.
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
