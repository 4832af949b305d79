"""Read a folder of a user's files: ask each what it is, keep what can be
used, name what cannot, and let no name out.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import TypeVar

from ssi_outcomes.base.errors import DataRefused, FileRefused, Problem
from ssi_outcomes.base.pool_names import is_pool_file
from ssi_outcomes.base.today import today_in
from ssi_outcomes.reading.attended import files_left_out, tell_at
from ssi_outcomes.reading.bulk.clean import read_clean_sheet
from ssi_outcomes.reading.bulk.pauses import without_pauses
from ssi_outcomes.reading.cells.text import NotClean
from ssi_outcomes.reading.dataset import Dataset
from ssi_outcomes.reading.joining.assemble import assemble
from ssi_outcomes.reading.joining.by_file.listed import ABOUT, MAPPING, list_folder
from ssi_outcomes.reading.joining.by_file.read_together import Piece, read_together
from ssi_outcomes.reading.joining.by_file.unforeseen import refusing
from ssi_outcomes.reading.joining.found import Found
from ssi_outcomes.reading.joining.later_exports import relabel
from ssi_outcomes.reading.joining.sorted_files import Opened, open_all
from ssi_outcomes.reading.joining.whose.person_folders import find_person
from ssi_outcomes.reading.joining.whose.person_questions import Origin
from ssi_outcomes.reading.kinds.described.about import check_about
from ssi_outcomes.reading.kinds.described.about_files import read_dataset_toml
from ssi_outcomes.reading.kinds.kind import ArchiveKind
from ssi_outcomes.reading.kinds.recognition import find_workbook, mapped_kinds, read_sheet
from ssi_outcomes.reading.opening.sheets import read_sheets
from ssi_outcomes.reading.parsed import Context, HandBack, Parsed, Rejected, Sheet
from ssi_outcomes.reading.tables.mapping import PEOPLE, entry_for, folder_entry, is_mapped, read_mapping

Read = TypeVar("Read")
_LARGE = 100_000  # rows of a text: it is cut again in less than a second


def read_team(folder: Path, today: date | None = None, hand_back: HandBack | None = None) -> Dataset:
    """Return what the files in `folder` hold, people under pseudonyms, with each refused row and file.

    `hand_back` is told what was refused, with the sheets that it stands in.
    Raises DataRefused where `dataset.toml` or `mapping.toml` cannot be understood,
    or where not a single row could be taken.
    """
    found, mapping = Found(hand_back=hand_back), _read_mapping(folder)
    found.aliases = dict(mapping.pop(PEOPLE, {}))
    listed = list_folder(folder)
    paths = _set_aside(folder, listed.files, found)
    found.refused.extend(listed.refused)
    if os.path.lexists(folder / ABOUT):
        with _describing(folder, ABOUT):
            found.said.append(read_dataset_toml(folder / ABOUT, ABOUT))
    opened = open_all(folder, paths, mapping, found)
    about, problems = check_about(found.said)
    if problems:
        raise DataRefused("dataset_refused", dataset=folder.name, count=len(problems), problems=problems)
    today = today or today_in(about.time_zone)
    _read_all(folder, paths, opened, found, mapping, Context(today=today, time_zone=about.time_zone))
    described = [folder / name for name in (ABOUT, MAPPING) if (folder / name).is_file()]
    tell_at()
    return assemble(folder, paths, described, found, about, today)


def _set_aside(folder: Path, paths: Iterable[Path], found: Found) -> list[Path]:
    """Return the files to open, those that are to be left out refused with why."""
    shown = {path: path.relative_to(folder).as_posix() for path in paths}
    why = files_left_out()
    found.refused.extend(
        Rejected(name, why[name][0], values=why[name][1]) for name in shown.values() if name in why
    )
    # Numbers about other people's weeks: they are of none of these.
    pooled = {path for path, name in shown.items() if name not in why and is_pool_file(path)}
    found.refused.extend(Rejected(shown[path], "pool_in_team") for path in shown if path in pooled)
    return [path for path, name in shown.items() if name not in why and path not in pooled]


def _read_mapping(folder: Path) -> dict[str, dict[str, object]]:
    if not os.path.lexists(folder / MAPPING):
        return {}
    with _describing(folder, MAPPING):
        return read_mapping(folder / MAPPING, MAPPING, mapped_kinds())


@contextmanager
def _describing(folder: Path, name: str) -> Iterator[None]:
    """Raise DataRefused, with the name of a file that describes the others, for all that is wrong with it;
    one that is there and is no file (a pipe, a folder, a link to nothing) is wrong.
    """
    try:
        with refusing(name):
            if not (folder / name).is_file():
                raise FileRefused("file_not_plain", file=name)
            yield
    except FileRefused as refusal:
        problem = Problem(name, refusal.key, values=refusal.values)
        raise DataRefused("dataset_refused", dataset=folder.name, count=1, problems=(problem,)) from refusal


# --- read


def _read_all(
    folder: Path,
    paths: Iterable[Path],
    opened: Opened,
    found: Found,
    mapping: Mapping[str, dict[str, object]],
    context: Context,
) -> None:
    for path in paths:
        shown = path.relative_to(folder).as_posix()
        own = _context_of(folder, path, mapping, context)
        if path in opened.sheets:
            _read_sheets(path, shown, opened.sheets.pop(path), found, own)
        elif path in opened.whole:
            found.take(
                shown,
                lambda path=path, shown=shown, own=own: [
                    _counting(own, partial(opened.whole[path].open, path, shown, own))
                ],
                _origin(shown, own),
            )
    for kind in dict.fromkeys([*opened.packed.values(), *(kind for kind, _ in opened.loose)]):
        _read_archives(kind, folder, opened, found, mapping, context)


def _read_archives(
    kind: ArchiveKind,
    folder: Path,
    opened: Opened,
    found: Found,
    mapping: Mapping[str, dict[str, object]],
    context: Context,
) -> None:
    """Read all archives of a kind together, packed or not: one may hold again what another does."""
    pieces: list[Piece] = []
    for path in (path for path, each in opened.packed.items() if each is kind):
        shown, own = path.relative_to(folder).as_posix(), _context_of(folder, path, mapping, context)
        packed = partial(_counting, own, partial(kind.open_packed, path, shown, own))
        pieces.append(Piece(_origin(shown, own), lambda _, packed=packed: packed()))
    for (each, root), files in opened.loose.items():
        if each is kind:
            shown = root.relative_to(folder).as_posix() if root != folder else next(iter(files))
            own = _context_of(folder, root / "member", mapping, context)
            entries = [entry_for(mapping, name.partition(" › ")[0]) for name in files]
            own = replace(
                own, mapping={**own.mapping, **{key: each[key] for each in entries for key in each}}
            )
            loose = partial(kind.open_members, context=own)
            pieces.append(Piece(_origin(shown, own), loose, files))
    read_together(kind, pieces, found)


def _counting(context: Context, read: Callable[[], Read]) -> Read:
    """Return what `read` returns; where it breaks off, what it had counted is forgotten: another file may
    hold it too.
    """
    before = frozenset(context.counted)
    try:
        return read()
    except BaseException:
        context.counted.intersection_update(before)
        raise


def _context_of(
    folder: Path, path: Path, mapping: Mapping[str, dict[str, object]], context: Context
) -> Context:
    """Return the context of a file: one in a sub-folder belongs to the person that the sub-folder is named
    after, unless the mapping says of the folder whose it is.
    """
    relative = path.relative_to(folder)
    shown = relative.as_posix()
    return replace(
        context,
        owner=find_person(relative, folder.name),
        mapping={**folder_entry(mapping, shown), **entry_for(mapping, shown)},
    )


def _origin(shown: str, context: Context) -> Origin:
    return Origin(shown, context.owner, entry=context.mapping)


def _read_sheets(path: Path, shown: str, sheets: list[Sheet], found: Found, context: Context) -> None:
    seen = [sheet for sheet in sheets if not sheet.hidden]
    if not is_mapped(context.mapping) and (workbook := find_workbook(seen)):
        kind, tables = workbook
        found.take(shown, partial(kind.read, tables, seen, context), _origin(shown, context))
        sheets = [sheet for sheet in sheets if sheet.hidden]
    for sheet in sheets:
        label = f"{shown} › {sheet.name}" if len(sheets) > 1 else shown

        def read(sheet: Sheet = sheet, label: str = label) -> list[Parsed]:
            sheet, parsed = read_surely(path, shown, sheet, context)
            found.sheets[label] = _opener(path, shown, sheet)
            return [relabel(parsed, label)]

        found.take(label, read, _origin(shown, context))


def _opener(path: Path, shown: str, sheet: Sheet) -> Callable[[], Sheet]:
    """Return what gives a sheet that was read: a large text is opened once more if need be, rather than kept
    beside its records.
    """
    if sheet.bulk is not None:
        return cache(lambda: read_clean_sheet(path, shown))
    if not sheet.name and len(sheet.rows) >= _LARGE:
        return cache(lambda: read_sheets(path, shown)[0])
    return lambda: sheet


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
