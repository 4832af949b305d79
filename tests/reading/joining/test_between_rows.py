"""Rows that cannot be, and rows that contradict other rows, are left out and said; nothing else is."""

from datetime import date, datetime

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssi_outcomes.base.catalogues import read_catalogue
from ssi_outcomes.base.errors import LANGUAGES, message
from ssi_outcomes.reading.joining.between_rows import Checked, check_rules

TODAY = date(2026, 3, 2)
MONDAY, SUNDAY = date(2026, 1, 5), date(2026, 1, 11)
READING = {
    "person": "P01",
    "read_at": MONDAY,
    "ssi": 53.0,
    "brand": 13.118,
    "find": 13.68,
    "engage": 13.3,
    "build": 12.608,
}
CALLS = {"person": "P01", "outcome": "phone_meeting", "start": MONDAY, "end": SUNDAY, "count": 2}


def table(*rows: dict, file: str = "team.csv") -> pd.DataFrame:
    return pd.DataFrame(
        [{"source_file": file, "source_line": line} | row for line, row in enumerate(rows, 2)]
    )


def check(name: str, *rows: dict, **options) -> Checked:
    return check_rules({name: table(*rows)}, TODAY, **options)


def broken(checked: Checked) -> list[tuple[int | None, str | None, str]]:
    return [(each.line, each.column, each.key) for each in checked.rejected]


def test_a_sound_row_is_taken_as_it_is():
    checked = check("ssi", READING)
    assert broken(checked) == [] and checked.dropped == {"ssi": ()}
    pd.testing.assert_frame_equal(checked.tables["ssi"], table(READING))


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
        {"industry_rank_pct": 0.0, "network_rank_pct": 100.0},
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
@settings(max_examples=25, deadline=None)
def test_honest_rounding_is_never_taken_for_a_contradiction(pillars, digits):
    cells = dict(
        zip(("brand", "find", "engage", "build"), (round(pillar, digits) for pillar in pillars), strict=True)
    )
    assert broken(check("ssi", READING | cells | {"ssi": float(round(sum(pillars)))})) == []


def test_a_reading_that_is_wrong_twice_is_said_twice_and_dropped_once():
    checked = check("ssi", READING | {"ssi": 530.0, "read_at": date(2062, 1, 5)})
    assert broken(checked) == [(2, "ssi", "rule_score_range"), (2, "read_at", "rule_future")]
    assert checked.dropped == {"ssi": (0,)}


def test_two_readings_of_a_person_at_one_moment_contradict_each_other():
    other = {name: READING[name] + 1 for name in ("brand", "find", "engage", "build")} | {"ssi": 57.0}
    checked = check(
        "ssi",
        READING,
        READING | other,
        READING | {"person": "P02"},
        READING | {"read_at": datetime(2026, 1, 5, 9, 0)} | other,
    )
    assert broken(checked) == [
        (2, "read_at", "rule_readings_contradict"),
        (3, "read_at", "rule_readings_contradict"),
    ]
    assert checked.rejected[0].values == {"value": "2026-01-05", "other_file": "team.csv", "other_line": 3}


def test_a_reading_written_twice_counts_once():
    checked = check_rules({"ssi": pd.concat([table(READING), table(READING, file="copy.csv")])}, TODAY)
    assert [(each.file, each.key, each.values["other_file"]) for each in checked.rejected] == [
        ("copy.csv", "rule_repeated", "team.csv")
    ]


def test_readings_that_complete_each_other_are_both_kept():
    rank_only = {"person": "P01", "read_at": MONDAY, "industry_rank_pct": 5.0}
    assert broken(check("ssi", READING, rank_only)) == []


# --- counts


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


def test_the_same_count_twice_is_counted_once():
    checked = check("outcomes", CALLS, CALLS, CALLS | {"person": "P02"}, CALLS | {"outcome": "order"})
    assert broken(checked) == [(3, "end", "rule_repeated")]


def test_two_counts_of_one_period_contradict_each_other():
    checked = check(
        "outcomes",
        CALLS,
        CALLS | {"count": 3},
        CALLS | {"person": None},
        CALLS | {"person": None, "count": 3},
    )
    assert broken(checked) == [(line, "end", "rule_contradicted") for line in (2, 3, 4, 5)]
    assert len(checked.tables["outcomes"]) == 0


def test_two_currencies_of_one_period_are_two_rows():
    assert (
        broken(
            check(
                "outcomes",
                CALLS | {"value": 10.0, "currency": "EUR"},
                CALLS | {"value": 20.0, "currency": "USD"},
            )
        )
        == []
    )


