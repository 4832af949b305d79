"""What is told of weeks that do not fit into memory is recorded apart; where that breaks, it is said."""

from __future__ import annotations

import pytest

from ssi_outcomes.base.errors import LANGUAGES, NotebookFailed, message
from ssi_outcomes.running.large_apart import LargeStage, record_apart


def test_where_nothing_can_be_told_the_run_fails_and_leaves_nothing(tmp_path, monkeypatch):
    monkeypatch.setenv("SSI_HOME", str(tmp_path))
    stage = tmp_path / "data" / "processed" / "gone" / "large"
    with pytest.raises(NotebookFailed, match="gone"):
        record_apart("gone", stage)
    assert not list(stage.parent.glob("*.kernel"))


def test_its_label_is_in_words():
    assert LargeStage("many").label in {message("run_large", language) for language in LANGUAGES}
