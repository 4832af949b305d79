"""The figure of ratios: what lies beyond the scale ends in an arrow, and no change is always in sight."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from figures.looked_at import by_key, legend, marks, texts

from ssi_outcomes.figures.ratios import MARKS, draw_ratios

CLAIM, THRESHOLD = 1.13, 1.05


def row(ratio: float, low: float, high: float, label: str = "calls", kind: str = "real") -> dict:
    """Return a ratio whose thin interval goes as far again as the thick one."""
    return {
        "label": label,
        "kind": kind,
        "ratio": ratio,
        "low": low,
        "high": high,
        "widest_low": low * low / ratio,
        "widest_high": high * high / ratio,
    }


def say(key: str, **values: object) -> str:
    """Return a change as it is drawn, any other label by its key."""
    if key == "labels.change":
        return f"{values['value']:+.{values['digits']}f}%"
    return by_key(key, **values)


def drawn(*rows: dict):
    figure = draw_ratios(pd.DataFrame(rows), CLAIM, THRESHOLD, say)
    return figure, figure.axes[0]


def test_a_ratio_stands_between_its_bounds_on_a_scale_of_logs():
    _, axes = drawn(row(1.1, 1.0, 1.21))
    ((place, line),) = marks(axes, "o")
    assert axes.get_xscale() == "log" and (place, line) == (1.1, axes.get_yticks()[0])
    spans = {
        line.get_linewidth(): tuple(line.get_xdata()) for line in axes.lines if len(line.get_xdata()) == 2
    }
    assert spans[3.0] == pytest.approx((1.0, 1.21)) and spans[1.1] == pytest.approx((1 / 1.1, 1.331))


@pytest.mark.parametrize(
    ("made", "arrows"),
    [
        (row(1.1, 1.0, 1.2), []),
        (row(1.0, 0.2, 5.0), ["<", ">"]),
        (row(1.0, 0.6, 5.0), [">"]),
        (row(math.inf, math.inf, math.inf) | {"widest_low": 5.0, "widest_high": math.inf}, [">"]),
        (row(1e-9, 1e-10, 1e-8) | {"widest_low": 0.0, "widest_high": 1e-7}, ["<"]),
    ],
)
def test_what_goes_beyond_the_scale_ends_in_an_arrow_at_its_edge(made, arrows):
    _, axes = drawn(made)
    low, high = axes.get_xlim()
    edges = {"<": low, ">": high}
    for arrow, edge in edges.items():
        assert marks(axes, arrow) == (
            [(pytest.approx(edge), axes.get_yticks()[0])] if arrow in arrows else []
        )
    assert 0.24 < low < 1 < high < 4.1


def test_no_change_the_threshold_and_the_claim_are_in_sight_however_short_the_intervals():
    _, axes = drawn(row(1.0, 0.999, 1.001))
    low, high = axes.get_xlim()
    assert low < 1 / 1.15 and high > CLAIM**1.3
    assert 1 in axes.get_xticks() and len(axes.get_xticks()) <= 8


def test_two_ratios_of_one_label_share_a_line_and_do_not_cover_each_other():
    figure, axes = drawn(
        row(1.1, 1.0, 1.2, kind="within"),
        row(1.3, 1.1, 1.5, kind="between"),
        row(1.0, 0.9, 1.1, "orders", "within"),
    )
    assert [label.get_text() for label in axes.get_yticklabels()] == ["calls", "orders"]
    (_, first), (_, alone) = marks(axes, "o")
    ((_, second),) = marks(axes, "D")
    calls, orders = axes.get_yticks()
    assert first < calls < second < alone == pytest.approx(orders)
    assert legend(figure) == ["ratio_kinds.within", "ratio_kinds.between"]
    assert "no_change_line" in texts(axes)


def test_a_single_kind_needs_no_legend():
    assert drawn(row(1.1, 1.0, 1.2))[0].legends == []


@pytest.mark.parametrize(("ratio", "told"), [(9.0, "+800%"), (0.1, "-90%")])
def test_a_ratio_beyond_the_scale_is_told_with_its_value(ratio, told):
    _, axes = drawn(row(ratio, ratio * 0.9, ratio * 1.1))
    assert told in texts(axes) and marks(axes, "o") == []


@pytest.mark.parametrize("ratio", [math.inf, 0.0, 1e6, 1e-6, 1.1])
def test_what_has_no_bound_or_stands_on_the_scale_has_no_value_beside_it(ratio):
    _, axes = drawn(row(1.1, 1.0, 1.2) | {"ratio": ratio, "widest_high": max(ratio, 1.3)})
    assert not any(each.endswith("0%") for each in texts(axes))


def test_kinds_that_meet_in_one_figure_differ_without_colour():
    for pair in (("real", "vanity"), ("within", "between"), ("primary", "variant")):
        assert len({(MARKS[kind][1], MARKS[kind][2] == "white") for kind in pair}) == 2
