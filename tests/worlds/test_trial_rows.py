"""The shipped table of trials: written and read back, with its head."""

from __future__ import annotations

import pytest

from ssi_outcomes.base.plan import read_plan
from ssi_outcomes.worlds.trial_rows import read_trials, write_trials


def test_the_table_is_read_as_it_was_written():
    rows = read_trials().rows[:3]
    table = read_trials(write_trials(rows, "2026-03-04", "plan", "code"))
    assert table.rows == rows and (table.made, table.plan_hash, table.code_hash) == (
        "2026-03-04",
        "plan",
        "code",
    )


def test_the_shipped_table_is_of_todays_plan():
    assert read_trials().plan_hash == read_plan().hash, "ssi calibrate --part trial"


def test_the_error_of_a_share_is_that_of_its_draws():
    row = read_trials().rows[0]
    share = row.useless
    assert row.error("useless") == pytest.approx((share * (1 - share) / row.draws) ** 0.5)
