"""Ratios told as changes: with their sign, and rounded so that no end changes sides."""

from __future__ import annotations

import pytest
from exhibits.snapshots import plain

from ssi_outcomes.exhibits.frame.in_per_cent import (
    change_fact,
    count_digits,
    say_change,
    say_changes,
    say_spans,
    with_change,
)
from ssi_outcomes.exhibits.frame.teller import Teller
from ssi_outcomes.words.facts import CHANGE, Fact

LEVELS = (
    Fact("plan_threshold", 1.048, "rate ratio", "plan"),
    Fact("plan_claim_per_ten", 1.097, "rate ratio", "plan"),
)


def ratio(name: str, value: float | None, low: float | None, high: float | None) -> Fact:
    return Fact(name, value, "rate ratio", "test", low, high, 0.9, 12)


def tell(*ratios: Fact, language: str = "en") -> Teller:
    facts = [fact for each in ratios for fact in with_change(each)]
    return Teller(language, {fact.id: fact for fact in (*facts, *LEVELS)})


def test_a_change_keeps_all_but_its_unit():
    told = change_fact(ratio("calls", 0.9, 0.7, None))
    assert (told.id, told.value, told.low, told.high) == ("calls_change", -10, -30, None)
    assert (told.unit, told.level, told.n, told.source) == (CHANGE, 0.9, 12, "test")


@pytest.mark.parametrize(
    ("low", "high", "digits"),
    [
        (0.71, 1.15, 1),
        (1.331, 1.334, 1),  # both would be 33
        (0.9, 1.046, 1),  # 4.6 is below the threshold of 4.8, and 5 above it
        (1.0971, 1.4, 2),  # as 9.7 it would be the claim itself
        (1.0000001, 1.4, 2),  # no number of decimals does: two at most
    ],
)
def test_the_decimals_keep_each_end_on_its_side(low, high, digits):
    assert count_digits(["calls_change"], tell(ratio("calls", 1.1, low, high))) == digits


def test_a_column_has_the_same_decimals_in_each_line():
    teller = tell(ratio("calls", 0.9, 0.71, 1.15), ratio("views", 1.332, 1.331, 1.334))
    assert [plain(span) for span in say_spans(["calls", "views", "none"], teller)] == [
        "−29.0% to +15.0%", "+33.1% to +33.4%", "–",
    ]  # fmt: skip


def test_french_sets_the_sign_and_a_no_break_space():
    teller = tell(ratio("calls", 1.25, 0.71, 1.9), language="fr")
    assert plain(say_change("calls_change", teller, 0)) == "+25\u00a0%"


def test_no_change_has_no_sign_and_what_has_no_bound_says_so():
    teller = tell(ratio("calls", 1.0, 0.71, None), ratio("none", None, 0.5, 1.5))
    assert plain(say_change("calls_change", teller, 0)) == "0%"
    assert plain(say_change("none_change", teller, 0)) == "–"
    assert "and more" in plain(say_spans(["calls"], teller)[0])


def test_each_ratio_has_change_interval_and_wide_interval():
    teller = tell(ratio("calls", 0.9, 0.71, 1.15), ratio("calls_wide", 0.9, 0.67, 1.21))
    ((change, span, wide),) = say_changes(["calls"], teller)
    assert [plain(cell) for cell in (change, span, wide)] == [
        "−10.0%",
        "−29.0% to +15.0%",
        "−33.0% to +21.0%",
    ]
