"""`ssi calibrate`: a table that is stored whole, and stands for rewritten code only where that makes the same."""

from __future__ import annotations

import pytest
from desk.typed import run

from ssi_outcomes.base.plan import read_plan
from ssi_outcomes.desk import maintain as calibrate
from ssi_outcomes.worlds.calibration import count_rows, hash_tried, read_table, write_table
from ssi_outcomes.worlds.trial_rows import read_trials, write_trials
from ssi_outcomes.worlds.trials_tried import hash_tried_on_trials


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setenv("SSI_LANG", "en")


def test_the_calibration_says_each_step_and_then_its_file(capsys, monkeypatch, tmp_path):
    def store(say):
        say("[1/64] nothing, 5 × 8 … 0 min")
        return tmp_path / "calibration.csv"

    monkeypatch.setattr(calibrate, "store_calibration", store)
    assert run("calibrate") == 0
    out, err = capsys.readouterr()
    assert out == f"{tmp_path / 'calibration.csv'}\n"
    assert err.splitlines()[0] == "[1/64] nothing, 5 × 8 … 0 min" and err.splitlines()[1].startswith("Next: ")


def test_the_calibration_is_stored_whole_with_the_plan_it_was_made_by(capsys, monkeypatch, tmp_path):
    row = read_table().rows[0]
    monkeypatch.setattr(calibrate, "calibrate", lambda executor, share: iter([row, row]))
    monkeypatch.setattr(calibrate, "write_first", lambda plan: "world\n")
    said = []
    path = calibrate.store_calibration(said.append, tmp_path / "calibration.csv", share=0.5)
    table = read_table(path.read_text("utf-8"))
    # A NaN is never equal to itself.
    assert (repr(table.rows), table.plan_hash) == (repr((row, row)), read_plan().hash_on_weeks)
    assert table.code_hash == hash_tried()
    assert len(said) == 2 and said[1].startswith(f"[2/{count_rows()}] {row.world}")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["calibration.csv", "first_panels.csv"]


@pytest.mark.parametrize("changed", [[], ["claim", "nothing"]])
def test_a_table_stands_for_rewritten_code_only_if_that_makes_the_same(
    capsys, monkeypatch, tmp_path, changed
):
    path = tmp_path / "calibration.csv"
    path.write_text(write_table(read_table().rows, "2026-03-04", "plan", "earlier"), "utf-8")
    (tmp_path / "first_panels.csv").write_text("", "utf-8")
    monkeypatch.setattr(calibrate, "_shipped", lambda: path)
    monkeypatch.setattr(calibrate, "find_changed", lambda plan, stored: changed)
    assert run("calibrate", "--same") == (2 if changed else 0)
    table = read_table(path.read_text("utf-8"))
    assert (table.made, table.plan_hash) == ("2026-03-04", "plan")
    assert table.code_hash == ("earlier" if changed else hash_tried())
    assert ", ".join(changed) in capsys.readouterr().err


def test_the_trials_are_stored_whole_with_their_first_ones(monkeypatch, tmp_path):
    row = read_trials().rows[0]
    monkeypatch.setattr(calibrate, "try_trials", lambda executor, draws: iter([row, row]))
    monkeypatch.setattr(calibrate, "write_first_trials", lambda plan: "kind\n")
    said = []
    path = calibrate.store_trials(said.append, tmp_path / "trials.csv", draws=2)
    table = read_trials(path.read_text("utf-8"))
    assert (table.rows, table.plan_hash) == ((row, row), read_plan().hash)
    assert table.code_hash == hash_tried_on_trials()
    assert len(said) == 2 and "parallel plain nothing" in said[1]
    assert sorted(each.name for each in tmp_path.iterdir()) == ["first_trials.csv", "trials.csv"]


@pytest.mark.parametrize("changed", [[], ["lost", "plain"]])
def test_a_table_of_trials_stands_for_rewritten_code_only_if_that_makes_the_same(
    capsys, monkeypatch, tmp_path, changed
):
    path = tmp_path / "trials.csv"
    path.write_text(write_trials(read_trials().rows, "2026-03-04", "plan", "earlier"), "utf-8")
    (tmp_path / "first_trials.csv").write_text("", "utf-8")
    monkeypatch.setattr(calibrate, "_shipped", lambda: tmp_path / "calibration.csv")
    monkeypatch.setattr(calibrate, "find_changed_trials", lambda plan, stored: changed)
    assert run("calibrate", "--same", "--part", "trial") == (2 if changed else 0)
    table = read_trials(path.read_text("utf-8"))
    assert (table.made, table.plan_hash) == ("2026-03-04", "plan")
    assert table.code_hash == ("earlier" if changed else hash_tried_on_trials())
    assert ", ".join(changed) in capsys.readouterr().err
