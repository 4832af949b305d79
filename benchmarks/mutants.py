"""Would the tests notice? One small fault at a time is planted in the modules that numbers and names
hang on, and their tests are run: what stays green is written down.

    python benchmarks/mutants.py [--each 6] [--all] [--jobs 2] [MODULE ...]

Of each module `--each` faults are drawn, with its name as the seed. A fault is found out by the module's own
tests, else by those of its room that import from it. Only modules that changed since the stored table, or of
which it tried another number, are tried again (`--all`: each). Faults live in memory alone: nothing on disk
is touched. An own runner: mutmut works on a copy of the code whose text many tests read, and starts Python
anew for each fault, which takes longer than most tests. Needs a system that can fork.
"""

from __future__ import annotations

import argparse
import contextlib
import csv
import importlib.machinery
import os
import random
import re
import signal
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

from mutations import Mutation, find_mutations, mutate

ROOT = Path(__file__).resolve().parents[1]
PACKAGE, TESTS = ROOT / "src" / "ssi_outcomes", ROOT / "tests"
TABLE, ALIVE = ROOT / "benchmarks" / "mutants.csv", ROOT / "benchmarks" / "mutants_alive.csv"
ROOMS = ("evidence", "claims", "reading.cells", "panel", "base.privacy")
COLUMNS = ("module", "code_hash", "faults", "tried", "found", "made")
ALIVE_COLUMNS = ("module", "line", "was", "becomes", "why")
EACH = 6
PATIENCE = 180  # seconds of processor: a fault that makes a loop endless is found out


def main() -> int:
    """Print the score of each module, store the tables; return the exit code."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--each", type=int, default=EACH)
    options.add_argument("--jobs", type=int, default=2)
    options.add_argument("--all", action="store_true")
    options.add_argument("modules", nargs="*")
    given = options.parse_args()
    _prepare()
    rows, alive = read_rows(TABLE), read_rows(ALIVE)
    for name in given.modules or find_modules():
        new = {"module": name, "code_hash": hash_module(name)}
        known = next((row for row in rows if row["module"] == name), {})
        if given.all or known.get("code_hash") != new["code_hash"] or _is_other_number(known, given.each):
            tried, left = try_module(name, given.each, given.jobs)
            rows = [row for row in rows if row["module"] != name] + [new | tried]
            old = {key_of(row): row["why"] for row in alive if row["module"] == name}
            alive = [row for row in alive if row["module"] != name]
            alive += [row | {"why": old.get(key_of(row), "")} for row in left]
            print(name, f"{tried['found']} of {tried['tried']}", *(key_of(row) for row in left), sep="\n    ")
            sys.stdout.flush()
            store(TABLE, COLUMNS, [row for row in rows if row["module"] in find_modules()])
            store(ALIVE, ALIVE_COLUMNS, [row for row in alive if row["module"] in find_modules()])
    found, tried = (sum(int(row[name]) for row in read_rows(TABLE)) for name in ("found", "tried"))
    print(f"{found} of {tried} found out: {found / tried:.1%}")
    return 0 if found >= 0.9 * tried else 1


def find_modules() -> list[str]:
    """Return the modules that are tried, by their names below the package."""
    names = [
        path.relative_to(PACKAGE).with_suffix("").as_posix().replace("/", ".")
        for path in PACKAGE.rglob("*.py")
        if path.name != "__init__.py"
    ]
    return sorted(name for name in names if any(f"{name}.".startswith(f"{room}.") for room in ROOMS))


def hash_module(name: str) -> str:
    """Return the hash of what a module does (base/tried_code.py)."""
    from ssi_outcomes.base.tried_code import hash_code

    return hash_code(name, ())


def try_module(name: str, each: int, jobs: int) -> tuple[dict[str, object], list[dict[str, object]]]:
    """Return how many of the faults that were drawn were found out, and those that were not."""
    path = PACKAGE.joinpath(*name.split(".")).with_suffix(".py")
    text = path.read_text("utf-8")
    mutations = find_mutations(text)
    drawn = sorted(random.Random(name).sample(range(len(mutations)), min(each, len(mutations))))
    own, others = find_tests(name)
    if drawn and not _passes(own, None, None):
        raise SystemExit(f"{name}: its tests fail, or there are none, without any fault")

    def is_alive(number: int) -> bool:
        tree = mutate(text, number)
        return _passes(own, path, tree) and not (others and not _passes(others, path, tree))

    with ThreadPoolExecutor(jobs) as pool:
        left = [number for number, lives in zip(drawn, pool.map(is_alive, drawn), strict=True) if lives]
    tried = {"faults": len(mutations), "tried": len(drawn), "found": len(drawn) - len(left)}
    return tried | {"made": date.today().isoformat()}, [_told(name, mutations[number]) for number in left]


def find_tests(name: str) -> tuple[list[Path], list[Path]]:
    """Return the files of a module's own tests, and those of its room that import from it."""
    *rooms, stem = name.split(".")
    own = list(TESTS.joinpath(*rooms).rglob(f"test_{stem}.py"))
    imported = re.compile(rf"ssi_outcomes\.{re.escape(name)} import")
    others = [
        path
        for path in (TESTS / rooms[0]).rglob("test_*.py")
        if path not in own and imported.search(path.read_text("utf-8"))
    ]
    return own, sorted(others)


