"""The figure of the race: each candidate with its interval, the first on top, each kind named once."""

from __future__ import annotations

import pandas as pd
from figures.looked_at import by_key, legend, marks

from ssi_outcomes.figures.gains import KINDS, draw_race

ENTRIES = pd.DataFrame(
    {
        "label": ["score", "messages sent in the week before", "posts"],
        "kind": ["score", "activity", "activity"],
        "gain": [0.5, 4.0, -1.0],
        "low": [-0.5, 2.0, -3.0],
        "high": [1.5, 6.0, 1.0],
    }
)


def test_each_gain_lies_on_its_interval_and_the_first_candidate_on_top():
    (axes,) = draw_race(ENTRIES, by_key).axes
    assert [place for place in marks(axes, "o") if place[0] == place[0]] == [(0.5, 0)]
    assert marks(axes, "D") == [(4, 1), (-1, 2)]
    intervals = [
        (line.get_xdata()[0], line.get_xdata()[1], line.get_ydata()[0])
        for line in axes.lines
        if line.get_marker() == "None" and line.get_linewidth() == 1.6
    ]
    assert intervals == [(-0.5, 1.5, 0), (2, 6, 1), (-3, 1, 2)]
    assert axes.get_ylim()[0] > axes.get_ylim()[1]


def test_a_long_name_runs_over_lines_and_loses_no_word():
    (axes,) = draw_race(ENTRIES, by_key).axes
    names = [label.get_text() for label in axes.get_yticklabels()]
    assert names == ["score", "messages sent in the\nweek before", "posts"]


def test_the_legend_names_the_kinds_that_are_there_in_the_order_of_all():
    assert legend(draw_race(ENTRIES[::-1], by_key)) == ["race_kinds.score", "race_kinds.activity"]


def test_two_kinds_of_one_colour_differ_in_their_filling_and_all_differ_in_grey():
    looks = list(KINDS.values())
    assert len({(mark, filling == "white") for _, mark, filling in looks}) == len(looks)
