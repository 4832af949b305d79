"""Three-valued logic and intervals: what is not known stays not known, and what is certain is certain."""

import math
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ssi_outcomes.claims.logic import (
    Interval,
    all_of,
    any_of,
    evaluate,
    exactly,
    is_equal,
    is_less,
    names_in,
    negation,
)

# The same examples on each run, however slow the machine.
STEADY = settings(deadline=None, derandomize=True)
TRUTHS = (True, False, None)
UNKNOWN = Interval()


def above(value):
    return Interval(value, math.inf, low_open=True)


# --- Kleene's tables, in full


def test_the_and_or_not_tables_are_kleenes():
    worst_first = {False: 0, None: 1, True: 2}
    for a, b in product(TRUTHS, TRUTHS):
        assert all_of([a, b]) is min(a, b, key=worst_first.get)
        assert any_of([a, b]) is max(a, b, key=worst_first.get)
        assert negation(all_of([a, b])) is any_of([negation(a), negation(b)])  # De Morgan
    assert [negation(a) for a in TRUTHS] == [False, True, None]
    assert (all_of([]), any_of([])) == (True, False)


@STEADY
@given(st.lists(st.sampled_from(TRUTHS), max_size=5), st.randoms())
def test_order_and_repetition_change_nothing(truths, random):
    shuffled = truths * 2
    random.shuffle(shuffled)
    assert all_of(shuffled) is all_of(truths)
    assert any_of(shuffled) is any_of(truths)


@STEADY
@given(st.lists(st.sampled_from(TRUTHS), max_size=4))
def test_an_answer_given_with_unknowns_survives_every_way_of_knowing_more(truths):
    completions = product(*[(True, False) if truth is None else (truth,) for truth in truths])
    for known in completions:
        assert all_of(truths) in (None, all(known))
        assert any_of(truths) in (None, any(known))


# --- comparisons, ends included


@pytest.mark.parametrize(
    ("condition", "x", "expected"),
    [
        ("x > 0", above(0), True),
        ("x > 0", Interval(0, math.inf), None),
        ("x >= 0", Interval(0, math.inf), True),
        ("x <= 0", above(0), False),
        ("x < 30", UNKNOWN, None),
        ("x >= 0", UNKNOWN, None),
        ("x < 30", exactly(30), False),
        ("x <= 30", exactly(30), True),
        ("x < 30", Interval(0, 30, high_open=True), True),
        ("x < 30", Interval(0, 30), None),
        ("x <= 30", Interval(0, 30), True),
        ("x >= 30", Interval(0, 30, high_open=True), False),
        ("x >= 30", Interval(0, 30), None),
        ("x == 30", exactly(30), True),
        ("x == 31", exactly(30), False),
        ("x == 30", Interval(0, 30), None),
        ("x == 30", Interval(0, 30, high_open=True), False),
        ("x == x", Interval(0, 30), None),
        ("x != 30", Interval(0, 30, high_open=True), True),
        ("x != 30", Interval(29, 31), None),
        ("not x > 0", UNKNOWN, None),
        ("x > 0 or 1 < 2", UNKNOWN, True),
        ("x > 0 and 2 < 1", UNKNOWN, False),
        ("x > 0 and 1 < 2", UNKNOWN, None),
        ("0 < x < 30", exactly(12), True),
        ("0 < x < 30", exactly(42), False),
        ("0 < x < 30", Interval(1, 42), None),
    ],
)
def test_a_condition_is_true_false_or_not_known(condition, x, expected):
    assert evaluate(condition, {"x": x}) is expected


def test_decimals_count_as_they_are_written():
    assert evaluate("0.1 + 0.2 == 0.3", {}) is True
    assert evaluate("x * 3 == 0.3", {"x": exactly(0.1)}) is True
    assert evaluate("1 / 3 * 3 == 1", {}) is True


# --- arithmetic


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("months * per_month", Interval(7, 8)),
        ("months - 8", Interval(-1, 0)),
        ("8 - months", Interval(0, 1)),
        ("-months", Interval(-8, -7)),
        ("1 / months", Interval(1 / 8, 1 / 7)),
        ("views / 3000", Interval(250000 / 3000, math.inf, low_open=True)),
        ("3000 / views", Interval(0, 0.012, low_open=True, high_open=True)),
        ("months + views", Interval(250007, math.inf, low_open=True)),
        ("zero * views", exactly(0)),
        ("zero * unknown", exactly(0)),
        ("share * months", Interval(0, 8, high_open=True)),
        ("months / share", Interval(7, math.inf, low_open=True)),
        ("signed * months", Interval(-8, 16)),
        ("months / signed", UNKNOWN),
        ("unknown + 1", UNKNOWN),
        ("unknown - unknown", UNKNOWN),
        ("(months + 1) * 2 - 0.5", Interval(15.5, 17.5)),
        ("1 / rise", Interval(0.5, 1, high_open=True)),
        ("months - rise", Interval(5, 7, high_open=True)),
    ],
)
def test_intervals_are_computed_end_by_end(expression, expected):
    values = {
        "months": Interval(7, 8),
        "per_month": exactly(1),
        "views": above(250000),
        "zero": exactly(0),
        "share": Interval(0, 1, high_open=True),
        "signed": Interval(-1, 2),
        "unknown": UNKNOWN,
        "rise": Interval(1, 2, low_open=True),
    }
    if expression == "months / share":
        values["share"] = Interval(0, 1, low_open=True, high_open=True)
    assert evaluate(expression, values) == expected


