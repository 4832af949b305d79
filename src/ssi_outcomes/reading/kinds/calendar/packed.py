"""Calendars in a zip, as Google exports them: each is read as if it lay there unpacked."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.reading.kinds.calendar.events import KIND, ask_words, count_events
from ssi_outcomes.reading.kinds.kind import ArchiveKind
from ssi_outcomes.reading.opening.encodings import decode
from ssi_outcomes.reading.opening.limits import BROKEN_ZIP, LIMITS, check_size, open_archive, read_member
from ssi_outcomes.reading.parsed import Context, Parsed, Rejected

_ENDINGS = (".ics", ".ical", ".ifb", ".icalendar")


class CalendarZip(ArchiveKind):
    """One or several calendars in a zip."""

    labels = ("calendar_zip", KIND)

    def is_packed(self, path: Path) -> bool:
        """Tell whether a file is a zip that has a calendar in it."""
        try:
            with zipfile.ZipFile(path) as archive:
                return any(map(_is_calendar, archive.namelist()))
        except BROKEN_ZIP:
            return path.name.casefold().endswith((".ical.zip", ".ics.zip"))

    def is_member(self, name: str, content: bytes | None = None) -> bool:
        """Tell that a loose file is never one of them: a calendar by itself is a kind of its own."""
        return False

    def read_packed(self, path: Path, shown: str, context: Context) -> list[Parsed]:
        """Return what each calendar counts; raises FileRefused where none counts anything."""
        with open_archive(Path(path), shown) as archive:
            members = [info for info in archive.infolist() if not info.is_dir()]
            found = [_read(archive, info, shown, context) for info in members if _is_calendar(info.filename)]
        if not any(each.rows or each.rejected for each in found):
            ask_words(shown, context, sum(each.ignored for each in found))
        others = [PurePosixPath(info.filename).name for info in members if not _is_calendar(info.filename)]
        if others:
            note = ("calendar_zip_others", {"count": len(others)})
            found[0] = replace(found[0], notes=(*found[0].notes, note))
        return found

    def read_members(self, files: Mapping[str, bytes], context: Context) -> list[Parsed]:
        """Return nothing: no loose file is a member."""
        return []


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo, shown: str, context: Context) -> Parsed:
    """Return what one calendar of a zip counts; one that cannot be read is refused, and stops no other."""
    file = f"{shown}/{PurePosixPath(info.filename).name}"
    try:
        content = read_member(archive, info, shown)
        check_size(len(content), LIMITS.whole_bytes, file)
        return count_events(decode(content, file), file, context)
    except FileRefused as fault:
        return Parsed(file, KIND, {}, 0, 0, rejected=(Rejected(file, fault.key, values=dict(fault.values)),))


def _is_calendar(name: str) -> bool:
    return name.casefold().endswith(_ENDINGS)
