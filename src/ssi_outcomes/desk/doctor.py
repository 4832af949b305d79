"""`ssi doctor`: look at the machine before the data do, and give a remedy for each thing that is not fine."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from ssi_outcomes.base import paths, privacy
from ssi_outcomes.base.errors import SsiError, message
from ssi_outcomes.desk.installed import (
    Seen,
    check_environment,
    check_kernel,
    check_kernel_start,
    check_python,
)
from ssi_outcomes.desk.next_steps import typed
from ssi_outcomes.desk.strayed import find_strayed

_GIGABYTE = 1e9
_FREE_DISK, _FREE_MEMORY = 0.5, 1.0  # GB: the environment and a dataset's results; two notebooks at a time
# JupyterLab's deepest file lies 172 letters below the repository, and Windows stops at 260.
_LONGEST_ROOT = 80
# Folders that a program copies to somebody else's computers.
_SYNCED = (
    "onedrive",
    "dropbox",
    "google drive",
    "googledrive",
    "icloud",
    "mobile documents",
    "nextcloud",
    "owncloud",
    "pcloud",
    "kdrive",
)


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: whether it is fine, what was seen, and what to do if it is not (else
    "").
    """

    name: str
    fine: bool
    text: str
    fix: str


def examine(deep: bool = False, language: str | None = None) -> list[Finding]:
    """Return a finding for each thing that has stopped a run before; `deep`
    also starts a kernel, which takes seconds.
    """
    return [_find(name, check, language) for name, check in _CHECKS.items()] + (
        [_find("kernel_start", check_kernel_start, language)] if deep else []
    )


def report_findings(deep: bool = False, language: str | None = None) -> int:
    """Print the findings, each with its remedy, and return the exit code: 0 if all is fine, else 1."""
    findings = examine(deep, language)
    for finding in findings:
        print(message("doctor_fine" if finding.fine else "doctor_not_fine", language, text=finding.text))
        if finding.fix:
            print(message("doctor_fix", language, fix=finding.fix))
    wrong = sum(not finding.fine for finding in findings)
    print(message("doctor_all_fine" if not wrong else "doctor_some_wrong", language, count=wrong))
    return 1 if wrong else 0


def _find(name: str, check, language: str | None) -> Finding:
    """Run one check.

    It returns what was seen and, if that is not fine, the key of the trouble (its remedy is `<key>_fix`).
    """
    try:
        trouble, values = check()
    except SsiError as error:  # says what to do itself
        return Finding(name, False, error.text(language), "")
    except Exception as error:  # whatever stops a check is a finding, and the other checks go on
        trouble, values = "doctor_check_failed", {"name": name, "error": f"{type(error).__name__}: {error}"}
    if trouble is None:
        return Finding(name, True, message(f"doctor_{name}", language, **values), "")
    return Finding(
        name, False, message(trouble, language, **values), message(f"{trouble}_fix", language, **values)
    )


# --- folders and paths


def _check_folders() -> Seen:
    for folder in (paths.root() / "data" / "processed", paths.reports_folder()):
        there = next(each for each in (folder, *folder.parents) if each.exists())
        try:
            with tempfile.TemporaryFile(dir=there):
                pass
        except OSError as error:
            return "doctor_folder_closed", {
                "folder": paths.shown(folder),
                "reason": error.strerror or str(error),
            }
    return None, {"folders": "data/processed, reports"}


def _check_disk() -> Seen:
    free = shutil.disk_usage(paths.root()).free / _GIGABYTE
    return ("doctor_disk_full" if free < _FREE_DISK else None), {"free": round(free, 1), "least": _FREE_DISK}


def _check_letters() -> Seen:
    """Look for letters that break kernels: accents and spaces on Windows, accents
    wherever the file system is not in UTF-8.
    """
    windows = sys.platform == "win32"
    for path in (paths.root(), Path(sys.executable), Path.home(), Path(tempfile.gettempdir())):
        odd = not str(path).isascii() or (windows and " " in str(path))
        if odd and (windows or sys.getfilesystemencoding().lower().replace("-", "") != "utf8"):
            return "doctor_odd_letters", {"path": str(path)}
    return None, {}


def _check_length() -> Seen:
    length = len(str(paths.root()))
    return ("doctor_long_path" if sys.platform == "win32" and length > _LONGEST_ROOT else None), {
        "length": length,
        "most": _LONGEST_ROOT,
    }


def _check_synced() -> Seen:
    """Look for a folder that is copied elsewhere: personal data that lie in it leave this computer."""
    found = [part for part in paths.root().parts if part.lower().startswith(_SYNCED)]
    return ("doctor_synced_folder" if found else None), {"folder": found[0] if found else ""}


def _check_key() -> Seen:
    path = privacy.key_file()
    if not path.exists():
        return None, {"file": privacy.from_home(path)}
    privacy.read_key()
    open_to_others = os.name == "posix" and path.stat().st_mode & 0o077
    return ("doctor_key_open" if open_to_others else None), {"file": privacy.from_home(path)}


def _check_notebooks() -> Seen:
    """Look for stored notebooks that were run on other data: they would be taken for what is stored."""
    strayed = [paths.shown(path) for path in find_strayed()]
    return ("doctor_notebooks_strayed" if strayed else None), {
        "files": ", ".join(strayed),
        "arguments": " ".join(strayed),
        "command": typed("lab", "acme"),
    }


# --- time, language, memory


def _check_time_zone() -> Seen:
    asked = os.environ.get("TZ", "").removeprefix(":")
    values = {
        "zone": asked or time.strftime("%Z") or "?",
        "offset": datetime.now().astimezone().strftime("%z"),
    }
    try:
        ZoneInfo("Europe/Paris")
    except Exception:  # no database, or a spoilt one
        return "doctor_no_zones", values
    try:
        # What the C library does not know it takes for UTC, without a word.
        # POSIX's own form ("CET-1CEST") holds digits.
        if asked and not any(letter.isdigit() for letter in asked):
            ZoneInfo(asked)
    except Exception:
        return "doctor_unknown_zone", values
    return None, values


def _check_locale() -> Seen:
    encoding = getattr(sys.stdout, "encoding", None) or "ascii"
    try:
        "éœ’«…»–“".encode(encoding)
    except UnicodeEncodeError:
        return "doctor_poor_console", {"encoding": encoding}
    return None, {"encoding": encoding}


def _check_memory() -> Seen:
    import psutil

    free = psutil.virtual_memory().available / _GIGABYTE
    return ("doctor_little_memory" if free < _FREE_MEMORY else None), {
        "free": round(free, 1),
        "least": _FREE_MEMORY,
    }


_CHECKS = {
    "python": check_python,
    "environment": check_environment,
    "kernel": check_kernel,
    "folders": _check_folders,
    "disk": _check_disk,
    "letters": _check_letters,
    "length": _check_length,
    "synced": _check_synced,
    "key": _check_key,
    "notebooks": _check_notebooks,
    "time_zone": _check_time_zone,
    "locale": _check_locale,
    "memory": _check_memory,
}
