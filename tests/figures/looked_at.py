"""What stands in a figure: its labels by their keys, its marks, bars and lines by their places."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure


def by_key(key: str, **values: object) -> str:
    """Return a label as its key, a number of an axis as it is."""
    return f"{values['value']:g}" if key == "labels.tick" else key.removeprefix("labels.")


def texts(axes: Axes) -> list[str]:
    """Return the texts that stand in the axes, in the order in which they were written."""
    return [each.get_text() for each in axes.texts]


def marks(axes: Axes, shape: str) -> list[tuple[float, float]]:
    """Return the places of the marks of a shape, in the order in which they were drawn; those of a legend have none."""
    lines = [line for line in axes.lines if line.get_marker() == shape]
    return [
        (float(x), float(y))
        for line in lines
        for x, y in zip(np.atleast_1d(line.get_xdata()), np.atleast_1d(line.get_ydata()), strict=True)
    ]


def legend(figure: Figure) -> list[str]:
    """Return what the legend names, in its order."""
    return [each.get_text() for each in figure.legends[0].get_texts()]
