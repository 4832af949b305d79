"""Cut a large clean text fast: the whole file exactly as the strict way would cut it, or not at all.

The cells come as columns, and only the first rows as rows: recognising a file needs no more, and a million
rows of Python's own texts cost ten times the memory of the file. Whatever is unusual about a file leaves it
to the strict way (`sheets.cut_text`).
"""

from __future__ import annotations

import io
import re
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.reading.bulk.pauses import without_pauses
from ssi_outcomes.reading.cells.text import is_blank
from ssi_outcomes.reading.cells.values import read_text
from ssi_outcomes.reading.opening.limits import check_lines, check_table, read_bytes
from ssi_outcomes.reading.opening.sheets import SAMPLED, cut_text, find_separator, read_sheets
from ssi_outcomes.reading.parsed import Sheet
from ssi_outcomes.reading.tables.asides import is_aside

# Below, the strict way takes less than a quarter of a second, which nobody
# waits for: no second way is worth it there.
SMALL = 1_000_000  # bytes
_BLOCK = 1 << 22  # bytes: larger ones than usual, for fewer pieces to put together
_HEAD_LINES = SAMPLED * 5 + 1  # as many as the strict way looks at to find the separator
_QUOTED = r'(?m)(?:^|(?<=%s))"(?:[^"\r\n]|"")*"(?=%s|\r?$)'
# What could be a total, a footer, or text with signs that the strict reader
# drops; only these are looked at one by one.
_ODD = r"(?i)[^\x21-\x7e]|tot|moy|ave|mean|som|sum|cop|rig|dro|conf|gen|exp"


@without_pauses()
def open_sheets(path: Path, shown: str) -> list[Sheet]:
    """Return the sheets of a file, a large clean text by its columns; raises FileRefused."""
    sheet = read_clean_sheet(path, shown) if path.stat().st_size >= SMALL else None
    return read_sheets(path, shown) if sheet is None else [sheet]


def read_clean_sheet(path: Path, shown: str) -> Sheet | None:
    """Return a separated UTF-8 text whose header is its first line, or
    None where the strict way must be asked.
    """
    try:
        content = read_bytes(path, shown)
        head = _read_head(content, shown)
        table = head and _parse(content, *head)
        del content
        if table is None:
            return None
        check_table(table.num_rows + 1, (table.num_rows + 1) * table.num_columns, shown)
    except FileRefused:
        return None
    sheet = head[1]
    return (
        None
        if _has_rows_aside(table, sheet.rows[0])
        else Sheet(shown, "", range(1, table.num_rows + 2), sheet.rows, bulk=table)
    )


def _read_head(content: bytes, shown: str) -> tuple[str, Sheet] | None:
    """Return the separator and the first rows, or None if anything about the file is unusual."""
    if (
        b"\0" in content
        or content.startswith((b"PK", b"\xff", b"\xfe", b"<"))
        or (b"\r" in content and content.count(b"\r") != content.count(b"\r\n"))
    ):
        return None
    check_lines(content, shown)
    head = _first_lines(content)
    sheet = cut_text(head, shown)
    try:
        start, separator = find_separator(list(io.StringIO(head.decode("utf-8-sig"), newline="")))
    except UnicodeDecodeError:  # further down, pyarrow finds the same
        return None
    whole = sheet.lines == tuple(range(1, len(sheet.lines) + 1)) and not sheet.faults and start == 0
    # Cells under no name at the end of a row are a matter for the strict way.
    usual = whole and sheet.rows and len(sheet.rows[0]) > 1 and all(map(read_text, sheet.rows[0]))
    if not usual or (b'"' in content and not _quotes_are_regular(content, separator)):
        return None
    return separator, sheet


def _first_lines(content: bytes) -> bytes:
    end = 0
    for _ in range(_HEAD_LINES):
        end = content.find(b"\n", end) + 1
        if end == 0:
            return content
    return content[:end]


def _parse(content: bytes, separator: str, sheet: Sheet) -> pa.Table | None:
    """Return the cells as texts (null: empty), or None unless each line is one whole row."""
    names = [str(place) for place in range(len(sheet.rows[0]))]
    try:
        table = csv.read_csv(
            pa.BufferReader(
                pa.py_buffer(memoryview(content)[3:] if content.startswith(b"\xef\xbb\xbf") else content)
            ),
            csv.ReadOptions(column_names=names, skip_rows=1, block_size=_BLOCK),
            csv.ParseOptions(delimiter=separator, newlines_in_values=False),
            csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()),
                null_values=[""],
                strings_can_be_null=True,
                quoted_strings_can_be_null=True,
            ),
            # The system's own pool hands each freed piece to the next column: a
            # seventh faster than pyarrow's usual one.
            memory_pool=pa.system_memory_pool(),
        )
    except pa.ArrowInvalid:
        return None
    lines = content.count(b"\n") + (not content.endswith(b"\n"))
    return table if table.num_rows and lines == table.num_rows + 1 else None


def _quotes_are_regular(content: bytes, separator: str) -> bool:
    """Tell whether each quote opens, closes or is doubled inside a cell of
    one line: pyarrow takes others by kindness.
    """
    mark = re.escape(separator)
    regular = re.compile((_QUOTED % (mark, mark)).encode())
    return sum(found.group().count(b'"') for found in regular.finditer(content)) == content.count(b'"')


def _has_rows_aside(table: pa.Table, header: tuple[str, ...]) -> bool:
    """Tell whether a row may be blank, a total, a footer or the header
    again: by the first filled cell of each row.
    """
    if pc.any(pc.equal(table.column(0), header[0])).as_py():
        return True
    empty = None
    for column in table.columns:
        different = pc.unique(column)
        odd = pc.filter(different, pc.match_substring_regex(different, _ODD)).to_pylist()
        if any(is_aside(value) or is_blank(value) for value in odd):
            return True
        missing = pc.is_null(column)
        empty = missing if empty is None else pc.and_(empty, missing)
        if not pc.any(empty).as_py():
            return False
    return True
