"""Rows that cannot be, and rows that contradict other rows, are left out and said; nothing else is."""

from datetime import date, datetime

import numpy as np
import pandas as pd
from examples import examples
from hypothesis import given
from hypothesis import strategies as st
from reading.checked_rows import CALLS, MONDAY, READING, TODAY, broken, check, table

from ssi_outcomes.reading.joining.row_rules.applied_rules import check_rules

DEAL = CALLS | {
    "outcome": "order",
    "start": MONDAY,
    "end": MONDAY,
    "count": 1,
    "value": 100.0,
    "currency": "EUR",
}


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


def test_the_same_count_twice_is_counted_once():
    checked = check("outcomes", CALLS, CALLS, CALLS | {"person": "P02"}, CALLS | {"outcome": "order"})
    assert broken(checked) == [(3, "start", "rule_repeated")]


def test_two_counts_of_one_period_contradict_each_other():
    checked = check(
        "outcomes",
        CALLS,
        CALLS | {"count": 3},
        CALLS | {"person": None},
        CALLS | {"person": None, "count": 3},
    )
    assert broken(checked) == [(line, "start", "rule_contradicted") for line in (2, 3, 4, 5)]
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
    assert broken(check("outcomes", DEAL, DEAL, event_files={"team.csv": "team.csv"})) == []
    assert broken(check("outcomes", DEAL, DEAL)) == [(3, "start", "rule_repeated")]


def test_an_event_in_two_exports_is_counted_once():
    deal = DEAL | {"currency": None}
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


# --- people, absences, coverage


def test_a_person_written_twice_with_two_roles_is_asked_about():
    stay = {"person": "P01", "start": MONDAY, "end": None, "role": "sales"}
    assert broken(check("people", stay, stay)) == [(3, "end", "rule_repeated")]
    assert [key for *_, key in broken(check("people", stay, stay | {"role": "support"}))] == [
        "rule_contradicted"
    ] * 2


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
@examples(25)
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


@examples(200)
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
