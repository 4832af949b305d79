"""What is told of weeks that do not fit into memory is what is told of the same weeks where they do."""

from __future__ import annotations

from dataclasses import replace

import pytest
from large_home import DATASET, fill_home, read_as_large

from ssi_outcomes.base.errors import UsageError
from ssi_outcomes.evidence.looks import Looks
from ssi_outcomes.exhibits.large.judged_study import open_large_study
from ssi_outcomes.intake.step import read_stored
from ssi_outcomes.study import open_study


@pytest.fixture
def both(tmp_path, monkeypatch):
    """Return the study in memory, and that of the same weeks as if they did not fit there."""
    folder = fill_home(tmp_path, monkeypatch)
    read_stored(DATASET)
    known = open_study(DATASET, "en")
    (folder / "dataset.toml").write_text((folder / "dataset.toml").read_text("utf-8") + "\n", "utf-8")
    read_as_large(monkeypatch)
    return known, open_large_study(DATASET, "en")


def test_people_and_looks_are_the_same(both):
    known, found = both
    assert found.n_people == known.n_people == 60
    assert replace(found.look, dataset_hash="") == replace(known.look, dataset_hash="")
    assert found.reader == known.reader and found.panel.notes == known.panel.notes
    assert {name: each.verdict.word for name, each in found.findings.outcomes.items()} == {
        name: each.verdict.word for name, each in known.findings.outcomes.items()
    }
    object.__setattr__(found, "looks", Looks(5, 0, False))
    object.__delattr__(found, "findings")
    assert "exploratory" in found.findings.outcomes["phone_meetings"].verdict.notes


def test_what_asks_for_the_weeks_themselves_is_told_that_they_are_too_many(both):
    with pytest.raises(UsageError, match=DATASET):
        open_study(DATASET, "en")
