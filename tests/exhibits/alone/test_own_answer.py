"""The answer to one person: the claims that these weeks decide, and no others."""

from __future__ import annotations

from exhibits.snapshots import plain
from exhibits.told_studies import week_by_week

from ssi_outcomes.exhibits import show_claims


def test_one_person_is_told_of_the_claims_that_these_weeks_decide_and_of_no_others(monkeypatch):
    low = show_claims(week_by_week([1, 0, 1], [20, 22, 21]))
    table = low.tell("en")["table"]
    assert (
        table.count("<tr>") == 2
        and "A low score does not prevent results" in table
        and "a report for yourself says" in table
    )
    monkeypatch.setenv("AUDIENCE", "private")
    assert "your weeks as a whole" in plain(
        low.tell("en")["table"]
    ) and "vos semaines prises ensemble" in plain(low.tell("fr")["table"])
    assert show_claims(week_by_week([1, 0, 1], [50, 52, 51])).table is None
