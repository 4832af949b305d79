"""Read a file into sheets of cells, without guessing what they mean: CSV in its dialects, XLSX, ODS, page."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.reading.cells.text import SEPARATORS, shorten, show_row
from ssi_outcomes.reading.opening.encodings import decode
from ssi_outcomes.reading.opening.limits import (
    LIMITS,
    check_bytes,
    check_count,
    check_lines,
    check_table,
    check_width,
    read_bytes,
)
from ssi_outcomes.reading.opening.spreadsheets import read_workbook
from ssi_outcomes.reading.opening.web_tables import cut_page, is_page, unpack_page
from ssi_outcomes.reading.parsed import Rejected, Sheet

SAMPLED = 200  # rows
_AT_ONCE, _DIFFERENT = 10_000, 200_000  # rows that are cut, cells that are remembered

_OTHER_ENDS = re.compile("[\v\f\x1c-\x1e\x85\u2028\u2029]")
_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_BROKEN = re.compile("[\udc80-\udcff]")  # bytes that UTF-8 has no sign for


def read_sheets(path: Path, shown: str) -> list[Sheet]:
    """Return the sheets of a CSV, TSV, text, XLSX or ODS file, or of a page with tables, told apart by
    content; raises FileRefused.

    `shown` is the file's name as messages give it.
    """
    content = read_bytes(path, shown)
    if content.startswith(b"PK"):
        return read_workbook(content, shown)
    if b"urn:schemas-microsoft-com:office:spreadsheet" in content[:4096]:
        raise FileRefused("file_old_excel", file=shown)
    page = unpack_page(content)
    if page is not content or page.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"<":
        text = decode(page, shown)
        return cut_page(text, shown) if is_page(text) else [cut_text(content, shown)]
    return [cut_text(content, shown)]


def cut_text(content: bytes, shown: str, *, escape: str | None = None) -> Sheet:
    """Return the one sheet of a separated text, each row with the
    line on which it begins; raises FileRefused.

    A line that cannot be cut (an unclosed quote, a NUL) is among `faults`. `escape` is the sign that protects
    a quote in files that do not double it.
    """
    check_bytes(content, shown)
    check_lines(content, shown)
    text = decode(content, shown)
    # Counted before each line, and each cell, is a text of its own.
    returns = text.count("\r")
    count = text.count("\n") + (returns and returns - text.count("\r\n"))
    check_count("rows", count, shown)
    lines = split_lines(text)
    start, separator = find_separator(lines, escape)
    check_count("cut_cells", count + text.count(separator), shown)
    is_odd = "\0" in text or _BROKEN.search(text) is not None
    del text
    sheet = _cut(lines, start, separator, escape, shown)
    check_width(sheet.rows, shown)
    return _set_aside(sheet) if is_odd else sheet


def split_lines(text: str) -> list[str]:
    """Return the lines of a text with their ends, CR, LF or CRLF as they are: a cell may hold them."""
    # Some signs end a line for `splitlines` that end none in a file; io.StringIO takes four bytes a sign.
    return _LINES.findall(text) if _OTHER_ENDS.search(text) else text.splitlines(keepends=True)


def find_separator(lines: list[str], escape: str | None = None) -> tuple[int, str]:
    """Return the first line to read and the separator: what a `sep=`
    line says, else what cuts most rows alike.
    """
    first = lines[0].lstrip("\ufeff").rstrip("\r\n").strip('"') if lines else ""
    if re.fullmatch(r"sep=.", first, re.I):
        return 1, first[-1]
    sample = lines[: SAMPLED * 5]
    return 0, max(SEPARATORS, key=lambda mark: _agreement(sample, mark, escape))


def _agreement(sample: list[str], separator: str, escape: str | None) -> float:
    """Return the share of the sampled rows that have the most frequent number of cells above one."""
    widths: Counter[int] = Counter()
    try:
        for row, _ in zip(
            csv.reader(sample, delimiter=separator, escapechar=escape), range(SAMPLED), strict=False
        ):
            if any(row):
                widths[len(row)] += 1
    except csv.Error:
        pass  # what was cut so far decides
    wide = [count for width, count in widths.items() if width > 1]
    return max(wide, default=0) / max(widths.total(), 1)


def _cut(lines: list[str], start: int, separator: str, escape: str | None, shown: str) -> Sheet:
    # The limit is the whole process's, and other libraries lift it.
    csv.field_size_limit(LIMITS.cell_characters)
    if rows := _cut_simple(lines, start, separator, escape):
        check_table(len(rows), sum(map(len, rows)), shown)
        return Sheet(shown, "", tuple(range(start + 1, len(lines) + 1)), rows, separator=separator)
    numbers: list[int] = []
    rows: list[tuple[str, ...]] = []
    faults: list[Rejected] = []
    while start < len(lines):
        reader = csv.reader(
            (lines[number] for number in range(start, len(lines))),
            delimiter=separator,
            escapechar=escape,
            strict=True,
        )
        line = start + 1
        try:
            for row in reader:
                numbers.append(line)
                rows.append(tuple(row))
                line = start + reader.line_num + 1
            break
        except csv.Error as fault:
            faults.append(_fault(shown, line, lines[line - 1], separator, fault))
            # What follows is read again from the next line: one open quote must not swallow the rest.
            start = line
        if len(faults) > LIMITS.faults:
            raise FileRefused("too_many_faults", file=shown, limit=LIMITS.faults, line=faults[0].line)
    check_table(len(rows), sum(map(len, rows)), shown)
    return Sheet(shown, "", tuple(numbers), tuple(rows), tuple(faults), separator=separator)


def _cut_simple(
    lines: list[str], start: int, separator: str, escape: str | None
) -> tuple[tuple[str, ...], ...] | None:
    """Return the rows if each is one line and none has a fault: the usual case, at the speed of C."""
    reader = csv.reader(
        lines[start:] if start else lines, delimiter=separator, escapechar=escape, strict=True
    )
    try:
        rows = _share_cells(reader)
    except csv.Error:
        return None
    return rows if len(rows) == len(lines) - start else None


def _share_cells(reader: Iterator[list[str]]) -> tuple[tuple[str, ...], ...]:
    """Return the rows, cells that are equal as one text: in a large table most are, and each of its own takes
    ten times its letters.
    """
    rows: list[tuple[str, ...]] = []
    known: dict[str, str] = {}
    share = known.setdefault
    while some := list(islice(reader, _AT_ONCE)):
        rows += [tuple(map(share, row, row)) for row in some]
        if len(known) > _DIFFERENT:  # from now on those that are known
            share = known.get
    return tuple(rows)


def _fault(shown: str, line: int, text: str, separator: str, fault: csv.Error) -> Rejected:
    key = (
        "cell_too_long"
        if "field limit" in str(fault) and len(text) > LIMITS.cell_characters
        else "quote_unclosed"
    )
    return Rejected(shown, key, line, raw=shorten(_printable(text.rstrip("\r\n")), separator))


def _printable(text: str) -> str:
    """Return text with a sign in place of each NUL and each broken byte."""
    return _BROKEN.sub("\ufffd", text).replace("\0", "\u2400")


def _set_aside(sheet: Sheet) -> Sheet:
    """Return the sheet with its rows that hold NULs or undecodable bytes among the faults."""
    good, faults = [], list(sheet.faults)
    for line, row in zip(sheet.lines, sheet.rows, strict=True):
        whole = "".join(row)
        key = "row_nul" if "\0" in whole else "row_encoding" if _BROKEN.search(whole) else None
        if key:
            faults.append(Rejected(sheet.file, key, line, raw=_printable(show_row(row))))
        else:
            good.append((line, row))
    if len(faults) > LIMITS.faults:
        raise FileRefused("too_many_faults", file=sheet.file, limit=LIMITS.faults, line=faults[0].line)
    faults.sort(key=lambda fault: fault.line)
    lines, rows = (tuple(each[part] for each in good) for part in (0, 1))
    return replace(sheet, lines=lines, rows=rows, faults=tuple(faults))
