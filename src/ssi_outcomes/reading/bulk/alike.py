"""Build the records of a large table: once for all rows that differ in their numbers and names alone.

A reader's `build` makes records of one row. It looks at when and what, and passes numbers and names on
without looking at them; so it is given a mark in place of each, and where the marks are in the records that
it makes, there the cells of all such rows go. A `build` that does look at a name or a number touches its
mark: then the rows are told apart by names as well, or read one by one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pandas as pd

from ssi_outcomes.reading.bulk.columns import Column
from ssi_outcomes.reading.cells.text import ValueFault
from ssi_outcomes.reading.gaps import GAPS

# What a `build` may answer besides records: the row says nothing, or nothing that we take.
BLANK, IGNORED = "blank", "ignored"
MOST_SHAPES = 200  # each is filled in a pass over all rows; beyond, row by row is no slower
NAMES = frozenset({"person", "email"})
MOMENTS = ("read_at", "start", "end")
_CONSTANTS = (str, int, float, date, type(None))


class Touched(Exception):
    """A cell was looked at before it was there."""


class Mark:
    """What stands for the cells of one column; whoever does anything with it but pass it on is told so."""

    def __init__(self, name: str, is_text: bool = False):
        self.name, self.is_text = name, is_text

    def __bool__(self) -> bool:
        return self.is_text or self._touch()  # a text that is there is true, whatever it says

    def _touch(self, *_: object):
        raise Touched(self.name)

    def __getattr__(self, name: str):
        # A method of texts or numbers is as good as a look; what Python asks for of itself is none.
        raise AttributeError(name) if name.startswith("__") else Touched(self.name)

    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __hash__ = __str__ = __repr__ = __format__ = _touch
    __int__ = __float__ = __index__ = __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = (
        __truediv__
    ) = __neg__ = __abs__ = __round__ = _touch
    __len__ = __iter__ = __contains__ = __getitem__ = _touch


@dataclass
class Built:
    """The records by table as frames, the fate of the rows ("accepted", or what `build`
    answered), and the rows that it refused.
    """

    tables: dict[str, pd.DataFrame]
    fates: dict[str, int]
    faults: dict[int, ValueFault] = field(default_factory=dict)


def fate_of(found: object) -> str:
    """Return the fate of a row of which `build` made this: its own word, else "accepted".

    A row that only says what is not known counts nothing, and is blank.
    """
    if isinstance(found, str):
        return found
    return BLANK if found and all(table == GAPS for table, _ in found) else "accepted"


def build_alike(
    columns: Mapping[str, Column], lines: Sequence[int], rows: np.ndarray, build: Callable
) -> Built:
    """Return what `build` makes of `rows` (places), by way of one row of each kind;
    raises Touched where it looks at numbers.
    """
    try:
        return _build(columns, NAMES & columns.keys(), lines, rows, build)
    except Touched:
        return _build(columns, frozenset(), lines, rows, build)


def _build(
    columns: Mapping[str, Column], passed: Set[str], lines: Sequence[int], rows: np.ndarray, build: Callable
) -> Built:
    """Return the same, with the columns of texts in `passed` taken for ones that are not looked at."""
    group, first = _group(columns, passed, rows)
    fates: dict[str, int] = defaultdict(int)
    refused: dict[int, ValueFault] = {}
    shapes: dict[tuple, list[tuple[int, list]]] = defaultdict(list)
    sizes = np.bincount(group, minlength=len(first))
    for number, place in enumerate(first):
        try:
            found = build(
                {name: _mark(name, column, name in passed, place) for name, column in columns.items()},
                lines[place],
            )
        except ValueFault as fault:
            refused[number] = fault
            continue
        fates[fate_of(found)] += int(sizes[number])
        if found and not isinstance(found, str):
            shapes[_shape(found)].append((number, [record for _, record in found]))
    if len(shapes) > MOST_SHAPES:
        raise Touched("too many shapes")
    parts: dict[str, list[pd.DataFrame]] = defaultdict(list)
    for shape, groups in shapes.items():
        _fill(parts, shape, groups, group, rows, columns, lines)
    wrong = np.flatnonzero(np.isin(group, list(refused))) if refused else ()
    faults = {int(rows[place]): refused[int(group[place])] for place in wrong}
    return Built({name: _join(frames) for name, frames in parts.items()}, dict(fates), faults)


def _group(
    columns: Mapping[str, Column], passed: Set[str], rows: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the kind of each row, and the place of the first row of
    each kind: alike but for what is passed on.
    """
    kind = np.zeros(len(rows), np.int64)
    for name, column in columns.items():
        for codes in _codes(column, name in passed):
            kind = pd.factorize(kind * (int(codes.max(initial=0)) + 1) + codes[rows])[0]
    first = np.full(int(kind.max(initial=-1)) + 1, len(rows))
    np.minimum.at(first, kind, np.arange(len(rows)))
    return kind, rows[first]


