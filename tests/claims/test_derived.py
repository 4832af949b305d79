"""What is stated bounds what may be, what follows from it is computed, and what is not stated stays unknown."""

import math

import pandas as pd
import pytest
from claims.small_copy import plant

from ssi_outcomes.base.plan import read_plan
from ssi_outcomes.claims.derived import derive_statements, read_interval
from ssi_outcomes.claims.logic import Interval, exactly

PLAN = read_plan()


@pytest.mark.parametrize(
    ("comparator", "value", "expected"),
    [
        ("=", 12, exactly(12)),
        (">", 200, Interval(200, math.inf, low_open=True)),
        (">=", 1, Interval(1, math.inf)),
        ("<", 3, Interval(0, 3, high_open=True)),
        ("<=", 3, Interval(0, 3)),
        ("~", 15, Interval(13.5, 16.5)),
        ("~", 25, Interval(22.5, 27.5)),
        ("not stated", math.nan, Interval()),
    ],
)
def test_a_comparator_bounds_what_the_value_may_be(comparator, value, expected):
    assert read_interval({"statement_id": "x", "comparator": comparator, "value": value}, PLAN) == expected


def test_a_comparator_without_value_or_meaning_is_an_error():
    with pytest.raises(ValueError, match="without a value"):
        read_interval({"statement_id": "x", "comparator": "=", "value": math.nan}, PLAN)
    with pytest.raises(ValueError, match="not known"):
        read_interval({"statement_id": "x", "comparator": "about", "value": 3}, PLAN)


def test_benoits_months_are_seven_or_eight_and_so_are_his_approaches(tables):
    derived = derive_statements(tables, PLAN).set_index("statement_id")
    for name in ("benoit_months", "benoit_total"):
        assert (derived.at[name, "low"], derived.at[name, "high"], derived.at[name, "comparator"]) == (
            7,
            8,
            "between",
        )
        assert math.isnan(derived.at[name, "value"])
    assert derived.at["benoit_total", "rests_on"] == ("benoit_months", "benoit_approaches")


def test_what_is_exact_has_a_value_and_what_is_unknown_has_no_bounds(tables):
    derived = derive_statements(tables, PLAN).set_index("statement_id")
    assert (derived.at["claude_rise", "value"], derived.at["claude_rise", "comparator"]) == (11, "=")
    assert (derived.at["isabelle_days", "low"], derived.at["isabelle_days", "high"]) == (0.125, 0.5)
    for name in ("leslie_ssi", "leslie_rise"):
        assert math.isnan(derived.at[name, "low"]) and math.isnan(derived.at[name, "high"])
        assert derived.at[name, "comparator"] == "not stated"
    double = derived.loc["leslie_double"]
    assert (double["comparator"], double["low"], double["high"], double["low_open"]) == (
        ">",
        400,
        math.inf,
        True,
    )


def test_the_stated_rows_come_first_unchanged_and_the_tables_are_left_alone(tables):
    before = {name: frame.copy() for name, frame in tables.items()}
    complete = derive_statements(tables, PLAN)
    for name, frame in tables.items():
        pd.testing.assert_frame_equal(frame, before[name])
    assert list(complete["statement_id"]) == [
        *before["statements"]["statement_id"],
        *before["derivations"]["statement_id"],
    ]
    assert complete["derived"].tolist() == [False] * 14 + [True] * 7
    assert not complete.loc[complete["derived"], "dated"].ne("derived").any()


def test_without_any_derivation_the_statements_stand_alone(tables):
    tables["derivations"] = tables["derivations"].iloc[:0]
    assert len(derive_statements(tables, PLAN)) == 14


@pytest.mark.parametrize(
    ("key", "expression", "fault"),
    [
        ("claude_rise", "claude_rise + 1", "rest on each other"),
        ("benoit_months", "benoit_total * 2", "rest on each other"),
        ("claude_rise", "claude_after - claude_then", "claude_then"),
        ("claude_rise", "months(claude_then)", "claude_then"),
        ("claude_rise", "months(benoit_total)", "benoit_total"),
        ("claude_rise", "claude_after > claude_before", "a condition where a quantity belongs"),
        ("claude_rise", "claude_after ** 2", "not understood"),
    ],
)
def test_a_derivation_that_cannot_be_computed_is_an_error(tables, key, expression, fault):
    plant(tables, "derivations", key, expression=expression)
    with pytest.raises(ValueError, match=fault):
        derive_statements(tables, PLAN)


def test_a_duration_with_one_end_only_is_open_on_the_other(tables):
    plant(tables, "statements", "isabelle_approaches", duration_min=math.nan)
    days = derive_statements(tables, PLAN).set_index("statement_id").loc["isabelle_days"]
    assert (days["low"], days["high"]) == (0, 0.5)
    tables["statements"]["duration_max"] = math.nan
    plant(tables, "statements", "isabelle_approaches", duration_min=0.125)
    days = derive_statements(tables, PLAN).set_index("statement_id").loc["isabelle_days"]
    assert (days["low"], days["high"]) == (0.125, math.inf)


def test_an_id_used_twice_is_an_error(tables):
    plant(tables, "derivations", "claude_rise", statement_id="benoit_ssi")
    with pytest.raises(ValueError, match="more than one statement: benoit_ssi"):
        derive_statements(tables, PLAN)
