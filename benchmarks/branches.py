"""Which branches of the package do the tests go? By room, beside what is asked for.

    python benchmarks/branches.py [--store] [TESTS ...]

Runs the tests (all that `make test` runs, or those that are named) under coverage.py, in each process that
they start, too, and prints for each room the share of lines and branches that were gone. `--store` keeps a
row for each module, with the hash of its code: for the whole suite alone. A module that is changed after that
counts as if no test went through it, until the table is made again. Takes up to three times as long as the
tests; coverage.py is in their environment (`requirements-test.lock`).
"""

from __future__ import annotations

import argparse
import ast
import csv
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "ssi_outcomes"
TABLE = ROOT / "benchmarks" / "branches.csv"
LEAST = 0.92
OF_THE_TABLE = "tests/test_branches.py::test_the_tests_go_enough_of_the_code_that_is_here"
# Notebooks and the process that reads are children of the tests, and theirs.
SETTINGS = """[run]
branch = true
source = {package}
parallel = true
patch = subprocess
data_file = {folder}/data
"""


def main() -> int:
    """Print the share of each room and of all, store it if asked to; return the exit code."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--store", action="store_true")
    options.add_argument("tests", nargs="*")
    given = options.parse_args()
    if find_spec("coverage") is None:
        raise SystemExit("coverage.py is not installed: make .venv/ready-test")
    if given.store and given.tests:
        raise SystemExit("only what the whole suite goes is stored")
    with tempfile.TemporaryDirectory() as folder:
        code = run_tests(Path(folder), given.tests)
        modules = sum_modules(read_summaries(Path(folder)))
    shares = sum_rooms(modules)
    for room, (gone, there) in shares.items():
        print(f"{room:12} {gone:6} of {there:6} {gone / there:7.1%}")
    if given.store and code == 0:
        TABLE.write_text(write_table(modules, date.today().isoformat()), "utf-8")
    gone, there = shares["all"]
    return code or int(gone < LEAST * there)


def run_tests(folder: Path, tests: list[str]) -> int:
    """Run tests under coverage.py, whose files go to `folder`; return their exit code."""
    settings = folder / "settings"
    settings.write_text(SETTINGS.format(package=PACKAGE, folder=folder), "utf-8")
    command = ["coverage", "run", f"--rcfile={settings}", "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    command += ["-n", str(os.cpu_count()), "--dist", "loadfile", "--no-loadscope-reorder"]
    # What asks of the table whether it is of this code cannot hold before the table is made anew.
    command += [f"--deselect={OF_THE_TABLE}"]
    done = subprocess.run([sys.executable, "-m", *command, *tests], cwd=ROOT)
    return done.returncode


def read_summaries(folder: Path) -> dict[str, Mapping[str, int]]:
    """Return what coverage.py counted in each module, by its path below the package."""
    settings, report = f"--rcfile={folder / 'settings'}", folder / "report.json"
    for command in (("combine", settings, "--quiet"), ("json", settings, "--quiet", "-o", str(report))):
        subprocess.run([sys.executable, "-m", "coverage", *command], cwd=ROOT, check=True)
    files = json.loads(report.read_text("utf-8"))["files"]
    return {
        (ROOT / name).resolve().relative_to(PACKAGE).as_posix(): each["summary"]
        for name, each in files.items()
    }


def sum_modules(summaries: Mapping[str, Mapping[str, int]]) -> dict[str, tuple[int, int]]:
    """Return, for each module with any, how many lines and branches were gone, of how many."""
    counted = {
        name: (
            counts["covered_lines"] + counts["covered_branches"],
            counts["num_statements"] + counts["num_branches"],
        )
        for name, counts in sorted(summaries.items())
    }
    return {name: (gone, there) for name, (gone, there) in counted.items() if there}


def sum_rooms(modules: Mapping[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
    """Return the same for each room and for all."""
    gone, there = Counter(), Counter()
    for name, counts in modules.items():
        for room in (name.partition("/")[0], "all"):
            gone[room] += counts[0]
            there[room] += counts[1]
    return {room: (gone[room], there[room]) for room in sorted(there)}


def write_table(modules: Mapping[str, tuple[int, int]], made: str) -> str:
    """Return the table as text: a line that says when (an ISO date), then a row for each module."""
    rows = [f"{name},{hash_module(name)},{gone},{there}" for name, (gone, there) in modules.items()]
    return "\n".join([f"# {made}", "module,code_hash,gone,there", *rows]) + "\n"


def read_table() -> list[dict[str, str]]:
    """Return the rows of the stored table."""
    return list(csv.DictReader(TABLE.read_text("utf-8").splitlines()[1:]))


def find_least_share(rows: Iterable[Mapping[str, str]], package: Path = PACKAGE) -> float:
    """Return what share of today's package the tests go at least: of a module that is of other code than its
    row, or has none, nothing.
    """
    stored = {row["module"]: row for row in rows}
    gone = there = 0
    for path in sorted(package.rglob("*.py")):
        row = stored.get(path.relative_to(package).as_posix())
        if row and row["code_hash"] == hash_module(path):
            gone, there = gone + int(row["gone"]), there + int(row["there"])
        else:
            there += count_places(path.read_text("utf-8"))
    return gone / there


def count_places(text: str) -> int:
    """Return how many lines and branches a module has, without running it: its statements, and two ways on
    from each that asks or repeats.
    """
    parts = list(ast.walk(ast.parse(text)))
    asking = sum(isinstance(part, (ast.If, ast.For, ast.While, ast.match_case)) for part in parts)
    return sum(isinstance(part, ast.stmt) for part in parts) + 2 * asking


def hash_module(name: str | Path) -> str:
    """Return the hash of what a module does, by its path below the package (base/tried_code.py)."""
    from ssi_outcomes.base.tried_code import hash_modules

    return hash_modules([PACKAGE / name])


if __name__ == "__main__":
    sys.exit(main())
