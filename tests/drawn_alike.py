"""Two drawings of the same figure, on any two processors."""

from __future__ import annotations

import re

import pytest


def assert_drawn_alike(stored: str, today: str):
    """Hold two pictures to be the same, but for the last digits of places: those of estimates differ between processors."""
    number = re.compile(r"(-?\d+\.\d+)")
    before, now = number.split(stored), number.split(today)
    assert before[::2] == now[::2]
    assert [float(place) for place in before[1::2]] == pytest.approx(
        [float(place) for place in now[1::2]], abs=1e-3
    )
