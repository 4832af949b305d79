"""Limits in whole numbers: never tighter than they are, and none where a condition of the rule fails."""

from __future__ import annotations

import math

import pytest
from exhibits.told_studies import PLAN, Told, tell_study
from hypothesis import given
from hypothesis import strategies as st

from ssi_outcomes.exhibits.frame.rounded_gains import (
    FEWER,
    MORE,
    OPEN,
    SAME,
    TIMES,
    RoundedEnd,
    gain_facts,
    leave_above,
    round_bounds,
    round_end,
    round_gain,
)

CALLS = "phone_meetings"


def back(end: RoundedEnd) -> float:
    """Return the ratio that a rounded end stands for."""
    change = (end.size or 0) / 100
    return {OPEN: math.inf, SAME: 1.0, TIMES: end.size, MORE: 1 + change, FEWER: 1 - change}[end.told]


@given(st.floats(0.0, 900.0), st.sampled_from([0, 1]))
def test_rounding_goes_away_from_the_middle_and_not_far(ratio, digits):
    low, high = round_end(ratio, digits, up=False), round_end(ratio, digits, up=True)
    assert back(low) <= ratio + 1.1e-8 and back(high) >= ratio - 1.1e-8
    assert back(high) - back(low) <= (1.0 if ratio >= 2 else 0.01 / 10**digits) + 1.1e-8


@pytest.mark.parametrize(
    ("ratio", "up", "told", "size"),
    [
        (1.153, True, MORE, 16),
        (0.707, False, FEWER, 30),
        (1.004, False, SAME, None),
        (0.996, True, SAME, None),
        (2.4, True, TIMES, 2.4),
        (2.41, True, TIMES, 2.5),
        (2.49, False, TIMES, 2.4),
        (10.1, True, TIMES, 11),
        (1e9, True, OPEN, None),
        (1e-9, False, FEWER, 100),
    ],
)
def test_ends_by_hand(ratio, up, told, size):
    assert round_end(ratio, 0, up=up) == RoundedEnd(told, size)


def test_a_limit_just_below_the_claim_is_not_rounded_onto_it():
    gain = round_bounds(CALLS, (0.98, 1.091), PLAN, "undetermined")
    assert gain.digits == 1 and gain.high == RoundedEnd(MORE, 9.1) and not gain.fits_claim
    assert round_bounds(CALLS, (0.98, 1.08), PLAN, "undetermined").digits == 0


def test_a_thermometer_is_told_at_equal_activity():
    study = tell_study({CALLS: Told(1.08, 1.21, adjusted=(0.98, 1.09))})
    gain = round_gain(study.findings.outcomes[CALLS], PLAN)
    assert gain.equal and gain.low.told == FEWER and gain.excluded == ("top",)


def test_where_a_condition_fails_no_limit_holds():
    study = tell_study({CALLS: Told(1.08, 1.21, changes={"events": 12})})
    assert round_gain(study.findings.outcomes[CALLS], PLAN) is None


@pytest.mark.parametrize(
    ("ends", "word", "excluded"),
    [
        ((0.97, 1.18), "undetermined", ("top",)),
        ((1.01, 1.20), "undetermined", ("top", "bottom")),
        ((0.82, 0.93), "useless", ("any",)),
        ((1.08, 1.21), "useful", ("top", "bottom")),
        ((1e6, 1e12), "useful", ("none",)),
        ((1e-9, 1e9), "undetermined", ()),
    ],
)
def test_what_an_interval_excludes(ends, word, excluded):
    assert round_bounds(CALLS, ends, PLAN, word).excluded == excluded


def test_rounded_figures_are_facts_under_their_prefix():
    gain = round_bounds(CALLS, (0.71, 2.4), PLAN, "undetermined", prefix="lot")
    assert {fact.id: (fact.value, fact.unit) for fact in gain_facts(gain)} == {
        "lot_at_least": (29, "percent"),
        "lot_at_most": (2.4, "times"),
    }


def test_what_may_be_luck_keeps_its_upper_limit_alone():
    for ends, word, left in (((1.05, 1.31), "undetermined", ("top",)), ((1.05, 1e9), "undetermined", ())):
        assert leave_above(round_bounds(CALLS, ends, PLAN, word)).excluded == left
