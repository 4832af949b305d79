"""The figure of one's own odds: how often the rule says each word, at each truth."""

from __future__ import annotations

import textwrap

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.figure import Figure

from ssi_outcomes.figures.canvas import BLUE, INK, ORANGE, PALE, QUIET, Text, localise, sheet

# Colour and hatching of each word: they differ in grey, too.
WORDS = {"useful": (BLUE, ""), "undetermined": (PALE, ""), "useless": (ORANGE, "///")}
_LETTERS = 24  # of a line beside the bars
_LEGIBLE = 8  # per cent from which on a share has its number on the bar


def draw_word_shares(shares: pd.DataFrame, text: Text) -> Figure:
    """Return one bar for each truth: `label`, and for each word its share in per cent; the first on top."""
    figure, axes = sheet(0.62 * len(shares) + 1.5)
    places, left = np.arange(len(shares)), np.zeros(len(shares))
    for word, (colour, hatch) in WORDS.items():
        widths = shares[word].to_numpy(float)
        label = text(f"verdict.words.{word}")
        axes.barh(places, widths, 0.6, left, color=colour, hatch=hatch, edgecolor=QUIET, label=label)
        for place, width, start in zip(places, widths, left, strict=True):
            if width >= _LEGIBLE:
                _write_share(axes, start + width / 2, place, width, text)
        left += widths
    names = [textwrap.fill(label, _LETTERS) for label in shares["label"]]
    axes.set_yticks(places, names, fontsize=8.5, linespacing=1.15)
    axes.set(xlim=(0, 100), ylim=(len(shares) - 0.5, -0.5), xlabel=text("labels.odds_axis"))
    axes.tick_params(axis="y", length=0)
    localise(text, axes.xaxis)
    sns.despine(ax=axes, left=True)
    figure.legend(loc="outside lower left", frameon=False, fontsize=9, ncols=2)
    return figure


def _write_share(axes, across: float, place: int, share: float, text: Text) -> None:
    shown = text("labels.tick", value=share, digits=0)
    box = {"boxstyle": "round,pad=0.15", "facecolor": "white", "edgecolor": "none"}
    axes.text(across, place, shown, ha="center", va="center", fontsize=8.5, color=INK, bbox=box)
