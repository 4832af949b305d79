"""What the answers cost: the primary analysis against one bare regression, and
resampling people against refitting each resample.

    python benchmarks/evidence.py [--repeats 5] [--resamples 200]

(a) The comparison within people of 200 people x 52 weeks, from the panel frame to the jackknife with
its 200 refits, against one warm pyfixest regression of the same data; they alternate, and are
compared by their medians. (b) Resamples of 2,000 people x 50 weeks, against a loop that stacks the
rows of the people drawn and refits by Newton's method, in turns too. Invented data, nothing is
written. Ends with code 1 if a target is missed.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from contextlib import contextmanager

import numpy as np
import pandas as pd
import pyfixest

from ssi_outcomes.evidence import resampling
from ssi_outcomes.evidence.engine.poisson import Cells
from ssi_outcomes.evidence.within import compare_within

MOST_TIMES, TIMES_FASTER, SAME = 10, 100, 0.01
ROUNDS, SEED = 5, 7


def main() -> int:
    """Print the times, their ratios and the targets; return the exit code."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--repeats", type=int, default=5)
    options.add_argument(
        "--resamples", type=int, default=200, help="how many of the resamples the loop refits"
    )
    chosen = options.parse_args()
    met = [time_comparison(max(1, chosen.repeats)), time_resampling(max(ROUNDS, chosen.resamples))]
    return 0 if all(met) else 1


def time_comparison(repeats: int) -> bool:
    """Time the primary analysis against a bare regression, and tell whether it is near enough."""
    frame = draw_frame(200, 52)
    frame = frame[
        frame.groupby("person")["outcome_calls"].transform("sum") > 0
    ]  # the regression would drop the others, and say so each time
    bare = frame.assign(x=frame["ssi"] / 10, days=np.log(frame["exposure_days"]))
    formula = "outcome_calls ~ x | person + week_start"

    def fit():
        return pyfixest.fepois(formula, bare, offset="days", iwls_tol=1e-13, vcov="iid")

    made, fitted = compare_within(frame, "calls", exact=True), fit()  # both warm, and of one mind
    assert abs(made.slope.log / fitted.coef()["x"] - 1) < 1e-6, (made.slope.log, fitted.coef()["x"])
    ours, theirs = [], []
    for _ in range(repeats):
        ours.append(measure(lambda: compare_within(frame, "calls", exact=True)))
        theirs.append(measure(fit))
    own, other = statistics.median(ours), statistics.median(theirs)
    print(
        f"(a) {len(frame):,} rows: comparison with the jackknife {own:.3f} s, bare regression {other:.3f} "
        f"s (medians of {repeats})"
    )
    return judge(f"    ratio {own / other:.1f}; target at most {MOST_TIMES}", own / other <= MOST_TIMES)


def time_resampling(resamples: int) -> bool:
    """Time resampling by scores against refits of the same draws, and
    tell whether it is fast and right enough.
    """
    frame = draw_frame(2000, 50)
    cells = lay_cells(frame)
    draws = max(resampling.DRAWS, resamples)
    people = len(cells.counts)
    drawn = resampling.draw_people(people, draws, np.random.Generator(np.random.PCG64(SEED)))[
        :resamples
    ].astype(int)
    ours, theirs, refits = [], [], []
    with buckets(people):
        made = resampling.resample_cells(cells, draws, SEED)
        for some in np.array_split(drawn, ROUNDS):
            ours.append(measure(lambda: resampling.resample_cells(cells, draws, SEED)) / draws)
            start = time.perf_counter()
            refits += [refit(cells, np.repeat(np.arange(people), times)) for times in some]
            theirs.append((time.perf_counter() - start) / len(some))
    seconds, loop, refits = statistics.median(ours), statistics.median(theirs), np.array(refits)
    ratio, off = loop / seconds, abs(made[:resamples].std() / refits.std() - 1)
    print(
        f"(b) {len(frame):,} rows: {1000 * seconds:.3f} ms a resample ({draws:,} of them), refitted "
        f"{1000 * loop:.1f} ms ({resamples} of them)"
    )
    fast = judge(f"    {ratio:.0f} times faster; target at least {TIMES_FASTER}", ratio >= TIMES_FASTER)
    same = judge(
        f"    standard error {made[:resamples].std():.5f}, refitted {refits.std():.5f}; target within "
        f"{SAME:.0%}",
        off <= SAME,
    )
    each = 1000 * measure(lambda: resampling.resample_cells(cells, draws, SEED)) / draws
    grouped = resampling.resample_cells(cells, draws, SEED).std()
    print(
        f"    in {resampling.BUCKETS:,} groups, as by default: {each:.3f} ms a resample, standard error "
        f"{grouped:.5f} (person by person {made.std():.5f})"
    )
    return fast and same


