"""Refuse what could exhaust the machine, or is not what it seems, before anything is opened."""

from __future__ import annotations

import io
import lzma
import re
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ssi_outcomes.base.errors import FileRefused

# All that zipfile, and the four ways of packing that it knows, say of a damaged file; what is encrypted or
# unknown to them is a RuntimeError.
BROKEN_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
)


@dataclass(frozen=True)
class Limits:
    """The most that one file may hold. A team's year of weekly readings needs a thousandth of it."""

    file_bytes: int = 300_000_000
    line_bytes: int = 1_000_000
    cell_characters: int = 131_072  # of a cell in a text file
    rows: int = 2_000_000
    columns: int = 5_000  # of a table: each is asked after under all names that are known
    cells: int = 30_000_000  # of a large clean text, read by its columns
    cut_cells: int = 12_000_000  # of any other text: each is a text of its own
    whole_bytes: int = 30_000_000  # of a saved page, a JSON answer, a calendar: none comes near
    refused: int = 100_000  # rows of one sheet or file: each is kept with its text
    page_cells: int = 1_000_000  # of the tables of a page, those counted again that span several
    page_tags: int = 50_000  # of the score's page: it has some thousands
    page_depth: int = 200  # of elements in each other: it has some fifty
    page_characters: int = 1_000_000  # of the score's page as text: it has some thousands
    files_cells: int = 25_000_000  # of all files of a data set that are open at once
    workbook_cells: int = 1_000_000  # of all sheets together, as the rectangles that the reader would fill
    characters: int = 200_000_000  # of a workbook's sheets, each copy of a text counted
    elements: int = 5_000_000  # of one part of a workbook, a beginning and an end each
    attributes: int = 200  # of one element: readers compare each with each
    alike: int = 1_000  # shares or errors that are written once for many cells: more than any program does
    sheets: int = 1_000
    sheet_name: int = 255  # letters; Excel allows 31
    entries: int = 5_000
    member_bytes: int = 300_000_000
    archive_bytes: int = 600_000_000
    # Deflate cannot pass 1,032; real sheets and texts stay under 60. Small members are harmless at any ratio.
    ratio: int = 200
    ratio_from_bytes: int = 5_000_000
    faults: int = 1_000


LIMITS = Limits()
NESTED = (
    ".zip",
    ".7z",
    ".rar",
    ".gz",
    ".tgz",
    ".bz2",
    ".xz",
    ".zst",
    ".tar",
    ".xlsx",
    ".xlsm",
    ".ods",
    ".docx",
    ".jar",
    ".iso",
)
_CHUNK = 1 << 20
_FIRST = 100  # rows
# How a bound is told that shares a message with others.
_TOLD = {
    **dict.fromkeys(("workbook_cells", "alike", "cut_cells", "page_cells"), "too_many_cells"),
    **dict.fromkeys(("page_tags", "page_depth", "page_characters"), "too_many_on_page"),
    "sheet_name": "sheet_name_long",
    "files_cells": "too_many_in_all",
}


def read_bytes(path: Path, shown: str, limit: int | None = None) -> bytes:
    """Return the content of a file that is not empty and not too large; raises FileRefused."""
    limit = limit or LIMITS.file_bytes
    try:
        check_size(Path(path).stat().st_size, limit, shown)
        with Path(path).open("rb") as stream:
            content = stream.read(limit + 1)
    except OSError as fault:
        raise FileRefused(
            "file_unreadable", file=shown, reason=fault.strerror or type(fault).__name__
        ) from fault
    check_bytes(content, shown)
    check_size(len(content), limit, shown)
    return content


def check_bytes(content: bytes, shown: str) -> None:
    """Refuse content that is empty or too large."""
    if not content:
        raise FileRefused("file_empty", file=shown)
    check_size(len(content), LIMITS.file_bytes, shown)


