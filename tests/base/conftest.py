"""What the tests of this room share."""

from __future__ import annotations

from pathlib import Path

import pytest
from base.changed_plan import TEXT

from ssi_outcomes.base.plan import PLAN_FILE, read_plan


@pytest.fixture
def plan_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Return a reader of the plan after one change of its text."""
    monkeypatch.setenv("SSI_HOME", str(tmp_path))

    def read(old: str, new: str):
        assert TEXT.count(old) == 1
        (tmp_path / PLAN_FILE).write_text(TEXT.replace(old, new), "utf-8")
        return read_plan()

    return read
