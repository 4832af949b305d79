"""The table of branches that the tests go: what it counts, and of which code it is."""

from __future__ import annotations

import pytest
from benchmark_recipe import recipe


@pytest.fixture(scope="module")
def branches() -> dict[str, object]:
    return recipe("branches")


def counted(lines: tuple[int, int], branches: tuple[int, int]) -> dict[str, int]:
    return {
        "covered_lines": lines[0],
        "num_statements": lines[1],
        "covered_branches": branches[0],
        "num_branches": branches[1],
    }


def test_lines_and_branches_are_summed_by_room_and_over_all(branches):
    summaries = {
        "panel/grid.py": counted((8, 10), (3, 4)),
        "panel/spans.py": counted((5, 5), (0, 0)),
        "base/plan.py": counted((4, 4), (1, 2)),
        "base/__init__.py": counted((0, 0), (0, 0)),
    }
    modules = branches["sum_modules"](summaries)
    assert modules == {"base/plan.py": (5, 6), "panel/grid.py": (11, 14), "panel/spans.py": (5, 5)}
    assert branches["sum_rooms"](modules) == {"all": (21, 25), "base": (5, 6), "panel": (16, 19)}


def test_the_table_says_when_and_of_which_code_each_module_is(branches):
    day, header, row = branches["write_table"]({"base/plan.py": (3, 4)}, "2026-01-05").splitlines()
    assert (day, header) == ("# 2026-01-05", "module,code_hash,gone,there")
    assert row == f"base/plan.py,{branches['hash_module']('base/plan.py')},3,4"


def test_a_module_that_was_changed_or_is_new_counts_as_not_gone(branches, tmp_path):
    for name in ("same", "changed", "new"):
        (tmp_path / f"{name}.py").write_text("if 1:\n    x = 1\n", "utf-8")
    rows = [
        {
            "module": f"{name}.py",
            "code_hash": branches["hash_module"](tmp_path / f"{name}.py"),
            "gone": 8,
            "there": 8,
        }
        for name in ("same", "changed")
    ]
    (tmp_path / "changed.py").write_text("if 1:\n    x = 2\n", "utf-8")
    assert branches["find_least_share"](rows, tmp_path) == 8 / (8 + 4 + 4)


@pytest.fixture
def rows(branches) -> list[dict[str, str]]:
    if not branches["TABLE"].is_file():
        pytest.skip("not run: python benchmarks/branches.py --store has not been run on the whole suite yet")
    return branches["read_table"]()


def test_places_are_about_those_that_coverage_counts(branches, rows):
    """Of modules without a row; of all that have one the sums differ by less than a tenth."""
    texts = {row["module"]: (branches["PACKAGE"] / row["module"]) for row in rows}
    here = [row for row in rows if texts[row["module"]].is_file()]
    counted = sum(branches["count_places"](texts[row["module"]].read_text("utf-8")) for row in here)
    assert counted == pytest.approx(sum(int(row["there"]) for row in here), rel=0.1)


def test_the_tests_go_enough_of_the_code_that_is_here(branches, rows):
    """Even if they went through nothing of what was changed since they were counted."""
    assert branches["find_least_share"](rows) >= branches["LEAST"]