def refit(cells: Cells, drawn: np.ndarray) -> float:
    """Return the log ratio of stacked rows, person by person (one drawn twice is two), by Newton's method."""
    weeks = cells.counts.shape[1]
    person = np.repeat(np.arange(len(drawn)), weeks)
    counts, exposure, x = (
        cells.counts[drawn].ravel(),
        cells.exposure[drawn].ravel(),
        cells.x[drawn, :, 0].ravel(),
    )
    totals = np.bincount(person, counts)
    log = 0.0
    for _ in range(50):
        weight = exposure * np.exp(log * x)
        total = np.bincount(person, weight)
        mean = np.bincount(person, weight * x) / total
        square = np.bincount(person, weight * x * x) / total
        step = (counts @ x - totals @ mean) / (totals @ (square - mean**2))
        log += step
        if abs(step) < 1e-10:
            break
    return log


def draw_frame(people: int, weeks: int) -> pd.DataFrame:
    """Return a panel frame of half a call a week: log-normal rates with SD .8, scores that move slowly by 5
    points around each person's own.
    """
    rng = np.random.default_rng(SEED)
    level, busy = rng.normal(50, 12, (people, 1)), rng.normal(np.log(0.5), 0.8, (people, 1))
    moves = np.empty((people, weeks))
    moves[:, 0] = rng.normal(0, 5, people)
    for week in range(1, weeks):
        moves[:, week] = 0.8 * moves[:, week - 1] + rng.normal(0, 3, people)
    scores = np.round(np.clip(level + moves, 1, 100), 1)
    return pd.DataFrame(
        {
            "person": np.repeat([f"P{number:04}" for number in range(people)], weeks),
            "week_start": np.tile(
                pd.Timestamp("2026-01-05") + pd.Timedelta(7, "D") * np.arange(weeks), people
            ),
            "ssi": scores.ravel(),
            "ssi_late": False,
            "exposure_days": rng.integers(3, 8, people * weeks).astype(float),
            "outcome_calls": rng.poisson(np.exp(busy + 0.05 * moves / 10)).ravel().astype(float),
        }
    )


def lay_cells(frame: pd.DataFrame) -> Cells:
    """Return the people of a frame without gaps who have a call, week by week."""
    people = frame["person"].nunique()
    counts, exposure, score = (
        frame[name].to_numpy().reshape(people, -1) for name in ("outcome_calls", "exposure_days", "ssi")
    )
    called = counts.sum(axis=1) > 0
    return Cells(counts[called], exposure[called], score[called][:, :, None] / 10, weekly=False)


@contextmanager
def buckets(count: int):
    """Deal people into so many groups: each alone, where there are as many as people."""
    before, resampling.BUCKETS = resampling.BUCKETS, count
    yield
    resampling.BUCKETS = before


def measure(work: Callable[[], object]) -> float:
    """Return the seconds that `work` takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def judge(said: str, met: bool) -> bool:
    """Print what was found beside its target, and whether the target is met."""
    print(f"{said}: {'met' if met else 'missed'}", flush=True)
    return met


if __name__ == "__main__":
    sys.exit(main())
