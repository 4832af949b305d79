"""LinkedIn's "Get a copy of your data": read in memory, file by file; counts
per day leave the room, and nothing else.

Only the files of `members.MEMBERS` are ever opened. Nothing is extracted to disk, and no error quotes
a cell.
"""

from __future__ import annotations

import re
import zipfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.reading.kinds.archive.bundles import Bundle, count_bundles
from ssi_outcomes.reading.kinds.archive.counts import KIND
from ssi_outcomes.reading.kinds.archive.lines import Part, find_sign, has_columns, sheet_has_columns
from ssi_outcomes.reading.kinds.archive.members import (
    MEMBERS,
    Member,
    find_member,
    find_title,
    is_unneeded,
    offer_own,
    without_member_number,
)
from ssi_outcomes.reading.kinds.kind import ArchiveKind
from ssi_outcomes.reading.opening.limits import BROKEN_ZIP, open_archive, read_member
from ssi_outcomes.reading.opening.sheets import cut_text
from ssi_outcomes.reading.parsed import Context, Parsed, Rejected, Sheet

_EXPORT = re.compile(r"linked[ _-]?in[ _-]?data[ _-]?export", re.IGNORECASE)


class Archive(ArchiveKind):
    """The copy of one's own data that LinkedIn gives: a zip, its files unpacked, or tables made of them."""

    labels = (KIND,)

    def is_packed(self, path: Path) -> bool:
        """Tell whether a file is LinkedIn's archive."""
        return is_archive(path)

    def names_folder(self, name: str) -> bool:
        """Tell whether a folder is called as LinkedIn calls its archives."""
        return _EXPORT.search(name) is not None

    def is_member(self, name: str, content: bytes | None = None) -> bool:
        """Tell whether a loose file is one of the archive's that is read."""
        return is_archive_member(name, content)

    def is_unneeded(self, name: str) -> bool:
        """Tell whether a loose file is called as one of the archive's that is never opened."""
        return is_unneeded(name)

    def claims(self, sheet: Sheet, name: str) -> bool:
        """Tell whether a sheet is one of the archive's files, by its headers or by its name and columns."""
        return claimed_member(sheet, name) is not None

    def offer_own(self, name: str) -> str:
        """Return the lines of `mapping.toml`, each a choice, for a table of one's own that is called as one
        of the archive's files.
        """
        return offer_own(find_member(name))

    def open_packed(self, path: Path, shown: str, context: Context) -> Bundle:
        """Return the files of an archive that are read; raises FileRefused."""
        return open_packed(path, shown, context)

    def open_members(self, files: Mapping[str, bytes | Sheet], context: Context) -> Bundle:
        """Return the archive's files that lie unpacked in one folder."""
        return open_members(files, context)

    def read(self, bundles: Sequence[Bundle]) -> list[list[Parsed]]:
        """Return the counts per day of each archive, a Parsed for each file in it."""
        return count_bundles(bundles)


def is_archive(path: Path) -> bool:
    """Tell whether a file is LinkedIn's archive, by the files in it or, if it is damaged, by its name.

    Opens none of them.
    """
    path = Path(path)
    try:
        with zipfile.ZipFile(path) as archive:
            return any(find_member(name) or _EXPORT.search(name) for name in archive.namelist())
    except BROKEN_ZIP:
        return path.suffix.casefold() == ".zip" and _EXPORT.search(path.name) is not None


def is_archive_member(name: str, content: bytes | None = None) -> bool:
    """Tell whether a loose file is one of the archive's that is read: by its name
    and, if `content` is given, its columns too.
    """
    member = find_member(name)
    return member is not None and (content is None or has_columns(content, member))


def claimed_member(sheet: Sheet, name: str) -> Member | None:
    """Return the archive's file that a sheet of the file `name` is, or None: what it is called and its
    columns tell, or headers that nothing else has.
    """
    for title in (sheet.name, name):
        if (member := find_title(title)) and sheet_has_columns(sheet, member):
            return member
    return find_sign(sheet, MEMBERS.values())


