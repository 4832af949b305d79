"""A copy of the article's package that a test may spoil."""

import shutil
from pathlib import Path

import pytest

from ssi_outcomes.base.paths import raw_folder


class Package:
    """A package in a folder of its own: change a cell by row and column, add a row, seal by hand."""

    def __init__(self, folder: Path):
        self.folder = folder

    def replace(self, table: str, old: str, new: str) -> int:
        """Replace `old`, which must occur once, and return its line."""
        path = self.folder / f"{table}.csv"
        text = path.read_text("utf-8")
        assert text.count(old) == 1, (table, old, text.count(old))
        path.write_text(text.replace(old, new), "utf-8", newline="\n")
        return text[: text.index(old)].count("\n") + 1

    def append(self, table: str, row: str) -> int:
        """Add a row and return its line."""
        path = self.folder / f"{table}.csv"
        text = path.read_text("utf-8") + row + "\n"
        path.write_text(text, "utf-8", newline="\n")
        return text.count("\n")


@pytest.fixture
def package(tmp_path: Path) -> Package:
    folder = tmp_path / "data" / "raw" / "article"
    shutil.copytree(raw_folder("article"), folder)
    return Package(folder)
