"""The name of a file tells its days, and whose it is to nobody."""

from datetime import date

import pytest

from ssi_outcomes.reading.kinds.published.member_file import (
    days_in_name,
    is_named_export,
    series_of,
    without_member_name,
)

NAMED = "acme/P07/Content_2026-01-01_2026-12-31_TestPerson.xlsx"


@pytest.mark.parametrize(
    "name, shown",
    [
        (NAMED, "acme/P07/Content_2026-01-01_2026-12-31.xlsx"),
        (
            "AggregateAnalytics_Test Person_2026-07-20_2026-07-26 (1).xlsx",
            "AggregateAnalytics_2026-07-20_2026-07-26 (1).xlsx",
        ),
        ("content_2026-01-01_2026-12-31_Test_Person-O'Neil (PhD).XLSX", "content_2026-01-01_2026-12-31.xlsx"),
        ("Content_TestPerson.xlsx", "Content.xlsx"),
        ("sales_2026-01-01_2026-12-31.xlsx", "sales_2026-01-01_2026-12-31.xlsx"),
        ("contents.xlsx", "contents.xlsx"),
    ],
)
def test_the_members_name_is_dropped_from_the_files_name(name, shown):
    assert without_member_name(name) == shown
    assert without_member_name(shown) == shown


@pytest.mark.parametrize(
    ("name", "member"),
    [
        ("Content_2026-03-01_2026-03-28_TestPerson.xlsx", "Test Person"),
        ("AggregateAnalytics_Test Person_2026-03-01_2026-03-28 (1).xlsx", "Test Person"),
        ("Contenu_2026-03-01_2026-03-28_Test_Person.xlsx", "Test Person"),
        ("Content_2026-03-01_2026-03-28.xlsx", ""),
    ],
)
def test_exports_of_one_member_are_one_series_that_ends_on_the_last_day_known(name, member):
    assert series_of(name, [date(2026, 3, 20)]) == (member, date(2026, 3, 28))
    assert series_of("export.xlsx", [date(2026, 3, 20)])[1] == date(2026, 3, 20)
    assert series_of("export.xlsx", []) is None


def test_a_day_that_does_not_exist_is_none():
    assert days_in_name("Content_2026-02-30_2026-03-01_TestPerson.xlsx") == [date(2026, 3, 1)]


def test_an_export_is_told_by_its_name():
    assert is_named_export(NAMED) and is_named_export(
        "AggregateAnalytics_Test Person_2026-07-20_2026-07-26.xlsx"
    )
    assert not is_named_export("contents.xlsx")
