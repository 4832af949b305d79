"""A table of trials stands for rewritten code as long as the first trials come out the same."""

from __future__ import annotations

import pytest

from ssi_outcomes.base.plan import read_plan
from ssi_outcomes.worlds import redrawn_trials
from ssi_outcomes.worlds.trials import TrialWorld
from ssi_outcomes.worlds.trials_tried import TrialCell, list_cells

PLAN = read_plan()


@pytest.fixture
def small(monkeypatch):
    """A cell of eight people alone."""
    cell = TrialCell("parallel", "plain", TrialWorld("claim", 1.0), 8, 12, 12)
    monkeypatch.setattr(redrawn_trials, "list_cells", lambda: [cell])


def test_each_trial_is_a_row_with_its_word_and_its_numbers(small):
    head, *rows = redrawn_trials.write_first_trials(PLAN).splitlines()
    assert head.startswith("kind,design,truth,people,weeks,trial,word,reason,notes,lift,")
    assert [row.split(",")[:6] for row in rows] == [
        ["plain", "parallel", "claim", "8", "12", str(number)] for number in range(2)
    ]
    assert all(len(row.split(",")[-1].split()) == 6 for row in rows)


def test_the_same_code_changes_nothing_and_another_digit_is_told_of_its_kind(small):
    stored = redrawn_trials.write_first_trials(PLAN)
    assert redrawn_trials.find_changed_trials(PLAN, stored) == []
    head, first, second = stored.splitlines(keepends=True)
    assert redrawn_trials.find_changed_trials(PLAN, head + first + second.rstrip() + "1\n") == ["plain"]
    assert redrawn_trials.find_changed_trials(PLAN, head + first) == ["plain"]


@pytest.mark.long
def test_todays_code_makes_of_the_first_trials_what_is_stored():
    assert redrawn_trials.find_changed_trials(PLAN) == []


def test_the_shipped_trials_are_those_of_the_cells():
    stored = redrawn_trials.files(redrawn_trials.__package__).joinpath(redrawn_trials.FIRST_TRIALS)
    there = [tuple(row.split(",")[:6]) for row in stored.read_text("utf-8").splitlines()[1:]]
    assert there == [
        (cell.kind, cell.design, cell.world.name, str(cell.people), str(cell.weeks), str(number))
        for cell in list_cells()
        for number in range(redrawn_trials.TRIALS_EACH)
    ]
