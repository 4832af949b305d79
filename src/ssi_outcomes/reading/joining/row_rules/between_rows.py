"""What must hold within a row, and between the rows of all files together, once every cell is read.

A row that breaks a rule is left out and said. Of rows that contradict each other none is
taken: nothing tells which one is right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain, repeat
from types import MappingProxyType

import numpy as np
import pandas as pd

from ssi_outcomes.reading.joining.own_headers import own_header
from ssi_outcomes.reading.joining.row_rules.single_rows import (
    MEASURES,
    Fault,
    check_count,
    check_fetched_zeros,
    check_moment,
    check_order,
    check_period,
    check_ranges,
    check_sum,
    line_of,
    show_value,
)
from ssi_outcomes.reading.joining.tidy import COUNTED
from ssi_outcomes.reading.opening import limits
from ssi_outcomes.reading.parsed import Rejected


@dataclass(frozen=True)
class Checked:
    """The tables without the rows that break a rule, each broken rule, and
    the positions of the dropped rows by table.
    """

    tables: dict[str, pd.DataFrame]
    rejected: tuple[Rejected, ...]
    dropped: dict[str, tuple[int, ...]]


def check_rules(
    tables: Mapping[str, pd.DataFrame],
    today: date,
    *,
    event_files: Mapping[str, str] = MappingProxyType({}),
    headers: Mapping[str, Mapping[str, str]] = MappingProxyType({}),
) -> Checked:
    """Return what of `tables` can be used, and each rule that the rest breaks.

    `event_files` are those with one row per event (a CRM, a calendar), where two alike rows are two events,
    and what each is part of: an event that two sources hold is there twice, those of one source add up. A row
    of a file is taken whole or not at all: the other records of a rejected row go with it. `headers` are the
    names that each file has for its columns, by ours.

    Raises FileRefused for a file with more rows that break a rule than are kept of one.
    """
    kept, rejected, dropped = {}, [], {}
    for name, table in tables.items():
        if not len(table):
            kept[name], dropped[name] = table.reset_index(drop=True), ()
            continue
        rows = _prepare(table)
        faults = sorted(_check_table(name, rows, today, event_files), key=lambda fault: fault.row)
        files, lines = rows.source_file.to_numpy(), rows.source_line.to_numpy()
        counted = rows[COUNTED[name]].to_numpy() if COUNTED.get(name) in rows else files
        rejected += [
            Rejected(
                files[fault.row],
                fault.key,
                line_of(lines[fault.row]),
                own_header(headers.get(files[fault.row], {}), fault.column, counted[fault.row]),
                fault.value,
                fault.values,
            )
            for fault in faults
        ]
        bad = _whole_lines(rows, [fault.row for fault in faults])
        dropped[name] = tuple(np.flatnonzero(bad).tolist())
        kept[name] = table[~bad].reset_index(drop=True)
    return Checked(kept, tuple(rejected), dropped)


def _prepare(table: pd.DataFrame) -> pd.DataFrame:
    """Return a copy with every column that a rule reads, numbers as floats and moments as datetimes."""
    rows = table.reset_index(drop=True)
    numbers, moments = (*MEASURES, "count", "value"), ("read_at", "start", "end")
    rows = rows.reindex(
        columns=[
            *rows.columns,
            *(name for name in (*numbers, *moments, "currency", "person", "source_line") if name not in rows),
        ]
    )
    rows["source_file"] = rows["source_file"].fillna("").astype(str) if "source_file" in rows else ""
    for name in numbers:
        rows[name] = pd.to_numeric(rows[name], errors="coerce").astype(float)
    for name in moments:
        rows[name] = pd.to_datetime(rows[name], errors="coerce").astype("datetime64[us]")
    return rows


def _check_table(
    name: str, rows: pd.DataFrame, today: date, event_files: Mapping[str, str]
) -> Iterator[Fault]:
    if name == "ssi":
        alone = chain(check_ranges(rows), check_fetched_zeros(rows), check_sum(rows))
        alone = chain(alone, check_moment(rows, "read_at", today))
        yield from _then(rows, list(_bounded(alone, rows)), _check_readings)
    elif name in COUNTED:
        alone = chain(check_count(rows), check_moment(rows, "start", today), check_period(rows))
        alone = list(_bounded(alone, rows))
        key = ["person", COUNTED[name], "currency"]
        yield from _then(
            rows, alone, lambda rows: _check_counts(rows, key, rows.source_file.map(dict(event_files)))
        )
    elif name in ("people", "absences", "coverage"):
        yield from check_order(rows)
        if name == "people":
            yield from _check_repeats(
                rows, ["person", "start", "end"], [each for each in ("role", "seat") if each in rows]
            )


def _bounded(faults: Iterable[Fault], rows: pd.DataFrame) -> Iterator[Fault]:
    """Yield the faults of rows, each file's up to what may be kept; raises FileRefused beyond that."""
    files, counts = rows.source_file.to_numpy(), Counter()
    for fault in faults:
        file = files[fault.row]
        counts[file] += 1
        limits.check_count("refused", counts[file], file)
        yield fault


