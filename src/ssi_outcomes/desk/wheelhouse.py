"""`ssi wheelhouse`: every library of requirements.lock as a file, to install where there is no network."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement

from ssi_outcomes.base.errors import SsiError, UsageError, message
from ssi_outcomes.base.files import PART, swap_folder
from ssi_outcomes.base.paths import root
from ssi_outcomes.running.progress import Lines

LOCK = "requirements.lock"
PYTHONS = ("3.11", "3.12", "3.13")
# What the markers of a lock ask of a machine, in the names of `packaging`, for each system.
_MACHINES = {
    "win": {
        "sys_platform": "win32",
        "platform_system": "Windows",
        "os_name": "nt",
        "platform_machine": "AMD64",
    },
    "linux": {
        "sys_platform": "linux",
        "platform_system": "Linux",
        "os_name": "posix",
        "platform_machine": "x86_64",
    },
    "mac": {
        "sys_platform": "darwin",
        "platform_system": "Darwin",
        "os_name": "posix",
        "platform_machine": "arm64",
    },
}
PLATFORMS = tuple(_MACHINES)
# Before and after all versions of one Python: whichever the other machine has, what it takes is there.
_PATCHES = (0, 99)
# A wheel for an older C library runs on a newer one; pip knows that of none that it is told by name.
_LINUX = tuple(f"manylinux_2_{minor}_x86_64" for minor in range(28, 4, -1))
_TAGS = {
    "win": ("win_amd64",),
    "linux": (*_LINUX, "manylinux2014_x86_64", "manylinux2010_x86_64", "manylinux1_x86_64"),
    "mac": ("macosx_14_0_arm64",),
}


def collect_wheels(platform: str, python: str, progress: Lines) -> tuple[Path, int, int]:
    """Download what an installation takes into wheels/<platform>-<python>, as a whole or not at all.

    platform: one of `PLATFORMS`; python: one of `PYTHONS`; progress: told of each library that is fetched.
    Returns the folder, how many files lie in it, and their size in bytes. Raises UsageError for another
    platform or Python, SsiError where pip cannot get all of them.
    """
    if platform not in PLATFORMS:
        raise UsageError("wheelhouse_platform", value=platform[:80], known=", ".join(PLATFORMS))
    if python not in PYTHONS:
        raise UsageError("wheelhouse_python", value=python[:80], known=", ".join(PYTHONS))
    folder = root() / "wheels" / f"{platform}-{python}"
    folder.parent.mkdir(exist_ok=True)
    for left in folder.parent.glob(f".*{PART}"):
        shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".", suffix=PART) as aside:
        lock, project = ((root() / name).read_text("utf-8") for name in (LOCK, "pyproject.toml"))
        early, late = (dict(list_needed(lock, platform, f"{python}.{patch}")) for patch in _PATCHES)
        late = {name: entry for name, entry in late.items() if early.get(name) != entry}
        progress.start(len(early) + len(late) + 1)
        progress.announce(message("wheelhouse_starts", count=progress.total, python=python))
        tags = [part for tag in _TAGS[platform] for part in ("--platform", tag)]
        wheels, listed = Path(aside) / "wheels", Path(aside) / "listed.txt"
        asked = (early.values(), late.values(), [find_installer(project)])
        for patch, entries in zip((*_PATCHES, _PATCHES[0]), asked, strict=True):
            if entries:
                listed.write_text("\n".join(entries), "utf-8")
                _download(listed, wheels, [*tags, "--python-version", f"{python}.{patch}"], progress)
        swap_folder(wheels, folder)
    files = sorted(folder.iterdir())
    return folder, len(files), sum(file.stat().st_size for file in files)


def list_needed(lock: str, platform: str, python: str) -> Iterator[tuple[str, str]]:
    """Yield name and entry (its hashes with it) of each library that a lock names for a machine.

    python: in full, 3.13.0. pip would ask this machine which are needed, and leave out what the other takes.
    """
    machine = {
        **_MACHINES[platform],
        "python_version": python.rpartition(".")[0],
        "python_full_version": python,
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }
    for entry in re.split(r"\n(?=\S)", lock):
        asked = entry.partition("\\")[0].strip()
        if not asked or asked.startswith(("#", "-")):
            continue
        requirement = Requirement(asked)
        if requirement.marker is None or requirement.marker.evaluate(machine):
            pinned = f"{requirement.name}{requirement.specifier}"
            yield requirement.name, " ".join([pinned, *re.findall(r"--hash=\S+", entry)])


def find_installer(project: str) -> str:
    """Return what installs the lock, as pyproject.toml names the version; it builds this package, too."""
    (build,) = tomllib.loads(project)["build-system"]["requires"]
    return next(f"uv=={each.version}" for each in Requirement(build).specifier if each.operator == ">=")


def _download(listed: Path, wheels: Path, machine: list[str], progress: Lines) -> None:
    pip = [sys.executable, "-m", "pip", "download", "--disable-pip-version-check", "--no-deps"]
    kinds = ["--only-binary=:all:", "--implementation=cp", *machine]
    wrong = []
    with subprocess.Popen(
        [*pip, *kinds, "--dest", str(wheels), "--requirement", str(listed)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    ) as said:
        for line in said.stdout:
            if line.startswith("Collecting "):
                progress.count(line.split()[1])
            if line.startswith("ERROR: "):
                wrong.append(line.removeprefix("ERROR: ").strip())
    if said.returncode:
        raise SsiError("wheelhouse_failed", why=(wrong or ["pip"])[-1][:300])
