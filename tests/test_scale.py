"""What a panel costs as it grows was measured once, and is told and drawn as the table has it.

A table of other code fails here: `python benchmarks/scale.py --same` asks whether that code finds the same,
`--rows 100000 1000000 10000000 100000000 --store` measures anew.
"""

from __future__ import annotations

import os
from itertools import pairwise
from pathlib import Path

import pytest
from benchmark_recipe import recipe
from drawn_alike import assert_drawn_alike

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def scale():
    return recipe("scale")


def test_the_table_is_of_todays_code(scale):
    assert scale["read_measured"]()[0].split()[-1] == scale["hash_tried"](), (
        "python benchmarks/scale.py --same"
    )


def test_the_page_and_the_figure_tell_the_table(scale):
    head, found = scale["read_measured"]()
    page = (ROOT / "docs" / "scale.md").read_text("utf-8")
    assert page.partition(scale["BEGIN"])[2].partition(scale["END"])[0] == scale["tell_table"](head, found)
    drawn, today = (ROOT / "docs" / "growth.svg").read_text("utf-8"), scale["draw"](found)
    assert_drawn_alike(drawn, today)


def test_a_hundred_million_rows_end_in_a_verdict_and_nothing_grows_faster_than_they(scale):
    by = {(each.rows, each.way): each for each in scale["read_measured"]()[1]}
    sizes = [100_000, 1_000_000, 10_000_000, 100_000_000]
    assert {rows for rows, _ in by} == set(sizes)
    for way in ("ours", "verdict", "spark"):
        for few, many in pairwise(sizes):
            assert by[many, way].seconds <= by[few, way].seconds * many / few
    floor, ours, verdict = (by[sizes[-1], way] for way in ("floor", "ours", "verdict"))
    assert ours.seconds <= scale["MOST_TIMES"] * floor.seconds
    assert ours.pass_seconds <= scale["MOST_TIMES_A_PASS"] * floor.seconds
    assert verdict.megabytes < 8_000
    for rows in sizes:
        found = {
            each.estimate for (size, _), each in by.items() if size == rows and each.estimate is not None
        }
        assert max(found) - min(found) < 1e-9


@pytest.mark.skipif(os.name != "posix", reason="not run: memory is asked of a system that says it")
@pytest.mark.filterwarnings("ignore:::pyfixest")
def test_a_small_panel_is_measured_as_a_large_one_and_a_regression_agrees(tmp_path):
    ways = recipe("scale_ways")
    ways["write_panel"](tmp_path / "panel", 20_000)
    source = str(tmp_path / "panel" / "*.parquet")
    found = {way: ways["measure"](way, source) for way in ("floor", "ours", "verdict", "rival")}
    assert found["floor"]["estimate"] is None
    estimates = [found[way]["estimate"] for way in ("ours", "verdict", "rival")]
    assert max(estimates) - min(estimates) < 1e-9
    assert 0 < found["ours"]["laid_seconds"] < found["ours"]["seconds"]
