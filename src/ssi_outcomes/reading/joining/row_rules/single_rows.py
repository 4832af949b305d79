"""What must hold within a row by itself: its ranges, its sum, its days and its counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import repeat

import numpy as np
import pandas as pd

from ssi_outcomes.base.ssi import MEANS, PILLAR_POINTS, PILLARS, RANKS, SCORE, SCORE_POINTS

# LinkedIn opened on 5 May 2003; an earlier score or message is a mistyped year, or a spreadsheet's day zero.
FIRST_DAY = date(2003, 5, 5)
SCORES = (SCORE, *MEANS)
_RANGES = {
    **dict.fromkeys(SCORES, ("rule_score_range", 0.0, float(SCORE_POINTS))),
    **dict.fromkeys(PILLARS, ("rule_pillar_range", 0.0, float(PILLAR_POINTS))),
    **dict.fromkeys(RANKS, ("rule_rank_range", 0.0, 100.0)),
}
MEASURES = (*SCORES, *PILLARS, *RANKS)


@dataclass(frozen=True)
class Fault:
    """A broken rule: the row's label in the frame, the rule's key, and
    the cell that breaks it, as it is shown.
    """

    row: int
    key: str
    column: str
    value: str
    values: dict[str, object]


def check_ranges(rows: pd.DataFrame) -> Iterator[Fault]:
    """Find scores, pillars and ranks outside their ranges."""
    cells = rows[list(_RANGES)].to_numpy(float)
    lows, highs = (np.array([each[place] for each in _RANGES.values()]) for place in (1, 2))
    outside = (cells < lows) | (cells > highs)
    for place in np.flatnonzero(outside.any(axis=0)):
        column = list(_RANGES)[place]
        yield from _faults(rows, outside[:, place], _RANGES[column][0], column)
    # .53 is 53 % without its sign; with four pillars, their sum tells.
    lone, score = np.isnan(rows[list(PILLARS)].to_numpy(float)).any(axis=1), rows[SCORE].to_numpy(float)
    yield from _faults(rows, lone & (score > 0) & (score < 1), "rule_fraction_range", SCORE)


def check_fetched_zeros(rows: pd.DataFrame) -> Iterator[Fault]:
    """Find readings of zeros alone among others of the same person, and ranks of 0 %: nobody is in the top
    0 %, a program failed to read them.
    """
    if not (rows[[SCORE, *RANKS]].to_numpy(float) == 0).any():
        return
    others = rows[[name for name in MEASURES if name != SCORE]]
    has_score = rows.groupby("person", dropna=False)[SCORE].transform("max") > 0
    all_zero = rows[SCORE].eq(0) & (others.fillna(0) == 0).all(axis=1) & has_score
    yield from _faults(rows, all_zero, "rule_all_zero", SCORE)
    for column in RANKS:
        yield from _faults(rows, rows[column].eq(0) & ~all_zero, "rule_rank_zero", column)


def check_sum(rows: pd.DataFrame) -> Iterator[Fault]:
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
    score, total = rows[SCORE].to_numpy(float), pillars.sum(axis=1)
    allowed = 0.5 + len(PILLARS) * step / 2 + 1e-9
    in_range = ((pillars >= 0) & (pillars <= PILLAR_POINTS)).all(axis=1)
    in_range &= (score >= 0) & (score <= SCORE_POINTS)
    yield from _faults(
        rows,
        in_range & (np.abs(score - total) > allowed),
        "rule_sum",
        "ssi",
        sum=total.round(3),
        allowed=allowed.round(3),
    )


def check_moment(rows: pd.DataFrame, column: str, today: date) -> Iterator[Fault]:
    """Find days that are missing, still to come, or before LinkedIn was."""
    day = rows[column].to_numpy().astype("datetime64[D]")
    yield from _faults(rows, np.isnat(day), "rule_no_date", column)
    yield from _faults(rows, day > np.datetime64(today), "rule_future", column)
    yield from _faults(
        rows, day < np.datetime64(FIRST_DAY), "rule_too_old", column, first=FIRST_DAY.isoformat()
    )


def check_order(rows: pd.DataFrame) -> Iterator[Fault]:
    """Find periods that end before they start."""
    before = rows["end"].to_numpy() < rows["start"].to_numpy()
    yield from _faults(rows, before, "rule_end_before_start", "end", start=rows["start"])


def check_period(rows: pd.DataFrame) -> Iterator[Fault]:
    """Find periods without an end, and those that end before they start."""
    yield from _faults(rows, rows["end"].isna(), "rule_no_date", "end")
    yield from check_order(rows)


def check_count(rows: pd.DataFrame) -> Iterator[Fault]:
    """Find counts that are missing or negative."""
    # An amount of money may stand alone, without a number of events.
    count = rows["count"].to_numpy(float)
    alone = np.isnan(count) & np.isfinite(rows["value"].to_numpy(float))
    yield from _faults(rows, ~alone & ~(np.isfinite(count) & (count >= 0)), "rule_negative", "count")


def _faults(
    rows: pd.DataFrame, broken: pd.Series | np.ndarray, key: str, column: str, **values: object
) -> Iterator[Fault]:
    at = np.flatnonzero(broken)
    if not len(at):
        return
    named = {
        name: repeat(of) if isinstance(of, str) else map(show_value, pd.Series(of).iloc[at].tolist())
        for name, of in values.items()
    }
    for row, cell, *others in zip(
        rows.index[at].tolist(), rows[column].iloc[at].tolist(), *named.values(), strict=False
    ):
        shown = show_value(cell)
        yield Fault(row, key, column, shown, {"value": shown, **dict(zip(named, others, strict=True))})


def line_of(value: object) -> int | None:
    """Return a line as a number, None where there is none."""
    return None if pd.isna(value) else int(value)


def show_value(value: object) -> str:
    """Return a value as a message shows it."""
    if pd.isna(value):
        return ""
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat() if value == value.normalize() else value.isoformat(" ", "minutes")
    return f"{value:.10g}" if isinstance(value, float) else str(value)
