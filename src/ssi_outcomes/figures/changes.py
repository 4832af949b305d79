"""The figure that matters most: what became of each outcome at a higher score, in per cent."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.transforms import Transform, blended_transform_factory

from ssi_outcomes.figures.canvas import NARROW, PALE, PAPER, QUIET, ZONES, Text, measure
from ssi_outcomes.figures.per_cent import (
    LINE,
    find_limits,
    find_share,
    name_levels,
    open_plot,
    plan_levels,
    set_scale,
    shade_zones,
)
from ssi_outcomes.figures.ratios import draw_interval

_WIDE = 6.0  # inches: a column beside others
_LETTERS = 22  # of a line of an outcome's name, where it stands beside the plot
_NAME, _SMALL = 9, 8  # points
_EDGE = 0.08  # inches left free at the edges
_BESIDE = 0.1  # inches between a change and its interval
_INSET = 0.18  # inches from a line of a slim row to the one above it
_GAP = 0.14  # inches between the plot and what stands beside it
_HEADING = 0.26  # inches of the line above a group of outcomes
_FOOT = 0.2  # inches of the line that names the zones
_KINDS = ("real", "drawn", "watched", "gated", "vanity")
_JUDGED = ("real", "drawn", "watched")  # of the others no word is said that the zones stand for


@dataclass(frozen=True)
class _Form:
    """How a figure is laid out, in inches: the room beside the plot, the depth of an outcome's row with an
    interval and of one without, and where in it that is drawn; the key of the axis's words and the letters of
    a line of them.
    """

    width: float
    sides: tuple[float, float]
    row: float
    bare: float
    at: float
    axis: str
    letters: int


def draw_changes(
    rows: pd.DataFrame, claim: float, threshold: float, text: Text, *, narrow: bool = False
) -> Figure:
    """Return a row for each outcome: `label`, `kind` (of `_KINDS`), `ratio`, `low`, `high` (thick),
    `widest_low`, `widest_high` (thin), and in words `counted`, `change`, `span`, `word`.

    `narrow` is for a phone or a slim column: the words stand above each interval, not beside it, and of two
    ranges and their middle only the range is left that the word rests on.
    """
    lines = rows.iloc[rows["kind"].map(_KINDS.index).argsort(kind="stable")]
    lines = lines.assign(bare=_find_bare(lines))
    if narrow:
        lines = lines.assign(widest_low=lines["low"], widest_high=lines["high"], change="")
    form = _find_slim_form(lines) if narrow else _find_wide_form(lines, text)
    places, headings, depth = _place_rows(lines, form)
    levels = plan_levels(claim, threshold, text)
    axis = textwrap.wrap(text(form.axis), form.letters)
    figure, axes = open_plot(form.width, form.sides, depth, len(levels) * LINE + 0.1, 0.3 + LINE * len(axis))
    set_scale(axes, find_limits(lines[~lines["bare"]], claim, threshold), form.width, form.sides, text)
    axes.set_xlabel("\n".join(axis), fontsize=_NAME)
    judged = _find_judged(lines, places, form)
    if judged:
        shade_zones(axes, threshold, judged / depth)
        _name_zones(axes, threshold, judged, text)
    name_levels(axes, levels, depth)
    across = blended_transform_factory(figure.transFigure, axes.transData)
    write = partial(axes.text, transform=across, va="center", fontsize=_SMALL, zorder=3)
    for place, kind in headings:
        if narrow:
            _clear(axes, place - _HEADING / 2, _HEADING, across)
        write(_EDGE / form.width, place, text(f"labels.ratio_kinds.{kind}"), color=QUIET)
    for place, row in zip(places, lines.itertuples(), strict=True):
        if not row.bare:
            draw_interval(axes, place + form.at, row)
        axes.plot([0, 1], [place] * 2, color=PALE, linewidth=0.8, transform=across, clip_on=False, zorder=1)
        if narrow:
            # A hair more, so that no line shows between two papers.
            _clear(axes, place, form.bare + 0.02 if row.bare else form.at - _INSET, across)
            _write_above(write, place, row, form)
        else:
            _write_beside(write, place, row, form)
    return figure


def _find_bare(lines: pd.DataFrame) -> pd.Series:
    """Return which rows have no interval: those without an answer, which is taken for one wherever it lies;
    where no row has an answer, all are drawn.
    """
    unanswered = lines["kind"] == "gated"
    return unanswered & ~unanswered.all()


def _find_wide_form(lines: pd.DataFrame, text: Text) -> _Form:
    names = [measure(part, _NAME) for label in lines["label"] for part in _cut(label)]
    if lines["kind"].nunique() > 1:
        names += [measure(text(f"labels.ratio_kinds.{kind}"), _SMALL) for kind in set(lines["kind"])]
    left = max([*names, *(measure(counted, _SMALL) for counted in lines["counted"])])
    right = max([*map(_measure_told, lines.itertuples()), *(measure(word, _NAME) for word in lines["word"])])
    more = LINE * (max(len(_cut(label)) for label in lines["label"]) - 1)
    row = 0.46 + more
    sides = (left + _EDGE + _GAP, right + _EDGE + _GAP)
    return _Form(_WIDE, sides, row, row, row / 2, "labels.change_axis", 60)


def _find_slim_form(lines: pd.DataFrame) -> _Form:
    fits = all(
        _measure_told(row) + measure(row.word, _NAME) + _GAP <= NARROW - 2 * _EDGE
        for row in lines.itertuples()
    )
    above = (2 if fits else 3) * _INSET + 0.06
    row, at = above + 2 * _INSET, above + _INSET
    return _Form(NARROW, (_EDGE, _EDGE), row, above, at, "labels.change_axis_slim", 44)


def _measure_told(row) -> float:
    return measure(row.span, _NAME, "bold") + _BESIDE + measure(row.change, _SMALL)


def _cut(label: str) -> list[str]:
    return textwrap.wrap(label, _LETTERS) or [""]


def _place_rows(lines: pd.DataFrame, form: _Form) -> tuple[list[float], list[tuple[float, str]], float]:
    """Return where each row begins, where each group has its heading (none stands over a single group), and
    how deep all of it is.
    """
    places, headings, depth = [], [], 0.0
    grouped = lines["kind"].nunique() > 1
    before = ""
    for kind, bare in zip(lines["kind"], lines["bare"], strict=True):
        if before in _JUDGED and kind not in _JUDGED:
            depth += _FOOT
        if grouped and kind != before:
            headings.append((depth + _HEADING / 2, kind))
            depth += _HEADING
        before = kind
        places.append(depth)
        depth += form.bare if bare else form.row
    return places, headings, depth + (_FOOT if before in _JUDGED else 0)


def _find_judged(lines: pd.DataFrame, places: list[float], form: _Form) -> float:
    """Return how deep the rows reach of which the plan's words are said, with the line that names the zones
    below them: attention is neither useful nor useless.
    """
    judged = [place for place, kind in zip(places, lines["kind"], strict=True) if kind in _JUDGED]
    return max(judged) + form.row + _FOOT if judged else 0.0


def _name_zones(axes, threshold: float, depth: float, text: Text) -> None:
    """Name both zones at the foot of their shading, each at its own end of the scale, where there is room for
    the name: words above the figure name their colours, too.
    """
    low, high = axes.get_xlim()
    inner = axes.figure.get_figwidth() * axes.get_position().width
    useless = inner * find_share(threshold, (low, high))
    zones = ((low, "left", 3, "useless", useless), (high, "right", -3, "useful", inner - useless))
    for end, side, inwards, word, room in zones:
        name = text(f"verdict.words.{word}")
        if measure(name, _SMALL) + 2 * _EDGE > room:
            continue
        axes.annotate(
            name,
            (end, depth - 0.04),
            xytext=(inwards, 0),
            textcoords="offset points",
            ha=side,
            va="bottom",
            fontsize=_SMALL,
            bbox={"facecolor": ZONES[word], "linewidth": 0, "pad": 1},
        )


def _clear(axes, top: float, depth: float, across: Transform) -> None:
    """Lay paper under words that stand in the plot, so that no line runs through them."""
    place = {"transform": across, "color": PAPER, "linewidth": 0, "clip_on": False, "zorder": 2}
    axes.add_patch(Rectangle((0, top), 1, depth, **place))


def _write_beside(write: Callable, place: float, row, form: _Form) -> None:
    """Write what a row is of on its left, what was found on its right."""
    names, middle = _cut(row.label), place + form.row / 2
    first = middle - 0.09 - LINE * (len(names) - 1) / 2
    for number, name in enumerate(names):
        write(_EDGE / form.width, first + number * LINE, name, fontsize=_NAME)
    write(_EDGE / form.width, first + len(names) * LINE, row.counted, color=QUIET)
    start = form.width - form.sides[1] + _GAP
    _write_told(write, start, middle - 0.09, row, form)
    write(start / form.width, middle + 0.09, row.word, fontsize=_NAME)


def _write_above(write: Callable, place: float, row, form: _Form) -> None:
    """Write above a row's interval what it is of, what was found, and the word; where some words are long,
    they have a line of their own.
    """
    first, right = place + 0.13, 1 - _EDGE / form.width
    room = form.width - 2 * _EDGE - _BESIDE - measure(row.counted, _SMALL)
    size = _NAME * min(1, room / max(measure(row.label, _NAME), 0.01))  # a very long name is set smaller
    write(_EDGE / form.width, first, row.label, fontsize=size)
    write(right, first, row.counted, color=QUIET, ha="right")
    _write_told(write, _EDGE, first + _INSET, row, form)
    if form.at > 3.5 * _INSET:
        write(_EDGE / form.width, first + 2 * _INSET, row.word, fontsize=_NAME)
    else:
        write(right, first + _INSET, row.word, fontsize=_NAME, ha="right")


def _write_told(write: Callable, start: float, place: float, row, form: _Form) -> None:
    # What is possible weighs more than its middle, which looks like an answer.
    write(start / form.width, place, row.span, fontsize=_NAME, fontweight="bold")
    after = start + measure(row.span, _NAME, "bold") + _BESIDE
    write(after / form.width, place, row.change, color=QUIET)
