"""Invented worlds in which the truth is known, to see what a method makes of them."""

from ssi_outcomes.worlds.draws import World, draw_world
from ssi_outcomes.worlds.scenarios import SCENARIOS, Scenario, find_scenario
from ssi_outcomes.worlds.selection import FIVE, CherryPick, cherry_pick, correlate
from ssi_outcomes.worlds.simulate import make_tables, name_people, simulate, simulate_panel

__all__ = [
    "FIVE",
    "SCENARIOS",
    "CherryPick",
    "Scenario",
    "World",
    "cherry_pick",
    "correlate",
    "draw_world",
    "find_scenario",
    "make_tables",
    "name_people",
    "simulate",
    "simulate_panel",
]
