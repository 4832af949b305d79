"""What is said of a dataset in a file or on a sheet, and what is wrong with it."""

from __future__ import annotations

from ssi_outcomes.reading.kinds.described.about import check_about
from ssi_outcomes.reading.kinds.described.about_files import read_dataset_toml
from ssi_outcomes.reading.parsed import Sheet


def toml(tmp_path, text: str):
    """Return what a dataset.toml with this text says."""
    path = tmp_path / "dataset.toml"
    path.write_text(text, "utf-8")
    return read_dataset_toml(path, "dataset.toml")


def sheet(*rows, name: str = "About", file: str = "acme.xlsx") -> Sheet:
    """Return a sheet of these rows, About unless it has another name."""
    return Sheet(file, name, tuple(range(1, len(rows) + 1)), tuple(rows))


def faults(*said) -> list[tuple[object, ...]]:
    """Return line, rule and column of all that is wrong with what is said."""
    return [(problem.line, problem.key, problem.column) for problem in check_about(said)[1]]