def test_periods_that_follow_each_other_do_not_overlap():
    assert (
        broken(check("outcomes", CALLS, CALLS | {"start": date(2026, 1, 12), "end": date(2026, 1, 18)})) == []
    )


def test_weeks_that_end_on_the_next_monday_overlap():
    following = CALLS | {"start": date(2026, 1, 12), "end": date(2026, 1, 19)}
    checked = check(
        "outcomes",
        CALLS | {"end": date(2026, 1, 12)},
        following,
        CALLS | {"start": date(2026, 1, 26), "end": date(2026, 2, 1)},
    )
    assert broken(checked) == [(2, "start", "rule_overlap"), (3, "start", "rule_overlap")]
    assert checked.rejected[0].values["other_start"] == "2026-01-12"


def test_a_month_over_its_weeks_goes_and_the_weeks_stay():
    month = CALLS | {"start": date(2026, 1, 1), "end": date(2026, 1, 31), "count": 9}
    checked = check("outcomes", month, CALLS, CALLS | {"start": date(2026, 1, 12), "end": date(2026, 1, 18)})
    assert broken(checked) == [(2, "start", "rule_overlap")]


def test_two_events_on_one_day_are_two_events_where_a_row_is_an_event():
    deal = CALLS | {
        "outcome": "order",
        "start": MONDAY,
        "end": MONDAY,
        "count": 1,
        "value": 100.0,
        "currency": "EUR",
    }
    assert broken(check("outcomes", deal, deal, event_files={"team.csv": "team.csv"})) == []
    assert broken(check("outcomes", deal, deal)) == [(3, "end", "rule_repeated")]


def test_an_event_in_two_exports_is_counted_once():
    deal = CALLS | {
        "outcome": "order",
        "start": MONDAY,
        "end": MONDAY,
        "count": 1,
        "value": 100.0,
        "currency": None,
    }
    exports = pd.concat(
        [
            table(deal, deal, file="january.csv"),
            table(deal, deal, deal, deal | {"value": None}, deal | {"value": None}, file="february.csv"),
        ]
    )
    checked = check_rules(
        {"outcomes": exports}, TODAY, event_files={name: name for name in ("january.csv", "february.csv")}
    )
    assert [(each.file, each.line, each.key) for each in checked.rejected] == [
        ("february.csv", line, "rule_event_twice") for line in (2, 3)
    ]


def test_a_week_typed_over_events_of_a_crm_would_count_them_twice():
    event = CALLS | {"start": date(2026, 1, 7), "end": date(2026, 1, 7), "count": 1}
    both = pd.concat([table(CALLS), table(event, event, file="crm.csv")])
    checked = check_rules({"outcomes": both}, TODAY, event_files={"crm.csv": "crm.csv"})
    assert [(each.file, each.key) for each in checked.rejected] == [("team.csv", "rule_overlap")]


def test_a_row_is_taken_whole_or_not_at_all():
    wide = table(CALLS, CALLS | {"outcome": "order", "count": -1}).assign(source_line=2)
    checked = check_rules({"outcomes": wide, "ssi": table(READING)}, TODAY)
    assert broken(checked) == [(2, "count", "rule_negative")]
    assert checked.dropped == {"outcomes": (0, 1), "ssi": ()}


# --- people, absences, coverage


@pytest.mark.parametrize("name", ["people", "absences", "coverage"])
def test_a_stay_ends_after_it_starts(name):
    rows = [
        {"person": "P01", "start": date(1998, 1, 1), "end": None},
        {"person": "P02", "start": SUNDAY, "end": MONDAY},
    ]
    assert broken(check(name, *rows)) == [(3, "end", "rule_end_before_start")]


def test_a_person_written_twice_with_two_roles_is_asked_about():
    stay = {"person": "P01", "start": MONDAY, "end": None, "role": "sales"}
    assert broken(check("people", stay, stay)) == [(3, "end", "rule_repeated")]
    assert [key for *_, key in broken(check("people", stay, stay | {"role": "support"}))] == [
        "rule_contradicted"
    ] * 2


def test_unknown_and_empty_tables_pass():
    checked = check_rules(
        {"ssi": pd.DataFrame(), "outcomes": table(CALLS).head(0), "notes": table({"text": "x"})}, TODAY
    )
    assert checked.rejected == () and len(checked.tables["notes"]) == 1


# --- over many rows

periods = st.builds(
    lambda day, days: (
        date.fromordinal(MONDAY.toordinal() + day),
        date.fromordinal(MONDAY.toordinal() + day + days),
    ),
    st.integers(0, 30),
    st.integers(0, 9),
)
counts = st.lists(st.tuples(st.sampled_from(["P01", "P02"]), periods, st.integers(-1, 3)), max_size=12)


