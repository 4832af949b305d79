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


@pytest.fixture(scope="session")
def built_reports(tmp_path_factory) -> dict[str, Path]:
    """The repository's own reports, language -> file, brought up to date once whatever the number of test processes."""
    shared = tmp_path_factory.getbasetemp()
    shared = shared.parent if os.environ.get("PYTEST_XDIST_WORKER") else shared
    ssi = shutil.which("ssi", path=str(Path(sys.executable).parent))
    assert ssi, "the command ssi is not installed beside this Python"
    with FileLock(shared / "reports.lock"):
        done = subprocess.run([ssi, "report"], cwd=root(), capture_output=True, text=True, encoding="utf-8", timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    return {language: reports_folder() / f"article.{language}.html" for language in ("fr", "en")}
