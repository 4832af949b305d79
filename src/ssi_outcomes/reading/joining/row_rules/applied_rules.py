"""Apply the rules of rows, once every cell is read: within each row, then between those that stand.

A row that breaks a rule is left out and said, and so are the other records of its line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain
from types import MappingProxyType

import numpy as np
import pandas as pd

from ssi_outcomes.reading.joining.own_headers import own_header
from ssi_outcomes.reading.joining.row_rules.between_rows import (
    AGAIN,
    check_counts,
    check_readings,
    check_repeats,
)
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
)
from ssi_outcomes.reading.joining.tidy import COUNTED
from ssi_outcomes.reading.opening import limits
from ssi_outcomes.reading.parsed import Rejected

_PERIOD = ("start", "end")
# The numbers, moments and other columns that the rules of a table read; of other tables none has to hold.
_READ = {
    "ssi": (MEASURES, ("read_at",), ()),
    **dict.fromkeys(COUNTED, (("count", "value"), _PERIOD, ("currency",))),
    **dict.fromkeys(("people", "absences", "coverage"), ((), _PERIOD, ())),
}


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
    asked: Collection[str] = (),
) -> Checked:
    """Return what of `tables` can be used, and each rule that the rest breaks.

    `event_files` are those with one row per event (a CRM, a calendar), where two alike rows are two events,
    and what each is part of: an event that two sources hold is there twice, those of one source add up. A row
    of a file is taken whole or not at all: the other records of a rejected row go with it. `headers` are the
    names that each file has for its columns, by ours. Of the files in `asked` it is not known yet whose they
    are: two of them may be two people's, and contradict each other in nothing.

    Raises FileRefused for a file with more rows that break a rule than are kept of one.
    """
    kept, rejected, dropped = {}, [], {}
    for name, table in tables.items():
        if not len(table) or name not in _READ:
            kept[name], dropped[name] = table.reset_index(drop=True), ()
            continue
        rows = _keep_apart(_prepare(table, *_READ[name]), asked)
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


def _prepare(
    table: pd.DataFrame, numbers: tuple[str, ...], moments: tuple[str, ...], others: tuple[str, ...]
) -> pd.DataFrame:
    """Return a copy with every column that a rule reads, numbers as floats and moments as datetimes."""
    rows = table.reset_index(drop=True)
    read = (*numbers, *moments, *others, "person", "source_line")
    if missing := [name for name in read if name not in rows]:
        rows = rows.reindex(columns=[*rows.columns, *missing])
    rows["source_file"] = rows["source_file"].fillna("").astype(str) if "source_file" in rows else ""
    for name in numbers:
        if rows[name].dtype != float:
            rows[name] = pd.to_numeric(rows[name], errors="coerce").astype(float)
    for name in moments:
        if rows[name].dtype != "datetime64[us]":
            rows[name] = pd.to_datetime(rows[name], errors="coerce").astype("datetime64[us]")
    return rows


def _keep_apart(rows: pd.DataFrame, files: Collection[str]) -> pd.DataFrame:
    """Return the rows with those that are nobody's, of some files, as of somebody else in each."""
    unsaid = rows["source_file"].isin(list(files)) & rows["person"].isna() if files else None
    if unsaid is None or not unsaid.any():
        return rows
    return rows.assign(person=rows["person"].astype(object).where(~unsaid, "? " + rows["source_file"]))


def _check_table(
    name: str, rows: pd.DataFrame, today: date, event_files: Mapping[str, str]
) -> Iterator[Fault]:
    if name == "ssi":
        alone = chain(check_ranges(rows), check_fetched_zeros(rows), check_sum(rows))
        alone = chain(alone, check_moment(rows, "read_at", today))
        yield from _then(rows, list(_bounded(alone, rows)), check_readings)
    elif name in COUNTED:
        alone = chain(check_count(rows), check_moment(rows, "start", today), check_period(rows))
        alone = list(_bounded(alone, rows))
        key = ["person", COUNTED[name], "currency"]
        yield from _then(
            rows, alone, lambda rows: check_counts(rows, key, rows.source_file.map(dict(event_files)))
        )
    elif name in ("people", "absences", "coverage"):
        yield from check_order(rows)
        if name == "people":
            yield from check_repeats(
                rows, ["person", "start", "end"], [each for each in ("role", "team", "seat") if each in rows]
            )


def _bounded(faults: Iterable[Fault], rows: pd.DataFrame) -> Iterator[Fault]:
    """Yield the faults of rows, each file's up to what may be kept; raises FileRefused beyond that."""
    files, counts = rows.source_file.to_numpy(), Counter()
    for fault in faults:
        file = files[fault.row]
        counts[file] += fault.key not in AGAIN or fault.values.get("other_file") == file
        limits.check_count("refused", counts[file], file)
        yield fault


def _then(rows: pd.DataFrame, alone: list[Fault], between) -> Iterator[Fault]:
    """Yield what is wrong with rows by themselves, then what is wrong between
    the others: a bad row condemns no good one.
    """
    yield from alone
    left = rows.drop(index=list({fault.row for fault in alone})) if alone else rows
    yield from _bounded(between(left), rows)


def _whole_lines(rows: pd.DataFrame, bad: list[int]) -> np.ndarray:
    """Return which rows go: the bad ones, and what came from the same line of the same file."""
    mask = np.zeros(len(rows), bool)
    mask[bad] = True
    if not bad:
        return mask
    lines = pd.MultiIndex.from_frame(rows[["source_file", "source_line"]])
    return mask | (lines.isin(lines[mask]) & rows["source_line"].notna().to_numpy())
