"""What cannot be within a row by itself is left out, and what may just be is taken."""

from datetime import date, datetime

import pandas as pd
import pytest
from examples import examples
from hypothesis import given
from hypothesis import strategies as st
from reading.checked_rows import CALLS, MONDAY, READING, SUNDAY, broken, check

from ssi_outcomes.reading.joining.row_rules.single_rows import MEASURES, check_ranges, show_value


@pytest.mark.parametrize(
    ("cells", "column", "key"),
    [
        ({"ssi": 100.1}, "ssi", "rule_score_range"),
        ({"ssi": -0.1}, "ssi", "rule_score_range"),
        ({"industry_mean": 101.0}, "industry_mean", "rule_score_range"),
        ({"network_mean": -1.0}, "network_mean", "rule_score_range"),
        ({"brand": 25.1}, "brand", "rule_pillar_range"),
        ({"build": -1.0}, "build", "rule_pillar_range"),
        ({"industry_rank_pct": 100.5}, "industry_rank_pct", "rule_rank_range"),
        ({"network_rank_pct": -1.0}, "network_rank_pct", "rule_rank_range"),
        ({"read_at": date(2026, 3, 3)}, "read_at", "rule_future"),
        ({"read_at": datetime(2026, 3, 3, 0, 1)}, "read_at", "rule_future"),
        ({"read_at": date(1900, 1, 1)}, "read_at", "rule_too_old"),
        ({"read_at": date(2003, 5, 4)}, "read_at", "rule_too_old"),
        ({"read_at": None}, "read_at", "rule_no_date"),
        ({"ssi": 54.0}, "ssi", "rule_sum"),
        ({"ssi": 0.53, "brand": None}, "ssi", "rule_fraction_range"),
    ],
)
def test_a_reading_that_cannot_be_is_left_out(cells, column, key):
    checked = check("ssi", READING | {"person": "P02"}, READING | cells)
    assert broken(checked) == [(3, column, key)]
    assert checked.dropped == {"ssi": (1,)} and list(checked.tables["ssi"]["person"]) == ["P02"]


@pytest.mark.parametrize(
    "cells",
    [
        {"ssi": 0.0, "brand": 0.0, "find": 0.0, "engage": 0.0, "build": 0.0},
        {"ssi": 100.0, "brand": 25.0, "find": 25.0, "engage": 25.0, "build": 25.0},
        {"industry_rank_pct": 0.1, "network_rank_pct": 100.0},
        {"read_at": datetime(2026, 3, 2, 23, 59)},
        {"read_at": date(2003, 5, 5)},
        {"ssi": None},
        {"brand": None, "ssi": 90.0},
    ],
)
def test_a_reading_at_the_edge_is_taken(cells):
    assert broken(check("ssi", READING | cells)) == []


@pytest.mark.parametrize(
    ("total", "pillars", "holds"),
    [
        # LinkedIn's page: three decimals, a rounded total; the sum is 19.698.
        (20.0, (13.118, 3.68, 0.293, 2.607), True),
        (19.0, (13.118, 3.68, 0.293, 2.607), False),
        # Its JSON: nothing is rounded.
        (19.705751, (13.118002, 3.68, 0.29999998, 2.6077502), True),
        # Exactly half a point: 52.5 may be shown as 52 or as 53.
        (52.0, (13.125, 13.125, 13.125, 13.125), True),
        (53.0, (13.125, 13.125, 13.125, 13.125), True),
        # One decimal: each pillar hides up to .05, the sum up to .2.
        (53.0, (13.1, 13.1, 13.1, 13.0), True),  # 52.3
        (53.0, (13.1, 13.1, 13.1, 12.9), False),  # 52.2
        # Typed without decimals, 15.4 + 14.4 + 13.4 + 12.4 = 55.6 is shown as 56 over four pillars that add up to 54.
        (56.0, (15.0, 14.0, 13.0, 12.0), True),
        (57.0, (15.0, 14.0, 13.0, 12.0), False),
        # Forged: the add-on rewrites the pillars and leaves the total.
        (20.0, (25.0, 25.0, 25.0, 25.0), False),
    ],
)
def test_the_total_is_the_rounded_sum_of_the_pillars(total, pillars, holds):
    checked = check(
        "ssi",
        READING | dict(zip(("brand", "find", "engage", "build"), pillars, strict=True)) | {"ssi": total},
    )
    assert [key for *_, key in broken(checked)] == ([] if holds else ["rule_sum"])


