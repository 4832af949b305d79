"""What is said of each outcome beside its interval, in the picture and in the table."""

from __future__ import annotations

import pytest
from exhibits.snapshots import plain
from exhibits.told_studies import Told, tell_study
from figures.looked_at import texts

from ssi_outcomes.exhibits.team.each_outcome import show_verdict
from ssi_outcomes.figures.canvas import style

STUDY = {
    "meetings": Told(0.7, 1.2, events=654),
    "orders": Told(changes={"silence": "no_event"}),
    "views": Told(1.3, 1.5, events=20000),
}


@pytest.fixture(scope="module")
def verdict():
    return show_verdict(tell_study(STUDY))


@pytest.mark.parametrize("form", ["draw", "narrow"])
def test_the_picture_says_of_each_outcome_what_the_table_says(verdict, form):
    with style():
        (axes,) = getattr(verdict, form)(verdict.teller("en")).axes
    told, table = texts(axes), plain(verdict.tell("en")["table"])
    assert {"−8.3%", "(−30.0% to +20.0%)", "654 in all", "undetermined"} <= set(told)
    assert {"+39.6%", "(+30.0% to +50.0%)", "20,000 in all", "goes up with the score"} <= set(told)
    assert "−8.3%" in table and "−30.0% to +20.0%" in table and "+30.0% to +50.0%" in table
    assert not any("orders" in each for each in told) and "orders" in verdict.tell("en")["sentence"]


def test_the_picture_speaks_french(verdict):
    with style():
        (axes,) = verdict.narrow(verdict.teller("fr")).axes
    assert "(de −30,0\u00a0% à +20,0\u00a0%)" in texts(axes)


def test_nothing_estimated_is_no_picture_in_either_form():
    silent = show_verdict(tell_study({"meetings": Told(changes={"silence": "no_event"})}))
    assert silent.draw is None and silent.narrow is None and "alt" in silent.tell("en")
