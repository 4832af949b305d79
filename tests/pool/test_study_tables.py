"""The tables of a pool: every estimate has its row, those of failed conditions too."""

from __future__ import annotations

from datetime import date

from pool.pools import HOLDING, drawn, estimate, number_of, read, register, write


def test_an_estimate_that_fails_a_condition_keeps_its_row_and_says_which(tmp_path):
    write(tmp_path, 1, estimate(0.1), estimate(0.2, question="between", gates={**HOLDING, "lead": False}))
    rows = read(tmp_path).tables["pool"]
    assert [*rows["failed"]] == ["", "lead"] and [*rows["study"]] == [number_of(1)] * 2
    assert [*rows["first"]] == ["2026-Q1"] * 2


def test_what_was_drawn_brings_its_lift_and_what_was_watched_has_none(tmp_path):
    write(tmp_path, 1, estimate(0.1), drawn(0.3, 0.1, 20))
    rows = read(tmp_path).tables["pool"].set_index("design")
    assert rows.loc["drawn", "lift"] == 20 and rows.loc["drawn", "push"] == "score_hour"
    assert rows.loc[["watched"], "lift"].isna().all()


def test_who_was_registered_and_sent_nothing_is_missing_and_late_once_its_weeks_are_over(tmp_path):
    write(tmp_path, 1, estimate())
    register(tmp_path, 1)
    register(tmp_path, 2)
    register(tmp_path, 3, date(2026, 11, 1), weeks=26)
    rows = read(tmp_path).tables["registered"].set_index("study")
    assert rows["heard_of"].to_dict() == {number_of(1): True, number_of(2): False, number_of(3): False}
    assert rows["time_is_up"].to_dict() == {number_of(1): True, number_of(2): True, number_of(3): False}


def test_a_pool_of_registrations_alone_has_empty_estimates_of_the_same_types(tmp_path):
    register(tmp_path, 1)
    alone = read(tmp_path).tables["pool"]
    write(tmp_path, 1, estimate())
    assert len(alone) == 0 and (alone.dtypes == read(tmp_path).tables["pool"].dtypes).all()
