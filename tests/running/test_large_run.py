"""A run on weeks that do not fit into memory ends in a page, stands, and can be checked."""

from __future__ import annotations

import shutil

import pytest
from large_home import DATASET, REPOSITORY, fill_home, read_as_large

from ssi_outcomes.desk.verify import verify_report
from ssi_outcomes.running.pipeline import check_dataset, make_report


@pytest.mark.long
def test_a_report_is_made_once_stands_and_is_verified(tmp_path, monkeypatch):
    fill_home(tmp_path, monkeypatch)
    shutil.copytree(REPOSITORY / "notebooks", tmp_path / "notebooks")
    read_as_large(monkeypatch)
    made = make_report(DATASET)
    assert [path.name for path in made] == ["many.facts.json", "many.fr.html", "many.en.html"]
    before = [path.stat().st_mtime_ns for path in made]
    assert "a.parquet" in check_dataset(DATASET)
    assert make_report(DATASET) == made
    assert [path.stat().st_mtime_ns for path in made] == before
    assert "many.en.html" in verify_report(made[-1])
