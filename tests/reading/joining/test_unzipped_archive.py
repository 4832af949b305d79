"""An archive that somebody unzipped: its files are counted, and never told of."""

from __future__ import annotations

from reading.archives import whole_archive
from reading.team_folder import TODAY, WEEKLY, fates, rows, write

from ssi_outcomes.reading.joining.folder import read_team


def test_the_files_of_an_unzipped_archive_are_counted_and_have_their_fingerprint(folder):
    write(folder, {f"Test Person/{name}": content for name, content in whole_archive().items()})
    dataset = read_team(folder, TODAY)
    code = dataset.names["Test Person"]
    assert fates(dataset)[f"{code}/Comments.csv"] == (
        3,
        2,
        1,
        0,
    )  # Comments_123456789.csv, without the member's number
    assert all(file.bytes > 0 and file.sha256 for file in dataset.files)
    assert set(dataset.tables["activity"]["person"]) == {code}


def test_a_sheet_of_ones_own_may_be_called_like_a_file_of_the_archive(folder):
    write(folder, {"comments.csv": "Personne;Week;Comments written\nTest Person;2026-W02;3\n"})
    dataset = read_team(folder, TODAY)
    assert rows(dataset, "activity", "activity", "count") == [("comments_written", 3)]


def test_a_file_of_the_archive_that_changed_is_refused_without_a_word_of_it(folder):
    write(folder, {"semaines.csv": WEEKLY, "messages.csv": "Planted,Secret\nwords,more words\n"})
    dataset = read_team(folder, TODAY)
    assert [(each.file, each.key) for each in dataset.rejected] == [("messages.csv", "asks_own")]
    assert "Planted" not in repr(dataset.rejected)
