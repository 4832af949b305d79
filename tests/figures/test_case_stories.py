"""The figures of described persons: what is stated stands where it is, and what is not says so."""

from __future__ import annotations

import pandas as pd
import pytest
from figures.looked_at import by_key, marks, texts

from ssi_outcomes.figures.case_stories import draw_coverage, draw_people, draw_score


def person(name: str, *readings: float, moved: bool = False) -> dict:
    return {
        "name": name,
        "tie": f"tie of {name}",
        "readings": readings,
        "moved": moved,
        "outcome": f"outcome of {name}",
    }


def test_each_person_has_a_band_and_who_has_no_reading_is_said_to_have_none():
    figure = draw_people([person("A", 12), person("B"), person("C", 54, 65)], 30, 70, by_key)
    (axes,) = figure.axes
    assert sorted(text for text in texts(axes) if text) == sorted(
        [
            *("A", "tie of A", "outcome of A", "12"),
            *("B", "tie of B", "outcome of B", "not_stated"),
            *("C", "tie of C", "outcome of C", "54", "65"),
        ]
    )
    assert sorted(marks(axes, "o")) == [(12, 0), (54, 2), (65, 2)]
    # The first person stands on top.
    assert axes.get_ylim()[0] > axes.get_ylim()[1]


@pytest.mark.parametrize(
    ("readings", "moved", "arrows"),
    [((54, 65), True, ["-|>"]), ((54, 65), False, ["<->"]), ((54, 54), True, []), ((54,), True, [])],
)
def test_an_arrow_says_whether_the_score_moved_or_lay_between(readings, moved, arrows):
    (axes,) = draw_score(readings, moved, 30, 70, by_key).axes
    found = [each.arrow_patch for each in axes.texts if getattr(each, "arrow_patch", None)]
    assert [type(each.get_arrowstyle()).__name__ for each in found] == [
        {"-|>": "CurveFilledB", "<->": "CurveAB"}[arrow] for arrow in arrows
    ]
    assert sorted({x for x, _ in marks(axes, "o")}) == sorted(set(readings))


def test_of_a_score_that_fell_the_numbers_stand_outside_of_the_two_marks():
    (axes,) = draw_score((65, 54), True, 30, 70, by_key).axes
    places = {each.get_text(): each.get_position()[0] for each in axes.texts if each.get_text()}
    assert places["54"] < 54 and places["65"] > 65


def test_the_plans_ranges_are_shaded_and_named_in_their_middles():
    (axes,) = draw_score((), False, 30, 70, by_key).axes
    shaded = [(bar.get_x(), bar.get_width()) for bar in axes.patches]
    assert shaded == [(0, 100), (0, 30), (70, 30)]
    places = {each.get_text(): each.get_position()[0] for each in axes.texts}
    assert places == {"not_stated": 50, "low": 15, "middle": 50, "high": 85}
    assert list(axes.get_xticks()) == [0, 30, 70, 100]


def test_what_is_stated_has_a_full_mark_and_what_is_not_an_empty_one():
    known = pd.DataFrame({"score": [True, False], "outcome": [True, True]}, index=["A", "B"])
    (axes,) = draw_coverage(known, by_key).axes
    assert texts(axes) == ["●", "●", "○", "●"]  # row by row
    assert [label.get_text() for label in axes.get_yticklabels()] == ["A", "B"]
    assert [label.get_text() for label in axes.get_xticklabels()] == ["score", "outcome"]
    assert {label.get_rotation() for label in axes.get_xticklabels()} == {0}  # no head is turned to read
