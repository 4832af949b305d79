"""The figure of a trial's plan: a line for each way to ask, marked at the people who were asked for."""

import pandas as pd
from figures.looked_at import by_key, legend, marks, texts

from ssi_outcomes.figures.reach_by_people import WAYS, draw_reach

FOUND = pd.DataFrame(
    {
        "way": ["watched"] * 3 + ["parallel"] * 3 + ["crossover"] * 3,
        "people": [10, 20, 40] * 3,
        "gain": [2000.0, 80.0, 40.0, 30.0, 20.0, 14.0, 15.0, 10.0, 7.0],
    }
)


def test_each_way_has_its_line_and_its_mark_at_the_people_who_were_asked_for():
    figure = draw_reach(FOUND, 20, 9.7, 4.8, by_key)
    (axes,) = figure.axes
    assert legend(figure) == ["reach.watched", "reach.parallel", "reach.crossover"]
    assert [marks(axes, shape) for _, _, shape in WAYS.values()] == [[(20, 80)], [(20, 20)], [(20, 10)]]
    assert len(set(WAYS.values())) == 3


def test_what_is_as_good_as_never_found_has_no_place():
    (axes,) = draw_reach(FOUND, 20, 9.7, 4.8, by_key).axes
    watched = next(line for line in axes.lines if line.get_label() == "reach.watched")
    assert list(watched.get_xdata()) == [20, 40]


def test_the_claim_and_the_threshold_are_named_where_they_are():
    (axes,) = draw_reach(FOUND, 20, 9.7, 4.8, by_key).axes
    assert texts(axes) == ["reach_claim", "reach_threshold"]
    across = {line.get_ydata()[0] for line in axes.lines if line.get_linestyle() == "-."}
    assert across == {9.7, 4.8}


def test_a_way_that_finds_nothing_is_not_named():
    figure = draw_reach(FOUND[FOUND["way"] != "crossover"], 20, 9.7, 4.8, by_key)
    assert legend(figure) == ["reach.watched", "reach.parallel"]
