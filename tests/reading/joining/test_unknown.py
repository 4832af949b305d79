"""A week of which a refused row spoke is not known, and is no zero."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from reading.team_folder import TODAY, WEEKS, rows, weeks_of, write

from ssi_outcomes.reading.joining.folder import read_team
from ssi_outcomes.reading.joining.tidy import join_tables
from ssi_outcomes.reading.joining.unknown import find_unknown
from ssi_outcomes.reading.kinds.described.about import About
from ssi_outcomes.reading.kinds.records import outcome_record
from ssi_outcomes.reading.parsed import Parsed, Rejected


def test_contradictory_rows_leave_a_gap_and_identical_ones_their_count(team):
    test, second = team.names["Test Person"], team.names["Second Person"]
    counted = weeks_of(team, test, "outcome_phone_meetings")
    assert {week: counted.get(week) for week in WEEKS} == dict(zip(WEEKS, (2, None, 3, 0, None), strict=True))
    counted = weeks_of(team, second, "outcome_phone_meetings")
    # One of the second person's calls has a day that is still to come: it may have been in any week.
    assert {week: counted.get(week) for week in WEEKS} == dict.fromkeys(WEEKS)
    gaps = rows(team, "gaps", "person", "table", "name")
    assert gaps.count((test, "outcomes", "phone_meetings")) == 2
    assert gaps.count((second, "outcomes", "phone_meetings")) == 1


HEAD = "Personne;Résultat;Nombre;du;au\n"
WEEK_2, WEEK_5 = (
    "Test Person;Contrats signés;1;2026-01-05;2026-01-11\n",
    "Test Person;Contrats signés;1;2026-01-26;2026-02-01\n",
)


@pytest.mark.parametrize(
    ("lines", "counted"),
    [
        # Two periods as long: neither is taken, and the weeks that they touch are not known.
        (
            "Test Person;Contrats signés;3;2026-01-12;2026-01-18\nTest Person;Contrats signés;4;2026-01-13;2026-01-19\n",
            (1, None, None, 1),
        ),
        # A month beside two of its weeks: the weeks stay; of the others the month says only that there was something.
        ("Test Person;Contrats signés;9;2026-01-01;2026-01-31\n", (1, None, None, 1)),
        # Two rows of no event: known, and zero.
        (
            "Test Person;Contrats signés;0;2026-01-12;2026-01-18\nTest Person;Contrats signés;0;2026-01-19;2026-01-25\n",
            (1, 0, 0, 1),
        ),
    ],
)
def test_rows_that_overlap_leave_a_gap_where_nothing_else_is_known(folder, lines, counted):
    dataset = read_team(write(folder, {"contrats.csv": HEAD + WEEK_2 + lines + WEEK_5}), TODAY)
    assert (
        tuple(
            weeks_of(dataset, dataset.names["Test Person"], "outcome_contracts")[week] for week in WEEKS[:4]
        )
        == counted
    )


# --- by hand


def outcomes(*spans: tuple[date, date]) -> dict[str, pd.DataFrame]:
    """Return the tables of one person's contracts, which stand in a file from line 2 on."""
    return join_tables(
        [
            Parsed(
                "a.csv",
                "outcomes",
                {
                    "outcomes": [
                        {**outcome_record("P01", "contracts", span)[1], "source_line": line}
                        for line, span in enumerate(spans, 2)
                    ]
                },
                rows=len(spans),
                accepted=len(spans),
            )
        ],
        About(),
    )


def unknown_weeks(tables: dict[str, pd.DataFrame], line: int, key: str) -> list[tuple[date, date]]:
    """Return the spans that are not known once the row of a line is refused."""
    left = tables["outcomes"]
    kept = {**tables, "outcomes": left[left["source_line"] != line]}
    found = find_unknown(tables, kept, [Rejected("a.csv", key, line)])
    assert set(found["table"]) <= {"outcomes"} and set(found["name"]) <= {"contracts"}
    return [
        tuple(None if pd.isna(day) else day.date() for day in days)
        for days in zip(found["start"], found["end"], strict=True)
    ]


JANUARY = (date(2026, 1, 1), date(2026, 1, 31))  # a Thursday to a Saturday
SECOND_WEEK = (date(2026, 1, 5), date(2026, 1, 11))


@pytest.mark.parametrize("key", ["rule_contradicted", "rule_negative"])
def test_of_a_row_of_unknown_content_all_its_days_are_unknown(key):
    assert unknown_weeks(outcomes(JANUARY, SECOND_WEEK), 2, key) == [JANUARY]


