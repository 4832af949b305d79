"""Which branches of the package do the tests go? By room, beside what is asked for.

    python benchmarks/branches.py [--store] [TESTS ...]

Runs the tests (all that `make test` runs, or those that are named) under coverage.py, in each process that
they start, too, and prints for each room the share of lines and branches that were gone. `--store` keeps the
table with its day and the hash of the code: for the whole suite alone. Takes up to three times as long as the
tests; coverage.py is in their environment (`requirements-test.lock`).
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping
from datetime import date
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "ssi_outcomes"
TABLE = ROOT / "benchmarks" / "branches.csv"
LEAST = 0.92
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
        shares = sum_rooms(read_summaries(Path(folder)))
    for room, (gone, there) in shares.items():
        print(f"{room:12} {gone:6} of {there:6} {gone / there:7.1%}")
    if given.store and code == 0:
        TABLE.write_text(write_table(shares, date.today().isoformat(), hash_package()), "utf-8")
    gone, there = shares["all"]
    return code or int(gone < LEAST * there)


def run_tests(folder: Path, tests: list[str]) -> int:
    """Run tests under coverage.py, whose files go to `folder`; return their exit code."""
    settings = folder / "settings"
    settings.write_text(SETTINGS.format(package=PACKAGE, folder=folder), "utf-8")
    command = ["coverage", "run", f"--rcfile={settings}", "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    command += ["-n", str(os.cpu_count()), "--dist", "loadfile", "--no-loadscope-reorder"]
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


def sum_rooms(summaries: Mapping[str, Mapping[str, int]]) -> dict[str, tuple[int, int]]:
    """Return, for each room and for all, how many lines and branches were gone, of how many; rooms without
    any are left out.
    """
    gone, there = Counter(), Counter()
    for name, counts in summaries.items():
        for room in (name.partition("/")[0], "all"):
            gone[room] += counts["covered_lines"] + counts["covered_branches"]
            there[room] += counts["num_statements"] + counts["num_branches"]
    return {room: (gone[room], there[room]) for room in sorted(there) if there[room]}


def write_table(shares: Mapping[str, tuple[int, int]], made: str, code_hash: str) -> str:
    """Return the table as text: a line that says when (an ISO date) and of which code, then a row a room."""
    rows = [f"{room},{gone},{there},{gone / there:.4f}" for room, (gone, there) in shares.items()]
    return "\n".join([f"# {made} {code_hash}", "room,gone,there,share", *rows]) + "\n"


def hash_package() -> str:
    """Return the hash of what the whole package does (base/tried_code.py)."""
    from ssi_outcomes.base.tried_code import hash_modules

    return hash_modules(PACKAGE.rglob("*.py"))


if __name__ == "__main__":
    sys.exit(main())
