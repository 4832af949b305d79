"""The sheet that figures are drawn on: equal drawings are equal texts, whatever the last digits of a processor."""

from __future__ import annotations

import io
import re
from pathlib import Path
from xml.etree import ElementTree

import matplotlib
import numpy as np
import pandas as pd
import pytest
from matplotlib.font_manager import FontProperties, findfont
from PIL import Image

from ssi_outcomes.figures.canvas import (
    BLUE,
    DARK,
    FONT,
    GREEN,
    INK,
    ORANGE,
    PAPER,
    QUIET,
    WIDTH,
    ZONE_USEFUL,
    ZONE_USELESS,
    as_png,
    as_svg,
    choose_weeks,
    measure,
    sheet,
    style,
)


@pytest.mark.parametrize("weight", ["normal", "bold"])
def test_letters_are_those_that_matplotlib_ships_whatever_fonts_the_machine_has(weight):
    found = findfont(FontProperties(family=FONT, weight=weight))
    assert Path(matplotlib.get_data_path()) in Path(found).parents


def draw(nudge: float, alt: str = "") -> str:
    """Draw two panels with points and an area between curves, all places multiplied by `nudge`."""
    with style():
        figure, (upper, lower) = sheet(3, rows=2)
        places = np.array([1.1, 2.3, 3.7]) * nudge
        upper.plot(places, places / 3, marker="o")
        lower.fill_between(places, places / 7, places / 2, hatch="//")
        lower.scatter(places, places / 5)
        return as_svg(figure, alt)


def test_the_last_digit_of_a_place_changes_no_id():
    assert draw(1) == draw(1 + 2**-52) == draw(1 - 2**-53)


def test_ids_are_numbered_in_their_order_and_every_use_has_its_definition():
    svg = draw(1)
    assert not re.search(r'[#"]\w*[0-9a-f]{10}[")]', svg)
    defined = re.findall(r'id="([^"]+)"', svg)
    assert len(defined) == len(set(defined))
    used = re.findall(r'(?:url\(|href=")#([^")]+)', svg)
    assert used and set(used) <= set(defined)
    numbered = [int(number) for number in dict.fromkeys(re.findall(r'[#"](?:[pmh]|C\d+_\d+_)(\d+)[")]', svg))]
    assert numbered == list(range(1, len(numbered) + 1)) != []


def test_different_drawings_stay_different():
    assert draw(1) != draw(1.01)


ALT = "Two panels: points & an area. Both rise with <the score>."


def test_a_drawing_is_well_formed_and_carries_its_title_and_description():
    root = ElementTree.fromstring(draw(1, ALT))
    title, desc = (root.findtext(f"{{http://www.w3.org/2000/svg}}{name}") for name in ("title", "desc"))
    assert title == "Two panels" and desc == ALT
    assert root[0].tag.endswith("title")


def test_a_drawing_carries_a_colour_for_dark_pages_for_each_that_it_is_drawn_in():
    svg = draw(1)
    dark = svg.partition("@media (prefers-color-scheme: dark)")[2].partition("</style>")[0]
    found = re.findall(r"(fill|stroke): (#[0-9a-f]{6})", svg.partition("</style>")[2])
    drawn = {colour for _, colour in found}
    assert {INK, PAPER} <= drawn
    known = {f"{part}: {colour}" for part, colour in found if colour in DARK}
    assert set(re.findall(r'style\*="([^"]+)"', dark)) == known  # and no other makes it heavier
    assert not {"#000000"} & drawn  # black would stay black


def test_a_picture_for_notebooks_is_light_and_looks_as_it_was_drawn():
    rng = np.random.default_rng(3)
    plain = io.BytesIO()
    with style():
        figure, axes = sheet(3)
        for place, colour in enumerate((BLUE, ORANGE, GREEN, INK)):
            axes.scatter(*rng.normal(size=(2, 40)), color=colour, s=20, label=f"row {place}")
        axes.legend()
        figure.savefig(plain, format="png", dpi=120)
        light = [as_png(figure) for _ in range(2)]
    assert light[0] == light[1] and len(light[0]) < len(plain.getvalue()) / 2
    drawn, shown = (
        np.asarray(Image.open(io.BytesIO(each)).convert("RGB"), int) for each in (plain.getvalue(), light[0])
    )
    assert drawn.shape == shown.shape and np.abs(drawn - shown).mean() < 0.5
    assert np.quantile(np.abs(drawn - shown).max(axis=2), 0.999) < 24
    printed = Image.open(io.BytesIO(as_png(figure, 300)))
    assert printed.width == 300 * WIDTH and [round(dots) for dots in printed.info["dpi"]] == [300, 300]


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_what_is_read_stands_out_on_light_paper_and_on_dark():
    for colour in (INK, QUIET):
        for ground in (PAPER, ZONE_USELESS, ZONE_USEFUL):
            assert contrast(colour, ground) >= 4.5 or colour == QUIET and ground != PAPER
            assert contrast(DARK[colour], DARK[ground]) >= 4.5
    for colour in (BLUE, ORANGE, GREEN):
        assert contrast(colour, PAPER) >= 3 and contrast(DARK[colour], DARK[PAPER]) >= 3


@pytest.mark.parametrize("name", ["2 Mar", "30 septembre"])
@pytest.mark.parametrize("weeks", range(1, 60))
def test_names_of_weeks_under_an_axis_do_not_touch(weeks, name):
    days = pd.date_range("2026-01-05", periods=weeks, freq="7D").to_numpy()
    chosen = choose_weeks(days, lambda key, **words: name, width=3.7)
    assert chosen[0] == 0 and len(set(np.diff(chosen))) <= 1
    assert len(chosen) == 1 or 3.7 * chosen[1] / weeks > measure(name, 9)
    assert len(chosen) > 3 or len(chosen) == weeks or name == "30 septembre"
