"""Of archives that are read together, the one that breaks the reading is left out and named, and no other."""

import pytest
from reading.archives import make_zip, whole_archive
from reading.team_folder import TODAY, write

from ssi_outcomes.reading.joining.folder import read_team
from ssi_outcomes.reading.kinds.archive import zipped

MARK = "Comments"


@pytest.fixture(autouse=True)
def broken(monkeypatch):
    """A reader that breaks on what bears a mark."""

    def count(bundles, usual=zipped.count_bundles):
        if any(MARK in part.file for bundle in bundles for parts in bundle.parts.values() for part in parts):
            raise KeyError("Test Person")
        return usual(bundles)

    monkeypatch.setattr(zipped, "count_bundles", count)


def test_a_packed_one_is_left_out(folder):
    folder.mkdir()
    members = whole_archive()
    bad = {name: members.pop(name) for name in list(members) if MARK in name}
    make_zip(folder / "Basic_LinkedInDataExport_1.zip", members)
    make_zip(folder / "Basic_LinkedInDataExport_2.zip", bad)
    dataset = read_team(folder, TODAY)
    (refused,) = (each for each in dataset.rejected if each.key == "file_broke_reader")
    assert "Test" not in str(refused.values)
    assert sum(file.accepted for file in dataset.files) > 5


def test_of_loose_files_the_one_is_left_out(folder):
    write(folder, {f"Basic_LinkedInDataExport/{name}": text for name, text in whole_archive().items()})
    dataset = read_team(folder, TODAY)
    (refused,) = (each.file for each in dataset.rejected if each.key == "file_broke_reader")
    assert MARK in refused
    assert sum(file.accepted for file in dataset.files) > 5