def _codes(column: Column, is_passed: bool) -> Iterator[np.ndarray]:
    """Yield what tells rows apart in a column: its values; of what is passed on whether it
    is there, of money the currency beside it.
    """
    if is_passed:
        yield np.array([not value for value in column.values], np.int8)[column.codes]
        return
    if not column.is_measure:
        yield column.codes
        return
    missing = np.isnan(column.amounts())
    if missing.any():
        yield missing.astype(np.int8)
    if column.is_money and column.numbers is None:
        beside = np.array([value[1] if value else None for value in column.values], object)
        yield pd.factorize(beside)[0][column.codes] + 1


def _mark(name: str, column: Column, is_passed: bool, place: int) -> object:
    value = column.at(place)
    if is_passed and value:
        return Mark(name, is_text=True)
    if not column.is_measure or value is None:
        return value
    return (Mark(name), value[1]) if column.is_money else Mark(name)


def _shape(found: list) -> tuple:
    """Return which tables the records are for, and which of their fields are numbers of which column."""
    for value in (value for _, record in found for value in record.values()):
        if not isinstance(value, (Mark, *_CONSTANTS)):
            raise Touched(type(value).__name__)
    return tuple(
        (
            table,
            tuple((name, value.name if isinstance(value, Mark) else None) for name, value in record.items()),
        )
        for table, record in found
    )


def _fill(
    parts,
    shape: tuple,
    groups: list,
    group: np.ndarray,
    rows: np.ndarray,
    columns: Mapping[str, Column],
    lines: Sequence[int],
) -> None:
    """Add the records of all rows of one shape to `parts`."""
    at = np.full(int(group.max()) + 1, -1, np.int32)
    at[[number for number, _ in groups]] = np.arange(len(groups))
    own, places = at[group], rows
    if (own < 0).any():
        own, places = own[own >= 0], rows[own >= 0]
    whole = len(places) == len(lines)  # then no number has to be moved
    for nth, (table, fields) in enumerate(shape):
        filled = {}
        for name, source in fields:
            if source and columns[source].is_measure:
                numbers = columns[source].amounts()
                filled[name] = numbers if whole else numbers[places]
            elif source:
                filled[name] = _repeat(name, list(columns[source].values), columns[source].codes[places])
            else:
                filled[name] = _repeat(name, [records[nth][name] for _, records in groups], own)
        filled["source_line"] = _lines(lines) if whole else _lines(lines)[places]
        parts[table].append(pd.DataFrame(filled, copy=False).assign(nth=np.int16(nth)))


def _repeat(name: str, values: list, own: np.ndarray) -> np.ndarray | pd.Categorical:
    """Return for each row the value of its kind: moments and numbers as such, texts as categories."""
    if name in MOMENTS:
        return (
            pd.to_datetime(pd.Series(values, dtype=object), errors="coerce")
            .astype("datetime64[us]")
            .to_numpy()[own]
        )
    if any(isinstance(value, int | float) for value in values):
        return np.array([np.nan if value is None else value for value in values], float)[own]
    codes, texts = pd.factorize(np.array(values, object))
    return pd.Categorical.from_codes(codes.astype(np.min_scalar_type(-len(texts) - 1))[own], texts)


def _lines(lines: Sequence[int]) -> np.ndarray:
    return np.arange(lines.start, lines.stop) if isinstance(lines, range) else np.asarray(lines)


def _join(frames: list[pd.DataFrame]) -> pd.DataFrame:
    """Return the records in the order of the rows that they are of."""
    if len(frames) == 1:
        return frames[0].drop(columns="nth")
    plain = [
        frame.astype({name: object for name in frame if isinstance(frame[name].dtype, pd.CategoricalDtype)})
        for frame in frames
    ]
    return (
        pd.concat(plain, ignore_index=True)
        .sort_values(["source_line", "nth"], ignore_index=True)
        .drop(columns="nth")
    )