def _then(rows: pd.DataFrame, alone: list[Fault], between) -> Iterator[Fault]:
    """Yield what is wrong with rows by themselves, then what is wrong between
    the others: a bad row condemns no good one.
    """
    yield from alone
    yield from between(rows.drop(index=list({fault.row for fault in alone})))


def _check_readings(rows: pd.DataFrame) -> Iterator[Fault]:
    yield from _check_repeats(rows, ["person", "read_at"], list(MEASURES), "rule_readings_contradict")


def _check_counts(rows: pd.DataFrame, key: list[str], source: pd.Series) -> Iterator[Fault]:
    period, is_event = [*key, "start", "end"], source.notna()
    repeats = list(_check_repeats(rows[~is_event], period, ["count", "value"]))
    yield from repeats
    yield from _check_events(rows[is_event].assign(source=source[is_event]), [*period, "count", "value"])
    yield from _check_overlaps(rows.drop(index=[fault.row for fault in repeats]), key, is_event)


def _check_repeats(
    rows: pd.DataFrame, key: list[str], values: list[str], contradicted: str = "rule_contradicted"
) -> Iterator[Fault]:
    """Find rows on the same matter: of alike ones the first stays, of contradictory ones none does."""
    again = rows[rows.duplicated(key, keep=False)]
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
    yield from _pairs(rows, again.index[broken], others, keys, key[-1])


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
    matter = rows.groupby(key, dropna=False, sort=False).ngroup()
    rows = rows.assign(event=is_event[rows.index], matter=matter).sort_values(
        ["matter", "start", "end"], kind="stable"
    )
    # Most matters have no two rows that touch: those that do begin before an earlier one has ended.
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
    own, other = rows.index.get_indexer(broken), rows.index.get_indexer(list(others))
    named = {
        "other_file": rows["source_file"].iloc[other].tolist(),
        "other_line": [
            "–" if (line := line_of(each)) is None else line for each in rows["source_line"].iloc[other]
        ],
    }
    named |= {name: list(map(show_value, rows[of].iloc[other].tolist())) for name, of in values.items()}
    for row, cell, key, *said in zip(
        broken.tolist(), rows[column].iloc[own].tolist(), keys, *named.values(), strict=False
    ):
        shown = show_value(cell)
        yield Fault(row, str(key), column, shown, {"value": shown, **dict(zip(named, said, strict=True))})


def _whole_lines(rows: pd.DataFrame, bad: list[int]) -> np.ndarray:
    """Return which rows go: the bad ones, and what came from the same line of the same file."""
    mask = np.zeros(len(rows), bool)
    mask[bad] = True
    lines = pd.MultiIndex.from_frame(rows[["source_file", "source_line"]])
    return mask | (lines.isin(lines[mask]) & rows["source_line"].notna().to_numpy())