def key_of(row: dict[str, object]) -> str:
    """Return what names a fault wherever its line has moved to."""
    return f"{row['was']} → {row['becomes']}"


def read_rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a stored table, none where there is none yet."""
    return list(csv.DictReader(path.read_text("utf-8").splitlines())) if path.is_file() else []


def store(path: Path, columns: tuple[str, ...], rows: list[dict[str, object]]) -> None:
    """Write a table, sorted, as git likes it."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(sorted(rows, key=lambda row: (row["module"], int(row.get("line", 0)))))


def _told(name: str, mutation: Mutation) -> dict[str, object]:
    return {"module": name, "line": mutation.line, "was": mutation.was, "becomes": mutation.becomes}


def _is_other_number(known: dict[str, str], each: int) -> bool:
    return int(known["tried"]) != min(each, int(known["faults"]))


def _prepare() -> None:
    """Import once what takes long and is not under test: each fault is tried in a copy of this process."""
    # Copies of a process with threads in it may wait for each other for ever.
    os.environ |= {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    os.chdir(ROOT)
    # Rooms of the tests are called as some files beside this one.
    sys.path[:1] = [str(ROOT), str(ROOT / "src"), str(TESTS)]
    import hypothesis  # noqa: F401
    import matplotlib.pyplot  # noqa: F401
    import pandas  # noqa: F401
    import pytest  # noqa: F401
    import scipy.optimize
    import scipy.stats  # noqa: F401


def _passes(files: list[Path], path: Path | None, tree: object) -> bool:
    """Tell whether these tests pass with `tree` in the place of the module at `path`."""
    child = os.fork()
    if not child:
        _run(files, path, tree)
    end = time.monotonic() + 10 * PATIENCE
    while time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return status == 0
        time.sleep(0.02)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return False


def _run(files: list[Path], path: Path | None, tree: object) -> None:
    """Run tests in this copy of the process, and end it."""
    import resource

    import pytest

    code = 70
    try:
        # What the tests start anew is not to begin with this file.
        vars(sys.modules["__main__"]).pop("__file__", None)
        resource.setrlimit(resource.RLIMIT_CPU, (PATIENCE, PATIENCE))
        usual = importlib.machinery.SourceFileLoader.get_code

        def get_code(loader: object, name: str) -> object:
            is_it = path is not None and Path(loader.get_filename(name)) == path
            return compile(tree, str(path), "exec") if is_it else usual(loader, name)

        importlib.machinery.SourceFileLoader.get_code = get_code
        with open(os.devnull, "w") as nowhere, contextlib.redirect_stdout(nowhere):
            os.dup2(nowhere.fileno(), 1), os.dup2(nowhere.fileno(), 2)
            code = int(pytest.main(["-x", "-q", "-p", "no:cacheprovider", *map(str, files)]))
    finally:
        os._exit(code)


if __name__ == "__main__":
    sys.exit(main())
