"""(W) on a panel in Parquet that does not fit into memory: the comparison of `within.py`, to the last digits
that one step of the jackknife has, in as much memory as one block of people takes.

What passes over all rows is written as narwhals expressions and runs in DuckDB, or on any frame that narwhals
knows; the statistics see blocks of people by weeks, laid once in a folder of their own. Teams are not told
apart, and nothing is refitted: whoever shows the numbers says so.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import narwhals as nw
import numpy as np

from ssi_outcomes.evidence.engine.newton import Cells
from ssi_outcomes.evidence.engine.people_blocks import BlockFit, fit_blocks
from ssi_outcomes.evidence.estimate import Slope
from ssi_outcomes.evidence.sample import STEP
from ssi_outcomes.evidence.within import NO_SCATTER, Comparison
from ssi_outcomes.panel.column_names import outcome_column

_BLOCK_CELLS = 2_000_000
_MEMORY = "2GB"  # of the engine, beside the blocks
_ROUNDING = 1e-12


def compare_parquet(source: Path | str, outcome: str) -> Comparison:
    """Return the comparison within people of the panel at `source`, a Parquet file or a pattern of several:
    person, week (a Monday), ssi, exposure_days and `outcome_<id>`, each person's week once.
    """
    import duckdb

    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as engine:
        engine.execute(f"SET memory_limit = '{_MEMORY}'")
        engine.execute("SET temp_directory = ?", [folder])
        rows = nw.from_native(engine.read_parquet(str(source)))
        return _compare(rows, outcome, Path(folder))


def _compare(rows: nw.LazyFrame, outcome: str, folder: Path) -> Comparison:
    dropped, used = _take(rows, outcome), _use(rows, outcome)
    people = _sum_people(used)
    told = people.select(**_COUNTS).collect("pandas").to_native().iloc[0].to_dict()
    known = {
        name: int(told[name]) for name in ("people", "informative", "rows", "without_event", "one_score")
    }
    freedom = told["freedom"]
    known |= {
        "events": _whole(told["events"]),
        "dropped": dropped,
        "spread": STEP * float(np.sqrt(told["around"] / freedom)) if freedom > 0 else float("nan"),
    }
    laid = _lay(used, people, folder) if known["people"] else None
    if silence := _find_silence(told, laid):
        return Comparison(outcome, None, silence, **known)
    return _finish(outcome, fit_blocks(laid, 1, laid.weeks), known)


def _take(rows: nw.LazyFrame, outcome: str) -> dict[str, int]:
    """Return how many person-weeks are not used, by reason, as `take_sample` names them."""
    there, counted, scored = _flags(outcome)
    flags = {"not_counted": there & ~counted, "no_reading": there & counted & ~scored}
    sums = rows.select(**{name: flag.cast(nw.Int64).sum() for name, flag in flags.items()})
    found = sums.collect("pandas").to_native().iloc[0]
    nothing = dict.fromkeys(("ramp_up", "no_team", "late", "not_known"), 0)
    return {**nothing, **{name: int(count) for name, count in found.fillna(0).items()}}


def _flags(outcome: str) -> tuple[nw.Expr, nw.Expr, nw.Expr]:
    there = nw.col("exposure_days") > 0
    return there, ~nw.col(outcome_column(outcome)).is_null(), ~nw.col("ssi").is_null()


def _use(rows: nw.LazyFrame, outcome: str) -> nw.LazyFrame:
    there, counted, scored = _flags(outcome)
    return rows.filter(there & counted & scored).select(
        "person",
        "week",
        count=nw.col(outcome_column(outcome)).cast(nw.Float64),
        exposure=nw.col("exposure_days").cast(nw.Float64),
        x=nw.col("ssi").cast(nw.Float64) / STEP,
    )


def _sum_people(used: nw.LazyFrame) -> nw.LazyFrame:
    """Return of each person the events, the rows, and how far the score moves."""
    people = used.group_by("person").agg(
        events=nw.col("count").sum(),
        least=nw.col("count").min(),
        rows=nw.col("x").count(),
        low=nw.col("x").min(),
        high=nw.col("x").max(),
        variance=nw.col("x").var(ddof=0),
    )
    has, moves = nw.col("events") > 0, nw.col("high") > nw.col("low")
    return people.with_columns(
        has=has.cast(nw.Int64),
        moving=(has & moves).cast(nw.Int64),
        still=(has & ~moves).cast(nw.Int64),
    )


_HAS, _MOVING = nw.col("has"), nw.col("moving")
_COUNTS = {
    "everybody": nw.col("events").count(),
    "least": nw.col("least").min(),
    "people": _HAS.sum(),
    "informative": _MOVING.sum(),
    "events": (nw.col("events") * _MOVING).sum(),
    "rows": (nw.col("rows") * _MOVING).sum(),
    "without_event": (1 - _HAS).sum(),
    "one_score": nw.col("still").sum(),
    "freedom": ((nw.col("rows") - 1) * _HAS).sum(),
    "around": (nw.col("variance") * nw.col("rows") * _HAS).sum(),
}


# --- blocks


@dataclass(frozen=True)
class _Laid:
    """Blocks in files: events, days and centred scores of so many people by `weeks` in each."""

    folder: Path
    sizes: tuple[int, ...]
    weeks: int

    def __iter__(self) -> Iterator[Cells]:
        for place, people in enumerate(self.sizes):
            shape = (3, people, self.weeks)
            counts, exposure, x = np.fromfile(self.folder / f"{place}.block").reshape(shape)
            yield Cells(counts, exposure, x[:, :, None], True)


def _lay(used: nw.LazyFrame, people: nw.LazyFrame, folder: Path) -> _Laid:
    """Lay the rows of all people with an event as blocks, in the weeks with one."""
    informed = used.join(people.filter(_HAS > 0).select("person"), on="person", how="semi")
    weeks = informed.group_by("week").agg(events=nw.col("count").sum()).filter(nw.col("events") > 0)
    mondays = np.sort(weeks.collect("pandas").to_native()["week"].to_numpy("datetime64[us]"))
    at_once, sizes = max(1, _BLOCK_CELLS // len(mondays)), []
    for person, week, numbers in _gather(informed, at_once * len(mondays)):
        place = np.searchsorted(mondays, week)
        known = (place < len(mondays)) & (mondays[np.minimum(place, len(mondays) - 1)] == week)
        block = np.zeros((3, person[-1] + 1, len(mondays)))
        block[:, person[known], place[known]] = numbers[:, known]
        _centre(block)
        block.tofile(folder / f"{len(sizes)}.block")
        sizes.append(block.shape[1])
    return _Laid(folder, tuple(sizes), len(mondays))


def _gather(used: nw.LazyFrame, rows: int) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """Yield some people's rows after others': their numbers from 0, weeks, and (3 x rows) events, days and
    scores; nobody is cut in two.
    """
    held = None
    for batch in used.sort("person").to_native().to_arrow_reader(rows):
        table = batch.to_pandas()
        held = table if held is None else _join(held, table)
        last = held["person"] == held["person"].iloc[-1]
        if not last.all():
            yield _number(held[~last])
            held = held[last]
    if held is not None and len(held):
        yield _number(held)


def _join(*tables):
    import pandas as pd

    return pd.concat(tables, ignore_index=True)


def _number(rows) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    person = rows["person"].to_numpy()
    number = np.append(0, np.cumsum(person[1:] != person[:-1]))
    return number, rows["week"].to_numpy("datetime64[us]"), rows[["count", "exposure", "x"]].to_numpy().T


def _centre(block: np.ndarray) -> None:
    """Take each person's mean from the scores (the last of `block`), which the person effects take."""
    _, exposure, x = block
    there = exposure > 0
    moved = np.where(there, x - (x.sum(axis=1) / np.maximum(there.sum(axis=1), 1))[:, None], 0.0)
    block[2] = np.where(np.abs(moved) > _ROUNDING * np.abs(x).max(initial=0), moved, 0.0)


