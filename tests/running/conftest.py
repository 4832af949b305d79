"""A tiny repository to run, with the exports replaced; where kernels do not matter, without them."""

from pathlib import Path

import pytest
from running.tiny_runs import export, run_in_process
from tiny_home import make_home

from ssi_outcomes.intake import asking
from ssi_outcomes.intake.step import read_stored
from ssi_outcomes.running import manifest, stages


@pytest.fixture
def home(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("SSI_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("SSI_LANG", "en")
    monkeypatch.setattr(stages, "_export", export)
    return make_home(tmp_path / "home")


@pytest.fixture
def quick(monkeypatch):
    """Run the notebooks' cells in this process: these tests are about what runs when, not about kernels."""
    monkeypatch.setattr(stages, "run_notebook", run_in_process)
    monkeypatch.setattr(asking, "_read_anew", read_stored)
    monkeypatch.setattr(manifest, "hash_shared", lambda: "this package")
