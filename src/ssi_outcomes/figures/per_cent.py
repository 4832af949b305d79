"""The scale of changes in per cent: ratios by their logs, told as what is added or lost, with the plan's
levels named on their own lines.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import NullFormatter, NullLocator

from ssi_outcomes.figures.canvas import INK, ZONE_USEFUL, ZONE_USELESS, Text, measure

# The scale shows a quarter to four times as many, and less where the intervals are shorter.
_LEAST, _MOST, _SHORTEST = 0.25, 4.0, 1.16
# Ratios that have a round change in per cent, those first that a reader looks for first.
_TICKS = (1, 2, 0.5, 1.5, 3, 1.2, 0.8, 1.1, 0.9, 0.7, 0.3, 4, 1.05, 0.95)
_TELLS_WHOLE = 1.03  # ratio from which a level of the plan is told without a decimal
_BETWEEN = 0.1  # inches between two numbers of the axis
LINE = 0.165  # inches from one line of small text to the next


def find_limits(rows: pd.DataFrame, *levels: float) -> tuple[float, float]:
    """Return the ratios at which the scale ends: it holds the intervals as far as a quarter and four times,
    no change and the `levels`.
    """
    # Of a score that hardly moves both ends can lie beyond, on one side.
    shown = rows[["widest_low", "widest_high"]].clip(_LEAST, _MOST)
    ends = np.log([*shown["widest_low"], *shown["widest_high"], max(levels) ** 1.3, 1 / _SHORTEST, _SHORTEST])
    return float(np.exp(min(ends) - 0.02)), float(np.exp(max(ends) + 0.02))


def say_change(ratio: float, text: Text, digits: int = 0) -> str:
    """Return a ratio as the change that it is, with its sign: "+25%"."""
    return text("labels.change", value=round(100 * (ratio - 1), digits), digits=digits)


def open_plot(width: float, sides: tuple[float, float], depth: float, head: float, foot: float):
    """Return a figure `width` inches wide and its axes, `depth` inches deep and numbered in inches from the
    top; beside, above and below it there is as much room as is said.
    """
    height = head + depth + foot
    figure = Figure(figsize=(width, height))
    place = (sides[0] / width, foot / height, (width - sum(sides)) / width, depth / height)
    axes = figure.add_axes(place)
    axes.set_ylim(depth, 0)
    axes.tick_params(axis="y", left=False, labelleft=False)
    axes.spines["left"].set_visible(False)
    return figure, axes


def set_scale(
    axes: Axes,
    limits: tuple[float, float],
    width: float,
    sides: tuple[float, float],
    text: Text,
    size: float = 9,
) -> None:
    """Give `axes` of a figure `width` inches wide, with `sides` beside them, a scale of changes whose numbers
    touch neither each other nor the edge; no change always has one.
    """
    inner = width - sum(sides)
    axes.set(xscale="log", xlim=limits)
    shown: dict[float, tuple[float, float, str]] = {}
    for tick in _TICKS:
        words = say_change(tick, text)
        place, reach = sides[0] + inner * find_share(tick, limits), measure(words, size) / 2
        if (
            limits[0] <= tick <= limits[1]
            and reach <= place <= width - reach
            and all(abs(place - other) > reach + near + _BETWEEN for other, near, _ in shown.values())
        ):
            shown[tick] = place, reach, words
    axes.set_xticks([*shown], [words for *_, words in shown.values()], fontsize=size)
    axes.xaxis.set_minor_locator(NullLocator())
    axes.xaxis.set_minor_formatter(NullFormatter())


def find_share(ratio: float, limits: tuple[float, float]) -> float:
    """Return how far along a scale from one limit to the other a ratio stands: 0 to 1 within it."""
    low, high = np.log(limits)
    return float((np.log(ratio) - low) / (high - low))


def shade_zones(axes: Axes, threshold: float, above: float = 1.0) -> None:
    """Shade what is practically useless, left of the threshold, and what is useful, right of it: in the
    upper share `above` of the plot.
    """
    low, high = axes.get_xlim()
    axes.axvspan(low, threshold, 1 - above, 1, color=ZONE_USELESS, linewidth=0, zorder=-2)
    axes.axvspan(threshold, high, 1 - above, 1, color=ZONE_USEFUL, linewidth=0, zorder=-2)


def name_levels(axes: Axes, levels: Sequence[tuple[float, str]], depth: float, size: float = 8) -> None:
    """Draw an upright line at each of `levels` (ratio, name) through `axes`, `depth` inches deep, and name it
    above them, each on its own line, so that no line crosses a name.
    """
    # Names stand on the side where there is room; the line that is farthest from it reaches highest.
    lacks = [_lack(axes, levels, size, right=right) for right in (True, False)]
    right = lacks[0] <= lacks[1]
    ordered = sorted(levels, key=lambda level: level[0], reverse=right)
    for step, (ratio, name) in enumerate(ordered):
        top = 1 + (step + 0.85) * LINE / depth
        style = _STYLES[levels.index((ratio, name))]
        axes.plot(
            [ratio, ratio],
            [0, top],
            color=INK,
            linewidth=1.1,
            transform=axes.get_xaxis_transform(),
            clip_on=False,
            zorder=1,
            **style,
        )
        axes.annotate(
            name,
            (ratio, 1 + (step + 0.2) * LINE / depth),
            xycoords=axes.get_xaxis_transform(),
            xytext=(3 if right else -3, 0),
            textcoords="offset points",
            ha="left" if right else "right",
            va="bottom",
            fontsize=size,
            annotation_clip=False,
        )


def _lack(axes: Axes, levels: Sequence[tuple[float, str]], size: float, *, right: bool) -> float:
    """Return by how many inches a name would leave the sheet on a side; less than none where all fit, the
    less the more room there is.
    """
    sheet, box = axes.figure.get_figwidth(), axes.get_position()
    lacks = []
    for ratio, name in levels:
        place = sheet * (box.x0 + box.width * find_share(ratio, axes.get_xlim()))
        lacks.append(measure(name, size) + 0.08 - (sheet - place if right else place))
    return float(max(lacks))


# No change, the threshold, the claim: full, dotted, dashed.
_STYLES = ({}, {"dashes": (1, 1.5)}, {"dashes": (5, 2)})


def plan_levels(claim: float, threshold: float, text: Text) -> list[tuple[float, str]]:
    """Return no change, the plan's threshold and LinkedIn's claim with their names, and in per cent as whole
    as sentences tell them.
    """
    named = [(1.0, text("labels.no_change_line"))]
    for ratio, key in ((threshold, "threshold_line"), (claim, "claim_line")):
        named.append((ratio, tell_level(ratio, key, text)))
    return named


def tell_level(ratio: float, key: str, text: Text) -> str:
    """Return the name of a level of the plan, by its `key` among the labels, and the change that it is."""
    change = say_change(ratio, text, count_level_digits(ratio))
    return text("labels.level_line", name=text(f"labels.{key}"), change=change)


def count_level_digits(ratio: float) -> int:
    """Return the decimals of a level of the plan in per cent: none, or one where it is small."""
    return int(ratio < _TELLS_WHOLE)
