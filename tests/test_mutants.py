"""The tables of planted faults: which modules were tried, how many faults their tests found out, why the rest stays.

A module that is not in the table was not tried yet: `python benchmarks/mutants.py` tries it.
"""

from __future__ import annotations

import ast

import pytest
from benchmark_recipe import recipe

LEAST = 0.9


@pytest.fixture(scope="module")
def mutants() -> dict[str, object]:
    return recipe("mutants")


@pytest.fixture(scope="module")
def rows(mutants) -> list[dict[str, str]]:
    return mutants["read_rows"](mutants["TABLE"])


def test_one_fault_is_one_change_and_leaves_words_and_types_alone(mutants):
    text = 'def f(x: int = 1) -> int:\n    """Add 1."""\n    if x < 3 and not x:\n        raise ValueError(f"{x + 1}")\n    return min(x, 2)\n'
    found = [(each.line, each.was, each.becomes) for each in mutants["find_mutations"](text)]
    assert found == [
        (1, "1", "2"),
        (3, "x < 3 and (not x)", "x < 3 or not x"),
        (3, "x < 3", "x <= 3"),
        (3, "3", "4"),
        (3, "not x", "x"),
        (5, "min(x, 2)", "max(x, 2)"),
        (5, "2", "3"),
    ]
    for place, (_, _, becomes) in enumerate(found):
        made = mutants["mutate"](text, place)
        assert becomes in ast.unparse(made)


def test_at_least_nine_of_ten_faults_are_found_out(rows):
    found, tried = (sum(int(row[name]) for row in rows) for name in ("found", "tried"))
    assert found >= LEAST * tried


def test_of_each_fault_that_is_not_found_out_it_is_said_why(mutants, rows):
    alive = mutants["read_rows"](mutants["ALIVE"])
    left = {row["module"]: int(row["tried"]) - int(row["found"]) for row in rows}
    assert {name: sum(row["module"] == name for row in alive) for name in left} == left
    assert [mutants["key_of"](row) for row in alive if not row["why"]] == []


@pytest.mark.long  # who changes code goes on; the table is made again before it is published
def test_the_faults_were_tried_on_the_code_that_is_here(mutants, rows):
    stale = [row["module"] for row in rows if row["code_hash"] != mutants["hash_module"](row["module"])]
    assert stale == [], "python benchmarks/mutants.py"
