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
    modules = recipe["sum_modules"](summaries)
    assert modules == {"base/plan.py": (5, 6), "panel/grid.py": (11, 14), "panel/spans.py": (5, 5)}
    assert recipe["sum_rooms"](modules) == {"all": (21, 25), "base": (5, 6), "panel": (16, 19)}


def test_the_table_says_when_and_of_which_code_each_module_is(recipe):
    day, header, row = recipe["write_table"]({"base/plan.py": (3, 4)}, "2026-01-05").splitlines()
    assert (day, header) == ("# 2026-01-05", "module,code_hash,gone,there")
    assert row == f"base/plan.py,{recipe['hash_module']('base/plan.py')},3,4"


def test_a_module_that_was_changed_or_is_new_counts_as_not_gone(recipe, tmp_path):
    for name in ("same", "changed", "new"):
        (tmp_path / f"{name}.py").write_text("if 1:\n    x = 1\n", "utf-8")
    rows = [
        {
            "module": f"{name}.py",
            "code_hash": recipe["hash_module"](tmp_path / f"{name}.py"),
            "gone": 8,
            "there": 8,
        }
        for name in ("same", "changed")
    ]
    (tmp_path / "changed.py").write_text("if 1:\n    x = 2\n", "utf-8")
    assert recipe["find_least_share"](rows, tmp_path) == 8 / (8 + 4 + 4)


@pytest.fixture
def rows(recipe) -> list[dict[str, str]]:
    if not recipe["TABLE"].is_file():
        pytest.skip("not run: python benchmarks/branches.py --store has not been run on the whole suite yet")
    return recipe["read_table"]()


def test_places_are_about_those_that_coverage_counts(recipe, rows):
    """Of modules without a row; of all that have one the sums differ by less than a tenth."""
    texts = {row["module"]: (recipe["PACKAGE"] / row["module"]) for row in rows}
    here = [row for row in rows if texts[row["module"]].is_file()]
    counted = sum(recipe["count_places"](texts[row["module"]].read_text("utf-8")) for row in here)
    assert counted == pytest.approx(sum(int(row["there"]) for row in here), rel=0.1)


def test_the_tests_go_enough_of_the_code_that_is_here(recipe, rows):
    """Even if they went through nothing of what was changed since they were counted."""
    assert recipe["find_least_share"](rows) >= recipe["LEAST"]
