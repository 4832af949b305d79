"""Whether today's code makes the same of the first invented trials: what lets `trials.csv` stand for code
that was only rewritten.

`first_trials.csv` keeps what was made of the first trials of each cell.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from importlib.resources import files

from ssi_outcomes.base.plan import Plan
from ssi_outcomes.worlds.redrawn import name_changed, tell_short
from ssi_outcomes.worlds.trials_tried import TrialCell, TriedTrial, list_cells, try_batch

FIRST_TRIALS = "first_trials.csv"
TRIALS_EACH = 2
_SEED = 0
_HEAD = ("kind", "design", "truth", "people", "weeks", "trial", "word", "reason", "notes", "lift", "numbers")


def write_first_trials(plan: Plan) -> str:
    """Return the first trials of each cell, drawn anew, as the text of `first_trials.csv`."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_HEAD)
    for cell in list_cells():
        writer.writerows(_tell(cell, number, made) for number, made in enumerate(_draw(cell, plan)))
    return text.getvalue()


def find_changed_trials(plan: Plan, stored: str | None = None) -> list[str]:
    """Return the kinds of trials of whose first ones today's code makes another thing than what is stored."""
    stored = files(__package__).joinpath(FIRST_TRIALS).read_text("utf-8") if stored is None else stored
    return name_changed(stored, write_first_trials(plan))


def _draw(cell: TrialCell, plan: Plan) -> Iterator[TriedTrial]:
    yield from try_batch(cell, _SEED, TRIALS_EACH, plan)


def _tell(cell: TrialCell, number: int, made: TriedTrial) -> list[str]:
    """Return one trial as a row: contrasts at the threshold, the claim and the truth, each with its error."""
    measured = (made.at_threshold, made.at_claim, made.at_truth)
    numbers = [part for each in measured for part in (each.value, each.se)]
    own = (cell.kind, cell.design, cell.world.name, cell.people, cell.weeks, number)
    told = (made.word, made.reason, " ".join(made.notes), made.lift)
    return [*map(tell_short, (*own, *told)), " ".join(map(tell_short, numbers))]
