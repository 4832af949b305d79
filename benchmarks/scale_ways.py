"""The ways in which `scale.py` goes through a panel, and the invented panel that they go through.

    python benchmarks/scale_ways.py WAY "PANEL/*.parquet"

Prints what one way took, as JSON: for a process of its own, so that its memory is nobody else's.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

WEEKS, SEED, OUTCOME = 50, 11, "phone_meetings"
_AT_ONCE = 20_000  # people that are drawn together
_MEGA = 1_000_000


def write_panel(folder: Path, rows: int) -> None:
    """Write a panel of so many person-weeks into Parquet files of `folder`, people in no order."""
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


def measure(way: str, source: str) -> dict:
    """Return seconds, most megabytes and the estimate of one way, imports apart."""
    import resource

    run = {"floor": _floor, "ours": _ours, "spark": _spark, "verdict": _verdict, "rival": _rival}[way]()
    start = time.perf_counter()
    estimate, laid, one_pass = run(source)
    seconds = time.perf_counter() - start - one_pass
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / _MEGA
    parts = {"laid_seconds": round(laid, 3), "pass_seconds": round(one_pass, 3)}
    return {"seconds": round(seconds, 3), **parts, "megabytes": most, "estimate": estimate}


def _floor():
    import duckdb

    asked = f"SELECT count(*), max(n), max(s) FROM (SELECT person, sum(outcome_{OUTCOME}) n, avg(ssi) s"

    def run(source: str) -> tuple[None, float, float]:
        duckdb.sql(f"{asked} FROM read_parquet('{source}') GROUP BY person)").fetchall()
        return None, 0.0, 0.0

    return run


def _ours():
    from ssi_outcomes.reading.parquet.engines.on_duckdb import open_duckdb

    return _compared(open_duckdb)


def _spark():
    from ssi_outcomes.reading.parquet.engines.on_spark import open_spark

    return _compared(open_spark)


def has_spark() -> bool:
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


def _laid(source: str, ask, open_engine) -> tuple[float, float, float]:
    """Return the answer to what is asked of a panel, checked and laid as a data set's is; the seconds until
    it is laid, and those of one more pass, which counts.
    """
    from ssi_outcomes.evidence.beyond.asked_weeks import Question
    from ssi_outcomes.evidence.beyond.week_sums import tally
    from ssi_outcomes.evidence.beyond.weeks_laid import lay_weeks
    from ssi_outcomes.reading.parquet.large_panel import open_large

    folder, begun = Path(source).parent, time.perf_counter()
    with tempfile.TemporaryDirectory(dir=folder.parent) as work:
        with open_large(folder, Path(work), open_engine=open_engine) as panel:
            checked = panel.checked
            laid = lay_weeks(panel.parts(), checked.columns, checked.weeks, Path(work) / "laid")
        laid_at = time.perf_counter()
        answer = ask(laid)
        answered_at = time.perf_counter()
        tally(laid, Question(OUTCOME))
        return answer, laid_at - begun, time.perf_counter() - answered_at


def _rival():
    import pandas as pd
    import pyfixest

    def run(source: str) -> tuple[float, float, float]:
        files = sorted(Path(source).parent.glob("*.parquet"))
        frame = pd.concat([pd.read_parquet(file) for file in files])
        frame["x"] = frame["ssi"] / 10
        made = pyfixest.fepois(f"outcome_{OUTCOME} ~ x | person + week", frame, iwls_tol=1e-12)
        return float(made.coef()["x"]), 0.0, 0.0

    return run


if __name__ == "__main__":
    print(json.dumps(measure(*sys.argv[1:])))
