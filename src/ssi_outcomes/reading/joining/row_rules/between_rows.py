"""What must hold between the rows of all files together: of rows on one matter, one stands.

Of rows that contradict each other none is taken: nothing tells which one is right.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import repeat

import numpy as np
import pandas as pd

from ssi_outcomes.reading.joining.row_rules.single_rows import MEASURES, Fault, line_of, show_value
from ssi_outcomes.reading.opening import limits

# A row that another file holds as well contradicts nothing, and is told in a line for all of them: however
# many there are, the file stands (`joining.repeats`).
AGAIN = ("rule_repeated", "rule_event_twice")


def check_readings(rows: pd.DataFrame) -> Iterator[Fault]:
    """Find readings of one person at one moment that repeat or contradict each other."""
    yield from check_repeats(rows, ["person", "read_at"], list(MEASURES), "rule_readings_contradict")


def check_counts(rows: pd.DataFrame, key: list[str], source: pd.Series) -> Iterator[Fault]:
    """Find counts of one matter (`key`) that repeat, contradict or overlap each other; `source` says of each
    row that is an event what it is part of.
    """
    period, is_event = [*key, "start", "end"], source.notna()
    alone = rows[~is_event] if is_event.any() else rows
    repeats = list(check_repeats(alone, period, ["count", "value"], shown="start"))
    yield from repeats
    if is_event.any():
        yield from _check_events(rows[is_event].assign(source=source[is_event]), [*period, "count", "value"])
    if len(rows) > 1:
        yield from _check_overlaps(rows.drop(index=[fault.row for fault in repeats]), key, is_event)


def check_repeats(
    rows: pd.DataFrame,
    key: list[str],
    values: list[str],
    contradicted: str = "rule_contradicted",
    shown: str = "",
) -> Iterator[Fault]:
    """Find rows on the same matter: of alike ones the first stays, of contradictory ones none does. A row is
    told by its cell in the column `shown` (else: the last of `key`).
    """
    again = rows[rows.duplicated(key, keep=False)] if len(rows) > 1 else rows[:0]
    if not len(again):
        return
    matter = again.groupby(key, dropna=False, sort=False).ngroup()
    places = again.index.to_series().groupby(matter)
    first, last = places.transform("first"), places.transform("last")
    differ = (again[values].groupby(matter).transform("nunique") > 1).any(
        axis=1
    )  # a blank cell contradicts nothing
    of_first = again.loc[first, values].set_axis(again.index)
    alike = ((again[values] == of_first) | (again[values].isna() & of_first.isna())).all(axis=1) & (
        first != again.index
    )
    broken = differ | alike
    others = last.where(first == again.index, first)[broken]
    keys = np.where(differ[broken], contradicted, "rule_repeated")
    yield from _pairs(rows, again.index[broken], others, keys, shown or key[-1])


def _check_events(rows: pd.DataFrame, key: list[str]) -> Iterator[Fault]:
    """Find events that two sources both hold; two alike ones in one source are two events."""
    nth = rows.groupby(["source", *key], dropna=False).cumcount()
    matter = rows.assign(nth=nth).groupby([*key, "nth"], dropna=False, sort=False).ngroup()
    first = rows.index.to_series().groupby(matter).transform("first")
    twice = first != rows.index
    yield from _pairs(rows, rows.index[twice], first[twice], repeat("rule_event_twice"), "start")


def _check_overlaps(rows: pd.DataFrame, key: list[str], is_event: pd.Series) -> Iterator[Fault]:
    """Find rows whose days another row of the same matter counts too: the
    longer one goes, or both if they are as long.
    """
    if len(rows) < 2:
        return
    # Most matters have no two rows that touch: those that do begin before an earlier one has ended. Where
    # each row ends after it begins, and begins after the one before it has ended, none do.
    matter, start, end = _number_matters(rows, key), rows["start"].to_numpy(), rows["end"].to_numpy()
    order = np.lexsort((end, start, matter))
    number, starts, ends = matter[order], start[order], end[order]
    if not ((number[1:] == number[:-1]) & ~(starts[1:] > ends[:-1])).any() and (end >= start).all():
        return
    rows = rows.assign(event=is_event[rows.index], matter=matter).iloc[order]
    latest, same = rows.groupby("matter")["end"].cummax().shift(), rows["matter"] == rows["matter"].shift()
    touched = rows.loc[same & (rows["start"] <= latest), "matter"].unique()
    for _, group in rows[rows["matter"].isin(touched)].groupby("matter", sort=False):
        found = dict(_find_overlaps(*(group[name].to_numpy() for name in ("start", "end", "event"))))
        index = group.index
        yield from _pairs(
            rows,
            index[list(found)],
            index[list(found.values())],
            repeat("rule_overlap"),
            "start",
            other_start="start",
            other_end="end",
        )


def _number_matters(rows: pd.DataFrame, key: list[str]) -> np.ndarray:
    """Return the number of each row's matter, in their order; what is missing is a value of its own."""
    matter = np.zeros(len(rows), np.int64)
    for name in key:
        codes, different = pd.factorize(rows[name], use_na_sentinel=False)
        matter, _ = pd.factorize(matter * len(different) + codes)
    return matter


def _find_overlaps(start: np.ndarray, end: np.ndarray, event: np.ndarray) -> Iterator[tuple[int, int]]:
    """Yield the place of each row, sorted by start, that has to go, and of the first one
    that it overlaps and that is not longer.
    """
    none = np.timedelta64(0, "us")
    length = np.where(event, none, end - start)
    # One that is not longer begins at most that length earlier; an event
    # counts as short, however long its week.
    reach = np.maximum(length, (end - start)[event].max(initial=none))
    windows = zip(
        np.searchsorted(start, start - reach), np.searchsorted(start, end, side="right"), strict=True
    )
    for at, (low, high) in enumerate(windows):
        if not event[at] and high - low > 1:
            overlaps = (end[low:high] >= start[at]) & (event[low:high] | (length[low:high] <= length[at]))
            overlaps[at - low] = False
            if overlaps.any():
                yield at, low + int(np.argmax(overlaps))


def _pairs(
    rows: pd.DataFrame,
    broken: pd.Index,
    others: Iterable[int],
    keys: Iterable[str],
    column: str,
    **values: str,
) -> Iterator[Fault]:
    """Yield each broken row with the file and line of the other one; `values` are columns of the other."""
    if not len(broken):
        return
    own, other = rows.index.get_indexer(broken), rows.index.get_indexer(list(others))
    keys = [str(key) for key, _ in zip(keys, own, strict=False)]
    files, others = rows["source_file"].iloc[own], rows["source_file"].iloc[other]
    _check_number(files[~(np.isin(keys, AGAIN) & (files.to_numpy() != others.to_numpy()))])
    named = {
        "other_file": others.tolist(),
        "other_line": [
            "–" if (line := line_of(each)) is None else line for each in rows["source_line"].iloc[other]
        ],
    }
    named |= {name: list(map(show_value, rows[of].iloc[other].tolist())) for name, of in values.items()}
    for row, cell, key, *said in zip(
        broken.tolist(), rows[column].iloc[own].tolist(), keys, *named.values(), strict=False
    ):
        shown = show_value(cell)
        yield Fault(row, key, column, shown, {"value": shown, **dict(zip(named, said, strict=True))})


def _check_number(files: pd.Series) -> None:
    """Refuse a file with more rows to put right than are kept of one, before each is written out."""
    for file, count in files.value_counts(sort=False).items():
        limits.check_count("refused", count, file)
