"""What the system refuses is one line that names the file and says what to do."""

import errno
import os

import pytest

from ssi_outcomes.desk.complaints import explain_system


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "disk is full"),
        (errno.EDQUOT, "disk is full"),
        (errno.EFBIG, "disk is full"),
        (errno.EROFS, "read-only"),
        (errno.EACCES, "does not permit"),
        (errno.EIO, os.strerror(errno.EIO)),
    ],
)
def test_each_refusal_of_the_system_names_its_file(number, words, monkeypatch):
    monkeypatch.setenv("SSI_LANG", "en")
    text = explain_system(OSError(number, os.strerror(number), "reports/x.html"))
    assert "x.html" in text and words in text


def test_a_refusal_without_a_file_is_said_all_the_same(monkeypatch):
    monkeypatch.setenv("SSI_LANG", "en")
    assert explain_system(OSError(errno.EIO, "Planted reason")).startswith("-: Planted reason")
