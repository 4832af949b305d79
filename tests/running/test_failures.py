"""What a notebook stopped on is said as it was there, without a word of anybody's own files."""

import errno
from pathlib import Path
from types import SimpleNamespace

import pytest

from ssi_outcomes.base.errors import NotebookFailed, StaleResults
from ssi_outcomes.running.failures import as_ours, is_ones_own

HERE = Path("notebooks/x.ipynb")


def said(ename: str, evalue: str, quotes: bool = True) -> Exception:
    return as_ours(SimpleNamespace(ename=ename, evalue=evalue, exec_count=3), HERE, HERE, quotes)


def test_an_error_of_ours_is_raised_as_itself():
    error = said("StaleResults", "PLANTED sentence")
    assert isinstance(error, StaleResults) and error.text("en") == "PLANTED sentence"


@pytest.mark.parametrize(
    ("evalue", "file"),
    [
        (f"[Errno {errno.ENOSPC}] No space left on device", None),
        (f"[Errno {errno.EROFS}] Read-only file system: '/a/b.json'", "/a/b.json"),
    ],
)
def test_what_the_system_refused_is_the_systems_with_its_file(evalue, file):
    error = said("OSError", evalue)
    assert isinstance(error, OSError) and f"[Errno {error.errno}]" in evalue
    assert error.filename == file or (file is None and str(error.filename).endswith("x.ipynb"))


def test_another_error_of_the_system_is_a_fault_of_ours():
    assert isinstance(said("OSError", f"[Errno {errno.EBADF}] Bad file descriptor"), NotebookFailed)


@pytest.mark.parametrize("quotes", [True, False])
def test_the_words_of_a_fault_are_said_where_nobody_is_named(quotes):
    text = said("ValueError", "PLANTED cell", quotes).text("en")
    assert "ValueError" in text and ("PLANTED" in text) == quotes


def test_a_sealed_package_has_nothing_to_hide(tmp_path, monkeypatch):
    monkeypatch.setenv("SSI_HOME", str(tmp_path))
    (tmp_path / "data" / "raw" / "sealed").mkdir(parents=True)
    (tmp_path / "data" / "raw" / "sealed" / "datapackage.json").write_text("{}")
    assert not is_ones_own({"dataset": "sealed"}) and is_ones_own({"dataset": "acme"}) and not is_ones_own({})
