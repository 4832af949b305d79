"""The files of a trial among the raw ones: named, and not read as data."""

from __future__ import annotations

import os
from pathlib import Path

from ssi_outcomes.base.errors import message
from ssi_outcomes.base.paths import HANDED_OUT, SCHEDULE, TRIAL, shown


def tell_files(folder: Path) -> str | None:
    """Return the line that names the files of the trial in a dataset's folder; None where there is none."""
    if not os.path.lexists(folder / TRIAL):
        return None
    handed = sum(path.is_file() for path in (folder / HANDED_OUT).glob("*.*"))
    return message(
        "trial_files", file=shown(folder / TRIAL), schedule=SCHEDULE, count=handed, dataset=folder.name
    )
