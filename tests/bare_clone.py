"""A copy of what `make` reads, with stand-ins for Python and for `ssi`: nothing is installed in it."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from waiting import HANGS

ROOT = Path(__file__).resolve().parents[1]
MAKE = shutil.which("make")

# An SSI_LANG or a PYTHON of the machine would change what is said.
QUIET = {
    name: value
    for name, value in os.environ.items()
    if name
    not in {
        *("PYTHON", "MAKEFLAGS", "MAKELEVEL", "SSI_LANG"),
        *("DATASET", "REPORT_LANG", "CASE", "WORLD", "PDF", "PEOPLE", "FROM", "WEEKS"),
    }
}


def copy_clone(folder: Path) -> Path:
    """Return a copy of what `make` reads, in a new folder."""
    (folder / "data" / "raw").mkdir(parents=True)
    for name in ("Makefile", "pyproject.toml", "requirements.lock", "requirements-test.lock"):
        shutil.copy(ROOT / name, folder / name)
    shutil.copytree(ROOT / ".make", folder / ".make")
    return folder


def make(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [MAKE, *arguments],
        cwd=folder,
        env=QUIET | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=HANGS,
    )


def put_script(path: Path, body: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    path.chmod(0o755)


def path_with_pythons(folder: Path, body: str) -> str:
    """Return a PATH on which each Python is the stand-in `body`."""
    for name in ("python3", "python3.11", "python3.12", "python3.13"):
        put_script(folder / name, body)
    return f"{folder}{os.pathsep}{os.environ['PATH']}"


def said(result: subprocess.CompletedProcess[str]) -> list[str]:
    """Return the lines that are ours: make adds its own, `make: *** [...] Error 1`, to each failure."""
    return [line for line in (result.stdout + result.stderr).splitlines() if not line.startswith("make")]


def pretend_ready(folder: Path) -> None:
    """Give the copy an environment that counts as ready, in which `ssi` notes down the arguments that it gets."""
    noted = (
        'printf "%s\\n" "$@" > arguments; printf "%s" "$PDF" > pdf; printf "%s" "$ENGINE $MASTER" > engine'
    )
    put_script(folder / ".venv" / "bin" / "ssi", noted)
    put_script(folder / ".venv" / "bin" / "python", "exit 0")
    (folder / ".venv" / "ready").write_text(f"{folder.resolve()}\n", encoding="utf-8")
