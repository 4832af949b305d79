"""Fingerprints of what a result is made from: folders, code, this Python; without pandas, from bytes."""

from __future__ import annotations

import json
import os
import sys
import sysconfig
from collections.abc import Iterable
from pathlib import Path

from ssi_outcomes.base import paths
from ssi_outcomes.base.codebook import DESCRIPTOR
from ssi_outcomes.base.errors import SsiError
from ssi_outcomes.base.files import hash_bytes, hash_file
from ssi_outcomes.base.plan import PLAN_FILE
from ssi_outcomes.base.privacy import key_file
from ssi_outcomes.base.today import today_in
from ssi_outcomes.intake.asked_engine import find_way

# What reading rests on, and the words that it is told in: a sentence of the report changes nothing of it.
ROOMS = ("base", "panel", "reading", "evidence", "pool", "claims", "intake")
_SAID = ("labels.toml", "language.toml", "messages.toml")


def hash_inputs(dataset: str, raw: dict[str, str], zone: str | None = None) -> str:
    """Return the fingerprint of all that reading a dataset rests on; `raw` is what `hash_raw` returned,
    `zone` where its people are.

    The day is part of it for a team's files: a week enters once it is over. So is the key of the pseudonyms.
    """
    package = Path(__file__).parents[1]
    code = [path for room in ROOMS for path in (package / room).rglob("*")]
    sealed = DESCRIPTOR in raw
    day = [] if sealed else [today_in(zone).isoformat(), _hash_key()]
    plan = _hash_or_none(paths.root() / PLAN_FILE)
    files = [*code, *(path for path in package.glob("words/*/*.toml") if path.name in _SAID)]
    way = filter(None, [find_way(dataset)])
    return hash_parts(hash_code(files, package), hash_python(), json.dumps(raw), str(plan), *day, *way)


def hash_raw(dataset: str) -> dict[str, str]:
    """Return the fingerprint of each visible file of a dataset's raw folder, by its path; not of what
    our programs themselves write there. One that cannot be opened has "None" for one; so has what is named
    as not opened: a pipe, a link to nothing or to a folder, a folder that does not open.
    """
    folder = paths.raw_folder(dataset)
    read = {path.relative_to(folder).as_posix(): str(_hash_or_none(path)) for path in _raw_files(folder)}
    return read | {path.relative_to(folder).as_posix(): "None" for path in _not_opened(folder)}


def stamp_raw(dataset: str) -> dict[str, tuple[int, ...]]:
    """Return of each visible file of a dataset's raw folder, by its path, which one it is and when it last
    changed; and of each folder, which ends in "/", when a name in it did.

    A file that was away and came back has the fingerprint that it had before, and another stamp, or its
    folder has.
    """
    folder = paths.raw_folder(dataset)
    stamps = {path.relative_to(folder).as_posix(): _stamp(path) for path in _raw_files(folder)}
    inside = [folder, *(path for path in folder.rglob("*") if path.is_dir())]
    return stamps | {f"{path.relative_to(folder).as_posix()}/": _stamp(path)[-2:] for path in inside}


def hash_folder(folder: Path) -> str:
    """Return one fingerprint of the files that `hash_raw` takes."""
    return hash_tree(_raw_files(folder), folder)


def _raw_files(folder: Path) -> list[Path]:
    return sorted(
        path for path in folder.rglob("[!.]*") if path.is_file() and path.name not in paths.WRITTEN_BESIDE
    )


def _not_opened(folder: Path) -> list[Path]:
    """Return what a run names and never opens: reading it again has to follow when one comes or goes."""
    seen = (path for path in folder.rglob("[!.]*") if path.name not in paths.WRITTEN_BESIDE)
    return [
        path
        for path in seen
        if not path.is_file()
        and (path.is_symlink() or not path.is_dir() or not os.access(path, os.R_OK | os.X_OK))
    ]


def hash_code(files: Iterable[Path], package: Path) -> str:
    """Return the fingerprint of the package's `files`, compiled ones apart."""
    return hash_tree((path for path in files if path.is_file() and "__pycache__" not in path.parts), package)


def hash_python() -> str:
    """Return the fingerprint of this Python, of what is installed in it, and of the lock."""
    installed = sorted(
        entry.name for entry in os.scandir(sysconfig.get_path("purelib")) if entry.name.endswith(".dist-info")
    )
    return hash_parts(sys.version, *installed, str(_hash_or_none(paths.root() / "requirements.lock")))


def hash_tree(files: Iterable[Path], folder: Path) -> str:
    """Return one fingerprint of `files`, by their path under `folder` and their content."""
    return hash_parts(
        *(part for path in sorted(files) for part in (path.relative_to(folder).as_posix(), hash_file(path)))
    )


def hash_parts(*parts: str) -> str:
    """Return one fingerprint of several texts."""
    return hash_bytes(json.dumps(parts).encode("utf-8"))


def _hash_or_none(path: Path) -> str | None:
    try:
        return hash_file(path)
    except OSError:
        return None


def _stamp(path: Path) -> tuple[int, ...]:
    try:
        found = path.stat()
    except OSError:
        return (0, 0)
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def _hash_key() -> str:
    try:
        return str(_hash_or_none(key_file()))
    except SsiError:  # whoever needs the key says what is wrong with it
        return "-"
