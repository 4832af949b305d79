"""Notebooks to work in: copies that git does not see, in the reader's language, with their parameters set.

The stored notebooks are never opened: what is run in them would be taken for what the repository says.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from ssi_outcomes.base import paths
from ssi_outcomes.base.by_name import no_dataset
from ssi_outcomes.base.codebook import is_described
from ssi_outcomes.base.errors import UsageError, message
from ssi_outcomes.base.files import hash_bytes, write_whole
from ssi_outcomes.base.pool_names import is_pool
from ssi_outcomes.running.notebooks import read_cells
from ssi_outcomes.running.pipeline import (
    MEET,
    OF_CASES,
    OF_POOL,
    OF_TRIALS,
    OF_WEEKS,
    READ,
    REPORT,
    check_languages,
)
from ssi_outcomes.running.spoken import speak
from ssi_outcomes.running.stored_notebooks import STORED

# Where JupyterLab finds what it may not ask: no news from elsewhere, no look for newer versions.
SETTINGS = Path(__file__).with_name("lab_settings")
_STAMP = "ssi_made_from"  # in a copy's metadata: the fingerprint of its cells as they were made


@dataclass(frozen=True)
class Copies:
    """The copies of the notebooks, in their order, and which of them were left alone: somebody's work."""

    files: tuple[Path, ...]
    kept: tuple[Path, ...]


def copy_notebooks(dataset: str, language: str) -> Copies:
    """Bring the copies to work in up to date and return them: those that fit `dataset`, in its folder of
    computed files; with "", all, each on the data that it is stored with, in notebooks/<language>.

    A copy in which somebody changed a cell stays as it is. Raises UsageError: no such data set or language.
    """
    check_languages([language])
    folder = paths.processed_folder(dataset) / "lab" if dataset else paths.notebooks_folder() / language
    given = {"dataset": dataset} if dataset else {}
    files, kept = [], []
    for name in _fitting(dataset):
        target = folder / f"{name}.ipynb"
        if is_worked_in(target):
            kept.append(target)
        else:
            write_whole(target, _stamped(speak(paths.notebooks_folder() / target.name, language, given)))
        files.append(target)
    return Copies(tuple(files), tuple(kept))


def is_worked_in(copy: Path) -> bool:
    """Tell whether somebody changed a cell of a copy; what was only run was not worked in."""
    if not copy.exists():
        return False
    try:
        made_from = json.loads(copy.read_text("utf-8"))["metadata"][_STAMP]
        return made_from != _print_cells(read_cells(copy))
    except (OSError, ValueError, KeyError, TypeError, UsageError):
        return True  # whatever it is, it is not ours


def open_lab(first: Path) -> int:
    """Open JupyterLab on a notebook, without its news, and return its exit code once it is closed."""
    searched = os.pathsep.join(filter(None, [str(SETTINGS), os.environ.get("JUPYTER_CONFIG_PATH")]))
    environment = {**os.environ, "JUPYTER_CONFIG_PATH": searched}
    command = [sys.executable, "-m", "jupyterlab", str(first)]
    # Ctrl-C is JupyterLab's, which saves and asks; it reaches this program, too.
    heard = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        return subprocess.run(command, env=environment, check=False).returncode
    finally:
        signal.signal(signal.SIGINT, heard)


def tell_copies(copies: Copies) -> str:
    """Return where the copies are, and which of them were kept."""
    lines = [message("lab_copies", folder=paths.shown(copies.files[0].parent))]
    lines += [message("lab_kept", file=paths.shown(path)) for path in copies.kept]
    return "\n".join(lines)


def _fitting(dataset: str) -> tuple[str, ...]:
    if not dataset:
        return tuple(sorted(name for stored in STORED.values() for name in stored))
    raw = paths.raw_folder(dataset)
    if not raw.is_dir():
        raise no_dataset(dataset, raw.parent)
    fitting = (MEET, *OF_CASES) if is_described(raw) else OF_POOL if is_pool(raw) else OF_WEEKS
    drawn = OF_TRIALS if fitting == OF_WEEKS and (raw / paths.TRIAL).is_file() else ()
    return (READ, *fitting, *drawn, REPORT)


def _stamped(text: str) -> str:
    notebook = json.loads(text)
    notebook["metadata"][_STAMP] = _print_cells(notebook["cells"])
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"


def _print_cells(cells: list[dict]) -> str:
    """Return the fingerprint of what is written in cells, whatever they gave."""
    return hash_bytes(
        json.dumps([[cell["cell_type"], "".join(cell["source"])] for cell in cells]).encode("utf-8")
    )
