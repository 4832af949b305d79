"""Say what a notebook stopped on, without a word of a user's files."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path

from ssi_outcomes.base import paths
from ssi_outcomes.base.codebook import is_described
from ssi_outcomes.base.errors import DataRefused, NotebookFailed, SsiError, StaleResults, UsageError

_OURS: dict[str, type[SsiError]] = {kind.__name__: kind for kind in (UsageError, DataRefused, StaleResults)}
# An error of the system on a file, as a kernel tells it; those that a user can do something about.
_OF_SYSTEM = re.compile(r"\[Errno (\d+)\][^:]*(?:: '(?P<file>[^']*)')?")
_REFUSED = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EPERM)


def as_ours(error, source: Path, kept: Path, quotes: bool) -> Exception:
    """Return the error that the notebook `source` stopped on (papermill's `error`): itself if it is one of
    ours (or the system refused a file), else NotebookFailed, with where what there is of it was `kept`.

    Without `quotes` only the kind of a fault of ours is said: its words may be those of a user's cell.
    """
    if error.ename in _OURS:
        return _OURS[error.ename]("as_said", text=error.evalue)
    system = error.ename in ("OSError", "PermissionError") and _OF_SYSTEM.match(error.evalue)
    if system and (number := int(system[1])) in _REFUSED:
        return OSError(number, os.strerror(number), system["file"] or paths.shown(source))
    last = (
        f"{error.ename}: {error.evalue.strip().splitlines()[-1]}"
        if quotes and error.evalue.strip()
        else error.ename
    )
    values = {"cell": error.exec_count, "error": last, "kept": paths.shown(kept)}
    return NotebookFailed("notebook_failed", notebook=paths.shown(source), **values)


def is_ones_own(parameters: dict) -> bool:
    """Tell whether a run is about somebody's own files, which a traceback would
    quote; a sealed package has nothing to hide.
    """
    dataset = parameters.get("dataset")
    return dataset is not None and not is_described(paths.raw_folder(dataset))
