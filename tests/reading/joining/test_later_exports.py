"""Exports whose days overlap: the later one holds, and every row is accounted for."""

from datetime import date

from ssi_outcomes.reading.joining.later_exports import keep_later
from ssi_outcomes.reading.parsed import Parsed

EARLY, LATE = date(2026, 3, 3), date(2026, 3, 5)


def export(file, last, counts, member="test", outcome="impressions", person=None):
    """Return an export: count by day of March 2026, on lines from 2."""
    rows = [
        {
            "person": person,
            "outcome": outcome,
            "start": date(2026, 3, day),
            "end": date(2026, 3, day),
            "count": count,
            "source_line": line,
        }
        for line, (day, count) in enumerate(counts.items(), start=2)
    ]
    return Parsed(file, "creator", {"outcomes": rows}, len(rows), len(rows), series=(member, last))


def counts(parsed):
    return {
        (each.file, row["start"].day): row["count"]
        for each in parsed
        for row in each.tables.get("outcomes", ())
    }


def test_the_later_export_holds_whatever_the_order_of_the_files():
    early, late = export("a", EARLY, {1: 10, 2: 10, 3: 10}), export("b", LATE, {3: 14, 4: 10, 5: 10})
    kept = {("a", 1): 10, ("a", 2): 10, ("b", 3): 14, ("b", 4): 10, ("b", 5): 10}
    assert counts(keep_later([early, late])) == counts(keep_later([late, early])) == kept
    first, second = keep_later([early, late])
    assert (first.rows, first.accepted, first.ignored) == (2, 2, 1)
    assert first.notes == (("rows_in_later_export", {"count": 1}),)
    assert second == late


def test_a_day_that_the_later_export_lacks_is_the_earlier_one_s():
    kept = keep_later([export("a", EARLY, {2: 10, 3: 10}), export("b", LATE, {2: 12, 4: 10})])
    assert counts(kept) == {("a", 3): 10, ("b", 2): 12, ("b", 4): 10}


def test_rows_of_another_sheet_with_the_same_line_stay():
    sheets = [export("a", EARLY, {1: 10, 2: 10}), export("a › F", EARLY, {1: 3, 2: 4}, outcome="followers")]
    kept = counts(keep_later([*sheets, export("b", LATE, {2: 12})]))
    assert kept == {("a", 1): 10, ("a › F", 1): 3, ("a › F", 2): 4, ("b", 2): 12}


def test_two_members_people_or_exports_of_one_day_are_not_ranked():
    for other in ({"member": "other"}, {"person": "P02"}):
        both = [export("a", EARLY, {2: 10}), export("b", LATE, {2: 12}, **other)]
        assert keep_later(both) == both
    same = [export("a", LATE, {2: 10}), export("a (1)", LATE, {2: 12})]
    assert keep_later(same) == same
