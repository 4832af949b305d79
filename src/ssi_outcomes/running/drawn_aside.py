"""The stage that draws the odds on a team's own weeks, beside the notebooks of a run; no report fails for
want of them.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ssi_outcomes.base.errors import message
from ssi_outcomes.intake.odds_kept import KEPT, hash_odds

if TYPE_CHECKING:
    from ssi_outcomes.running.stages import Run

# Of a clock: the largest panel that is drawn for a report takes some seconds.
LONGEST = 600


@dataclass(frozen=True)
class OddsStage:
    """The run that draws the odds on a dataset; the notebooks that show them run after it."""

    dataset: str
    name: str = "odds"

    @property
    def label(self) -> str:
        """Return the name as it is shown."""
        return message("run_odds")

    def hash_inputs(self, run: Run) -> str:
        """Return the fingerprint of what is drawn for."""
        return hash_odds(run.receipt)

    def make_job(self, run: Run) -> tuple:
        """Return what draws them."""
        return draw_odds, self.dataset, run.aside / self.name


def draw_odds(dataset: str, stage: Path) -> None:
    """Draw the odds on a dataset into the folder `stage`, in a process of its own; where that cannot be done,
    nothing is there.
    """
    from ssi_outcomes.running.kernels import run_module

    try:
        if not run_module("ssi_outcomes.intake.odds_kept", dataset, stage, LONGEST):
            (stage / KEPT).unlink(missing_ok=True)
    except OSError:  # a full disk
        shutil.rmtree(stage, ignore_errors=True)
