"""The first and the last week are told, how many are empty, and which rows a long hole sets apart."""

import pandas as pd
import pytest
from intake.days import counts, panel_of, readings, weekly

from ssi_outcomes.intake.dated_rows import list_dated
from ssi_outcomes.intake.weeks_read import FEW_APART, HOLE, tell_weeks

RECENT = weekly("P1", "2026-03-02", 10, line=3)


def tell(*rows, language: str = "en", first: str = "2026-03-02", last: str = "2026-05-04") -> list[str]:
    return tell_weeks(panel_of(first, last), list_dated({"outcomes": counts(*rows)}), language)


def test_a_row_with_a_wrong_year_is_told_with_its_line_and_day():
    told = tell(("P1", "meetings", "2025-03-10", 1, "weeks.csv", 12), *RECENT, first="2025-03-10")
    assert told == [
        "Weeks read: 2025-W11 to 2026-W19 (61), in 50 of which nothing stands.",
        "  1 row stands before 50 empty weeks (2025-W12 to 2026-W09): weeks.csv, line 12 (2025-03-10). Is the year right?",
    ]


def test_rows_after_a_hole_are_told_in_french_as_many():
    late = weekly("P1", "2027-03-01", 2, line=40)
    told = tell(*RECENT, *late, language="fr", last="2027-03-08")
    assert told == [
        "Semaines lues\u00a0: 2026-W10 à 2027-W10 (54), dont 42 vides.",
        "  2 lignes se trouvent après 42 semaines vides (2026-W20 à 2027-W08)\u00a0: weeks.csv, lignes 40, 41 (2027-03-01 à 2027-03-08). L’année est-elle la bonne\u00a0?",
    ]


def test_weeks_that_all_hold_something_are_told_in_one_line():
    assert tell(*RECENT) == ["Weeks read: 2026-W10 to 2026-W19 (10)."]
    assert tell(*RECENT, language="fr") == ["Semaines lues\u00a0: 2026-W10 à 2026-W19 (10)."]


@pytest.mark.parametrize(("empty", "asked"), [(HOLE - 1, 0), (HOLE, 1)])
def test_a_year_is_asked_about_from_eight_empty_weeks_on(empty, asked):
    last = str((panel_of("2026-05-11", "2027-01-04")["week_start"][empty]).date())
    told = tell(*RECENT, ("P1", "meetings", last, 1, "weeks.csv", 40), last=last)
    assert f"in {empty} of which" in told[0] and len(told) == 1 + asked


def test_a_reading_alone_holds_its_week_and_a_row_of_a_month_all_of_its_own():
    month = counts(("P1", "meetings", "2026-03-02", 4, "months.csv", 2))
    month["end"] = pd.to_datetime(["2026-03-29"])
    tables = {"outcomes": month, "ssi": readings(("P1", "2026-04-05", "ssi.csv", 2))}
    told = tell_weeks(panel_of("2026-03-02", "2026-04-06"), list_dated(tables), "en")
    assert told == ["Weeks read: 2026-W10 to 2026-W15 (6), in 1 of which nothing stands."]


def test_of_many_groups_the_smallest_are_told_and_the_others_counted():
    years = [
        ("P1", "meetings", f"20{year}-03-02", 1, "weeks.csv", year) for year in range(10, 10 + FEW_APART)
    ]
    two = weekly("P1", "2024-03-04", 2, line=50)
    told = tell(*years, *two, *RECENT, first="2010-03-01")
    assert len(told) == 2 + FEW_APART and "weeks.csv, line 10" in told[1]
    assert told[-1].startswith("  … and 1 more group of rows, apart")


def test_what_has_no_lines_has_no_mistyped_year():
    rows = list_dated({"outcomes": counts(("P1", "meetings", "2025-03-10", 1, "x.zip", 1), *RECENT)})
    rows["source_line"] = rows["source_line"].where(rows["source_file"] != "x.zip")
    assert len(tell_weeks(panel_of("2025-03-10", "2026-05-04"), rows, "en")) == 1


def test_of_a_panel_without_weeks_or_without_rows_nothing_is_made_up():
    assert tell(first="2026-03-02", last="2026-02-23") == []
    assert tell() == ["Weeks read: 2026-W10 to 2026-W19 (10)."]
