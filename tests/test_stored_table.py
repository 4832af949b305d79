"""A recipe's table says in its first line when it was made and of which code, and is read as it was written."""

from __future__ import annotations

from datetime import date

import pytest
from benchmark_recipe import BENCHMARKS, recipe

from ssi_outcomes.worlds import pool_rates

STORED = [
    *(BENCHMARKS / f"{name}.csv" for name in ("any_time", "own_odds", "pythons", "rooms", "scale")),
    BENCHMARKS.parent / "src" / "ssi_outcomes" / "worlds" / pool_rates.RATES,
]


def test_the_day_is_told_first_and_the_code_last():
    day, plan, code = recipe("stored_table")["head_of_today"]("plan", "code").split()
    assert (day, plan, code) == (date.today().isoformat(), "plan", "code")


@pytest.mark.parametrize("path", STORED, ids=lambda path: path.stem)
def test_each_stored_table_is_written_again_as_it_stands(path, tmp_path):
    made = recipe("stored_table")
    made["write_table"](tmp_path / path.name, *made["read_table"](path))
    assert (tmp_path / path.name).read_bytes() == path.read_bytes()