@given(counts, st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_what_is_kept_never_overlaps_and_nothing_vanishes(drawn, random):
    rows = [
        CALLS | {"person": person, "start": start, "end": end, "count": count}
        for person, (start, end), count in drawn
    ]
    frame = table(*rows) if rows else table(CALLS).head(0)
    checked = check_rules({"outcomes": frame}, TODAY)
    kept = checked.tables["outcomes"]
    assert len(kept) + len(checked.dropped["outcomes"]) == len(frame)
    assert {each.line for each in checked.rejected} == set(frame["source_line"]) - set(kept["source_line"])
    for _, one in kept.sort_values("start").groupby("person"):
        assert (one["start"].to_numpy()[1:] > one["end"].to_numpy()[:-1]).all()
    # In another order the same values are kept, whichever of two alike rows stands for both.
    order = random.sample(range(len(frame)), len(frame))
    again = check_rules({"outcomes": frame.iloc[order]}, TODAY).tables["outcomes"]
    what = ["person", "start", "end", "count"]
    assert sorted(kept[what].itertuples(index=False)) == sorted(again[what].itertuples(index=False))


def test_every_rule_says_what_to_do_in_both_languages():
    for language in LANGUAGES:
        assert set(RULES) <= read_catalogue(language, "messages").keys()


RULES = """rule_contradicted rule_end_before_start rule_event_twice rule_future rule_negative rule_no_date rule_overlap rule_pillar_range rule_rank_range
rule_readings_contradict rule_repeated rule_score_range rule_sum rule_too_old""".split()


def test_every_rejection_can_be_read_out():
    bad = [
        CALLS | {"count": -1},
        CALLS | {"start": None},
        CALLS,
        CALLS,
        CALLS | {"end": date(2026, 1, 20)},
        CALLS | {"start": date(2027, 1, 1), "end": date(2026, 1, 1)},
    ]
    checked = check_rules(
        {
            "outcomes": table(*bad),
            "ssi": table(READING | {"ssi": 1.0}, READING | {"brand": 99.0, "read_at": date(1990, 1, 1)}),
        },
        TODAY,
    )
    assert len(checked.rejected) >= 8
    for each in checked.rejected:
        for language in LANGUAGES:
            assert "{" not in message(each.key, language, **each.values)


def test_of_twenty_thousand_rows_each_period_of_a_person_is_taken_once():
    size, rng = 20_000, np.random.default_rng(1)
    start = pd.Timestamp("2010-01-04") + pd.to_timedelta(rng.integers(0, 800, size) * 7, "D")
    frame = pd.DataFrame(
        {
            "source_file": "a.csv",
            "source_line": np.arange(size),
            "person": rng.integers(0, 100, size).astype(str),
            "outcome": "order",
        }
    )
    frame = frame.assign(start=start, end=start + pd.Timedelta(6, "D"), count=1)
    checked = check_rules({"outcomes": frame}, TODAY)
    assert len(checked.tables["outcomes"]) == len(
        frame.drop_duplicates(["person", "start"])[lambda rows: rows["start"] <= pd.Timestamp(TODAY)]
    )


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 40), st.integers(0, 20), st.booleans()),
        min_size=1,
        max_size=12,
        unique_by=lambda span: span[:2],
    )
)
def test_of_rows_that_overlap_those_go_that_a_shorter_one_or_an_event_makes_superfluous(spans):
    day = pd.Timestamp(2025, 1, 6)
    frame = pd.DataFrame(
        [
            {
                "person": "P01",
                "outcome": "contracts",
                "start": day + pd.Timedelta(start, "D"),
                "end": day + pd.Timedelta(start + length, "D"),
                "count": 1,
            }
            | {
                "value": place,
                "currency": None,
                "source_file": "events.csv" if event else "weeks.csv",
                "source_line": place,
            }
            for place, (start, length, event) in enumerate(spans)
        ]
    )
    found = {
        each.line
        for each in check_rules({"outcomes": frame}, TODAY, event_files={"events.csv": "events.csv"}).rejected
    }

    def overlaps(one: int, other: int) -> bool:
        (start, length, _), (start2, length2, event2) = spans[one], spans[other]
        return (
            one != other
            and start <= start2 + length2
            and start2 <= start + length
            and (event2 or length2 <= length)
        )

    assert found == {
        one
        for one in range(len(spans))
        if not spans[one][2] and any(overlaps(one, other) for other in range(len(spans)))
    }
