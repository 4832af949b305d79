"""Read a clean text table fast: the whole file is taken exactly as the strict readers would take it, or not at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from ssi_outcomes.errors import FileRefused
from ssi_outcomes.reading.cells import ValueFault, is_blank
from ssi_outcomes.reading.dates import infer_dates
from ssi_outcomes.reading.headers import SEARCHED, Anchored, find_table, is_aside
from ssi_outcomes.reading.limits import check_table, read_bytes
from ssi_outcomes.reading.numbers import DIGITS, form_of, infer_numbers
from ssi_outcomes.reading.parsed import Cell
from ssi_outcomes.reading.sheets import cut_text, find_separator
from ssi_outcomes.reading.values import read_cells, read_count, read_number, read_percent, read_rank, read_score, read_text

SAMPLED = 1 << 16  # bytes
MANY = 100_000  # different values: up to here each is read by the strict reader itself

_READERS = {"number": read_number, "count": read_count, "score": read_score, "percent": read_percent, "rank": read_rank}
_QUOTED = r'(?m)(?:^|(?<=%s))"(?:[^"\r\n]|"")*"(?=%s|\r?$)'
# What could be a total, a footer, or text with signs that the strict reader drops; only these are looked at one by one.
_ODD = r"(?i)[^\x21-\x7e]|tot|moy|ave|mean|som|sum|cop|rig|dro|conf|gen|exp"


def read_clean_table(
    path: Path,
    shown: str,
    columns: Mapping[str, Sequence[str]],
    required: Sequence[Sequence[str]],
    *,
    kinds: Mapping[str, str] = MappingProxyType({}),
    order: str | None = None,
    decimal: str | None = None,
) -> dict[str, np.ndarray] | None:
    """Return the columns of a separated UTF-8 text whose header is its first line, or None where the strict readers must be asked.

    `columns` and `required` are those of `find_table`; `kinds` says what a column holds: "text" (else), "number", "count",
    "score", "percent", "rank", "date"; `order` and `decimal` are those of `infer_dates` and `infer_numbers`.
    Texts come as str or None, dates as datetime64[s] as written, all else as float64; `source_line` is the line of each row.
    """
    content = read_bytes(path, shown)
    layout = _layout(content, shown, columns, required)
    table = layout and _parse(content, *layout, kinds, decimal)
    del content
    if table is None:
        return None
    check_table(table.num_rows, table.num_rows * table.num_columns, shown)
    if _has_rows_aside(table):
        return None
    found: dict[str, np.ndarray] = {"source_line": np.arange(2, table.num_rows + 2)}
    for name, place in layout[1].columns.items():
        values = _convert(table.column(place).combine_chunks(), kinds.get(name, "text"), order, decimal)
        if values is None:
            return None
        found[name] = values
    return found


def _layout(content: bytes, shown: str, columns: Mapping[str, Sequence[str]], required: Sequence[Sequence[str]]) -> tuple[str, Anchored, tuple] | None:
    """Return the separator, the header and some rows, or None if anything about the file is unusual."""
    head = content[:SAMPLED]
    head = head[: head.rfind(b"\n") + 1] or head
    if b"\0" in content or content.startswith((b"PK", b"\xff", b"\xfe")) or (b"\r" in content and content.count(b"\r") != content.count(b"\r\n")):
        return None
    try:
        lines = head.decode("utf-8-sig").splitlines(keepends=True)
        sheet = cut_text(head, shown)
    except (UnicodeDecodeError, FileRefused):
        return None
    start, separator = find_separator(lines)
    anchored = find_table(sheet, columns, required)
    if anchored is None or start or anchored.header_line != 1 or sheet.lines[1:2] != (2,) or anchored.duplicates or anchored.rejected:
        return None
    # Cells under no name at the end of a row are a matter for the strict reader.
    return (separator, anchored, sheet.rows[: SEARCHED * 20]) if all(map(read_text, sheet.rows[0])) else None


def _parse(content: bytes, separator: str, anchored: Anchored, sample: tuple, kinds: Mapping[str, str], decimal: str | None) -> pa.Table | None:
    """Return the cells, typed where the sample shows plain numbers (null: empty), or None unless each line is one whole row."""
    if (b'"' in content and not _quotes_are_regular(content, separator)) or _has_hexadecimal(content):
        return None
    names = [str(place) for place in range(len(sample[0]))]
    kind_at = {place: kinds.get(name, "text") for name, place in anchored.columns.items()}
    marks: set[str] = set()
    types = {name: _type([row[int(name)] for row in sample[1:] if len(row) == len(names)], kind_at.get(int(name)), decimal, marks) for name in names}
    if len(marks) > 1:
        return None
    try:
        table = csv.read_csv(
            pa.BufferReader(pa.py_buffer(memoryview(content)[3:] if content.startswith(b"\xef\xbb\xbf") else content)),
            csv.ReadOptions(column_names=names, skip_rows=1),
            csv.ParseOptions(delimiter=separator, newlines_in_values=False),
            csv.ConvertOptions(
                column_types=types, null_values=[""], strings_can_be_null=True, quoted_strings_can_be_null=True, decimal_point=marks.pop() if marks else "."
            ),
        )
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError, pa.ArrowKeyError):
        return None
    lines = content.count(b"\n") + (not content.endswith(b"\n"))
    return table.unify_dictionaries() if table.num_rows and lines == table.num_rows + 1 else None


def _has_hexadecimal(content: bytes) -> bool:
    """Tell whether there may be a 0x1F, which pyarrow takes for a whole number. One letter is looked for faster than two."""
    return (b"x" in content and b"0x" in content) or (b"X" in content and b"0X" in content)


def _type(cells: Sequence[str], kind: str | None, decimal: str | None, marks: set[str]) -> pa.DataType:
    """Return the type to read a column as: numbers only where the sample's plain decimals settle the mark, which is added to `marks`."""
    filled = [cell for cell in cells if cell]
    forms = {form_of(cell)[0] for cell in filled} if kind in _READERS else {"text"}
    if forms == {"whole"}:
        return pa.int64()
    if forms and forms <= {"whole", "decimal", "unsure"} and "decimal" in forms:
        used = {mark for cell in filled for mark in ",." if mark in cell}
        if len(used) == 1 and (decimal is None or used == {decimal}):
            marks |= used
            return pa.float64()
    return pa.dictionary(pa.int32(), pa.string()) if len(set(filled)) * 2 < len(filled) else pa.string()


