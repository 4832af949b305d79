"""Find the rows of a panel that are not taken, each with the rule that it breaks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import narwhals as nw
import numpy as np
import pandas as pd

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.reading.joining.row_rules.single_rows import show_value
from ssi_outcomes.reading.opening.limits import check_count
from ssi_outcomes.reading.parquet.panel_rows import FILE, ROW
from ssi_outcomes.reading.parquet.panel_rules import list_rules
from ssi_outcomes.reading.parquet.panel_schema import MONDAY, PERSON
from ssi_outcomes.reading.parsed import Rejected


def find_broken(
    rows: pd.DataFrame, files: Sequence[str], today: date
) -> tuple[list[Rejected], list[Rejected], np.ndarray]:
    """Return the refused rows, the files (of `files`) that are refused for too many of them, and which rows
    are taken. Of a person's week that is there twice none is taken.
    """
    if not len(rows):
        return [], [], np.zeros(0, bool)
    rules = list_rules([name for name in rows if name not in (FILE, ROW)], today)
    named = {f"rule_{place}": rule.breaks for place, rule in enumerate(rules)}
    asked = nw.from_native(rows, eager_only=True).select(**named).to_native()
    broken = asked.fillna(False).to_numpy(bool)
    twice = ~broken.any(axis=1) & rows.duplicated([PERSON, MONDAY], keep=False).to_numpy()
    taken = ~broken.any(axis=1) & ~twice
    refused = np.bincount(rows[FILE].to_numpy(int)[~taken], minlength=len(files))
    whole, gone = [], []
    for place, shown in enumerate(files):
        try:
            check_count("refused", int(refused[place]), shown)
        except FileRefused as refusal:
            values = {name: value for name, value in refusal.values.items() if name != "file"}
            whole.append(Rejected(shown, refusal.key, values=values))
            gone.append(place)
    told = ~rows[FILE].isin(gone).to_numpy()
    found = []
    for place, rule in enumerate(rules):
        at = np.flatnonzero(broken[:, place] & told)
        found += _refuse(rows.iloc[at], files, rule.key, rule.column, rule.values)
    found += _refuse(rows[twice & told], files, "panel_twice", MONDAY, {})
    return sorted(found, key=lambda each: (each.file, each.line)), whole, taken & told


def _refuse(
    rows: pd.DataFrame, files: Sequence[str], key: str, column: str, values: dict[str, object]
) -> Iterator[Rejected]:
    for file, row, cell in zip(rows[FILE], rows[ROW], rows[column], strict=True):
        # Whose week it is says nobody but the file itself.
        value = "" if column == PERSON or pd.isna(cell) else show_value(cell)
        yield Rejected(files[int(file)], key, int(row), column, value, dict(values))
