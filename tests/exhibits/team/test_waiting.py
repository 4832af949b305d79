"""Whether to wait is said once, in time, and never in thousands of years."""

from __future__ import annotations

import pytest

from ssi_outcomes.evidence.pace import Duration
from ssi_outcomes.exhibits.team.waiting import choose_wait, judge_time


@pytest.mark.parametrize(
    ("time", "said"),
    [
        (Duration(8, "weeks"), "soon"),
        (Duration(12, "months"), "soon"),
        (Duration(13, "months"), "long"),
        (Duration(50, "years"), "long"),
        (Duration(3046, "years"), "never"),
    ],
)
def test_up_to_a_year_is_worth_it_and_nothing_lasts_fifty(time, said):
    assert judge_time(time) == said


@pytest.mark.parametrize(
    ("lede", "after", "reason", "said"),
    [
        ("useless", ("useless",), "interval", "decided"),
        ("gate", ("go_on",), "events", "events"),
        ("gate", ("go_on",), "one_week", "more"),
        ("gate", ("late",), "late_rows", "first"),
        ("gate", ("people", "go_on"), "events", "first"),
        ("interval", ("go_on",), "interval", "unknown"),
    ],
)
def test_what_is_missing_decides(lede, after, reason, said):
    assert choose_wait(lede, {"after": after, "reason": reason, "exploratory": False}, None, None) == said
