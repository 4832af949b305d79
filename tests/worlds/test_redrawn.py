"""A calibration stands for rewritten code as long as the first panels come out the same."""

from __future__ import annotations

import pytest

from ssi_outcomes.base.plan import read_plan
from ssi_outcomes.worlds import redrawn
from ssi_outcomes.worlds.calibration import GRID, LARGE
from ssi_outcomes.worlds.scenarios import SCENARIOS

PLAN = read_plan()


@pytest.fixture
def small(monkeypatch):
    """A grid of one world at one size."""
    monkeypatch.setattr(redrawn, "GRID", {(6, 8): ("bot",), (LARGE, 26): ("claim",)})


def test_each_panel_is_a_row_and_the_largest_are_left_out(small):
    head, *rows = redrawn.write_first(PLAN).splitlines()
    assert head.startswith("world,people,weeks,seed,question,events,log,")
    assert [row.split(",")[:4] for row in rows] == [["bot", "6", "8", str(seed)] for seed in range(2)]


def test_the_same_code_changes_nothing_and_another_digit_is_told_of_its_world(small):
    stored = redrawn.write_first(PLAN)
    assert redrawn.find_changed(PLAN, stored) == []
    head, first, second = stored.splitlines(keepends=True)
    assert redrawn.find_changed(PLAN, head + first + second.replace("bot,6,8,1,", "bot,6,8,1,9")) == ["bot"]
    assert redrawn.find_changed(PLAN, head + first) == ["bot"]


@pytest.mark.long
def test_todays_code_makes_of_the_first_panels_what_is_stored():
    assert redrawn.find_changed(PLAN) == []


def test_the_shipped_panels_are_those_of_the_grid():
    stored = redrawn.files(redrawn.__package__).joinpath(redrawn.FIRST_PANELS).read_text("utf-8")
    there = [tuple(row.split(",")[:5]) for row in stored.splitlines()[1:]]
    sizes = [(people, weeks, world) for (people, weeks), worlds in GRID.items() for world in worlds]
    assert there == [
        (world, str(people), str(weeks), str(seed), question)
        for people, weeks, world in sizes
        if people < LARGE
        for seed in range(redrawn.PANELS)
        for question in SCENARIOS[world].questions
    ]
