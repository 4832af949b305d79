"""What must hold within a row, and between the rows of all files together, once every cell is read.

A row that breaks a rule is left out and said. Of rows that contradict each other none is taken: nothing tells
which one is right.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import repeat
from types import MappingProxyType

import numpy as np
import pandas as pd

from ssi_outcomes.base.ssi import MEANS, PILLAR_POINTS, PILLARS, RANKS, SCORE, SCORE_POINTS
from ssi_outcomes.reading.parsed import Rejected

# LinkedIn opened on 5 May 2003; an earlier score or message is a mistyped year, or a spreadsheet's day zero.
FIRST_DAY = date(2003, 5, 5)
SCORES = (SCORE, *MEANS)
_RANGES = {
    **dict.fromkeys(SCORES, ("rule_score_range", 0.0, float(SCORE_POINTS))),
    **dict.fromkeys(PILLARS, ("rule_pillar_range", 0.0, float(PILLAR_POINTS))),
    **dict.fromkeys(RANKS, ("rule_rank_range", 0.0, 100.0)),
}
_READING = (*SCORES, *PILLARS, *RANKS)


@dataclass(frozen=True)
class Checked:
    """The tables without the rows that break a rule, each broken rule, and the positions of the dropped rows
    by table.
    """

    tables: dict[str, pd.DataFrame]
    rejected: tuple[Rejected, ...]
    dropped: dict[str, tuple[int, ...]]


@dataclass(frozen=True)
class _Fault:
    row: int
    key: str
    column: str
    value: str
    values: dict[str, object]


def check_rules(
    tables: Mapping[str, pd.DataFrame], today: date, *, event_files: Mapping[str, str] = MappingProxyType({})
) -> Checked:
    """Return what of `tables` can be used, and each rule that the rest breaks.

    `event_files` are those with one row per event (a CRM, a calendar), where two alike rows are two events,
    and what each is part of: an event that two sources hold is there twice, those of one source add up. A row
    of a file is taken whole or not at all: the other records of a rejected row go with it.
    """
    kept, rejected, dropped = {}, [], {}
    for name, table in tables.items():
        rows = _prepare(table)
        faults = sorted(_check_table(name, rows, today, event_files), key=lambda fault: fault.row)
        files, lines = rows.source_file.to_numpy(), rows.source_line.to_numpy()
        rejected += [
            Rejected(
                files[fault.row], fault.key, _line(lines[fault.row]), fault.column, fault.value, fault.values
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
    numbers, moments = (*_READING, "count", "value"), ("read_at", "start", "end")
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
) -> Iterator[_Fault]:
    if name == "ssi":
        yield from _then(
            rows,
            [*_check_ranges(rows), *_check_sum(rows), *_check_moment(rows, "read_at", today)],
            _check_readings,
        )
    elif name in ("outcomes", "activity"):
        alone = [*_check_count(rows), *_check_moment(rows, "start", today), *_check_period(rows)]
        key = ["person", "outcome" if name == "outcomes" else "activity", "currency"]
        yield from _then(
            rows, alone, lambda rows: _check_counts(rows, key, rows.source_file.map(dict(event_files)))
        )
    elif name in ("people", "absences", "coverage"):
        yield from _check_order(rows)
        if name == "people":
            yield from _check_repeats(
                rows, ["person", "start", "end"], [each for each in ("role", "seat") if each in rows]
            )


def _then(rows: pd.DataFrame, alone: list[_Fault], between) -> Iterator[_Fault]:
    """Yield what is wrong with rows by themselves, then what is wrong between the others: a bad row condemns
    no good one.
    """
    yield from alone
    yield from between(rows.drop(index=list({fault.row for fault in alone})))


# --- a row by itself


def _faults(
    rows: pd.DataFrame, broken: pd.Series, key: str, column: str, **values: object
) -> Iterator[_Fault]:
    at = np.flatnonzero(broken)
    named = {
        name: map(_show, of.iloc[at].tolist()) if isinstance(of, pd.Series) else repeat(of)
        for name, of in values.items()
    }
    for row, cell, *others in zip(
        rows.index[at].tolist(), rows[column].iloc[at].tolist(), *named.values(), strict=False
    ):
        shown = _show(cell)
        yield _Fault(row, key, column, shown, {"value": shown, **dict(zip(named, others, strict=True))})


def _check_ranges(rows: pd.DataFrame) -> Iterator[_Fault]:
    for column, (key, low, high) in _RANGES.items():
        yield from _faults(rows, rows[column].notna() & ~rows[column].between(low, high), key, column)


def _check_sum(rows: pd.DataFrame) -> Iterator[_Fault]:
    """Find totals that are not the rounded sum of their four pillars, whatever the digits that were copied.

    The total may be rounded to a whole number (half a point), and each pillar to its last digit: 13.118
    leaves .0005, a hand-typed 13 leaves half a point. The finest of the four tells the digits, since 3.680 is
    written 3.68. Four whole pillars hence allow 2.5 points, and pillars with a decimal .7.
    """
    pillars = rows[list(PILLARS)].to_numpy(float)
    step = np.ones(len(rows))
    for digits in (1, 2, 3):
        finer = (np.abs(pillars * 10 ** (digits - 1) - np.round(pillars * 10 ** (digits - 1))) > 1e-6).any(
            axis=1
        )
        step[finer] = 10.0**-digits
    total = pd.Series(pillars.sum(axis=1), index=rows.index)
    allowed = pd.Series(0.5 + len(PILLARS) * step / 2 + 1e-9, index=rows.index)
    in_range = rows["ssi"].between(0, SCORE_POINTS) & pd.Series(
        ((pillars >= 0) & (pillars <= PILLAR_POINTS)).all(axis=1), index=rows.index
    )
    yield from _faults(
        rows,
        in_range & ((rows["ssi"] - total).abs() > allowed),
        "rule_sum",
        "ssi",
        sum=total.round(3),
        allowed=allowed.round(3),
    )


def _check_moment(rows: pd.DataFrame, column: str, today: date) -> Iterator[_Fault]:
    day = rows[column].dt.normalize()
    yield from _faults(rows, day.isna(), "rule_no_date", column)
    yield from _faults(rows, day > pd.Timestamp(today), "rule_future", column, today=today.isoformat())
    yield from _faults(
        rows, day < pd.Timestamp(FIRST_DAY), "rule_too_old", column, first=FIRST_DAY.isoformat()
    )


def _check_order(rows: pd.DataFrame) -> Iterator[_Fault]:
    yield from _faults(rows, rows["end"] < rows["start"], "rule_end_before_start", "end", start=rows["start"])


def _check_period(rows: pd.DataFrame) -> Iterator[_Fault]:
    yield from _faults(rows, rows["end"].isna(), "rule_no_date", "end")
    yield from _check_order(rows)


def _check_count(rows: pd.DataFrame) -> Iterator[_Fault]:
    # An amount of money may stand alone, without a number of events.
    alone = rows["count"].isna() & np.isfinite(rows["value"])
    yield from _faults(
        rows, ~alone & ~(np.isfinite(rows["count"]) & (rows["count"] >= 0)), "rule_negative", "count"
    )


# --- rows between them


def _check_readings(rows: pd.DataFrame) -> Iterator[_Fault]:
    yield from _check_repeats(rows, ["person", "read_at"], list(_READING), "rule_readings_contradict")


def _check_counts(rows: pd.DataFrame, key: list[str], source: pd.Series) -> Iterator[_Fault]:
    period, is_event = [*key, "start", "end"], source.notna()
    repeats = list(_check_repeats(rows[~is_event], period, ["count", "value"]))
    yield from repeats
    yield from _check_events(rows[is_event].assign(source=source[is_event]), [*period, "count", "value"])
    yield from _check_overlaps(rows.drop(index=[fault.row for fault in repeats]), key, is_event)


def _check_repeats(
    rows: pd.DataFrame, key: list[str], values: list[str], contradicted: str = "rule_contradicted"
) -> Iterator[_Fault]:
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


def _check_events(rows: pd.DataFrame, key: list[str]) -> Iterator[_Fault]:
    """Find events that two sources both hold; two alike ones in one source are two events."""
    nth = rows.groupby(["source", *key], dropna=False).cumcount()
    matter = rows.assign(nth=nth).groupby([*key, "nth"], dropna=False, sort=False).ngroup()
    first = rows.index.to_series().groupby(matter).transform("first")
    twice = first != rows.index
    yield from _pairs(rows, rows.index[twice], first[twice], repeat("rule_event_twice"), "start")


def _check_overlaps(rows: pd.DataFrame, key: list[str], is_event: pd.Series) -> Iterator[_Fault]:
    """Find rows whose days another row of the same matter counts too: the longer one goes, or both if they
    are as long.
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
    """Yield the place of each row, sorted by start, that has to go, and of the first one that it overlaps and
    that is not longer.
    """
    none = np.timedelta64(0, "us")
    length = np.where(event, none, end - start)
    # One that is not longer begins at most that length earlier; an event counts as short, however long its
    # week.
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
) -> Iterator[_Fault]:
    """Yield each broken row with the file and line of the other one; `values` are columns of the other."""
    own, other = rows.index.get_indexer(broken), rows.index.get_indexer(list(others))
    named = {
        "other_file": rows["source_file"].iloc[other].tolist(),
        "other_line": [
            "–" if (line := _line(each)) is None else line for each in rows["source_line"].iloc[other]
        ],
    }
    named |= {name: list(map(_show, rows[of].iloc[other].tolist())) for name, of in values.items()}
    for row, cell, key, *said in zip(
        broken.tolist(), rows[column].iloc[own].tolist(), keys, *named.values(), strict=False
    ):
        shown = _show(cell)
        yield _Fault(row, str(key), column, shown, {"value": shown, **dict(zip(named, said, strict=True))})


# --- lines and how values are shown


def _whole_lines(rows: pd.DataFrame, bad: list[int]) -> np.ndarray:
    """Return which rows go: the bad ones, and what came from the same line of the same file."""
    mask = np.zeros(len(rows), bool)
    mask[bad] = True
    lines = pd.MultiIndex.from_frame(rows[["source_file", "source_line"]])
    return mask | (lines.isin(lines[mask]) & rows["source_line"].notna().to_numpy())


def _line(value: object) -> int | None:
    return None if pd.isna(value) else int(value)


def _show(value: object) -> str:
    if pd.isna(value):
        return ""
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat() if value == value.normalize() else value.isoformat(" ", "minutes")
    return f"{value:.10g}" if isinstance(value, float) else str(value)
