"""LinkedIn's "Get a copy of your data": read in memory, file by file; counts
per day leave the room, and nothing else.

Only the files of `members.MEMBERS` are ever opened. Nothing is extracted to disk, and no error quotes
a cell.
"""

from __future__ import annotations

import re
import zipfile
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.reading.kinds.archive.conversations import Owner
from ssi_outcomes.reading.kinds.archive.counts import KIND, count_member, read_owner
from ssi_outcomes.reading.kinds.archive.last_day import close_coverage
from ssi_outcomes.reading.kinds.archive.lines import Part, has_columns
from ssi_outcomes.reading.kinds.archive.members import (
    INVITATIONS,
    PROFILE,
    Member,
    find_member,
    without_member_number,
)
from ssi_outcomes.reading.kinds.kind import ArchiveKind
from ssi_outcomes.reading.opening.limits import BROKEN_ZIP, open_archive, read_member
from ssi_outcomes.reading.parsed import Context, Parsed, Rejected

__all__ = [
    "Owner",
    "is_archive",
    "is_archive_member",
    "read_archive",
    "read_archive_member",
    "read_archive_members",
    "without_member_number",
]

_EXPORT = re.compile(r"(?:basic|complete)?_?linkedin_?data_?export", re.IGNORECASE)


class Archive(ArchiveKind):
    """The copy of one's own data that LinkedIn gives: a zip, or its files unpacked in a folder."""

    labels = (KIND,)

    def is_packed(self, path: Path) -> bool:
        """Tell whether a file is LinkedIn's archive."""
        return is_archive(path)

    def is_member(self, name: str, content: bytes | None = None) -> bool:
        """Tell whether a loose file is one of the archive's that is read."""
        return is_archive_member(name, content)

    def read_packed(self, path: Path, shown: str, context: Context) -> list[Parsed]:
        """Return the counts per day of an archive, a Parsed for each file in it; raises FileRefused."""
        return read_archive(path, shown, context)

    def read_members(self, files: Mapping[str, bytes], context: Context) -> list[Parsed]:
        """Return the counts per day of the archive's files that lie unzipped in one folder."""
        return read_archive_members(files, context)


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
    return member is not None and (content is None or has_columns(Part(name, content), member))


def read_archive(path: Path, shown: str, context: Context) -> list[Parsed]:
    """Return the counts per day of an archive, a Parsed for each file in it; raises FileRefused.

    An archive with a member that is encrypted, doubled, nested, too large, or that climbs out of its folder,
    is refused as a whole; a member that is damaged is refused alone.
    """
    try:
        archive = open_archive(Path(path), shown)
    except FileRefused as fault:
        refusal = FileRefused(fault.key, **_hide_member(fault.values))
    else:
        with archive:
            return _read_all(archive, shown, context)
    raise refusal  # here, so that the first one, which quotes the archive, is not in its trace


def read_archive_members(
    files: Mapping[str, bytes], context: Context, owner: Owner | None = None
) -> list[Parsed]:
    """Return the counts per day of the archive's files that lie unzipped
    in one folder: name as shown -> content.
    """
    parts: dict[Member, list[Part]] = defaultdict(list)
    for shown in sorted(files, key=lambda name: (name.casefold(), name)):
        if member := find_member(shown):
            parts[member].append(Part(without_member_number(shown), files[shown]))
    folders = "/".join(sorted({name.rpartition("/")[0] for name in files}))
    return close_coverage(_count_all(parts, context, owner), folders, (), context.today)


def read_archive_member(
    name: str, content: bytes, context: Context, owner: Owner | None = None
) -> Parsed | None:
    """Return the counts per day of one unzipped file of the archive; None for
    Profile.csv, which only says whose it is.

    Prefer `read_archive_members` where Profile.csv or Invitations.csv lie
    beside messages.csv: they say who sent what.
    """
    return next(iter(read_archive_members({name: content}, context, owner)), None)


def _read_all(archive: zipfile.ZipFile, shown: str, context: Context) -> list[Parsed]:
    parts: dict[Member, list[Part]] = defaultdict(list)
    refused: list[Parsed] = []
    names: set[str] = set()
    stamps: list[date] = []
    for info in sorted(archive.infolist(), key=lambda info: (info.filename.casefold(), info.filename)):
        member = None if info.is_dir() else find_member(info.filename)
        if member is None:
            continue
        base = without_member_number(info.filename.replace("\\", "/")).rpartition("/")[2]
        if base.casefold() in names:
            raise FileRefused("member_twice", file=shown, member=base)
        names.add(base.casefold())
        stamps += _day_of(info)
        file = f"{shown}/{base}"
        try:
            parts[member].append(Part(file, read_member(archive, info, shown)))
        except FileRefused as fault:
            refused.append(
                Parsed(
                    file,
                    KIND,
                    {},
                    0,
                    0,
                    rejected=(Rejected(file, fault.key, values={**fault.values, "member": base}),),
                )
            )
    return close_coverage(_count_all(parts, context), shown, stamps, context.today) + refused


def _day_of(info: zipfile.ZipInfo) -> list[date]:
    try:
        return [date(*info.date_time[:3])]
    except ValueError:  # a stamp of zeros
        return []


def _count_all(
    parts: Mapping[Member, list[Part]], context: Context, owner: Owner | None = None
) -> list[Parsed]:
    known = (owner or Owner()) | read_owner(parts.get(PROFILE, []), parts.get(INVITATIONS, []))
    return [
        parsed
        for member, these in parts.items()
        if member is not PROFILE
        for parsed in count_member(member, these, context, known)
    ]


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
