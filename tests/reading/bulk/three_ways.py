"""Read a table by its columns, cut the fast way and cut the strict way, and compare."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.reading.bulk.clean import read_clean_sheet
from ssi_outcomes.reading.joining.folder import read_surely
from ssi_outcomes.reading.joining.tidy import COLUMNS, _frame
from ssi_outcomes.reading.opening.sheets import read_sheets
from ssi_outcomes.reading.parsed import Context, Parsed
from ssi_outcomes.reading.tables import rows

CONTEXT = Context(today=date(2026, 7, 1))


def write(content: bytes, folder: Path) -> Path:
    path = folder / "table.csv"
    path.write_bytes(content)
    return path


def read(
    content: bytes, folder: Path, *, many: int | None, by_columns: bool = False, context: Context = CONTEXT
) -> Parsed | tuple:
    """Read a table by columns from `many` rows on (None: never), cut the fast way or the strict one; or return why it is refused."""
    path = write(content, folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rows, "MANY", 10**9 if many is None else many)
        try:
            sheet = (by_columns and read_clean_sheet(path, path.name)) or read_sheets(path, path.name)[0]
            return read_surely(path, path.name, sheet, context)[1]
        except FileRefused as refused:
            return refused.key, refused.values


def agree(one: Parsed | tuple, other: Parsed | tuple) -> bool:
    """Tell whether two readings are the same: each record with its line, each count, each refused row with its text, each note."""
    if isinstance(one, tuple) or isinstance(other, tuple):
        return one == other
    for name in {*one.tables, *other.tables}:
        pd.testing.assert_frame_equal(
            *(_frame([each.tables.get(name, [])], COLUMNS[name]) for each in (one, other))
        )

    def rest(each: Parsed) -> tuple:
        return (
            each.file,
            each.kind,
            each.rows,
            each.accepted,
            each.blank,
            each.ignored,
            each.notes,
            [(row, row.raw) for row in each.rejected],
        )

    return rest(one) == rest(other)


def read_three_ways(content: bytes, folder: Path, context: Context = CONTEXT) -> Parsed | tuple:
    """Return what a table says, and see that it says the same by its columns, cut the strict way or the fast one."""
    strict = read(content, folder, many=None, context=context)
    assert agree(read(content, folder, many=1, context=context), strict)
    assert agree(read(content, folder, many=1, by_columns=True, context=context), strict)
    return strict
