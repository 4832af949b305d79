"""A folder of a team's files, and everything in it at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading.archives import make_zip, whole_archive
from reading.team_folder import ABOUT, LOG, TODAY, TRACKER, UNKNOWN, WEEKLY, write

from ssi_outcomes.reading.dataset import Dataset
from ssi_outcomes.reading.joining.folder import read_team


@pytest.fixture(autouse=True)
def _own_key(tmp_path_factory, monkeypatch):
    monkeypatch.setenv("SSI_KEY_FILE", str(tmp_path_factory.mktemp("key") / "key"))
    monkeypatch.setenv("SSI_LANG", "en")


@pytest.fixture
def folder(tmp_path) -> Path:
    return tmp_path / "acme"


@pytest.fixture
def team(folder) -> Dataset:
    """Everything at once, and what cannot be read beside it."""
    write(
        folder,
        {
            "ssi.csv": TRACKER,
            "resultats.csv": LOG,
            "Third Person/semaines.csv": WEEKLY,
            "liste.csv": UNKNOWN,
            "dataset.toml": ABOUT,
        },
    )
    (folder / "broken.xlsx").write_bytes(b"PK\x03\x04 not a workbook")
    (folder / "Fourth Person").mkdir()
    make_zip(folder / "Fourth Person" / "Basic_LinkedInDataExport.zip", whole_archive())
    return read_team(folder, TODAY)
