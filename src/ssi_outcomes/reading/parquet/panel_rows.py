"""Open the Parquet files of a panel, in a folder or partitioned into folders (`week=2026-01-05/`), as one
table of rows, each with its file and its number in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import unquote

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.reading.attended import tell_at
from ssi_outcomes.reading.joining.by_file.unforeseen import refusing
from ssi_outcomes.reading.opening.limits import check_count, check_size
from ssi_outcomes.reading.parquet.panel_schema import MONDAY, MOST, PERSON, Columns, match_columns
from ssi_outcomes.reading.parsed import Rejected
from ssi_outcomes.reading.tables.mapping import Entry

FILE, ROW = "file", "row"
# What the files of a panel may have unpacked, beside what they have on the disk: each column is read whole.
_UNPACKED_BYTES = 3_000_000_000


@dataclass(frozen=True, eq=False)
class Opened:
    """All rows of a panel's files, in the columns of `panel_schema` with `file` (a number) and `row` (in its
    file, from 1), the files that were read in the order of these numbers, with how many rows each has and
    which of its columns were not read; and those that were refused.
    """

    rows: pd.DataFrame
    files: tuple[str, ...]
    sizes: tuple[int, ...]
    unread: tuple[tuple[str, ...], ...]
    refused: tuple[Rejected, ...]


def open_rows(folder: Path, paths: Iterable[Path], entries: Mapping[str, Entry]) -> Opened:
    """Return the rows of the Parquet files at `paths`, by what `mapping.toml` says of each; one that cannot
    be read is refused, and takes no other with it.
    """
    frames, read, unread, refused, total = [], [], [], [], 0
    for path in paths:
        shown = path.relative_to(folder).as_posix()
        tell_at(shown)
        try:
            with refusing(shown):
                frame, columns = _open(path, folder, shown, entries.get(shown, {}), total)
        except FileRefused as refusal:
            values = {name: value for name, value in refusal.values.items() if name != "file"}
            refused.append(Rejected(shown, refusal.key, values=values))
            continue
        frames.append(frame.assign(**{FILE: len(read), ROW: np.arange(1, len(frame) + 1)}))
        read.append(shown)
        unread.append(columns.unread)
        total += len(frame)
    rows = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame({PERSON: [], MONDAY: []})
    return Opened(rows, tuple(read), tuple(map(len, frames)), tuple(unread), tuple(refused))


def _open(path: Path, folder: Path, shown: str, entry: Entry, before: int) -> tuple[pd.DataFrame, Columns]:
    """Return the rows of one file, of `before` rows in others, and which columns they came from."""
    try:
        with pq.ParquetFile(path) as file:
            check_count("rows", before + file.metadata.num_rows, shown)
            unpacked = sum(file.metadata.row_group(at).total_byte_size for at in range(file.num_row_groups))
            check_size(unpacked, _UNPACKED_BYTES, shown)
            parts = read_parts(path, folder, file.schema_arrow)
            schema = file.schema_arrow
            for name in parts:
                schema = schema.append(pa.field(name, pa.string()))
            columns = match_columns(schema, entry, shown)
            stored = [name for name in columns.taken.values() if name not in parts]
            table = file.read(columns=stored)
    except pa.ArrowException as fault:
        raise FileRefused("file_panel_broken", file=shown, reason=str(fault).splitlines()[0][:200]) from fault
    frame = {}
    for ours, theirs in columns.taken.items():
        column = pa.array([parts[theirs]] * len(table)) if theirs in parts else table[theirs]
        frame[ours] = _CONVERT.get(ours, _convert_number)(column)
    return pd.DataFrame(frame), columns


def read_parts(path: Path, folder: Path, schema: pa.Schema) -> dict[str, str]:
    """Return what the folders say in which a file of a partitioned table lies, by column: of what the file
    says itself, the file is believed.
    """
    named = [part.partition("=") for part in path.relative_to(folder).parts[:-1]]
    return {name: unquote(value) for name, sign, value in named if sign and name not in schema.names}


def _convert_number(column: pa.ChunkedArray | pa.Array) -> np.ndarray:
    return column.cast(pa.float64(), safe=False).to_numpy(zero_copy_only=False).astype(float)


def _convert_person(column: pa.ChunkedArray | pa.Array) -> pd.Categorical:
    texts = column.cast(pa.string())
    coded = texts.dictionary_encode()
    coded = coded.combine_chunks() if isinstance(coded, pa.ChunkedArray) else coded
    coded = coded.chunk(0) if isinstance(coded, pa.ChunkedArray) else coded
    codes = coded.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    return pd.Categorical.from_codes(codes, coded.dictionary.to_pylist())


def _convert_week(column: pa.ChunkedArray | pa.Array) -> pd.Series:
    """Return the moments that a column holds; NaT for what is none."""
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    if pa.types.is_timestamp(column.type) and column.type.tz:
        # Midnight where the column says that it is: in UTC it would be another day.
        column = pc.local_timestamp(column)
    if pa.types.is_date(column.type) or pa.types.is_timestamp(column.type):
        moments = pd.Series(column.cast(pa.timestamp("us"), safe=False).to_numpy(zero_copy_only=False))
        return moments.astype("datetime64[us]")
    texts = pd.Series(column.to_pandas()).astype("string")
    to_moment = partial(pd.to_datetime, format="%Y-%m-%d", errors="coerce")
    known = {text: to_moment(text) for text in texts.dropna().unique()}
    return texts.map(known).astype("datetime64[us]")


_CONVERT = {PERSON: _convert_person, MONDAY: _convert_week}
NUMBERS = frozenset(MOST)
