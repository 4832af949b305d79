"""The stage that draws the odds on a team's own weeks, beside the notebooks of a run; no report fails for
want of them.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from ssi_outcomes.base.errors import message
from ssi_outcomes.intake.odds_kept import KEPT

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


def draw_odds(dataset: str, stage: Path) -> None:
    """Draw the odds on a dataset into the folder `stage`, in a process of its own; where that cannot be done,
    nothing is there.
    """
    from ssi_outcomes.running.kernels import run_beside

    private = stage.with_name(f"{stage.name}.kernel")
    try:
        command = ["-m", "ssi_outcomes.intake.odds_kept", dataset]
        if run_beside(command, private, {"SSI_STAGE": str(stage)}, LONGEST) != 0:
            (stage / KEPT).unlink(missing_ok=True)
    except OSError:  # a full disk
        shutil.rmtree(stage, ignore_errors=True)
    finally:
        shutil.rmtree(private, ignore_errors=True)
