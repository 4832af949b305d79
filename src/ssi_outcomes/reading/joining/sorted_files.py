"""Find out what each file of a folder is: as `mapping.toml` says, else by its content, its name last."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from ssi_outcomes.base.files import hash_file
from ssi_outcomes.base.spelling import fold
from ssi_outcomes.reading.bulk.clean import open_sheets
from ssi_outcomes.reading.joining.found import Found
from ssi_outcomes.reading.joining.whose.person_folders import find_person
from ssi_outcomes.reading.kinds.described.about_files import (
    is_about_sheet,
    is_read_me_sheet,
    read_about_sheet,
)
from ssi_outcomes.reading.kinds.kind import ArchiveKind, WholeKind
from ssi_outcomes.reading.kinds.published.member_file import without_member_name
from ssi_outcomes.reading.kinds.recognition import (
    IGNORE,
    find_archive,
    find_members,
    find_unneeded,
    find_whole,
    is_archive_folder,
    sort_sheets,
)
from ssi_outcomes.reading.opening.foreign import check_foreign
from ssi_outcomes.reading.opening.limits import check_count, read_bytes
from ssi_outcomes.reading.opening.sheets import SAMPLED
from ssi_outcomes.reading.parsed import Parsed, Remark, Sheet
from ssi_outcomes.reading.tables.mapping import entry_for, is_mapped

Mappings = Mapping[str, dict[str, object]]

# Folders that an archive has inside.
_INNER = frozenset({"jobs", "articles", "verifications", "services marketplace"})


@dataclass(frozen=True)
class Opened:
    """What each file was taken for: its sheets, the kind of archive, of an archive's loose files (with the
    folder that the archive is unpacked in), or of another whole file.
    """

    sheets: dict[Path, list[Sheet]] = field(default_factory=dict)
    packed: dict[Path, ArchiveKind] = field(default_factory=dict)
    loose: dict[tuple[ArchiveKind, Path], dict[str, bytes | Sheet]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    whole: dict[Path, WholeKind] = field(default_factory=dict)


def open_all(folder: Path, paths: Iterable[Path], mapping: Mappings, found: Found) -> Opened:
    """Return what each file is, every table-like one cut into sheets; hear on the way what sheets say of the
    dataset. What is left aside, and what cannot be opened, is put into `found`.
    """
    paths, opened = list(paths), Opened()
    copies = _find_copies(folder, paths, mapping)
    for path in paths:
        shown = path.relative_to(folder).as_posix()
        if path in copies:
            other = without_member_name(copies[path].relative_to(folder).as_posix())
            found.take(shown, partial(_leave, shown, ("file_repeated", {"other": other})))
        elif entry_for(mapping, shown).get("kind") == IGNORE:
            found.take(shown, partial(_leave, shown))
        else:
            said = is_mapped(entry_for(mapping, shown))
            found.take(shown, partial(_open, path, shown, folder, found, opened, said))
    return opened


def _find_copies(folder: Path, paths: Iterable[Path], mapping: Mappings) -> dict[Path, Path]:
    """Return the files that are another one of the same person to the byte, each with the first such."""
    alike: dict[object, list[Path]] = defaultdict(list)
    for path in paths:
        with suppress(OSError):  # it says so itself when it is opened
            alike[path.stat().st_size].append(path)
    first: dict[object, Path] = {}
    copies = {}
    for path in (path for same in alike.values() if len(same) > 1 for path in same):
        shown = path.relative_to(folder)
        entry = repr(entry_for(mapping, shown.as_posix()))
        with suppress(OSError):
            original = first.setdefault((hash_file(path), find_person(shown, folder.name), entry), path)
            if original is not path:
                copies[path] = original
    return copies


def _leave(shown: str, *notes: Remark) -> list[Parsed]:
    # Nobody asked for what has to be explained.
    return [Parsed(without_member_name(shown), "aside" if notes else "ignored", {}, 0, 0, notes=notes)]


def _open(path: Path, shown: str, folder: Path, found: Found, opened: Opened, said: bool) -> list[Parsed]:
    """Find out what one file is; return nothing yet, but for one that is left aside."""
    if not said:
        check_foreign(path, shown)
        if packed := find_archive(path):
            opened.packed[path] = packed
            return []
        if find_unneeded(path, shown, _root(folder, path)):
            return _leave(shown, ("archive_not_needed", {}))
        if loose := find_members(path, shown):
            opened.loose[loose, _root(folder, path)][shown] = read_bytes(path, shown)
            return []
        if whole := find_whole(path):
            opened.whole[path] = whole
            return []
    return _cut(path, shown, folder, found, opened, said)


def _cut(path: Path, shown: str, folder: Path, found: Found, opened: Opened, said: bool) -> list[Parsed]:
    """Cut a file into sheets: words about the dataset, files of an archive, and tables; one that has nothing
    but the words is returned as what is left aside of it.
    """
    cuts = open_sheets(path, shown)
    about = [sheet.name for sheet in cuts if is_about_sheet(sheet) and not sheet.hidden]
    found.said.extend(read_about_sheet(sheet) for sheet in cuts if sheet.name in about)
    tables = [sheet for sheet in cuts if sheet.name not in about and not is_read_me_sheet(sheet)]
    if cuts and not tables:
        return _leave(shown, ("about_alone", {}))
    for kind, sheet in () if said else sort_sheets(tables, path.name):
        label = f"{shown} › {sheet.name}" if len(cuts) > 1 else shown
        content = sheet if sheet.bulk is None else read_bytes(path, shown)
        opened.loose[kind, _root(folder, path)][label] = content
        tables.remove(sheet)
    if tables:
        held = sum(_size(sheet) for each in (*opened.sheets.values(), tables) for sheet in each)
        check_count("files_cells", held, shown)
        opened.sheets[path] = tables
    return []


def _size(sheet: Sheet) -> int:
    """Return how many cells of its own a sheet holds, as wide as it begins."""
    rows = len(sheet.rows) if sheet.bulk is None else 0
    return rows * max(map(len, sheet.rows[:SAMPLED]), default=0)


def _root(folder: Path, path: Path) -> Path:
    """Return the folder in which the archive of a loose file is unpacked: the outermost that is called as an
    archive, else its own, or that of an archive's inner folder.
    """
    parents = [parent for parent in path.parents if parent == folder or parent.is_relative_to(folder)]
    named = [parent for parent in parents if parent != folder and is_archive_folder(parent.name)]
    if named:
        return named[-1]
    inner = path.parent != folder and fold(path.parent.name) in _INNER
    return path.parent.parent if inner else path.parent
