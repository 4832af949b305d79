"""What became of each file adds up, and names are not shown by accident."""

import pytest

from ssi_outcomes.reading.dataset import Dataset, SourceFile


def test_a_count_that_leaves_a_row_out_cannot_be_made():
    with pytest.raises(AssertionError, match="5 rows"):
        SourceFile("a.csv", "a", rows=5, accepted=3, rejected=1, blank=0, bytes=1, sha256="")


def test_what_is_ignored_is_no_row_of_the_file():
    file = SourceFile("a.csv", "a", rows=5, accepted=3, rejected=1, blank=1, bytes=1, sha256="", ignored=2)
    assert (file.rows, file.ignored) == (5, 2)


def test_the_names_behind_pseudonyms_and_labels_are_not_shown_by_accident():
    names = {"Test Person": "P-7K2M"}
    dataset = Dataset("acme", {}, {}, {}, (), "", names=names, labels={"Test Person.csv": "P-7K2M.csv"})
    assert "Test Person" not in repr(dataset) and dataset.names == names
