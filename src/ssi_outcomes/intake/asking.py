"""Ask for a dataset: what is stored of it where that is today's, else
it is read first, in a process of its own.

A process of its own, because what people bring can be large, or hostile: it can be stopped, and it leaves
nothing half done. Nothing here imports pandas: an unchanged report must not wait for it.
"""

from __future__ import annotations

import os

from ssi_outcomes.base import paths
from ssi_outcomes.base.by_name import no_dataset
from ssi_outcomes.base.errors import DataRefused, NotebookFailed, Problem, SsiError, StaleResults, UsageError
from ssi_outcomes.intake.apart import read_apart
from ssi_outcomes.intake.inputs import hash_inputs, hash_raw
from ssi_outcomes.intake.receipt import Receipt, find_pinned, find_receipt, is_within_run

_ERRORS = {kind.__name__: kind for kind in (SsiError, UsageError, DataRefused, StaleResults, NotebookFailed)}


def open_receipt(dataset: str) -> Receipt:
    """Return the reading of a dataset as it is today, from what is stored or made now.

    Within a run, whose data were read at its beginning, what was stored then. Raises UsageError, DataRefused
    with all that is wrong at once, or NotebookFailed where reading itself broke.
    """
    check_folder(dataset)
    if is_within_run():
        stored = find_pinned(dataset) or find_receipt(dataset)
        if stored is None:
            raise StaleResults("reading_lost", dataset=dataset)
        return stored
    return find_current(dataset) or _read_anew(dataset)


def find_current(dataset: str) -> Receipt | None:
    """Return the stored reading of a dataset if it is whole and of today's inputs, else None."""
    stored = find_receipt(dataset)
    current = (
        stored and stored.inputs == hash_inputs(dataset, hash_raw(dataset), stored.zone) and stored.is_whole()
    )
    return stored if current else None


def check_folder(dataset: str) -> None:
    """Raise UsageError, with the datasets that there are, unless this is one of them."""
    folder = paths.raw_folder(dataset)
    if not folder.is_dir():
        raise no_dataset(dataset, folder.parent)


def _read_anew(dataset: str) -> Receipt:
    """Read a dataset in a process of its own; what it could not do is raised here."""
    said = read_apart(dataset)
    if "error" in said:
        raise _as_raised(said)
    stored = find_receipt(dataset)
    if stored is None:
        raise StaleResults("reading_lost", dataset=dataset)
    return stored


def _as_raised(said: dict) -> Exception:
    """Return the error that the process ended on, with its places in the files."""
    if said["error"] == "OSError":
        return OSError(said["errno"], os.strerror(said["errno"] or 0), said["file"])
    values = dict(said["values"])
    if "problems" in values:
        values["problems"] = tuple(Problem(**each) for each in values["problems"])
    return _ERRORS[said["error"]](said["key"], **values)
