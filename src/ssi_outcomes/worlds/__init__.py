"""Invented worlds in which the truth is known, to see what a method makes of it."""

from ssi_outcomes.worlds.selection import FIVE, CherryPick, cherry_pick, correlate

__all__ = ["FIVE", "CherryPick", "cherry_pick", "correlate"]
