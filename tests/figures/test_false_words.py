"""The figure of a rule that was tried: a mark for each word that was said, against the risk that was promised."""

from __future__ import annotations

import pandas as pd
import pytest
from figures.looked_at import by_key, legend, marks, texts

from ssi_outcomes.figures.canvas import style
from ssi_outcomes.figures.false_words import SAID, draw_false_words

ROWS = pd.DataFrame(
    {
        "label": ["nothing", "a world with a name that takes two lines of a label"],
        "useful": [1.5, 86.5],
        "useless": [11.0, 0.0],
        "coverage": [94.0, 3.5],
    }
)


@pytest.fixture(scope="module")
def figure():
    with style():
        return draw_false_words(ROWS, 5.0, by_key)


def test_each_word_that_was_said_has_its_mark_and_one_that_never_was_has_none(figure):
    (axes,) = figure.axes
    (one, two) = axes.get_yticks()
    assert marks(axes, "o") == [(1.5, one), (86.5, two)]
    assert marks(axes, "s") == [(11.0, one)]
    assert marks(axes, "|") == [(94.0, one), (3.5, two)]
    assert two > one and axes.get_ylim()[0] > axes.get_ylim()[1]


def test_an_interval_that_never_holds_the_truth_is_told_and_one_that_there_is_none_of_is_not():
    with style():
        (axes,) = draw_false_words(ROWS.assign(coverage=[0.0, float("nan")]), 5.0, by_key).axes
    assert marks(axes, "|") == [(0.0, axes.get_yticks()[0])]


def test_the_risk_that_was_promised_is_a_line_with_its_name(figure):
    (axes,) = figure.axes
    assert 5.0 in [line.get_xdata()[0] for line in axes.lines] and "promised" in texts(axes)


def test_the_legend_names_what_is_marked_and_shapes_differ_in_grey(figure):
    assert legend(figure) == ["columns.said_useful", "columns.said_useless", "columns.coverage"]
    assert len({(mark, filling == "white") for _, mark, filling in SAID.values()}) == 3
