"""The figure of one's own odds: a bar for each truth, a part of it for each word."""

from __future__ import annotations

import pandas as pd
import pytest
from figures.looked_at import by_key, legend

from ssi_outcomes.figures.word_shares import WORDS, draw_word_shares

SHARES = pd.DataFrame(
    {
        "label": ["nothing", "the claim of a platform that is long"],
        "useful": [2.0, 60.0],
        "undetermined": [38.0, 39.0],
        "useless": [60.0, 1.0],
    }
)


def test_each_bar_is_whole_and_each_part_as_long_as_its_share():
    (axes,) = draw_word_shares(SHARES, by_key).axes
    parts = [
        (round(bar.get_x()), round(bar.get_width()))
        for bar in axes.patches
        if bar.get_width() and bar.get_height() == 0.6
    ]
    assert parts == [(0, 2), (0, 60), (2, 38), (60, 39), (40, 60), (99, 1)]
    assert axes.get_xlim() == (0, 100) and axes.get_ylim()[0] > axes.get_ylim()[1]


def test_a_share_has_its_number_where_there_is_room_for_it():
    (axes,) = draw_word_shares(SHARES, by_key).axes
    assert len(axes.texts) == 4


def test_each_word_is_named_once_and_the_false_ones_differ_in_grey():
    figure = draw_word_shares(SHARES, by_key)
    assert legend(figure) == [f"verdict.words.{word}" for word in WORDS]
    assert len(set(WORDS.values())) == 3 and WORDS["useless"][1] != WORDS["useful"][1]


@pytest.mark.parametrize("word", WORDS)
def test_a_word_that_is_never_said_has_no_part(word):
    none = SHARES.assign(**{word: 0.0})
    (axes,) = draw_word_shares(none, by_key).axes
    assert sum(bar.get_width() > 0 for bar in axes.patches if bar.get_height() == 0.6) == 4
