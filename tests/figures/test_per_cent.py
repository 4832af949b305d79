"""The scale of changes: its numbers never touch, no name is crossed by a line, and what is measured is what is drawn."""

from __future__ import annotations

import pandas as pd
import pytest
from figures.looked_at import by_key
from matplotlib.backends.backend_agg import FigureCanvasAgg

from ssi_outcomes.figures.canvas import measure, style
from ssi_outcomes.figures.per_cent import (
    find_limits,
    name_levels,
    open_plot,
    plan_levels,
    say_change,
    set_scale,
)

CLAIM, THRESHOLD = 1.13, 1.05


def text(key: str, **values: object) -> str:
    if key == "labels.change":
        return f"{values['value']:+.{values['digits']}f}%"
    return f"{values['name']}: {values['change']}" if key == "labels.level_line" else by_key(key, **values)


def bounds(low: float, high: float) -> pd.DataFrame:
    return pd.DataFrame({"widest_low": [low], "widest_high": [high]})


def boxes(figure, artists) -> list:
    renderer = FigureCanvasAgg(figure).get_renderer()
    figure.draw(renderer)
    return [artist.get_window_extent(renderer) for artist in artists]


@pytest.mark.parametrize("width", [1.4, 2.2, 3.3, 6.0])
@pytest.mark.parametrize(("low", "high"), [(0.999, 1.001), (0.7, 1.2), (0.3, 1.1), (0.9, 3.9), (0.01, 90)])
def test_numbers_of_the_axis_touch_neither_each_other_nor_the_edge_and_no_change_has_one(width, low, high):
    with style():
        figure, axes = open_plot(width + 0.6, (0.3, 0.3), 1.0, 0.6, 0.5)
        set_scale(axes, find_limits(bounds(low, high), CLAIM), width + 0.6, (0.3, 0.3), text)
        labels = [label for label in axes.get_xticklabels() if label.get_text()]
        places = sorted(boxes(figure, labels), key=lambda box: box.x0)
    assert "+0%" in [label.get_text() for label in labels]
    assert all(before.x1 < after.x0 for before, after in zip(places, places[1:], strict=False))
    assert places[0].x0 >= 0 and places[-1].x1 <= figure.bbox.x1


@pytest.mark.parametrize(("low", "high"), [(0.3, 1.2), (0.85, 3.9), (0.999, 1.001)])
@pytest.mark.parametrize(("threshold", "claim"), [(THRESHOLD, CLAIM), (1.3, 1.1)])
def test_no_line_of_a_level_runs_through_the_name_of_another(low, high, threshold, claim):
    with style():
        figure, axes = open_plot(4.0, (0.2, 0.2), 1.0, 0.7, 0.4)
        set_scale(axes, find_limits(bounds(low, high), claim, threshold), 4.0, (0.2, 0.2), text)
        name_levels(axes, plan_levels(claim, threshold, text), 1.0)
        names = boxes(figure, axes.texts)
        lines = boxes(figure, axes.lines)
    assert len(names) == len(lines) == 3
    assert not any(
        name.x0 < line.x0 < name.x1 and line.y1 > name.y0 + 0.5 for name in names for line in lines
    )
    assert all(name.x0 >= 0 and name.x1 <= figure.bbox.x1 for name in names)
    tops = [(name.y0, name.y1) for name in names]
    assert len({round(bottom) for bottom, _ in tops}) == 3


def test_a_level_is_named_with_its_change_and_no_change_alone():
    assert plan_levels(1.097, 1.018, text) == [
        (1.0, "no_change_line"),
        (1.018, "threshold_line: +1.8%"),
        (1.097, "claim_line: +10%"),
    ]


def test_a_ratio_is_told_as_what_is_added_or_lost():
    assert [say_change(ratio, text) for ratio in (0.5, 1, 1.254)] == ["-50%", "+0%", "+25%"]


def test_a_line_of_text_is_as_wide_as_it_is_measured():
    with style():
        figure, axes = open_plot(4.0, (0.2, 0.2), 1.0, 0.7, 0.4)
        written = axes.text(0, 0.5, "demandes entrantes", fontsize=9)
        (box,) = boxes(figure, [written])
    assert measure("demandes entrantes", 9) == pytest.approx(box.width / figure.dpi, abs=0.06)
    assert measure(" ", 9) == 0