# --- the answer


def _find_silence(told: dict[str, float], laid: _Laid | None) -> str:
    """Return why there is nothing to estimate, in the order of `within.py`; "" where there is."""
    tests = (
        (not told["everybody"], "no_reading"),
        (told["least"] < 0, "negative"),
        (not told["people"], "no_event"),
        (told["everybody"] == 1, "one_person"),
        (laid is not None and laid.weeks == 1, "one_week"),
        (not told["informative"], "flat_score"),
        (told["informative"] == 1, "rests_on_one"),
    )
    return next((key for holds, key in tests if holds), "")


def _finish(outcome: str, fitted: BlockFit | None, known: dict) -> Comparison:
    if fitted is None:
        return Comparison(outcome, None, "separated", **known)
    if not fitted.information[0] > 0:
        return Comparison(outcome, None, "moves_together", **known)
    error = float(fitted.errors[0])
    if not np.isfinite(error):
        return Comparison(outcome, None, "rests_on_one", **known)
    if error * np.sqrt(fitted.information[0]) < NO_SCATTER:
        return Comparison(outcome, None, "no_scatter", **known)
    slope = Slope(float(fitted.coefficients[0]), error, known["informative"] - 1)
    return Comparison(outcome, slope, effective=fitted.effective, slopes=(slope,), **known)


def _whole(value: float) -> float | int:
    return int(value) if float(value).is_integer() else float(value)
