"""The table of branches that the tests go: what it counts, and of which code it is."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def recipe() -> dict[str, object]:
    return runpy.run_path(str(ROOT / "benchmarks" / "branches.py"))


def counted(lines: tuple[int, int], branches: tuple[int, int]) -> dict[str, int]:
    return {
        "covered_lines": lines[0],
        "num_statements": lines[1],
        "covered_branches": branches[0],
        "num_branches": branches[1],
    }


def test_lines_and_branches_are_summed_by_room_and_over_all(recipe):
    summaries = {
        "panel/grid.py": counted((8, 10), (3, 4)),
        "panel/spans.py": counted((5, 5), (0, 0)),
        "base/plan.py": counted((4, 4), (1, 2)),
        "base/__init__.py": counted((0, 0), (0, 0)),
    }
    assert recipe["sum_rooms"](summaries) == {"all": (21, 25), "base": (5, 6), "panel": (16, 19)}


def test_the_table_says_when_and_of_which_code_it_is(recipe):
    text = recipe["write_table"]({"all": (3, 4)}, "2026-01-05", "abc")
    assert text == "# 2026-01-05 abc\nroom,gone,there,share\nall,3,4,0.7500\n"


def test_of_the_code_as_it_was_when_they_were_counted_the_tests_go_enough(recipe):
    """Where no table is stored, nothing is claimed."""
    if not recipe["TABLE"].is_file():
        pytest.skip("not run: python benchmarks/branches.py --store has not been run on the whole suite yet")
    rows = dict(line.split(",", 1) for line in recipe["TABLE"].read_text("utf-8").splitlines()[2:])
    assert float(rows["all"].rpartition(",")[2]) >= recipe["LEAST"]