def test_a_closed_zero_makes_the_product_reach_zero_and_an_open_one_does_not():
    share, more = Interval(0, 1), Interval(2, 3, low_open=True, high_open=True)
    assert share * more == Interval(0, 3, high_open=True)
    assert above(0) * above(0) == above(0)


def test_a_divisor_that_may_be_zero_gives_nothing_and_one_that_is_zero_is_a_fault():
    assert evaluate("1 / x", {"x": Interval(0, 5)}) == evaluate("1 / x", {"x": Interval(-5, 0)}) == UNKNOWN
    below = evaluate("1 / x", {"x": Interval(-5, 0, high_open=True)})
    assert (below.low, below.high, below.high_open) == (-math.inf, -0.2, False)
    with pytest.raises(ValueError, match="division by zero"):
        evaluate("1 / x", {"x": exactly(0)})


@pytest.mark.parametrize(
    "ends", [(2, 1), (math.nan, 1), (1, math.nan), (1, 1, True), (1, 1, False, True), (math.inf, math.inf)]
)
def test_an_interval_without_a_value_is_refused(ends):
    with pytest.raises(ValueError, match="without any value"):
        Interval(*ends)


numbers = st.fractions(min_value=-50, max_value=50, max_denominator=8)


@st.composite
def intervals_with_a_point(draw):
    low, high = sorted((draw(numbers), draw(numbers)))
    point = draw(st.fractions(min_value=low, max_value=high, max_denominator=64))
    ends = [draw(st.booleans()) and point != low, draw(st.booleans()) and point != high]
    low = draw(st.sampled_from([low, -math.inf]))
    high = draw(st.sampled_from([high, math.inf]))
    return Interval(low, high, *ends), point


def contains(interval, value):
    from_below = interval.low < value or (interval.low == value and not interval.low_open)
    return from_below and (value < interval.high or (value == interval.high and not interval.high_open))


@STEADY
@given(intervals_with_a_point(), intervals_with_a_point())
def test_whatever_the_true_values_are_the_result_contains_theirs(one, other):
    (a, x), (b, y) = one, other
    assert contains(a, x)
    assert contains(a + b, x + y)
    assert contains(a - b, x - y)
    assert contains(a * b, x * y)
    assert contains(-a, -x)
    if y != 0:
        assert contains(a / b, x / y)


@STEADY
@given(intervals_with_a_point(), intervals_with_a_point())
def test_a_comparison_that_answers_is_right_for_the_true_values(one, other):
    (a, x), (b, y) = one, other
    assert is_less(a, b) in (None, x < y)
    assert is_equal(a, b) in (None, x == y)


@STEADY
@given(numbers, numbers)
def test_between_known_values_nothing_is_unknown(x, y):
    values = {"x": exactly(float(x)), "y": exactly(float(y))}
    for sign in ("<", "<=", ">", ">=", "==", "!="):
        assert evaluate(f"x {sign} y", values) is eval(f"x {sign} y", {"x": x, "y": y})
    assume(y)
    assert evaluate("x * y - x / y", values).low == pytest.approx(float(x * y - Fraction(x, y)))


# --- what an expression may be


def test_a_name_without_a_value_is_an_error_and_not_an_unknown():
    with pytest.raises(ValueError, match="'approaches' has no value"):
        evaluate("ssi < 30 and approaches > 0", {"ssi": exactly(42)})


@pytest.mark.parametrize(
    ("expression", "named"),
    [
        ("__import__('os')", "__import__"),
        ("x.real", "x.real"),
        ("x[0]", "x[0]"),
        ("x ** 2", "x ** 2"),
        ("x // 2", "x // 2"),
        ("'12'", "'12'"),
        ("True", "True"),
        ("1e999", "1e309"),
        ("x in y", "x in y"),
        ("x if y else 1", "x if y else 1"),
        ("[x]", "[x]"),
        ("lambda: 1", "lambda: 1"),
        ("(x := 1)", "(x := 1)"),
        ("months(x)", "months(x)"),
        ("x <", "x <"),
        ("x; y", "x; y"),
        ("", "''"),
        ("x and y > 0", "x"),
        ("not x", "x"),
        ("(x > 0) + 1", "x > 0"),
        ("(x > 0) == (y > 0)", "x > 0"),
    ],
)
def test_anything_else_is_refused_by_name(expression, named):
    with pytest.raises(ValueError) as fault:
        evaluate(expression, {"x": exactly(1), "y": exactly(2)})
    assert named in str(fault.value)


def test_a_function_takes_one_name_and_is_not_itself_a_name():
    assert evaluate("months(x) * 2", {}, {"months": lambda name: Interval(7, 8)}) == Interval(14, 16)
    assert names_in("months(x) * per_month + x - days(y)") == ("x", "per_month", "y")
    for wrong in ("months(1)", "months(x, y)", "months()", "months(x=1)", "months(x + 1)", "months"):
        with pytest.raises(ValueError):
            evaluate(wrong, {"x": exactly(1), "y": exactly(1)}, {"months": lambda name: Interval(7, 8)})
