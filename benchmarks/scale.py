"""What a panel costs as it grows: the primary comparison over Parquet, and the whole verdict, against DuckDB
doing only the scan and a group-by of the same rows, against Spark in DuckDB's place where it is installed,
and against pandas with pyfixest where they fit.

    python benchmarks/scale.py [--rows 100000 1000000 10000000 100000000] [--folder FOLDER] [--store]
    python benchmarks/scale.py --same
    python benchmarks/scale.py --tell

Each measurement runs in a process of its own: seconds without imports, and the most memory of that process
and all below it (of Spark, Java among them, and its start counts). Invented data. `--store` keeps the rows in
benchmarks/scale.csv, tells them in docs/scale.md and draws docs/growth.svg; `--tell` does the last two anew.
`--same` asks today's code for the estimates of the two smallest sizes, and where they are the stored ones,
says in the table that it is of this code. Ends with code 1 if from ten million rows on ours takes more than
40 times the floor, a pass without week effects more than 3 times, or if estimates differ by more than 1e-6.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import astuple, dataclass, fields
from pathlib import Path

import numpy as np
import psutil
from most_memory import watch
from stored_table import head_of_today, read_table, write_table

ROOT = Path(__file__).resolve().parents[1]
TABLE, FIGURE = Path(__file__).with_suffix(".csv"), ROOT / "docs" / "growth.svg"
PAGE, BEGIN, END = ROOT / "docs" / "scale.md", "<!-- measured -->\n", "<!-- /measured -->\n"
WEEKS, SEED, OUTCOME = 50, 11, "phone_meetings"
MOST_TIMES, MOST_TIMES_A_PASS, FROM_ROWS, SAME = 40, 3, 10_000_000, 1e-6
RIVAL_ROWS = 10_000_000  # the most that the rival is asked for
SMALL = (100_000, 1_000_000)
_AT_ONCE = 20_000  # people that are drawn together
_MEGA = 1_000_000
# What each way is called, and how its line looks: colours of the reports' figures.
LOOKS = {
    "floor": ("DuckDB, scan and group-by alone", "#616e7c", "o"),
    "ours": ("primary comparison, DuckDB", "#0072b2", "s"),
    "verdict": ("whole rule, DuckDB", "#1f2933", "D"),
    "spark": ("primary comparison, Spark", "#d55e00", "^"),
    "rival": ("pandas and pyfixest, the regression alone", "#009e73", "v"),
}
# As everywhere: one process, one thread of linear algebra; what runs side by side is ours to say.
_ALONE = {"OPENBLAS_NUM_THREADS": "1"}


@dataclass(frozen=True)
class Measured:
    """One way at one size: seconds, of which so many until the panel is laid, and of one more pass over it
    without week effects (0: it has none); the most memory, and the estimate on the log scale (empty: none).
    """

    rows: int
    way: str
    seconds: float
    laid_seconds: float
    pass_seconds: float
    megabytes: int
    estimate: float | None


def main() -> int:
    """Print a line for each size; return the exit code."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--rows", type=int, nargs="*", default=list(SMALL))
    options.add_argument("--folder", type=Path, help="where the panels are written (else: a temporary one)")
    options.add_argument("--store", action="store_true")
    options.add_argument("--same", action="store_true")
    options.add_argument("--tell", action="store_true")
    options.add_argument("--measure", nargs=2, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.measure:
        print(json.dumps(measure(*given.measure)))
        return 0
    if given.tell:
        return tell(*read_measured())
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        if given.same:
            return stand_for_today(Path(folder))
        found = [each for rows in given.rows for each in _measure_all(Path(folder), rows)]
    if given.store:
        store(found)
        tell(*read_measured())
    return max((_judge(found, rows) for rows in given.rows), default=0)


def _measure_all(folder: Path, rows: int) -> list[Measured]:
    path = folder / f"{rows}"
    write_panel(path, rows)
    ways = ["floor", "ours", "verdict", *(["spark"] if _has_spark() else [])]
    ways += ["rival"] if rows <= RIVAL_ROWS else []
    found = [_apart(way, rows, path) for way in ways]
    told = [f"{each.way} {each.seconds:.2f} s, {each.megabytes} MB" for each in found]
    print(f"{rows:,} rows: {'; '.join(told)}", flush=True)
    return found


def _judge(found: list[Measured], rows: int) -> int:
    """Print how many times the floor ours takes at this size; return the exit code."""
    here = {each.way: each for each in found if each.rows == rows}
    floor, ours = here["floor"].seconds, here["ours"]
    times, one_pass = ours.seconds / floor, ours.pass_seconds / floor
    print(f"{rows:,} rows: ours is {times:.1f} times the floor, a pass {one_pass:.1f} times")
    logs = [each.estimate for each in here.values() if each.estimate is not None]
    differ = max(logs) - min(logs) > SAME
    if differ:
        print(f"  the estimates differ: {logs}")
    slow = rows >= FROM_ROWS and (times > MOST_TIMES or one_pass > MOST_TIMES_A_PASS)
    return int(differ or slow)


def hash_tried() -> str:
    """Return the hash of the code that is measured."""
    from ssi_outcomes.base.tried_code import hash_code

    return hash_code("evidence.beyond.judged_laid", ("evidence.beyond", "evidence.engine", "reading.parquet"))


def store(found: list[Measured]) -> None:
    """Keep what was found, with the day, the machine and the code."""
    memory = round(psutil.virtual_memory().total / 2**30)
    machine = (
        f"{platform.machine()}, {os.cpu_count()} processors, {memory} GiB, Python {platform.python_version()}"
    )
    _write(head_of_today(f"({machine})", hash_tried()), found)


def _write(head: str, found: list[Measured]) -> None:
    write_table(TABLE, head, [[each.name for each in fields(Measured)], *map(astuple, found)])


def read_measured() -> tuple[str, list[Measured]]:
    """Return the stored table's first line, and its rows."""
    head, (names, *lines) = read_table(TABLE)
    kinds = [{"rows": int, "way": str, "megabytes": int}.get(name, float) for name in names]
    rows = [
        Measured(*(kind(cell) if cell else None for kind, cell in zip(kinds, line, strict=True)))
        for line in lines
    ]
    return head, rows


def stand_for_today(folder: Path) -> int:
    """Ask today's code for the estimates of the smallest sizes. Where each is the one that is stored, the
    table is of today's code as well, and says so; return the exit code.
    """
    head, stored = read_measured()
    for rows in SMALL:
        write_panel(folder / f"{rows}", rows)
        for before in stored:
            if before.rows != rows or before.way not in ("ours", "verdict"):
                continue
            now = _apart(before.way, rows, folder / f"{rows}").estimate
            if abs(now - before.estimate) > 1e-9:
                print(f"{before} is now {now}")
                return 1
            print(f"{rows:,} rows, {before.way}: the same", flush=True)
    _write(" ".join([*head.split()[:-1], hash_tried()]), stored)
    return 0


def tell(head: str, found: list[Measured]) -> int:
    """Write what was found into the page about scale, and its figure; return the exit code."""
    FIGURE.write_text(draw(found), "utf-8")
    before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    PAGE.write_text(before + BEGIN + tell_table(head, found) + END + after, "utf-8")
    return 0


def tell_table(head: str, found: list[Measured]) -> str:
    """Return in Markdown: seconds and memory of each way by rows, the ratios to the floor, and what ten and a
    hundred times the largest panel would take if all grows as the rows do.
    """
    by = {(each.rows, each.way): each for each in found}
    sizes = sorted({each.rows for each in found})
    lines = [
        f"Measured on {head.rpartition(' ')[0]}; seconds, and MB at most.",
        "",
        f"| person-weeks | {' | '.join(label for label, *_ in LOOKS.values())} | times the floor |",
        f"|---|{'---|' * (len(LOOKS) + 1)}",
    ]
    for rows in sizes:
        cells = [_say(by.get((rows, way))) for way in LOOKS]
        times = by[rows, "ours"].seconds / by[rows, "floor"].seconds
        lines.append(f"| {rows:,} | {' | '.join(cells)} | {times:.0f} |")
    largest = by[sizes[-1], "ours"]
    passes = largest.pass_seconds / by[largest.rows, "floor"].seconds
    whole = by[largest.rows, "verdict"].seconds / 60
    told = (
        f"Of {largest.rows:,} rows the primary comparison takes {largest.laid_seconds:.0f} of its "
        f"{largest.seconds:.0f} s until the panel is checked, sorted and laid; a pass over the blocks without"
        f" week effects takes {largest.pass_seconds:.1f} s, {passes:.1f} times the floor. If all grows as the"
        f" rows do, the whole rule takes {10 * whole:.0f} minutes of {10 * largest.rows:,} rows and"
        f" {100 * whole / 60:.1f} hours of {100 * largest.rows:,}, on one such machine."
    )
    return "\n".join([*lines, "", told, ""])


def _say(each: Measured | None) -> str:
    if each is None:
        return "–"
    return f"{each.seconds:,.{2 if each.seconds < 10 else 0}f} s, {each.megabytes:,} MB"


def draw(found: list[Measured]) -> str:
    """Return a figure of how seconds and memory grow with the rows, each way a line."""
    from matplotlib.ticker import FuncFormatter, NullFormatter

    from ssi_outcomes.figures.canvas import as_svg, sheet, style

    with style():
        figure, axes = sheet(8.2, rows=2, width=7.6, sharex=True)
        for axis, name, unit in zip(axes, ("seconds", "megabytes"), ("seconds", "MB at most"), strict=True):
            for way, (label, colour, mark) in LOOKS.items():
                line = [(each.rows, getattr(each, name)) for each in found if each.way == way]
                axis.plot(*zip(*line, strict=True), color=colour, marker=mark, markersize=5, label=label)
            axis.set(xscale="log", yscale="log", ylabel=unit)
            axis.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.12g}"))
            axis.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
            axis.yaxis.set_minor_formatter(NullFormatter())
            axis.grid(True, which="major")
        axes[1].set(xlabel="person-weeks", xlim=(6e4, 2.5e8), ylim=(100, 10_000))
        figure.legend(*axes[0].get_legend_handles_labels(), loc="outside upper left", ncols=2, frameon=False)
        return as_svg(figure, "How seconds and memory grow with the rows, by way.")


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


def _apart(way: str, rows: int, panel: Path) -> Measured:
    """Return what a process of its own measures, and the most memory that it and all below it held."""
    command = [sys.executable, __file__, "--measure", way, str(panel / "*.parquet")]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ | _ALONE)
    largest, ended = [0], threading.Event()
    watcher = threading.Thread(target=watch, args=(child.pid, largest, ended))
    watcher.start()
    said, wrong = child.communicate()
    ended.set()
    watcher.join()
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, command, said, wrong)
    told = json.loads(said.splitlines()[-1])
    told["megabytes"] = round(max(told["megabytes"], largest[0] / _MEGA))
    return Measured(rows, way, **told)


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
    sys.exit(main())