@given(st.lists(st.floats(0, 25), min_size=4, max_size=4), st.integers(0, 3))
@examples(25)
def test_honest_rounding_is_never_taken_for_a_contradiction(pillars, digits):
    cells = dict(
        zip(("brand", "find", "engage", "build"), (round(pillar, digits) for pillar in pillars), strict=True)
    )
    assert broken(check("ssi", READING | cells | {"ssi": float(round(sum(pillars)))})) == []


def test_a_reading_that_is_wrong_twice_is_said_twice_and_dropped_once():
    checked = check("ssi", READING | {"ssi": 530.0, "read_at": date(2062, 1, 5)})
    assert broken(checked) == [(2, "ssi", "rule_score_range"), (2, "read_at", "rule_future")]
    assert checked.dropped == {"ssi": (0,)}


@pytest.mark.parametrize(
    ("cells", "column", "key"),
    [
        ({"count": -1}, "count", "rule_negative"),
        ({"count": float("nan")}, "count", "rule_negative"),
        ({"count": float("inf")}, "count", "rule_negative"),
        ({"start": date(2026, 1, 12)}, "end", "rule_end_before_start"),
        ({"start": date(2026, 3, 3), "end": date(2026, 3, 3)}, "start", "rule_future"),
        ({"start": date(1999, 1, 4)}, "start", "rule_too_old"),
        ({"start": None}, "start", "rule_no_date"),
        ({"end": None}, "end", "rule_no_date"),
    ],
)
@pytest.mark.parametrize("name", ["outcomes", "activity"])
def test_a_count_that_cannot_be_is_left_out(name, cells, column, key):
    rows = [
        {
            ("activity" if each == "outcome" and name == "activity" else each): value
            for each, value in (CALLS | cells).items()
        }
    ]
    assert broken(check(name, *rows)) == [(2, column, key)]


def test_an_amount_of_money_needs_no_number_of_events():
    assert (
        broken(
            check(
                "outcomes", CALLS | {"outcome": "revenue", "count": None, "value": 120.0, "currency": "EUR"}
            )
        )
        == []
    )


def test_the_week_that_has_begun_may_be_counted():
    assert (
        broken(check("outcomes", CALLS | {"start": date(2026, 3, 2), "end": date(2026, 3, 8), "count": 0}))
        == []
    )


@pytest.mark.parametrize("name", ["people", "absences", "coverage"])
def test_a_stay_ends_after_it_starts(name):
    rows = [
        {"person": "P01", "start": date(1998, 1, 1), "end": None},
        {"person": "P02", "start": SUNDAY, "end": MONDAY},
    ]
    assert broken(check(name, *rows)) == [(3, "end", "rule_end_before_start")]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (pd.NaT, ""),
        (float("nan"), ""),
        (pd.Timestamp(2026, 1, 5), "2026-01-05"),
        (pd.Timestamp(2026, 1, 5, 9, 30), "2026-01-05 09:30"),
        (53.0, "53"),
        (0.1 + 0.2, "0.3"),
        ("P01", "P01"),
    ],
)
def test_a_value_is_shown_as_its_file_would_write_it(value, shown):
    assert show_value(value) == shown


def test_a_broken_range_says_which_cell_of_which_row():
    blank = dict.fromkeys(MEASURES, float("nan"))
    rows = pd.DataFrame([blank | {"ssi": 53.0}, blank | {"ssi": 154.0, "brand": 25.5}], index=[7, 9])
    assert [(each.row, each.key, each.column, each.value) for each in check_ranges(rows)] == [
        (9, "rule_score_range", "ssi", "154"),
        (9, "rule_pillar_range", "brand", "25.5"),
    ]


def test_nobody_is_in_the_top_0_per_cent():
    checked = check("ssi", READING | {"industry_rank_pct": 0.0})
    assert broken(checked) == [(2, "industry_rank_pct", "rule_rank_zero")]


def test_a_reading_of_zeros_among_others_of_the_same_person_was_not_read():
    zeros = dict.fromkeys(("ssi", "brand", "find", "engage", "build"), 0.0)
    failed = READING | zeros | {"read_at": date(2026, 1, 12), "source_line": 3}
    assert broken(check("ssi", READING, failed)) == [(3, "ssi", "rule_all_zero")]
    assert broken(check("ssi", READING, failed | dict.fromkeys(zeros) | {"ssi": 0.0})) == [
        (3, "ssi", "rule_all_zero")
    ]
    assert broken(check("ssi", READING, failed | {"person": "P99"})) == []
