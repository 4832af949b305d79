"""Who was there, day by day, and the weeks that follow."""

from __future__ import annotations

import numpy as np
import pandas as pd
from panel.laid_out import W1, W2, W3, W4, W5, called, column, covered, day, panel, read

from ssi_outcomes.panel.grid import Grid, lay_grid
from ssi_outcomes.panel.spans import Span

# --- who was there


def test_absences_reduce_the_days_and_a_week_without_any_is_missing():
    absences = [
        {"person": "P01", "start": day(W1, 3), "end": day(W2, 6)},
        {"person": "P01", "start": day(W1, 4), "end": day(W1, 4)},
    ]
    made = panel(absences=absences, outcomes=[called(W1, 2), called(W3, 1)], ssi=[read(W1, 40.0)])
    assert column(made, "exposure_days") == [3, 0, 7]
    assert column(made, "outcome_phone_meeting") == [2.0, None, 1.0]
    assert column(made, "ssi")[:2] == [40.0, 40.0]


def test_joiners_and_leavers_have_the_weeks_of_their_stays():
    people = [
        {"person": "P01", "start": day(W1, 2), "end": day(W2, 4)},
        {"person": "P01", "start": W4, "end": None},
        {"person": "P02", "start": W3, "end": None},
    ]
    made = panel(people=people, outcomes=[called(W4, 1)], coverage=[covered()])
    assert column(made, "week") == ["2026-W02", "2026-W03", "2026-W05", "2026-W06"]
    assert column(made, "exposure_days") == [5, 5, 7, 7]
    assert column(made, "outcome_phone_meeting") == [0.0, 0.0, 1.0, 0.0]
    assert column(made, "week", "P02") == ["2026-W04", "2026-W05", "2026-W06"]


def lay(*stays: tuple, absences: tuple = ()) -> Grid:
    """Return the grid of three weeks, W1 to W3, of people (name, start, end)."""
    columns = ["person", "start", "end"]
    tables = {
        "people": pd.DataFrame(stays, columns=columns),
        "absences": pd.DataFrame(absences, columns=columns),
    }
    span = Span("outcomes", None, None, np.datetime64(W1), np.datetime64(day(W3, 6)))
    return lay_grid(tables, pd.DataFrame({"person": [], "day": pd.to_datetime([])}), {}, [span])


def test_a_stay_without_an_end_reaches_to_the_edge_and_people_come_as_they_sort():
    grid = lay(("P02", day(W1, 5), None), ("P01", None, day(W2, 1)))
    assert grid.people.tolist() == ["P01", "P02"]
    assert grid.exposure.tolist() == [[7, 2, 0], [2, 7, 7]]
    assert grid.present.tolist() == [[True, True, False], [True, True, True]]


def test_an_absence_takes_days_and_not_the_week():
    grid = lay(("P01", None, None), absences=(("P01", W2, day(W2, 6)), ("P01", day(W3, 6), None)))
    assert grid.exposure.tolist() == [[7, 0, 6]] and grid.present.tolist() == [[True, True, True]]


def test_a_period_passes_where_the_person_stayed_on_one_day_of_it_or_where_nothing_is_known():
    grid = lay(("P01", day(W2, 2), day(W2, 4)))
    starts = pd.Series(pd.to_datetime([W2, W1, day(W2, 4), day(W2, 5), day(W1, -1), W1]))
    ends = pd.Series(pd.to_datetime([day(W2, 6), day(W2, 1), day(W2, 4), day(W3, 6), day(W1, 2), day(W3, 7)]))
    passed = grid.was_there(np.zeros(6, int), starts, ends)
    assert passed.tolist() == [True, False, True, False, True, True]
    # Of nobody in the grid nothing is known.
    assert grid.was_there(np.array([-1]), starts[1:2], ends[1:2]).tolist() == [True]


def test_a_day_has_its_week_and_beyond_the_grid_none():
    days = pd.Series(pd.to_datetime([W1, day(W1, 6), W2, day(W3, 6), day(W1, -1), W4]))
    assert lay(("P01", None, None)).find_weeks(days).tolist() == [0, 0, 1, 2, -1, -1]


def test_a_period_touches_its_weeks_as_far_as_they_lie_in_the_grid_and_nobodys_none():
    grid = lay(("P01", None, None), ("P02", None, None))
    starts, ends = (
        pd.Series(pd.to_datetime(days))
        for days in ([day(W1, -9), day(W2, 6), W4, W1, W3, None], [W1, day(W3, 9), W5, W5, W2, W3])
    )
    touched = grid.touch(np.array([0, 1, 0, -1, 0, 0]), starts, ends)
    assert touched.tolist() == [[True, False, False], [False, True, True]]


def test_a_week_is_known_that_is_covered_or_stated_and_not_doubted():
    grid = lay(("P01", None, None), absences=(("P01", W3, day(W3, 6)),))
    spans = [Span("outcomes", None, None, np.datetime64(W1), np.datetime64(day(W1, 6)))]
    none = np.zeros((1, 3), bool)
    assert grid.cover(spans, "outcomes", "order", none, none).tolist() == [[True, False, False]]
    assert not grid.cover(spans, "activity", "order", none, none).any()
    stated, unknown = np.array([[False, True, True]]), np.array([[True, False, False]])
    # Nobody was there in the third.
    assert grid.cover(spans, "outcomes", "order", stated, none).tolist() == [[True, True, False]]
    assert grid.cover(spans, "outcomes", "order", stated, unknown).tolist() == [[False, True, False]]


# --- weeks without a weekday


def test_an_absence_typed_from_monday_to_friday_is_a_week_away_and_is_said():
    away = [
        {"person": "P01", "start": W2, "end": day(W2, 4)},
        {"person": "P01", "start": W3, "end": day(W3, 3)},
    ]
    made = panel(
        absences=away, ssi=[read(W1, 40.0)], coverage=[covered(W1, day(W4, 6))], outcomes=[called(W1, 2)]
    )
    assert column(made, "exposure_days") == [7, 0, 3, 7]
    assert column(made, "outcome_phone_meeting") == [2.0, None, 0.0, 0.0]
    assert ("panel_weekend_left", {"count": 1}) in made.notes


def test_who_comes_on_the_wednesday_of_a_leave_begins_with_the_next_week_and_a_stay_counts_its_own_days():
    people = [
        {"person": "P01", "start": day(W1, 5), "end": None},
        {"person": "P02", "start": day(W1, 2), "end": None},
        {"person": "P03", "start": W1, "end": day(W2, 0)},
    ]
    away = [{"person": "P02", "start": day(W1, 2), "end": day(W1, 4)}]
    made = panel(
        people=people,
        absences=away,
        coverage=[covered(W1, day(W2, 6))],
        outcomes=[called(W1, 1, person="P03")],
    )
    assert [column(made, "exposure_days", name) for name in ("P01", "P02", "P03")] == [[2, 7], [0, 7], [7, 1]]


def test_an_event_in_a_week_without_a_weekday_is_not_lost_unsaid():
    away = [{"person": "P01", "start": W2, "end": day(W2, 4)}]
    made = panel(
        absences=away, outcomes=[called(W1, 1), called(day(W2, 5), 3)], coverage=[covered(W1, day(W2, 6))]
    )
    assert dict(made.left_out)["panel_absent"]["count"] == 3
