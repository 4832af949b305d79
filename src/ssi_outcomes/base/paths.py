"""Where things are: raw data, what is made of them, reports."""

from __future__ import annotations

import os
import re
from pathlib import Path

from ssi_outcomes.base.errors import UsageError

ARTICLE = "article"
LOOKS = "looks.csv"  # how often a dataset was looked at; beside its raw data
# A trial, beside its dataset's raw files: what was promised, what was drawn, what is handed out.
TRIAL, SCHEDULE, HANDED_OUT = "trial.toml", "schedule.csv", "trial"
STUDY_NUMBER = "study-number.txt"  # by which a pool knows a dataset; beside its raw data
WRITTEN_BESIDE = (LOOKS, STUDY_NUMBER)  # by our own programs, and never read as data
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
# Windows opens a device by these names, whatever ends them: no folder can have one there.
_DEVICE = re.compile(r"con|prn|aux|nul|(?:com|lpt)[0-9]")


def root() -> Path:
    """Return the repository's folder: `SSI_HOME`, else the one this package was installed from."""
    home = os.environ.get("SSI_HOME")
    return Path(home).resolve() if home else Path(__file__).resolve().parents[3]


def check_name(name: str, what: str) -> str:
    """Return `name` if it is safe in a path and a parameter; `what` says what it names.

    Raises UsageError: names come from the command line and end up in file names.
    """
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise UsageError("bad_name", what=what, name=str(name)[:80])
    if _DEVICE.fullmatch(name):
        raise UsageError("device_name", what=what, name=name)
    return name


def raw_folder(dataset: str) -> Path:
    """Return the folder of a dataset's raw files."""
    return root() / "data" / "raw" / check_name(dataset, "DATASET")


def processed_folder(dataset: str) -> Path:
    """Return the folder that everything computed from a dataset is published to."""
    return root() / "data" / "processed" / check_name(dataset, "DATASET")


def output_folder(dataset: str) -> Path:
    """Return where a notebook writes: aside while the pipeline runs it
    (`SSI_STAGE`), else the published place.
    """
    stage = os.environ.get("SSI_STAGE")
    return Path(stage) if stage else processed_folder(dataset)


def reports_folder() -> Path:
    """Return the folder of finished reports."""
    return root() / "reports"


def is_computed(path: Path) -> bool:
    """Tell whether a path is one that runs write to, not one of the user's."""
    return any(Path(path).is_relative_to(each) for each in (root() / "data" / "processed", reports_folder()))


def notebooks_folder() -> Path:
    """Return the folder of the notebooks."""
    return root() / "notebooks"


def shown(path: Path) -> str:
    """Return `path` as it is shown to a user: from the repository's folder on, with forward slashes."""
    path = Path(path)
    return path.relative_to(root()).as_posix() if path.is_relative_to(root()) else path.name
