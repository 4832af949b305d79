"""The stage that records what is told of weeks that do not fit into memory; there is no notebook of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ssi_outcomes.base.errors import NotebookFailed, message
from ssi_outcomes.intake.inputs import hash_parts

if TYPE_CHECKING:
    from ssi_outcomes.running.stages import Run

LONGEST = 600  # of a clock: what was judged is told in some seconds


@dataclass(frozen=True)
class LargeStage:
    """The run that records what is told of a dataset."""

    dataset: str
    name: str = "large"

    @property
    def label(self) -> str:
        """Return the name as it is shown."""
        return message("run_large")

    def hash_inputs(self, run: Run) -> str:
        """Return the fingerprint of what was read and of all code: nothing else is told."""
        return hash_parts(run.shared, self.name)

    def make_job(self, run: Run) -> tuple:
        """Return what records it."""
        return record_apart, self.dataset, run.aside / self.name


def record_apart(dataset: str, stage: Path) -> None:
    """Record what is told of a dataset into the folder `stage`, in a process of its own; raises
    NotebookFailed where that breaks.
    """
    from ssi_outcomes.running.kernels import run_module

    if not run_module("ssi_outcomes.exhibits.large.recorded_large", dataset, stage, LONGEST):
        raise NotebookFailed("large_not_told", dataset=dataset)