def read_archive(path: Path, shown: str, context: Context) -> list[Parsed]:
    """Return the counts per day of one archive, a Parsed for each file in it; raises FileRefused."""
    return count_bundles([open_packed(path, shown, context)])[0]


def read_archive_members(files: Mapping[str, bytes | Sheet], context: Context) -> list[Parsed]:
    """Return the counts per day of the archive's files that lie unpacked in one folder."""
    return count_bundles([open_members(files, context)])[0]


def open_packed(path: Path, shown: str, context: Context) -> Bundle:
    """Return the files of an archive that are read; raises FileRefused.

    An archive with a member that is encrypted, doubled, nested, too large, or that climbs out of its folder,
    is refused as a whole; a member that is damaged is refused alone.
    """
    try:
        archive = open_archive(Path(path), shown)
    except FileRefused as fault:
        refusal = FileRefused(fault.key, **_hide_member(fault.values))
    else:
        with archive:
            return _open_all(archive, shown, context)
    raise refusal  # here, so that the first one, which quotes the archive, is not in its trace


def open_members(files: Mapping[str, bytes | Sheet], context: Context) -> Bundle:
    """Return the archive's files that lie unpacked in one folder: name as shown -> content, or a sheet of a
    workbook.
    """
    parts: dict[Member, list[Part]] = defaultdict(list)
    for shown in sorted(files, key=lambda name: (name.casefold(), name)):
        content, path = files[shown], shown.partition(" › ")[0]
        found = find_member(shown) if isinstance(content, bytes) else claimed_member(content, path)
        member = found or claimed_member(cut_text(content, shown), shown)
        if member:
            parts[member].append(Part(without_member_number(shown), content, context, path))
    folders = "/".join(sorted({name.rpartition("/")[0] for name in files}))
    return Bundle(folders, dict(parts), context)


def _open_all(archive: zipfile.ZipFile, shown: str, context: Context) -> Bundle:
    parts: dict[Member, list[Part]] = defaultdict(list)
    refused: list[Parsed] = []
    names: set[str] = set()
    stamps: list[date] = []
    unopened = 0
    for info in sorted(archive.infolist(), key=lambda info: (info.filename.casefold(), info.filename)):
        member = None if info.is_dir() else find_member(info.filename)
        if member is None:
            unopened += not info.is_dir()
            continue
        base = without_member_number(info.filename.replace("\\", "/")).rpartition("/")[2]
        if base.casefold() in names:
            raise FileRefused("member_twice", file=shown, member=base)
        names.add(base.casefold())
        stamps += _day_of(info)
        file = f"{shown}/{base}"
        try:
            parts[member].append(Part(file, read_member(archive, info, shown), context, shown))
        except FileRefused as fault:
            values = {**fault.values, "member": base}
            refused.append(Parsed(file, KIND, {}, 0, 0, rejected=(Rejected(file, fault.key, values=values),)))
    return Bundle(shown, dict(parts), context, tuple(stamps), tuple(refused), unopened)


def _day_of(info: zipfile.ZipInfo) -> list[date]:
    try:
        return [date(*info.date_time[:3])]
    except ValueError:  # a stamp of zeros
        return []


def _hide_member(values: Mapping[str, object]) -> dict[str, object]:
    """Return the values of a refusal with the member's name as LinkedIn gives it, or
    masked: articles and folders bear names.
    """
    if "member" not in values:
        return dict(values)
    *folders, base = str(values["member"]).replace("\\", "/").split("/")
    if not find_member(base):
        ending = re.search(r"\.[A-Za-z0-9]{1,5}$", base)
        base = "…" + (ending[0] if ending else "")
    return {
        **values,
        "member": "/".join(
            [*(".." if folder == ".." else "…" for folder in folders), without_member_number(base)]
        ),
    }