def test_of_a_row_that_overlaps_the_weeks_of_the_others_are_known():
    assert unknown_weeks(outcomes(JANUARY, SECOND_WEEK), 2, "rule_overlap") == [
        (date(2025, 12, 29), date(2026, 1, 4)),
        (date(2026, 1, 12), date(2026, 1, 18)),
        (date(2026, 1, 19), date(2026, 1, 25)),
        (date(2026, 1, 26), date(2026, 2, 1)),
    ]


@pytest.mark.parametrize("key", ["rule_repeated", "rule_event_twice"])
def test_a_row_that_another_one_repeats_leaves_nothing_unknown(key):
    assert unknown_weeks(outcomes(JANUARY, JANUARY), 2, key) == []


def test_what_went_with_its_line_though_nothing_repeats_it_is_not_known():
    assert unknown_weeks(outcomes(JANUARY, SECOND_WEEK), 2, "rule_repeated") == [JANUARY]


@pytest.mark.parametrize("key", ["rule_future", "rule_too_old", "rule_end_before_start"])
def test_a_row_of_a_day_that_cannot_be_may_be_of_any_day_unless_it_counts_nothing(key):
    assert unknown_weeks(outcomes(JANUARY, SECOND_WEEK), 2, key) == [(None, None)]
    tables = outcomes(JANUARY, SECOND_WEEK)
    tables["outcomes"] = tables["outcomes"].assign(count=0)
    assert unknown_weeks(tables, 2, key) == []


def test_a_reading_that_cannot_be_is_not_known_on_its_day():
    reading = {"person": "P01", "read_at": date(2026, 1, 5), "ssi": 154.0, "source_line": 2}
    tables = join_tables([Parsed("a.csv", "ssi", {"ssi": [reading]}, rows=1, accepted=1)], About())
    (found,) = find_unknown(tables, tables, [Rejected("a.csv", "rule_score_range", 2)]).to_dict("records")
    assert (found["person"], found["table"], found["start"]) == ("P01", "ssi", pd.Timestamp(2026, 1, 5))


def test_of_a_stay_that_was_refused_no_week_of_the_person_is_known():
    stay = {"person": "P01", "start": date(2026, 2, 1), "end": date(2026, 1, 5), "source_line": 2}
    tables = join_tables([Parsed("a.csv", "people", {"people": [stay]}, rows=1, accepted=1)], About())
    found = find_unknown(tables, tables, [Rejected("a.csv", "rule_end_before_start", 2)])
    assert found["table"].tolist() == ["outcomes", "activity"] and found["start"].isna().all()


def test_a_file_that_was_not_read_is_a_gap_by_its_name_alone():
    found = find_unknown(outcomes(JANUARY), outcomes(JANUARY), [Rejected("b.csv", "file_not_text")])
    assert found["source_file"].tolist() == ["b.csv"] and found["table"].isna().all()


@pytest.mark.parametrize(
    ("form", "others", "known"),
    [
        ("2026-W02;;\n2026-W03;;", True, (31, 1)),  # laid out, and never filled in: the other files hold
        ("2026-W02;;\n2026-W03;40;", True, (None, None)),  # filled in: what it leaves out is not known
        ("2026-W02;;\n2026-W03;;x", True, (None, None)),  # a refused row is not an empty one
        ("2026-W02;;\n2026-W03;;", False, (None, None)),  # and nothing becomes zero by being declared
    ],
)
def test_a_form_in_which_nothing_was_filled_in_says_nothing_of_what_other_files_hold(
    folder, form, others, known
):
    rows = [f"P01;{line}" for line in form.splitlines()]
    files = {
        "form.csv": "Personne;Semaine;SSI;Contrats signés\n" + "\n".join(rows) + "\n",
        "other.csv": "Personne;Date;SSI\nP01;2026-01-10;31\n"
        if others
        else "Personne;Date;SSI\nP02;2026-01-10;3\n",
        "dataset.toml": '[[coverage]]\ntable = "outcomes"\nname = "contracts"\nstart = 2026-01-05\nend = 2026-01-18\n',
    }
    if others:
        files["log.csv"] = "Personne;Date;Résultat;Nombre\nP01;2026-01-13;Contrats signés;1\n"
    write(folder, files)
    team = read_team(folder, TODAY)
    person = team.names["P01"]
    assert (
        weeks_of(team, person, "ssi").get("2026-W03"),
        weeks_of(team, person, "outcome_contracts").get("2026-W03"),
    ) == known
