"""The stage that records what is told of weeks that do not fit into memory; there is no notebook of them."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from ssi_outcomes.base.errors import NotebookFailed, message

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


def record_apart(dataset: str, stage: Path) -> None:
    """Record what is told of a dataset into the folder `stage`, in a process of its own; raises
    NotebookFailed where that breaks.
    """
    from ssi_outcomes.running.kernels import run_beside

    private = stage.with_name(f"{stage.name}.kernel")
    try:
        command = ["-m", "ssi_outcomes.exhibits.large.recorded_large", dataset]
        if run_beside(command, private, {"SSI_STAGE": str(stage)}, LONGEST) != 0:
            raise NotebookFailed("large_not_told", dataset=dataset)
    finally:
        shutil.rmtree(private, ignore_errors=True)
