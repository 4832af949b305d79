"""A week is not known for what a source holds and could not tell: one person's, everybody's, all that it counts."""

from __future__ import annotations

import pytest
from panel.laid_out import W1, W2, W3, W4, W5, called, column, covered, day, panel, read, said

CALLS = "outcome_phone_meeting"


def gap(person="P01", name="phone_meeting", start=W2, end=None, **more) -> dict:
    return {
        "person": person,
        "table": "outcomes",
        "name": name,
        "start": start,
        "end": end or start,
        "source_file": "log.csv",
    } | more


def log(gaps: list[dict], **tables) -> object:
    """Return the panel of two people's calls and one's orders over three weeks, with these gaps."""
    rows = [
        called(W1, 1),
        called(W3, 2),
        called(W1, 3, person="P02"),
        called(W2, 1, outcome="order"),
        called(W1, 1, outcome="order", source_file="crm.csv"),
        called(W3, 1, outcome="order", source_file="crm.csv"),
    ]
    return panel(outcomes=rows, gaps=gaps, **tables)


@pytest.mark.parametrize("coverage", [(), [covered(W1, day(W3, 6))]], ids=["guessed", "declared"])
@pytest.mark.parametrize(
    ("given", "first", "second", "orders"),
    [
        (gap(), [1, None, 2], [3, 0, 0], [1, 1, 1]),
        (gap(start=day(W2, 3), end=day(W3, 1)), [1, None, None], [3, 0, 0], [1, 1, 1]),
        (gap(person=None), [1, None, 2], [3, None, 0], [1, 1, 1]),
        (gap(name=None), [1, None, 2], [3, 0, 0], [1, None, 1]),
        (gap(start=None, end=None), [None] * 3, [3, 0, 0], [1, 1, 1]),
        (gap(end=day(W1, 2), start=None), [None, 0, 2], [3, 0, 0], [1, 1, 1]),
        (gap(person=None, name=None, start=None, end=None), [None] * 3, [None] * 3, [None] * 3),
        (gap(person="P09"), [1, 0, 2], [3, 0, 0], [1, 1, 1]),
        (gap(source_file="other.csv", person=None, start=W1), [None, 0, 2], [None, 0, 0], [1, 1, 1]),
    ],
)
def test_what_a_gap_leaves_open_is_meant_whole(coverage, given, first, second, orders):
    made = log([given], coverage=list(coverage))
    assert [
        column(made, name, person)
        for name, person in ((CALLS, "P01"), (CALLS, "P02"), ("outcome_order", "P01"))
    ] == [
        first,
        second,
        orders,
    ]


def test_a_source_that_names_some_people_speaks_of_no_others():
    rows = [
        called(W1, 1),
        called(W2, 1),
        called(W1, 2, person="P02", source_file="b.csv"),
        called(W2, 2, person="P02", source_file="b.csv"),
    ]
    made = panel(outcomes=rows, gaps=[gap(person=None, source_file="b.csv", start=None, end=None)])
    assert column(made, CALLS) == [1, 1] and column(made, CALLS, "P02") == [None, None]


def test_a_gap_on_a_day_of_absence_is_one_of_its_week():
    absent = [{"person": "P01", "start": W2, "end": W2}]
    assert column(log([gap()], absences=absent), CALLS) == [1, None, 2]


def test_what_was_counted_beside_something_unknown_stays_out_and_is_said():
    made = log([gap(start=W3)])
    assert column(made, CALLS) == [1, 0, None] and said(made) == {"panel_not_known": 2}


def test_a_count_over_several_weeks_leaves_none_of_them_zero_unless_it_is_zero():
    month = called(W1, 12, end=day(W3, 1))
    made = panel(outcomes=[month, called(W4, 1)])
    assert column(made, CALLS) == [None, None, None, 1] and said(made) == {"panel_longer_than_week": 12}
    assert column(panel(outcomes=[month | {"count": 0}, called(W4, 1)]), CALLS) == [0, 0, 0, 1]


def test_of_a_person_whose_stay_is_not_known_no_week_is():
    lost = {"source_file": "people.csv", "start": None, "end": None, "name": None}
    made = log([gap(**lost)], people=[{"person": "P02"}])
    assert column(made, CALLS) == [None] * 3 and column(made, CALLS, "P02") == [3, 0, 0]
    # A row that names nobody may be of anybody but those whom the list names.
    made = log([gap(person=None, **lost)], people=[{"person": "P02"}])
    assert column(made, CALLS) == [None] * 3 and column(made, CALLS, "P02") == [3, 0, 0]


def test_a_gap_beyond_the_weeks_of_a_dataset_makes_none():
    made = log([gap(start=day(W1, -30)), gap(start=day(W5, 30))])
    assert column(made, CALLS) == [1, 0, 2]


def test_readings_alone_may_be_unknown_where_nothing_is_counted():
    made = panel(ssi=[read(W1, 40.0)], gaps=[gap(table="ssi", name=None, start=None, end=None)])
    assert column(made, "ssi") == [None]


WHOLE = [{"table": "outcomes", "source_file": "log.csv"}]


@pytest.mark.parametrize(
    "given", [gap(start=None, end=None), gap(person=None, start=None, end=None), gap(person=None)]
)
def test_in_a_sheet_of_weeks_a_lost_row_is_one_of_those_that_are_missing(given):
    rows = [called(week, 1, day(week, 6)) for week in (W1, W3)]
    rows += [called(week, 2, day(week, 6), person="P02") for week in (W1, W2, W3)]
    made = panel(outcomes=rows, stated=WHOLE, gaps=[given], coverage=[covered(W1, day(W3, 6))])
    assert column(made, CALLS) == [1, None, 1] and column(made, CALLS, "P02") == [2, 2, 2]


def test_in_a_sheet_of_days_it_may_be_of_any_week():
    rows = [called(W1, 1), called(W2, 1), called(W3, 1)]
    made = panel(outcomes=rows, stated=WHOLE, gaps=[gap(start=None, end=None)])
    assert column(made, CALLS) == [None] * 3


def test_a_row_of_which_another_cell_is_not_known_is_there_and_not_the_lost_one():
    rows = [called(week, 1, day(week, 6)) for week in (W1, W3)]
    gaps = [gap(name="order"), gap(start=None, end=None)]
    covers = [covered(W1, day(W3, 6))]
    made = panel(outcomes=rows, stated=WHOLE, gaps=gaps, coverage=covers)
    assert column(made, CALLS) == [1, 0, 1]


def test_a_gap_in_all_that_a_source_counts_goes_as_far_as_was_declared_of_any_of_it():
    rows, covers = [called(W2, 1), called(W3, 1)], [covered(name="phone_meeting", source="log.csv")]
    made = panel(outcomes=rows, coverage=covers, gaps=[gap(name=None, start=None, end=None)])
    assert column(made, CALLS) == [None] * 5
