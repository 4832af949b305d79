"""The figure of all outcomes: a row each with its words, on a phone too, and nothing over anything else."""

from __future__ import annotations

import math
from itertools import combinations

import pandas as pd
import pytest
from figures.looked_at import by_key, marks, texts
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.patches import Rectangle

from ssi_outcomes.base.catalogues import LANGUAGES, sentences
from ssi_outcomes.exhibits.frame.teller import Teller
from ssi_outcomes.figures.canvas import style
from ssi_outcomes.figures.changes import draw_changes
from ssi_outcomes.reading.names.registry import outcomes
from ssi_outcomes.words.facts import Fact

CLAIM, THRESHOLD = 1.097, 1.048
FORMS = pytest.mark.parametrize("narrow", [False, True])


def row(label: str, ratio: float, low: float, high: float, kind: str = "real", word: str = "undetermined"):
    return {
        "label": label,
        "kind": kind,
        "ratio": ratio,
        "low": low,
        "high": high,
        "widest_low": low * 0.95,
        "widest_high": high * 1.05,
        "counted": "1,234 in all",
        "change": f"{100 * (ratio - 1):+.0f}%",
        "span": f"({100 * (low - 1):+.0f}% to {100 * (high - 1):+.0f}%)",
        "word": word,
    }


ROWS = [
    row("views", 1.3, 1.2, 1.4, "vanity", "goes up with the score"),
    row("phone meetings", 0.9, 0.7, 1.15),
    row("contracts", 1.07, 0.77, 1.5),
]


def say(key: str, **values: object) -> str:
    if key == "labels.change":
        return f"{values['value']:+.{values['digits']}f}%"
    return by_key(key, **values).rpartition(".")[2]


def drawn(rows=ROWS, narrow=False):
    with style():
        return draw_changes(pd.DataFrame(rows), CLAIM, THRESHOLD, say, narrow=narrow)


@FORMS
def test_each_outcome_has_its_name_count_change_interval_and_word_real_ones_first(narrow):
    (axes,) = drawn(narrow=narrow).axes
    told = texts(axes)
    for expected in ROWS:
        assert {expected[key] for key in ("label", "counted", "span", "word")} <= set(told)
        assert (expected["change"] in told) != narrow, "of a slim picture the range alone is read"
    assert {"real", "vanity"} <= set(told) and told.index("phone meetings") < told.index("views")
    phone, contracts, views = marks(axes, "o")
    assert (phone[0], contracts[0], views[0]) == (0.9, 1.07, 1.3)
    assert phone[1] < contracts[1] < views[1] and axes.get_ylim()[0] > axes.get_ylim()[1]


@FORMS
def test_attention_lies_in_neither_zone_and_a_zone_too_slim_for_its_name_has_none(narrow):
    (axes,) = drawn([*ROWS, row("proposals", 3.0, 2.0, 3.9)], narrow).axes
    (low, high), (*places, attention) = axes.get_ylim()[::-1], [y for _, y in marks(axes, "o")]
    zones = [patch for patch in axes.patches if isinstance(patch, Rectangle) and patch.get_zorder() == -2]
    foot = (1 - zones[0].get_y()) * (high - low)
    assert len(zones) == 2 and max(places) < foot < attention
    only = drawn([row("views", 1.3, 1.2, 1.4, "vanity")], narrow).axes[0]
    assert not [patch for patch in only.patches if patch.get_zorder() == -2]
    slim = drawn([row("calls", 1.9, 1.2, 3.9)], narrow).axes[0]
    assert "useful" in texts(slim) and "useless" not in texts(slim)


@FORMS
def test_a_real_outcome_without_an_answer_stands_in_no_zone_under_a_heading_of_its_own(narrow):
    (axes,) = drawn([row("orders", 1.5, 1.3, 1.7, "gated", "perhaps the reverse"), *ROWS], narrow).axes
    told, marked = texts(axes), dict(marks(axes, "o"))
    zones = [patch for patch in axes.patches if isinstance(patch, Rectangle) and patch.get_zorder() == -2]
    foot = (1 - zones[0].get_y()) * axes.get_ylim()[0]
    assert max(marked[0.9], marked[1.07]) < foot < marked[1.3]
    assert 1.5 not in marked, "a line is taken for an answer"
    assert told.index("contracts") < told.index("orders") < told.index("views") and {
        "gated",
        "vanity",
    } <= set(told)


