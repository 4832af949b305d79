"""What every reader returns: the tables of a dataset, and what became of each of its files."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class SourceFile:
    """What became of one file: rows read = accepted + rejected + blank; its size in bytes and its SHA-256."""

    name: str
    table: str
    rows: int
    accepted: int
    rejected: int
    blank: int
    bytes: int
    sha256: str

    def __post_init__(self) -> None:
        if self.rows != self.accepted + self.rejected + self.blank:
            raise AssertionError(f"{self.name}: {self.rows} rows, of which {self.accepted} + {self.rejected} + {self.blank} are accounted for")


@dataclass(frozen=True)
class Dataset:
    """A dataset that was accepted: its tables, with `source_file` and `source_line` beside each row.

    `title` is by language; `about` is what `dataset.toml` says; `hash` is the SHA-256 of the lines that
    `sha256sum` prints for the declared files, in the package's order.
    """

    name: str
    title: dict[str, str]
    about: dict[str, object]
    tables: dict[str, pd.DataFrame]
    files: tuple[SourceFile, ...]
    hash: str
