"""The recipes of `benchmarks/` and the tables that they made, for tests of both."""

from __future__ import annotations

import csv
import runpy
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).resolve().parents[1] / "benchmarks"


def recipe(name: str) -> dict:
    """Return what a recipe defines; it looks for others beside it, as where it is run."""
    with pytest.MonkeyPatch.context() as patched:
        patched.syspath_prepend(str(BENCHMARKS))
        # Rooms of the tests are called as some recipes.
        return runpy.run_path(str(BENCHMARKS / f"{name}.py"), run_name=f"{name}_recipe")


def table(name: str) -> tuple[str, list[dict[str, str]]]:
    """Return the hash of the code that a table tried, and its rows."""
    head, *rest = (BENCHMARKS / f"{name}.csv").read_text("utf-8").splitlines()
    return head.split()[-1], list(csv.DictReader(rest))
