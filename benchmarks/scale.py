"""What a panel costs as it grows: the primary comparison over Parquet, and the whole verdict, against DuckDB
doing only the scan and a group-by of the same rows, against Spark in DuckDB's place where it is installed,
and against pandas with pyfixest where they fit.

    python benchmarks/scale.py [--rows 100000 1000000 10000000] [--folder FOLDER]

Each measurement runs in a process of its own: seconds, and the most memory that it held (of Spark, its start
counts, and the memory is that of Python alone). Per size it says the ratio to the floor. Invented data;
nothing is stored. Ends with code 1 if ours takes more than 40 times the floor from ten
million rows on, or if the engines' estimates differ by more than 1e-6.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

WEEKS, SEED, OUTCOME = 50, 11, "phone_meetings"
MOST_TIMES, FROM_ROWS, SAME = 40, 10_000_000, 1e-6
RIVAL_ROWS = 1_000_000  # the most that the rival is asked for
_AT_ONCE = 20_000  # people that are drawn together


def main() -> int:
    """Print a line for each size; return the exit code."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--rows", type=int, nargs="*", default=[100_000, 1_000_000])
    options.add_argument("--folder", type=Path, help="where the panels are written (else: a temporary one)")
    options.add_argument("--measure", nargs=2, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.measure:
        print(json.dumps(measure(*given.measure)))
        return 0
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        return max((_compare(Path(folder), rows) for rows in given.rows), default=0)


def _compare(folder: Path, rows: int) -> int:
    path = folder / f"{rows}"
    write_panel(path, rows)
    source = str(path / "*.parquet")
    found = {name: _apart(name, source) for name in ("floor", "ours", "verdict")}
    if _has_spark():
        found["spark"] = _apart("spark", source)
    if rows <= RIVAL_ROWS:
        found["rival"] = _apart("rival", source)
    times = found["ours"]["seconds"] / found["floor"]["seconds"]
    told = [f"{name} {each['seconds']:.2f} s, {each['megabytes']:.0f} MB" for name, each in found.items()]
    print(f"{rows:,} rows: {'; '.join(told)}; ours is {times:.1f} times the floor", flush=True)
    logs = [each["log"] for each in found.values() if each["log"] is not None]
    differ = max(logs) - min(logs) > SAME
    if differ:
        print(f"  the estimates differ: {logs}")
    return int(differ or (rows >= FROM_ROWS and times > MOST_TIMES))


def write_panel(folder: Path, rows: int) -> None:
    """Write a panel of so many person-weeks into Parquet files of `folder`, people in no order."""
    import numpy as np
    import pandas as pd

    folder.mkdir()
    rng = np.random.default_rng(SEED)
    mondays = pd.date_range("2025-01-06", periods=WEEKS, freq="7D", unit="us")
    for first in range(0, rows // WEEKS, _AT_ONCE):
        people = min(_AT_ONCE, rows // WEEKS - first)
        score = rng.normal(55, 10, (people, 1)) + np.cumsum(rng.normal(0, 1.5, (people, WEEKS)), axis=1)
        score = np.clip(score, 1, 100).round(1)
        rate = np.exp(rng.normal(-1.5, 0.6, (people, 1)) + 0.02 * (score - 55) / 10)
        frame = pd.DataFrame(
            {
                "person": np.repeat(rng.permutation(np.arange(first, first + people)), WEEKS),
                "week": np.tile(mondays, people),
                "ssi": score.ravel(),
                "exposure_days": 7,
                f"outcome_{OUTCOME}": rng.poisson(rate).ravel(),
            }
        )
        frame.to_parquet(folder / f"{first}.parquet", index=False)


def _apart(what: str, source: str) -> dict:
    command = [sys.executable, __file__, "--measure", what, source]
    return json.loads(subprocess.run(command, check=True, capture_output=True).stdout.splitlines()[-1])


def measure(what: str, source: str) -> dict:
    """Return seconds, most megabytes and the estimate of one way, imports apart."""
    ways = {"floor": _floor, "ours": _ours, "spark": _spark, "verdict": _verdict, "rival": _rival}
    run = ways[what]()
    start = time.perf_counter()
    log = run(source)
    seconds = time.perf_counter() - start
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": seconds, "megabytes": most, "log": log}


def _floor():
    import duckdb

    asked = f"SELECT count(*), max(n), max(s) FROM (SELECT person, sum(outcome_{OUTCOME}) n, avg(ssi) s"
    return lambda source: (
        duckdb.sql(f"{asked} FROM read_parquet('{source}') GROUP BY person)").fetchall() and None
    )


def _ours():
    from ssi_outcomes.reading.parquet.engines.on_duckdb import open_duckdb

    return _compared(open_duckdb)


def _spark():
    from ssi_outcomes.reading.parquet.engines.on_spark import open_spark

    return _compared(open_spark)


def _has_spark() -> bool:
    from ssi_outcomes.base.errors import UsageError
    from ssi_outcomes.reading.parquet.engines.spark_session import need_spark

    try:
        need_spark()
    except UsageError:
        return False
    return True


def _compared(open_engine):
    """Return what asks the primary comparison of a panel that this engine reads."""
    from ssi_outcomes.evidence.beyond.asked_weeks import Question
    from ssi_outcomes.evidence.beyond.compared_laid import compare_laid

    def ask(laid) -> float:
        return compare_laid(laid, Question(OUTCOME)).slope.log

    return lambda source: _laid(source, ask, open_engine)


def _verdict():
    from ssi_outcomes.base.plan import read_plan
    from ssi_outcomes.evidence.beyond.judged_laid import judge_laid
    from ssi_outcomes.evidence.verdict import Declared
    from ssi_outcomes.reading.parquet.engines.on_duckdb import open_duckdb

    plan, declared = read_plan(), {OUTCOME: Declared(True, False, False)}

    def judge(laid) -> float:
        return judge_laid(laid, plan, {OUTCOME: "real"}, declared).outcomes[OUTCOME].within.slope.log

    return lambda source: _laid(source, judge, open_duckdb)


def _laid(source: str, ask, open_engine) -> float:
    """Return the answer to what is asked of a panel, checked and laid as a data set's is."""
    from ssi_outcomes.evidence.beyond.weeks_laid import lay_weeks
    from ssi_outcomes.reading.parquet.large_panel import open_large

    folder = Path(source).parent
    with tempfile.TemporaryDirectory(dir=folder.parent) as work:
        with open_large(folder, Path(work), open_engine=open_engine) as panel:
            checked = panel.checked
            laid = lay_weeks(panel.parts(), checked.columns, checked.weeks, Path(work) / "laid")
        return ask(laid)


def _rival():
    import pandas as pd
    import pyfixest

    def run(source: str) -> float:
        files = sorted(Path(source).parent.glob("*.parquet"))
        frame = pd.concat([pd.read_parquet(file) for file in files])
        frame["x"] = frame["ssi"] / 10
        made = pyfixest.fepois(f"outcome_{OUTCOME} ~ x | person + week", frame, iwls_tol=1e-12)
        return float(made.coef()["x"])

    return run


if __name__ == "__main__":
    sys.exit(main())
