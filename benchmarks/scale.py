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
from dataclasses import astuple, fields
from pathlib import Path

import psutil
from most_memory import watch
from scale_told import Measured, draw, tell_table
from scale_ways import has_spark, write_panel
from stored_table import head_of_today, read_table, write_table

ROOT = Path(__file__).resolve().parents[1]
WAYS = Path(__file__).with_name("scale_ways.py")
TABLE, FIGURE = Path(__file__).with_suffix(".csv"), ROOT / "docs" / "growth.svg"
PAGE, BEGIN, END = ROOT / "docs" / "scale.md", "<!-- measured -->\n", "<!-- /measured -->\n"
MOST_TIMES, MOST_TIMES_A_PASS, FROM_ROWS, SAME = 40, 3, 10_000_000, 1e-6
RIVAL_ROWS = 10_000_000  # the most that the rival is asked for
SMALL = (100_000, 1_000_000)
_MEGA = 1_000_000
# As everywhere: one process, one thread of linear algebra; what runs side by side is ours to say.
_ALONE = {"OPENBLAS_NUM_THREADS": "1"}


def main() -> int:
    """Print a line for each size; return the exit code."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--rows", type=int, nargs="*", default=list(SMALL))
    options.add_argument("--folder", type=Path, help="where the panels are written (else: a temporary one)")
    options.add_argument("--store", action="store_true")
    options.add_argument("--same", action="store_true")
    options.add_argument("--tell", action="store_true")
    given = options.parse_args()
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
    ways = ["floor", "ours", "verdict", *(["spark"] if has_spark() else [])]
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


def _apart(way: str, rows: int, panel: Path) -> Measured:
    """Return what a process of its own measures, and the most memory that it and all below it held."""
    command = [sys.executable, str(WAYS), way, str(panel / "*.parquet")]
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


if __name__ == "__main__":
    sys.exit(main())
