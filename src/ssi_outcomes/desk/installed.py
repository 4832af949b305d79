"""What is installed: this Python, the packages that the lock names, and the kernel that notebooks run in.

A check returns what was seen: the key of the trouble (its remedy is `<key>_fix`), None where all is fine,
and the values of its sentence.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from ssi_outcomes.base import paths, privacy

OLDEST, NEWEST = (3, 11), (3, 13)
LOCK = "requirements.lock"
_NAMED = 5
_PATIENCE = 300  # seconds for a kernel to start, or to import pandas, on a machine that does much else

Seen = tuple[str | None, dict[str, object]]


def check_python() -> Seen:
    """Look whether this Python is one that the project runs on."""
    found = ".".join(map(str, sys.version_info[:3]))
    values = {"found": found, "oldest": "3.{1}".format(*OLDEST), "newest": "3.{1}".format(*NEWEST)}
    if not OLDEST <= tuple(sys.version_info[:2]) <= NEWEST:
        return "doctor_python_version", values
    return ("doctor_python_32_bits" if sys.maxsize < 2**32 else None), values


def check_environment() -> Seen:
    """Look whether the packages are those of the lock; the first few that are not are named."""
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


def check_kernel() -> Seen:
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


def check_kernel_start() -> Seen:
    """Start a kernel, let it import pandas and see how long both take, in seconds."""
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
