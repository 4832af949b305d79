"""The totals of one post: left aside and said, without a question."""

import pytest
from reading.texts import TODAY

from ssi_outcomes.reading.kinds.published.creator import Creator
from ssi_outcomes.reading.kinds.published.one_post import is_one_post
from ssi_outcomes.reading.parsed import Context, Sheet

TOTALS = (("Post URL", "https://www.linkedin.com/feed/update/urn:li:activity:1"), ("Impressions", 120.0))
AUDIENCE = (("Category", "Value", "%"), ("Job title", "Tester", "< 1%"))
NAME = "PostAnalytics_TestPerson_7400000000000000001.xlsx"


def sheet(name, rows, file=NAME):
    return Sheet(file, name, tuple(range(1, len(rows) + 1)), rows)


@pytest.mark.parametrize(
    "sheets",
    [
        [sheet("PERFORMANCE", TOTALS), sheet("TOP DEMOGRAPHICS", AUDIENCE)],
        [sheet("PERFORMANCE", TOTALS, "renamed.xlsx")],
        [sheet("Performances", (("URL du post", "https://www.linkedin.com/posts/x"),), "renommé.xlsx")],
        [sheet("TOP DEMOGRAPHICS", AUDIENCE)],
        [sheet("Desempenho", (("Impressões", 12.0),))],
    ],
)
def test_the_totals_of_one_post_are_left_aside_and_said(sheets):
    tables = Creator().recognise(sheets)
    (parsed,) = Creator().read(tables, sheets, Context(TODAY))
    assert (parsed.kind, parsed.rows, parsed.tables) == ("creator_post", 0, {})
    assert parsed.ignored == sum(len(each.rows) for each in sheets)
    assert [key for key, _ in parsed.notes] == ["creator_one_post"]
    assert "TestPerson" not in repr(parsed)


def test_a_sheet_of_ones_own_called_performance_is_not_one():
    assert not is_one_post([sheet("Performance", (("Date", "SSI"), ("2026-01-05", 52.0)), "own.xlsx")])


def test_days_are_read_even_beside_a_sheet_of_that_name():
    days = (("Date", "Impressions", "Engagements"), ("1/13/2026", 9.0, 1.0))
    sheets = [sheet("PERFORMANCE", TOTALS), sheet("ENGAGEMENT", days)]
    read = Creator().read(Creator().recognise(sheets), sheets, Context(TODAY))
    assert sum(each.accepted for each in read) == 1
