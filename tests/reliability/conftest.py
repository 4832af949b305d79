"""The tiny repository and its runs in this process, as the tests of running use them; and a page that nothing disturbed."""

from __future__ import annotations

from pathlib import Path

import pytest
from reliability.real_runs import PAGE, make_real_home, run
from running.conftest import home, quick

__all__ = ["home", "quick", "undisturbed"]


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory) -> Path:
    """Return a repository in which the page about one person was made by a real run that nothing disturbed."""
    made = make_real_home(tmp_path_factory.mktemp("undisturbed") / "home")
    ended = run(made, *PAGE)
    assert ended.code == 0, ended.err
    return made
