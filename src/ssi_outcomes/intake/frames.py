"""Frames as Parquet and back, to the type of each cell: what Parquet
has no form for is noted beside the file.
"""

from __future__ import annotations

import io

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from ssi_outcomes.intake.codec import read_json, write_json

# Columns of Python objects that Parquet gives back in another form, by what is in them.
_TEXT, _FLAGS, _TUPLES, _ODD = "text", "flags", "tuples", "odd"
_SIMPLE = {"string": _TEXT, "boolean": _FLAGS, "empty": _TEXT}


def pack_frame(frame: pd.DataFrame) -> tuple[bytes, dict[str, object]]:
    """Return a frame as the bytes of a Parquet file, and the notes that `unpack_frame` needs to give it back
    as it was: the type of each column.
    """
    notes = {
        name: _describe(column) if column.dtype == object else str(column.dtype)
        for name, column in frame.items()
    }
    stream = io.BytesIO()
    # Tuples become lists, the one such type that Parquet has; a column that fits no type, its texts.
    _plainly(frame, notes).to_parquet(stream, index=False)
    odd = {name: write_json(list(frame[name])) for name, note in notes.items() if note == _ODD}
    return stream.getvalue(), {"columns": notes, "odd": odd}


def unpack_frame(content: bytes, notes: dict[str, object]) -> pd.DataFrame:
    """Return the frame that `pack_frame` was given; its rows are counted from 0."""
    stored = pq.read_table(pa.BufferReader(content)).to_pandas()
    odd = notes["odd"]
    columns = {
        name: _objects(read_json(odd[name])) if note == _ODD else _restore(stored[name], note)
        for name, note in notes["columns"].items()
    }
    return pd.DataFrame(columns, index=pd.RangeIndex(len(stored)), columns=list(columns))


def _describe(column: pd.Series) -> str:
    missing = column[column.isna().to_numpy()]
    if any(each is not None for each in missing):
        return _ODD
    simple = _SIMPLE.get(pd.api.types.infer_dtype(column, skipna=True))
    if simple:
        return simple
    texts = all(type(each) is tuple and all(type(part) is str for part in each) for each in column)
    return _TUPLES if texts and len(column) else _ODD


def _plainly(frame: pd.DataFrame, notes: dict[str, str]) -> pd.DataFrame:
    shapes = {_TUPLES: list, _ODD: str}
    return frame.assign(
        **{name: _objects(map(shapes[note], frame[name])) for name, note in notes.items() if note in shapes}
    )


def _restore(column: pd.Series, note: str) -> pd.Series:
    if note == _TUPLES:
        return _objects(map(tuple, column))
    if note in (_TEXT, _FLAGS):
        values = column.to_numpy(object, copy=True)
        values[column.isna().to_numpy()] = None
        return pd.Series(values, dtype=object)
    return column.astype(note)


def _objects(values) -> pd.Series:
    values = list(values)
    cells = np.empty(len(values), object)
    cells[:] = values
    return pd.Series(cells, dtype=object)