def check_size(size: int, limit: int, shown: str) -> None:
    """Refuse what has more bytes than its kind may have."""
    if size > limit:
        raise FileRefused("file_too_large", file=shown, size=size // 1_000_000, limit=limit // 1_000_000)


def check_lines(content: bytes, shown: str) -> None:
    """Refuse text with a line so long that cutting it would take gigabytes."""
    start = 0
    for end in _ends(content):
        if end - start > LIMITS.line_bytes:
            line = len(re.findall(rb"\r\n|\r|\n", content[:start])) + 1
            raise FileRefused("line_too_long", file=shown, line=line, limit=LIMITS.line_bytes)
        start = end


def _ends(content: bytes):
    """Yield line ends, at least one in each stretch of `line_bytes` if there
    is one: enough to bound the longest line.
    """
    position, size, reach = 0, len(content), LIMITS.line_bytes
    while size - position > reach:
        end = (
            max(
                content.rfind(b"\n", position, position + reach),
                content.rfind(b"\r", position, position + reach),
            )
            + 1
        )
        position = end if end > position else position + reach + 1
        yield position
    yield size


def check_table(rows: int, cells: int, shown: str) -> None:
    """Refuse more rows or cells than one table may have."""
    check_count("rows", rows, shown)
    check_count("cells", cells, shown)


def check_width(rows: Sequence[Sequence[object]], shown: str) -> None:
    """Refuse a table with more columns than one may have, by the first rows, where its header is looked for;
    empty ones to the right, of which spreadsheets save thousands, are none.
    """
    for row in rows[:_FIRST]:
        if len(row) > LIMITS.columns:
            filled = (place for place in range(len(row), 0, -1) if row[place - 1] not in (None, ""))
            check_count("columns", next(filled, 0), shown)


def check_count(bound: str, count: int, shown: str) -> None:
    """Refuse more of what a bound is named after than a file may hold."""
    limit = getattr(LIMITS, bound)
    if count > limit:
        raise FileRefused(_TOLD.get(bound, f"too_many_{bound}"), file=shown, count=count, limit=limit)


def open_archive(source: Path | bytes, shown: str) -> zipfile.ZipFile:
    """Return a zip file whose list of members passes every check; read its members by `read_member` only.

    Close it after.
    """
    content = source if isinstance(source, bytes) else read_bytes(source, shown)
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except BROKEN_ZIP as fault:
        raise FileRefused("archive_broken", file=shown) from fault
    try:
        _check_members(archive.infolist(), shown)
    except FileRefused:
        archive.close()
        raise
    return archive


def read_member(archive: zipfile.ZipFile, member: str | zipfile.ZipInfo, shown: str) -> bytes:
    """Return a member's bytes, counted as they come: what a header says of its size is not believed."""
    info = archive.getinfo(member) if isinstance(member, str) else member
    cap = min(LIMITS.member_bytes, max(LIMITS.ratio_from_bytes, info.compress_size * LIMITS.ratio))
    parts, total = [], 0
    try:
        with archive.open(info) as stream:
            while part := stream.read(_CHUNK):
                total += len(part)
                if total > cap:
                    raise FileRefused("member_too_large", file=shown, member=show_member(info))
                parts.append(part)
    except BROKEN_ZIP as fault:
        raise FileRefused("member_broken", file=shown, member=show_member(info)) from fault
    return b"".join(parts)


def show_member(info: zipfile.ZipInfo) -> str:
    """Return a member's name as a message may show it: short, without control characters."""
    return "".join(sign if sign.isprintable() else "?" for sign in info.filename)[-80:]


def _check_members(members: list[zipfile.ZipInfo], shown: str) -> None:
    if len(members) > LIMITS.entries:
        raise FileRefused("archive_too_many", file=shown, count=len(members), limit=LIMITS.entries)
    if sum(info.file_size for info in members) > LIMITS.archive_bytes:
        raise FileRefused("archive_too_large", file=shown, limit=LIMITS.archive_bytes // 1_000_000)
    # Windows and macOS see one file where case alone differs.
    times = Counter(info.filename.casefold().replace("\\", "/") for info in members)
    for info in members:
        key = _member_fault(info) or (
            "member_twice" if times[info.filename.casefold().replace("\\", "/")] > 1 else None
        )
        if key:
            raise FileRefused(key, file=shown, member=show_member(info))


def _member_fault(info: zipfile.ZipInfo) -> str | None:
    name = info.filename.replace("\\", "/")
    if (
        name.startswith("/")
        or ".." in PurePosixPath(name).parts
        or re.match(r"[A-Za-z]:", name)
        or "\0" in getattr(info, "orig_filename", name)
    ):
        return "member_climbs"
    if info.flag_bits & 0x1:
        return "member_encrypted"
    if (info.external_attr >> 16) & 0o170000 == 0o120000:
        return "member_link"
    if name.casefold().endswith(NESTED):
        return "member_nested"
    if info.file_size > LIMITS.member_bytes or (
        info.file_size > LIMITS.ratio_from_bytes
        and info.file_size > LIMITS.ratio * max(info.compress_size, 1)
    ):
        return "member_too_large"
    return None
