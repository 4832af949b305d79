"""The table that ships: made by today's plan of today's code, with each world of the grid, and it keeps what the plan promises."""

from __future__ import annotations

import math
from datetime import date

import pytest

from ssi_outcomes.base.plan import read_plan
from ssi_outcomes.worlds import SCENARIOS
from ssi_outcomes.worlds.calibration import (
    GRID,
    PROMISED,
    TABLE,
    Calibration,
    Row,
    count_rows,
    hash_tried,
    read_table,
)

PLAN = read_plan()


@pytest.fixture(scope="module")
def shipped() -> Calibration:
    return read_table()


def at_least(row: Row, name: str, least: float) -> bool:
    """Tell whether a share is not below what is promised by more than two Monte-Carlo errors of a share just there."""
    return getattr(row, name) >= least - 2 * math.sqrt(least * (1 - least) / row.draws)


def at_most(row: Row, name: str, most: float) -> bool:
    """Tell the same of an upper bound."""
    return getattr(row, name) <= most + 2 * math.sqrt(most * (1 - most) / row.draws)


def test_the_shipped_table_was_made_by_the_plan_that_is_in_force(shipped):
    assert shipped.plan_hash == PLAN.hash_on_weeks, (
        f"the plan has changed since {TABLE} was made: ssi calibrate"
    )
    assert date.fromisoformat(shipped.made)


def test_the_shipped_table_was_made_of_the_code_that_is_in_force(shipped):
    assert shipped.code_hash == hash_tried(), (
        f"the code has changed since {TABLE} was made: ssi calibrate --same; with new worlds or sizes: ssi calibrate"
    )


def test_the_shipped_table_has_each_world_at_each_size_of_the_grid_once(shipped):
    there = [(row.world, row.question, row.people, row.weeks) for row in shipped.rows]
    asked = [
        (world, question, *size)
        for size, worlds in GRID.items()
        for world in worlds
        for question in SCENARIOS[world].questions
    ]
    assert sorted(there) == sorted(asked) and len(asked) == count_rows()
    assert {row.world for row in shipped.rows} == set(SCENARIOS)
    assert all(row.draws >= (200 if row.world in PROMISED else 100) for row in shipped.rows)
    truths = [SCENARIOS[row.world].truth(PLAN, row.question) for row in shipped.rows]
    assert [row.truth for row in shipped.rows] == pytest.approx(truths, rel=1e-5)


def test_the_interval_holds_the_truth_as_often_as_it_says(shipped):
    for row in shipped.rows:
        if row.world in PROMISED and row.people >= 10:
            assert at_least(row, "coverage", 0.92) and at_most(row, "coverage", 0.97), row


def test_at_the_threshold_a_verdict_is_false_about_as_often_as_agreed(shipped):
    for row in shipped.rows:
        if row.world == "threshold" and row.people >= 20:
            assert all(
                at_least(row, name, 0.02) and at_most(row, name, 0.08) for name in ("useful", "useless")
            ), row


def test_where_results_lift_the_score_hardly_a_false_useless_escapes(shipped):
    rows = [row for row in shipped.rows if row.world == "feedback" and row.people >= 20]
    assert rows and all(at_most(row, "useless", 0.05) for row in rows)


def test_no_friday_reading_was_used_for_its_own_week(shipped):
    assert {row.late_rows for row in shipped.rows if row.world == "friday"} == {0}


def test_activity_behind_both_is_seldom_taken_for_more(shipped):
    rows = [row for row in shipped.rows if row.world == "thermometer"]
    assert rows and all(at_most(row, "beyond_activity", 0.08) for row in rows)


# What a gate or a column of the data mends: a false word on either side at most this often, the truth held this often.
MENDED = ("offices", "offices_few", "joiners", "monday_evening", "absences")
BETWEEN = ("nothing", "skewed", "people_apart", "skewed_apart")


def test_worlds_that_the_rule_escaped_are_mended_by_numbers(shipped):
    rows = [row for row in shipped.rows if row.world in MENDED and row.question == "within"]
    assert len(rows) == 2 * len(MENDED)
    for row in rows:
        false = row.false_words(shipped.threshold)
        assert len(false) == 2 and all(at_most(row, word, 0.08) for word in false), row
        assert at_least(row, "coverage", 0.9), row


def test_between_people_a_word_is_false_as_seldom_with_scores_as_skewed_as_in_2015(shipped):
    rows = [row for row in shipped.rows if row.world in BETWEEN and row.question == "between"]
    rows = [row for row in rows if 20 <= row.people <= 50]
    assert len(rows) == 2 * len(BETWEEN)
    for row in rows:
        assert all(at_most(row, word, 0.08) for word in row.false_words(shipped.threshold)), row
        assert at_least(row, "coverage", 0.9), row


def test_what_the_score_follows_closes_the_question_between_people_for_every_outcome(shipped):
    rows = [row for row in shipped.rows if (row.world, row.question) == ("friday_two", "between")]
    assert rows and all(row.useful == row.useless == 0 for row in rows)
    assert shipped.find("friday_two", 50, 26, "between").useful_by_interval > 0.2


def test_what_only_a_trial_can_tell_is_named(shipped):
    named = set(shipped.escapes())
    assert {"compensation", "half_counted", "friday_unseen"} <= named
    assert not named & {*PROMISED, *MENDED, *BETWEEN, "friday_two"}
