"""List what lies in a folder: the files that may hold data, and, by name, all that is none and is not
opened.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ssi_outcomes.base.paths import HANDED_OUT, SCHEDULE, TRIAL, WRITTEN_BESIDE
from ssi_outcomes.base.plan import PLAN_FILE
from ssi_outcomes.reading.kinds.described.about_files import is_example
from ssi_outcomes.reading.parsed import Rejected

ABOUT, MAPPING = "dataset.toml", "mapping.toml"
_NO_DATA = (ABOUT, MAPPING, PLAN_FILE, *WRITTEN_BESIDE, "desktop.ini", "Thumbs.db")
# What a trial hands out, beside whatever else somebody puts into its folder.
_HANDED = (".ics", ".html")


@dataclass(frozen=True)
class Listed:
    """What lies in a folder: the files that may hold data, sorted, and what was not opened, with why."""

    files: tuple[Path, ...]
    refused: tuple[Rejected, ...]


def list_folder(folder: Path) -> Listed:
    """Return the files that may hold data: not the descriptions, the example, hidden ones. A link out of the
    folder, a pipe, a folder that does not open, a name that is no text: each is refused by name.
    """
    files, refused = [], []
    for path in sorted(_walk(folder), key=lambda path: path.relative_to(folder).as_posix()):
        if path.name in _NO_DATA or is_example(path, folder.name) or is_of_trial(path, folder):
            continue
        if key := _fault_of(path, folder):
            ending = "/" if path.is_dir() else ""
            refused.append(Rejected(_written(path, folder) + ending, key))
        else:
            files.append(path)
    return Listed(tuple(files), tuple(refused))


def is_of_trial(path: Path, folder: Path) -> bool:
    """Tell whether a path is one that `ssi trial new` wrote: where no trial is, such names are anybody's."""
    if not os.path.lexists(folder / TRIAL):
        return False
    place = path.relative_to(folder)
    handed = place.parts[0] == HANDED_OUT and len(place.parts) > 1 and path.suffix.lower() in _HANDED
    return place.as_posix() in (TRIAL, SCHEDULE) or handed


def list_files(folder: Path) -> list[Path]:
    """Return the files of a folder that may hold data, sorted."""
    return list(list_folder(folder).files)


def _walk(folder: Path) -> Iterator[Path]:
    """Yield all that is seen in a folder and is no folder; of folders, those that are not gone into."""
    try:
        inside = [path for path in folder.iterdir() if not path.name.startswith((".", "~$"))]
    except OSError:
        yield folder
        return
    for path in inside:
        if path.is_dir() and not path.is_symlink():
            yield from _walk(path)
        else:
            yield path


def _fault_of(path: Path, folder: Path) -> str | None:
    """Return why a path is not opened, None where it is a file to read."""
    name = path.relative_to(folder).as_posix()
    if path.is_symlink():
        if not path.exists():
            return "file_link_lost"
        if path.is_dir():
            return "folder_link"
        if not path.resolve().is_relative_to(folder.resolve()):
            return "file_link_outside"
    if path.is_dir():
        return "folder_closed"
    if not path.is_file():
        # Where the folder may be listed and not entered, nobody can tell what lies in it.
        return "file_not_plain" if os.access(path.parent, os.X_OK) else "folder_closed"
    # Made on another system: it could not even be written down.
    return None if _written(path, folder) == name else "file_name_not_text"


def _written(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix().encode("utf-8", "replace").decode("utf-8")