def _quotes_are_regular(content: bytes, separator: str) -> bool:
    """Tell whether each quote opens, closes or is doubled inside a cell of one line: pyarrow takes others by kindness."""
    mark = re.escape(separator)
    regular = re.compile((_QUOTED % (mark, mark)).encode())
    return sum(found.group().count(b'"') for found in regular.finditer(content)) == content.count(b'"')


def _has_rows_aside(table: pa.Table) -> bool:
    """Tell whether a row may be blank, a total, a footer or the header again: by the first filled cell of each row."""
    empty = None
    for place in range(table.num_columns):
        column = table.column(place)
        if not _is_number(column):
            values = _different(column)
            odd = pc.filter(values, pc.match_substring_regex(values, _ODD)).to_pylist()
            if any(is_aside(value) or is_blank(value) for value in odd):
                return True
        missing = pc.is_null(column)
        empty = missing if empty is None else pc.and_(empty, missing)
        if not pc.any(empty).as_py():
            return False
    return True


def _different(column: pa.ChunkedArray | pa.Array) -> pa.Array:
    array = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    return array.dictionary if pa.types.is_dictionary(array.type) else array.drop_null()


def _is_number(column: pa.ChunkedArray | pa.Array) -> bool:
    return pa.types.is_integer(column.type) or pa.types.is_floating(column.type)


def _convert(column: pa.Array, kind: str, order: str | None, decimal: str | None) -> np.ndarray | None:
    """Return the column as the strict reader of `kind` reads it, or None if it would refuse one cell."""
    if _is_number(column):
        return _check_numbers(column, kind)
    if not pa.types.is_dictionary(column.type):
        if kind == "text" and _is_trimmed(column):
            return column.to_numpy(zero_copy_only=False)
        column = column.dictionary_encode()
    cells = column.dictionary.to_pylist()
    if len(cells) > MANY and kind not in {"text", "date"}:
        return None
    try:
        read, faults = read_cells(cells, _reader(cells, kind, order, decimal))
    except ValueFault:
        return None
    if faults or any(getattr(value, "tzinfo", None) for value in read):
        return None
    types = {"text": object, "date": "datetime64[s]"}
    # A last place for what is missing: its index is -1.
    values = np.array([*read, None], dtype=types.get(kind, float))
    return values[pc.fill_null(column.indices, -1).to_numpy(zero_copy_only=False)]


def _is_trimmed(column: pa.Array) -> bool:
    """Tell whether no text has a sign at its edges that the strict reader may drop."""
    if pc.all(pc.string_is_ascii(column)).as_py():
        return pc.sum(pc.binary_length(pc.ascii_trim_whitespace(column))).as_py() == pc.sum(pc.binary_length(column)).as_py()
    return not pc.any(pc.match_substring_regex(column, r"^[^\x21-\x7e]|[^\x21-\x7e]$")).as_py()


def _reader(cells: Sequence[Cell], kind: str, order: str | None, decimal: str | None) -> Callable[[Cell], object]:
    if kind == "text":
        return read_text
    if kind == "date":
        return infer_dates(cells, order).read
    # A score or a count decides for itself what others must ask about.
    rule = infer_numbers(cells, decimal) if kind in {"number", "percent", "rank"} else None
    return partial(_READERS[kind], rule=rule)


def _check_numbers(column: pa.Array, kind: str) -> np.ndarray | None:
    """Return numbers that were read as such, or None if one is of a value that the strict reader of `kind` refuses."""
    filled = column.drop_null().to_numpy(zero_copy_only=False)
    share = kind in {"percent", "rank"} and ((np.abs(filled) < 1) & (filled != 0)).any()
    part = kind == "count" and ((filled < 0) | (filled % 1 != 0)).any()
    if share or part or not (np.abs(filled) < 10**DIGITS).all():  # NaN and infinity are not below
        return None
    return column.to_numpy(zero_copy_only=False).astype(float, copy=False)
