"""The tiny repository and its runs in this process, as the tests of running use them; and a page that nothing disturbed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from filelock import FileLock
from reliability.real_runs import PAGE, make_real_home, run
from running.conftest import home, quick

__all__ = ["home", "quick", "undisturbed"]


@pytest.fixture(scope="session")
def undisturbed(tmp_path_factory) -> Path:
    """Return a repository in which the page about one person was made by a real run that nothing disturbed: one for
    all test processes, which only look at it.
    """
    shared = tmp_path_factory.getbasetemp()
    folder = (shared.parent if os.environ.get("PYTEST_XDIST_WORKER") else shared) / "undisturbed"
    with FileLock(f"{folder}.lock"):
        if not (folder / "done").exists():
            ended = run(make_real_home(folder / "home"), *PAGE)
            assert ended.code == 0, ended.err
            (folder / "done").touch()
    return folder / "home"
