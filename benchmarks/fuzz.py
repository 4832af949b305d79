"""Does any file break a reader? Good files of every kind with a few changes each are read, and what that
cost is stored with the hash of the code that it was tried on.

    python benchmarks/fuzz.py [--files 100000] [--child 500]
    python benchmarks/fuzz.py --same

The files are those of `tests/reading/mutated_files.py`, one a seed: `--files` are read in this process,
`--child` others as a run reads them, in a bounded process of its own. That takes half an hour on a quiet
machine. What was tried is stored every thousand files, and a run that was stopped goes on from there. Where
code has changed since, `--same` tries the next 2,000 and 50 alone, adds them to the count, and lets the table
stand for today's code, of which it says how many it has seen; without it a run begins anew. Ends with code 1,
and stores no more, once an exception of ours gets out, a batch of 200 files takes longer than one file may,
or this process has grown beyond what it may.
"""

from __future__ import annotations

import argparse
import csv
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TABLE = ROOT / "benchmarks" / "fuzz.csv"
SECONDS, MEGABYTES = 10, 1024
FILES, CHILD = 100_000, 500
MORE_FILES, MORE_CHILD = 2000, 50
CHILD_BATCH = 25
CHILD_BEGUN = 10**9  # seeds that no other process reads
# Rooms of the tests are called as some files beside this one.
sys.path[:1] = [str(ROOT), str(ROOT / "src"), str(ROOT / "tests")]

# What the table counts, beside the day and the code.
COUNTED = {
    "files": int,
    "in_child": int,
    "of_this_code": int,
    "most_seconds_of_a_batch": float,
    "most_megabytes": int,
}
FILES_AT_ONCE = 1000
Fault = tuple[int, str, str]
Reader = Callable[[range], tuple[float, float, list[Fault]]]


def main() -> int:
    """Print each fault with its seed, store what was tried; return the exit code."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--files", type=int, default=FILES)
    options.add_argument("--child", type=int, default=CHILD)
    options.add_argument("--same", action="store_true")
    given = options.parse_args()
    row = read_table()
    if not given.same and row.get("code_hash") != hash_tried():
        row = {}
    row = {name: kind(row.get(name, 0)) for name, kind in COUNTED.items()}
    row |= {"of_this_code": 0} if given.same else {}
    files, child = (
        (row["files"] + MORE_FILES, row["in_child"] + MORE_CHILD)
        if given.same
        else (given.files, given.child)
    )
    whole = _go_on(row, "files", files, FILES_AT_ONCE, _read_here)
    return 0 if whole and _go_on(row, "in_child", child, CHILD_BATCH, _read_in_child) else 1


def _go_on(row: dict[str, float], count: str, wanted: int, at_once: int, read: Reader) -> bool:
    """Read until `wanted` files of a way were tried, storing what was; return whether nothing broke."""
    while row[count] < wanted:
        seeds = range(row[count], min(row[count] + at_once, wanted))
        seconds, megabytes, faults = read(seeds)
        for fault in faults:
            print(*fault, flush=True)
        row["most_seconds_of_a_batch"] = max(row["most_seconds_of_a_batch"], round(seconds, 1))
        row["most_megabytes"] = max(row["most_megabytes"], round(megabytes))
        if faults or seconds >= SECONDS or megabytes >= MEGABYTES:
            print(f"{seeds}: {seconds:.1f} s, {megabytes:.0f} MB")
            return False
        row[count] += len(seeds)
        row["of_this_code"] += len(seeds)
        write_table(row)
        print(f"\r{row[count]:,} of {wanted:,} {count}", end="", file=sys.stderr, flush=True)
    return True


def write_table(row: dict[str, float]) -> None:
    """Store what was tried, with the day and the code that it was tried on."""
    told = {"made": date.today().isoformat(), **row, "code_hash": hash_tried()}
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, told, lineterminator="\n")
        writer.writeheader()
        writer.writerow(told)


def read_table() -> dict[str, str]:
    """Return the row of the stored table, empty where there is none yet."""
    if not TABLE.is_file():
        return {}
    with TABLE.open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    return row


def hash_tried() -> str:
    """Return the hash of the code that reads."""
    from ssi_outcomes.base.tried_code import hash_code

    return hash_code("reading.joining.folder", ("reading",))


def _read_here(seeds: range) -> tuple[float, float, list[Fault]]:
    from reading.mutated_files import BATCH, try_seeds

    seconds, megabytes, faults = 0.0, 0.0, []
    for first in seeds[::BATCH]:
        tried = try_seeds(range(first, min(first + BATCH, seeds.stop)))
        faults += tried.faults
        seconds, megabytes = max(seconds, tried.seconds), max(megabytes, tried.megabytes)
    return seconds, megabytes, faults


def _read_in_child(seeds: range) -> tuple[float, float, list[Fault]]:
    """Return what was left out, or stopped a process, of files that are read as a run reads them: that
    process is bounded itself.
    """
    place = Path(tempfile.mkdtemp())
    os.environ |= {"SSI_HOME": str(place / "here"), "SSI_KEY_FILE": str(place / "key")}
    os.environ["PYTHONPATH"] = str(ROOT / "src")
    try:
        begun = CHILD_BEGUN + seeds.start
        broken = _read_apart(place / "here", range(begun, begun + len(seeds)))
    finally:
        shutil.rmtree(place)
    return 0.0, 0.0, [(begun, *each) for each in broken]


def _read_apart(home: Path, seeds: range) -> list[tuple[str, str]]:
    from reading.mutated_files import mutated

    from ssi_outcomes.base.errors import NotebookFailed
    from ssi_outcomes.intake import apart

    folder = home / "data" / "raw" / "fuzzed"
    folder.mkdir(parents=True)
    shutil.copy(ROOT / "analysis-plan.toml", home)
    for name, content in map(mutated, seeds):
        (folder / name).write_bytes(content)
    left_out: apart.LeftOut = {}
    usual = apart._run

    def watched(dataset: str, without: apart.LeftOut) -> apart.Ended:
        left_out.update(without)
        return usual(dataset, without)

    apart._run = watched
    try:
        said = apart.read_apart("fuzzed")
    except NotebookFailed as fault:
        return [("the folder", str(fault.values))]
    finally:
        apart._run = usual
    broke = [] if said.get("error") in (None, "DataRefused") else [("the folder", str(said))]
    return broke + [(name, str(why)) for name, why in left_out.items()]


if __name__ == "__main__":
    sys.exit(main())
