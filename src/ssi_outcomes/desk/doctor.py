"""`ssi doctor`: look at the machine before the data do, and give a remedy for each thing that is not fine."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from ssi_outcomes.base import paths, privacy
from ssi_outcomes.base.errors import SsiError, message

OLDEST, NEWEST = (3, 11), (3, 13)
LOCK = "requirements.lock"
_GIGABYTE = 1e9
_FREE_DISK, _FREE_MEMORY = 0.5, 1.0  # GB: the environment and a dataset's results; two notebooks at a time
# JupyterLab's deepest file lies 172 letters below the repository, and Windows stops at 260.
_LONGEST_ROOT = 80
_NAMED = 5
_PATIENCE = 300  # seconds for a kernel to start, or to import pandas, on a machine that does much else
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
        [_find("kernel_start", _check_kernel_start, language)] if deep else []
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


Seen = tuple[str | None, dict[str, object]]


# --- Python and what is installed


def _check_python() -> Seen:
    found = ".".join(map(str, sys.version_info[:3]))
    values = {"found": found, "oldest": "3.{1}".format(*OLDEST), "newest": "3.{1}".format(*NEWEST)}
    if not OLDEST <= tuple(sys.version_info[:2]) <= NEWEST:
        return "doctor_python_version", values
    return ("doctor_python_32_bits" if sys.maxsize < 2**32 else None), values


def _check_environment() -> Seen:
    lock = paths.root() / LOCK
    if not lock.is_file():
        return "doctor_no_lock", {"file": LOCK}
    wrong = list(_differences(lock.read_text("utf-8")))
    named = ", ".join(wrong[:_NAMED]) + (", …" if len(wrong) > _NAMED else "")
    return ("doctor_environment_differs" if wrong else None), {
        "file": LOCK,
        "count": len(wrong),
        "packages": named,
    }


def _differences(lock: str) -> Iterator[str]:
    """Yield each locked package that is missing here or has another version."""
    from packaging.requirements import Requirement

    for line in lock.splitlines():
        if line[:1].isalnum():
            wanted = Requirement(line.rstrip("\\ "))
            if wanted.marker is not None and not wanted.marker.evaluate():
                continue
            try:
                if not wanted.specifier.contains(importlib.metadata.version(wanted.name), prereleases=True):
                    yield f"{wanted.name} {importlib.metadata.version(wanted.name)} ({wanted.specifier})"
            except importlib.metadata.PackageNotFoundError:
                yield f"{wanted.name} ({wanted.specifier})"


def _check_kernel() -> Seen:
    """Look at what JupyterLab would start as `python3`: this very Python, with ipykernel."""
    from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

    if importlib.util.find_spec("ipykernel") is None:
        return "doctor_no_kernel", {}
    try:
        command = KernelSpecManager().get_kernel_spec("python3").argv[0]
    except NoSuchKernel:
        return "doctor_no_kernel", {}
    # A bare "python" is replaced by this Python when Jupyter starts it.
    own = Path(command).name == command or (
        Path(command).exists() and os.path.samefile(command, sys.executable)
    )
    return (None if own else "doctor_other_kernel"), {"command": privacy.from_home(Path(command))}


def _check_kernel_start() -> Seen:
    from jupyter_client.manager import start_new_kernel

    began = time.monotonic()
    quiet = {
        "extra_arguments": ["--IPKernelApp.log_level=40"],
        "stdout": subprocess.DEVNULL,
        "stderr": subprocess.DEVNULL,
    }
    manager, client = start_new_kernel(kernel_name="python3", startup_timeout=_PATIENCE, **quiet)
    try:
        reply = client.execute_interactive("import pandas", timeout=_PATIENCE, store_history=False)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    fine = reply["content"]["status"] == "ok"
    return (None if fine else "doctor_kernel_silent"), {"seconds": round(time.monotonic() - began, 1)}


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
    import psutil  # what ipykernel needs anyway

    free = psutil.virtual_memory().available / _GIGABYTE
    return ("doctor_little_memory" if free < _FREE_MEMORY else None), {
        "free": round(free, 1),
        "least": _FREE_MEMORY,
    }


_CHECKS = {
    "python": _check_python,
    "environment": _check_environment,
    "kernel": _check_kernel,
    "folders": _check_folders,
    "disk": _check_disk,
    "letters": _check_letters,
    "length": _check_length,
    "synced": _check_synced,
    "key": _check_key,
    "time_zone": _check_time_zone,
    "locale": _check_locale,
    "memory": _check_memory,
}
