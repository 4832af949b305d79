"""Whatever became of a good file: it is read, or refused in our own words, and takes no other with it."""

from __future__ import annotations

import pytest
from benchmark_recipe import recipe
from reading.mutated_files import BATCH, mutated, samples, try_seeds

HERE, IN_CHILD = 100_000, 500


def test_the_same_seed_gives_the_same_bytes_and_another_one_others():
    assert mutated(7) == mutated(7)
    assert mutated(7)[1] != samples()[7][1] or mutated(7 + len(samples()))[1] != samples()[7][1]


def is_run_whole() -> bool:
    """Tell whether the stored table counts all files that are to be tried."""
    row = recipe("fuzz")["read_table"]()
    return int(row.get("files", 0)) >= HERE and int(row.get("in_child", 0)) >= IN_CHILD


@pytest.mark.parametrize(
    ("begun", "ended"), [(0, BATCH), pytest.param(BATCH, 10 * BATCH, marks=pytest.mark.long)]
)
def test_changed_files_break_no_reader(begun, ended):
    tried = [try_seeds(range(first, first + BATCH)) for first in range(begun, ended, BATCH)]
    assert [fault for each in tried for fault in each.faults] == []


@pytest.mark.long  # who changes code goes on; the table is made again before it is published
@pytest.mark.skipif(not is_run_whole(), reason="not run whole: python benchmarks/fuzz.py")
def test_the_stored_table_is_of_enough_files_and_of_the_code_that_is_here():
    fuzz = recipe("fuzz")
    row = fuzz["read_table"]()
    assert (int(row["files"]) >= HERE, int(row["in_child"]) >= IN_CHILD) == (True, True)
    assert float(row["most_seconds_of_a_batch"]) < fuzz["SECONDS"]
    assert float(row["most_megabytes"]) < fuzz["MEGABYTES"]
    assert row["code_hash"] == fuzz["hash_tried"](), "python benchmarks/fuzz.py --same"


def test_a_run_that_was_stopped_goes_on_where_it_stood_and_ends_at_the_first_fault(
    tmp_path, monkeypatch, capsys
):
    fuzz = recipe("fuzz")
    space = fuzz["_go_on"].__globals__
    monkeypatch.setitem(space, "TABLE", tmp_path / "fuzz.csv")
    row = dict.fromkeys(fuzz["COUNTED"], 0)
    read = []
    assert fuzz["_go_on"](row, "files", 5, 2, lambda seeds: read.append(seeds) or (0.5, 100, []))
    assert read == [range(0, 2), range(2, 4), range(4, 5)]
    assert fuzz["read_table"]()["files"] == "5" and fuzz["read_table"]()["of_this_code"] == "5"
    broken = (0.5, 100, [(5, "5-a.csv", "KeyError")])
    assert not fuzz["_go_on"](row, "files", 9, 2, lambda seeds: broken)
    assert fuzz["read_table"]()["files"] == "5" and "5-a.csv KeyError" in capsys.readouterr().out
