"""Write files whole or not at all, and take their fingerprints."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from contextlib import suppress
from itertools import count
from pathlib import Path
from threading import Lock

from ssi_outcomes.base.paths import is_computed

# A name that no reader looks for; what a kill leaves behind is swept at the next start.
PART = ".ssi-part"
# What stood in the way of a computed file, and was no file, has this behind its name; it is never opened.
ASIDE = ".put-aside"
# Files are published by several threads; what is in the way of two of them is moved once.
_MOVING = Lock()


def write_whole(path: Path, content: bytes | str, mode: int = 0o666) -> None:
    """Write `content` to `path` so that a crash leaves the old file or the new one, never half of either; for
    those whom `mode` and the user's mask let read it, from the first byte on.
    """
    make_way(path)
    part = path.with_name(f".{path.name}.{os.getpid()}{PART}")
    try:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), mode)
        with open(descriptor, "wb") as stream:
            stream.write(content.encode("utf-8") if isinstance(content, str) else content)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(part, path)
    except OSError as error:
        # A full disk names no file, and nobody knows that of ours.
        error.filename, error.filename2 = str(path), None
        raise
    finally:
        with suppress(OSError):  # where nothing may be written, nothing may be deleted
            part.unlink(missing_ok=True)


def swap_folder(made: Path, folder: Path) -> None:
    """Put `made` in the place of `folder`, the one before beside `made`, in whose folder it goes with it: a
    kill leaves the one, the other or none, never half of either.
    """
    make_way(folder / "file")
    os.rename(folder, made.with_name("before"))
    os.rename(made, folder)


def make_way(path: Path) -> None:
    """Make the folder of `path`; among computed files, move aside first what stands there and is no file (a
    folder, a pipe), and what is no folder where a folder is to be.

    It may be somebody's: nothing is deleted, and `find_aside` tells of it.
    """
    for place in (*reversed(path.parents), path):
        if _is_in_the_way(place, is_folder=place != path):
            with _MOVING:  # whoever waited here may find the way clear, and the new folder in it
                if _is_in_the_way(place, is_folder=place != path):
                    _move_aside(place)
    path.parent.mkdir(parents=True, exist_ok=True)


def _is_in_the_way(place: Path, is_folder: bool) -> bool:
    # First that it is there: whatever another thread makes from now on is what belongs there.
    if not os.path.lexists(place):
        return False
    fits = place.is_dir() if is_folder else place.is_file()
    return not fits and is_computed(place) and not place.is_symlink()


def _move_aside(place: Path) -> None:
    names = (f"{place.name}{number or ''}{ASIDE}" for number in count())
    with suppress(FileNotFoundError):  # it went by itself
        os.rename(place, next(each for each in map(place.with_name, names) if not os.path.lexists(each)))


def find_aside(folder: Path) -> set[Path]:
    """Return what was moved aside under `folder`."""
    return set(folder.rglob(f"*{ASIDE}"))


def is_aside(path: Path) -> bool:
    """Tell whether a path is one that was moved aside, or lies in it."""
    return any(part.endswith(ASIDE) for part in path.parts)


def remove_file(path: Path) -> None:
    """Delete a file if it is there; a folder of that name is none of ours, nor is a file for its folder."""
    if path.is_symlink() or not path.is_dir():
        with suppress(NotADirectoryError):
            path.unlink(missing_ok=True)


def sweep_parts(folder: Path, dataset: str = "") -> None:
    """Delete what interrupted writes left anywhere under `folder`, or of `dataset` alone where others may be
    writing at this very moment.
    """
    for part in folder.glob(f".{dataset}.*{PART}") if dataset else folder.rglob(f".*{PART}"):
        remove_file(part)


def list_visible(folder: Path, pattern: str) -> list[Path]:
    """Return the files in `folder` that are called so, sorted; not those that systems hide there, as macOS
    does beside each file on a disk of another kind.
    """
    return sorted(path for path in folder.glob(pattern) if path.is_file() and not path.name.startswith("."))


def hash_bytes(content: bytes) -> str:
    """Return the SHA-256 of `content`, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal; OSError for what is none: a pipe would never end."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
