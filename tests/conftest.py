"""What several rooms of the tests share: the repository's own reports, built once."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

from ssi_outcomes.paths import reports_folder, root

# What the gallery shows: the article, an invented team, invented worlds.
GALLERY = ("article", "demo-team", "world-nothing", "world-thermometer", "world-useful")


@pytest.fixture(scope="session")
def built_reports(tmp_path_factory) -> dict[str, Path]:
    """The report on the article, language -> file."""
    _run_once(tmp_path_factory, "report")
    return _pages("article")


@pytest.fixture(scope="session")
def demo_reports(tmp_path_factory) -> dict[str, Path]:
    """The report on the demo team, language -> file."""
    _run_once(tmp_path_factory, "report", "--dataset", "demo-team")
    return _pages("demo-team")


@pytest.fixture(scope="session")
def gallery(tmp_path_factory) -> Path:
    """The folder of the gallery, as `make gallery` makes it."""
    _run_once(tmp_path_factory, "gallery")
    return reports_folder() / "gallery"


def _pages(dataset: str) -> dict[str, Path]:
    return {language: reports_folder() / f"{dataset}.{language}.html" for language in ("fr", "en")}


def _run_once(tmp_path_factory, *arguments: str) -> None:
    """Bring the repository's own reports up to date with a command, one test process at a time."""
    shared = tmp_path_factory.getbasetemp()
    shared = shared.parent if os.environ.get("PYTEST_XDIST_WORKER") else shared
    ssi = shutil.which("ssi", path=str(Path(sys.executable).parent))
    assert ssi, "the command ssi is not installed beside this Python"
    with FileLock(shared / f"{'-'.join(arguments)}.lock"):
        done = subprocess.run([ssi, *arguments], cwd=root(), capture_output=True, text=True, encoding="utf-8", timeout=600)
    assert done.returncode == 0, done.stdout + done.stderr
