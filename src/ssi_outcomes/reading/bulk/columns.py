"""Read the columns of a large table: each different cell once, by the strict
reader; plain numbers a whole column at a time.

A column of text comes as an arrow array, "" and null alike. What is read here is
what `read_cells` would give, cell by cell.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ssi_outcomes.reading.cells.text import ValueFault
from ssi_outcomes.reading.cells.values import (
    read_cells,
    read_count,
    read_money,
    read_number,
    read_percent,
    read_rank,
    read_score,
)
from ssi_outcomes.reading.parsed import Cell

SAMPLED = 20_000  # cells: where nine in ten differ, looking for equal ones takes longer than reading all
_DECIMAL = r"^-?(?:0|[1-9][0-9]{0,14})(?:[.,](?:[0-9]{1,2}|[0-9]{4,12}))?$"
# What each reader of numbers takes at its face value: for these cells it gives the
# number that stands there, and nothing else.
_PLAIN = {
    read_number: _DECIMAL,
    read_money: _DECIMAL,
    read_count: r"^[0-9]{1,15}$",
    read_score: r"^[0-9]{1,3}(?:[.,][0-9]{1,12})?$",
}
# Readers of numbers: what they give goes from the cell to the record, whatever else the row says.
_MEASURES = (*_PLAIN, read_percent, read_rank)


@dataclass(frozen=True)
class Column:
    """The values of a column: `values[codes[row]]`, or `numbers[row]`
    where they are plain numbers (NaN: blank).

    `faults` are by place in `values`.
    """

    codes: np.ndarray | None = None
    values: tuple[object, ...] = ()
    faults: dict[int, ValueFault] = field(default_factory=dict)
    numbers: np.ndarray | None = None
    is_measure: bool = False
    is_money: bool = False

    def at(self, row: int) -> object:
        """Return the value of one row, as the strict reader gives it but for
        whole numbers, which may come as floats.
        """
        if self.numbers is None:
            return self.values[self.codes[row]]
        number = float(self.numbers[row])
        return None if number != number else (number, None) if self.is_money else number

    def fault_at(self, row: int) -> ValueFault:
        """Return what is wrong with the cell of a row that `find_faults` found."""
        return self.faults[int(self.codes[row])]

    def find_faults(self) -> np.ndarray:
        """Return the rows whose cell could not be read."""
        return np.flatnonzero(np.isin(self.codes, list(self.faults))) if self.faults else np.array([], int)

    def amounts(self) -> np.ndarray:
        """Return the numbers of a measure, NaN where there is none."""
        if self.numbers is not None:
            return self.numbers
        found = (value[0] if isinstance(value, tuple) else value for value in self.values)
        return np.array([np.nan if value is None else value for value in found], float)[self.codes]


def read_column(cells: pa.Array, read: Callable[[Cell], object]) -> Column:
    """Return the values of a column of texts as `read` gives them."""
    base = read.func if isinstance(read, partial) else read
    kind, form = {"is_measure": base in _MEASURES, "is_money": base is read_money}, _PLAIN.get(base)
    if form and _differ(cells) and _are_plain(cells, form):
        return Column(numbers=_to_numbers(cells), **kind)
    coded = pc.dictionary_encode(cells)
    different, codes = (
        coded.dictionary,
        coded.indices.fill_null(len(coded.dictionary)).to_numpy(zero_copy_only=False),
    )
    if form and _are_plain(different, form):
        return Column(numbers=np.append(_to_numbers(different), np.nan)[codes], **kind)
    # A last place for what is missing.
    values, faults = read_cells([*different.to_pylist(), None], read)
    return Column(codes, tuple(values), faults, **kind)


def _differ(cells: pa.Array) -> bool:
    head = cells[:SAMPLED]
    return pc.count_distinct(head, mode="all").as_py() > 0.9 * len(head)


def _are_plain(cells: pa.Array, form: str) -> bool:
    """Tell whether each filled cell has the form."""
    return pc.all(pc.match_substring_regex(cells, form)).as_py() is not False


def _to_numbers(cells: pa.Array) -> np.ndarray:
    return pc.cast(pc.replace_substring(cells, ",", "."), pa.float64()).to_numpy(zero_copy_only=False)