@FORMS
def test_where_nothing_has_an_answer_a_picture_shows_what_there_is(narrow):
    (axes,) = drawn([row("orders", 1.5, 1.3, 1.7, "gated", "perhaps the reverse")], narrow).axes
    assert [ratio for ratio, _ in marks(axes, "o")] == [1.5]


@FORMS
def test_zones_end_at_the_threshold_and_both_are_named(narrow):
    (axes,) = drawn(narrow=narrow).axes
    zones = [patch for patch in axes.patches if isinstance(patch, Rectangle) and patch.get_zorder() == -2]
    low, high = axes.get_xlim()
    assert [(zone.get_x(), zone.get_x() + zone.get_width()) for zone in zones] == [
        (pytest.approx(low), pytest.approx(THRESHOLD)),
        (pytest.approx(THRESHOLD), pytest.approx(high)),
    ]
    assert {"useless", "useful", "no_change_line"} <= set(texts(axes))


@FORMS
def test_there_is_no_legend_and_a_single_group_has_no_heading(narrow):
    figure = drawn(ROWS[1:], narrow)
    assert figure.legends == [] and "real" not in texts(figure.axes[0])


@FORMS
def test_a_change_beyond_the_scale_keeps_its_words_and_ends_in_an_arrow(narrow):
    wide = row("proposals", 9.0, 0.1, 90.0)
    (axes,) = drawn([ROWS[1], wide], narrow).axes
    assert len(marks(axes, "<")) == len(marks(axes, ">")) == 1 and len(marks(axes, "o")) == 1
    assert ("+800%" in texts(axes)) != narrow and "(-90% to +8900%)" in texts(axes)


@FORMS
def test_an_outcome_without_bound_has_no_number_and_breaks_nothing(narrow):
    endless = row("proposals", 1.0, 1.0, 1.0) | {
        "ratio": math.inf, "high": math.inf, "widest_high": math.inf, "change": "", "span": "(+5% and more)",
    }  # fmt: skip
    (axes,) = drawn([ROWS[1], endless], narrow).axes
    assert "(+5% and more)" in texts(axes)


def overlapping(figure) -> list[tuple[str, str]]:
    """Return the pairs of texts that touch, and those that leave the sheet."""
    renderer = FigureCanvasAgg(figure).get_renderer()
    figure.draw(renderer)
    (axes,) = figure.axes
    labels = [*axes.texts, *axes.get_xticklabels(), axes.xaxis.label]
    boxes = [(each.get_text(), each.get_window_extent(renderer)) for each in labels if each.get_text()]
    outside = [
        (text, "") for text, box in boxes if box.x0 < 0 or box.x1 > figure.bbox.x1 or box.y1 > figure.bbox.y1
    ]
    touching = [
        (one, other)
        for (one, box), (other, near) in combinations(boxes, 2)
        if min(box.x1, near.x1) - max(box.x0, near.x0) > 0.5
        and min(box.y1, near.y1) - max(box.y0, near.y0) > 2.5
    ]
    return outside + touching


@FORMS
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_outcome_with_every_word_has_room_in_each_language(narrow, language):
    said = sentences(language)
    longest = {
        kind: max(
            (said[f"verdict.{words}.{word}"] for word in ("useful", "useless", "undetermined")), key=len
        )
        for kind, words in (("real", "words"), ("vanity", "vanity_words"))
    }
    rows = [
        row(outcome.label[language], 1.2, 0.3, 3.9, outcome.kind, longest[outcome.kind])
        for outcome in outcomes().values()
    ]
    assert len(rows) > 10 and overlapping(drawn(rows, narrow)) == []


@FORMS
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("low", "high"), [(0.88, 1.36), (0.3, 1.05), (1.2, 3.9), (0.99, 1.02)])
def test_the_names_of_levels_stay_on_the_sheet_wherever_the_interval_lies(narrow, language, low, high):
    text = Teller(language, {"plan_step": Fact("plan_step", 10, "points", "plan")}).text
    word = text("labels.perhaps_luck", word=text("verdict.words.undetermined"))
    rows = pd.DataFrame([row("contracts", math.sqrt(low * high), low, high, word=word)])
    with style():
        figure = draw_changes(rows, CLAIM, THRESHOLD, text, narrow=narrow)
    assert overlapping(figure) == []
