"""Whether today's code makes the same of the calibration's first panels: what lets a
table stand for code that was only rewritten.

`first_panels.csv` keeps what was made of the first panels of each world at each size but the largest.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import asdict
from importlib.resources import files

from ssi_outcomes.base.plan import Plan
from ssi_outcomes.worlds.calibration import GRID, LARGE
from ssi_outcomes.worlds.tried_panels import Draw, draw_panels

FIRST_PANELS = "first_panels.csv"
PANELS = 2
# Significant digits: another processor has other last ones.
_DIGITS = 9


def draw_first(plan: Plan) -> Iterator[tuple[str, int, int, Draw]]:
    """Draw the first panels anew; return world, people, weeks, and what was made of each."""
    for (people, weeks), worlds in GRID.items():
        for world in worlds if people < LARGE else ():
            for made in draw_panels(world, people, weeks, range(PANELS), plan):
                yield world, people, weeks, made


def write_first(plan: Plan) -> str:
    """Return the first panels, drawn anew, as the text of `first_panels.csv`."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["world", "people", "weeks", *Draw.__dataclass_fields__])
    for *panel, made in draw_first(plan):
        writer.writerow([*panel, *map(tell_short, asdict(made).values())])
    return text.getvalue()


def find_changed(plan: Plan, stored: str | None = None) -> list[str]:
    """Return the worlds of whose first panels today's code makes another thing than what is stored."""
    stored = files(__package__).joinpath(FIRST_PANELS).read_text("utf-8") if stored is None else stored
    return name_changed(stored, write_first(plan))


def name_changed(before: str, now: str) -> list[str]:
    """Return the first cell of each line that only one of two tables has, each name once."""
    old, new = ([*csv.reader(io.StringIO(text))] for text in (before, now))
    changed = [line for line in old if line not in new] + [line for line in new if line not in old]
    return sorted({line[0] for line in changed})


def tell_short(value: object) -> str:
    """Return a value as the first draws are kept: a number by the digits that each processor gives alike."""
    return f"{value:.{_DIGITS}g}" if isinstance(value, float) else str(value)
