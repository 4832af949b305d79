"""Exact intervals, against R's poisson.test and by hand.

R prints the minlike p-value, ours is the central one, which agrees with the interval: they are compared only where
both must be the same, and the difference is pinned where they are not.
"""

import json
import math
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ssi_outcomes.evidence.rates import UNSEEN, find_unseen, rate_interval, rate_ratio, silence_bound

# The same examples on each run, however slow the machine.
STEADY = settings(deadline=None, derandomize=True)
R = json.loads((Path(__file__).parents[1] / "reference" / "poisson_exact.json").read_text("utf-8"))
EXACT = 1e-6

counts = st.integers(0, 60)
exposures = st.floats(0.1, 500)


# Counts and exposures of R's help page for poisson.test, of its version without events, and of Benoit's eight months.
@pytest.mark.parametrize(
    ("name", "events", "exposure"),
    [
        ("stats_poisson_test_help_1", 137, 24.19893),
        ("zero_one_sample", 0, 8),
        ("case_benoit_rate_per_month", 8, 8),
    ],
)
def test_one_rate_has_the_interval_that_r_gives(name, events, exposure):
    estimate = rate_interval(events, exposure)
    assert estimate.value == pytest.approx(R[name]["estimate"], rel=EXACT)
    assert [estimate.low, estimate.high] == pytest.approx(R[name]["conf.int"], rel=EXACT)
    assert (estimate.n, estimate.level) == (events, 0.95)


def test_two_rates_have_the_interval_that_r_gives():
    estimate = rate_ratio(11, 800, 6 + 8 + 7, 1083 + 1050 + 878)
    assert estimate.value == pytest.approx(R["stats_poisson_test_help_2"]["estimate"], rel=EXACT)
    assert [estimate.low, estimate.high] == pytest.approx(
        R["stats_poisson_test_help_2"]["conf.int"], rel=EXACT
    )
    # R's minlike p is .0797 here; twice the smaller tail is more.
    assert estimate.p == pytest.approx(0.1120, abs=5e-5)
    assert estimate.p > R["stats_poisson_test_help_2"]["p.value"]


def test_with_equal_exposures_both_p_values_are_the_binomial_test_at_one_half():
    # 1 event against 8: 2 * (1 + 9) / 2**9. At one half the binomial is symmetric, so minlike and central agree.
    assert rate_ratio(1, 3, 8, 3).p == pytest.approx(2 * 10 / 512)


def test_eight_events_in_eight_months_by_hand():
    estimate = rate_interval(8, 8)
    assert [estimate.low, estimate.high] == pytest.approx([0.4317290, 1.9703987], abs=1e-7)
    # The interval's definition: at its ends, so few or so many events have a chance of 2.5 %.
    at_most_8 = sum(
        math.exp(-8 * estimate.high) * (8 * estimate.high) ** k / math.factorial(k) for k in range(9)
    )
    below_8 = sum(math.exp(-8 * estimate.low) * (8 * estimate.low) ** k / math.factorial(k) for k in range(8))
    assert [at_most_8, 1 - below_8] == pytest.approx([0.025, 0.025])


def test_silence_leaves_three_events_per_exposure_possible():
    assert silence_bound(1) == pytest.approx(2.9957, abs=5e-5)
    assert silence_bound(4) == pytest.approx(3.0 / 4, abs=0.002)
    # One-sided: the same bound as the upper end of a two-sided 90 % interval.
    assert silence_bound(4) == pytest.approx(rate_interval(0, 4, level=0.90).high)


def test_the_false_trail_isabelles_half_day_against_benoits_eight_months():
    # Two hand-picked cases and a window chosen because something happened in it: the arithmetic is right, the question is not.
    trap = rate_ratio(4, 0.5, 8, 243)
    assert trap.value == pytest.approx((4 / 0.5) / (8 / 243)) == pytest.approx(243)
    assert trap.low > 50 and trap.p < 1e-6


def test_without_events_there_is_no_ratio_and_no_evidence():
    nothing = rate_ratio(0, 3, 0, 5)
    assert math.isnan(nothing.value)
    assert (nothing.low, nothing.high, nothing.p) == (0, math.inf, 1)
    one_sided = rate_ratio(3, 1, 0, 1)
    assert (one_sided.value, one_sided.high) == (math.inf, math.inf) and one_sided.low > 0
    assert (rate_ratio(0, 1, 3, 1).value, rate_ratio(0, 1, 3, 1).low) == (0, 0)


@STEADY
@given(counts, exposures, counts, exposures, st.sampled_from([0.8, 0.9, 0.95, 0.99]))
def test_the_p_value_and_the_interval_never_contradict_each_other(a, time_a, b, time_b, level):
    estimate = rate_ratio(a, time_a, b, time_b, level)
    assume(abs(estimate.p - (1 - level)) > 1e-9)
    assert (estimate.p < 1 - level) == (not estimate.low <= 1 <= estimate.high)


@STEADY
@given(counts, exposures, counts, exposures)
def test_swapping_the_two_turns_the_ratio_over(a, time_a, b, time_b):
    assume(a and b)
    one, other = rate_ratio(a, time_a, b, time_b), rate_ratio(b, time_b, a, time_a)
    assert [one.value, one.low, one.high] == pytest.approx([1 / other.value, 1 / other.high, 1 / other.low])
    assert one.p == pytest.approx(other.p)


@STEADY
@given(counts, exposures)
def test_the_unit_of_exposure_only_rescales(events, exposure):
    weeks, days = rate_interval(events, exposure), rate_interval(events, 7 * exposure)
    assert [weeks.value, weeks.low, weeks.high] == pytest.approx(
        [7 * days.value, 7 * days.low, 7 * days.high]
    )
    assert weeks.low <= weeks.value <= weeks.high


@pytest.mark.parametrize(
    ("events", "exposure", "level"),
    [(-1, 1, 0.95), (1.5, 1, 0.95), (1, 0, 0.95), (1, math.inf, 0.95), (1, 1, 95)],
)
def test_what_is_no_count_no_exposure_or_no_level_is_refused(events, exposure, level):
    with pytest.raises(ValueError):
        rate_interval(events, exposure, level)
    with pytest.raises(ValueError):
        rate_ratio(events, exposure, 1, 1, level)


def test_a_share_that_no_draw_showed_may_be_as_large_as_chance_would_hide_once_in_twenty():
    assert find_unseen(200) == pytest.approx(0.01487, abs=1e-5)
    assert (1 - find_unseen(200)) ** 200 == pytest.approx(UNSEEN)
