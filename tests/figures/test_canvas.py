"""The sheet that figures are drawn on: equal drawings are equal texts, whatever the last digits of a processor."""

from __future__ import annotations

import re

import numpy as np

from ssi_outcomes.figures.canvas import as_svg, sheet, style


def draw(nudge: float) -> str:
    """Draw two panels with points and an area between curves, all places multiplied by `nudge`."""
    with style():
        figure, (upper, lower) = sheet(3, rows=2)
        places = np.array([1.1, 2.3, 3.7]) * nudge
        upper.plot(places, places / 3, marker="o")
        lower.fill_between(places, places / 7, places / 2, hatch="//")
        lower.scatter(places, places / 5)
        return as_svg(figure)


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
