"""What every reader returns: the tables of a dataset, and what became of each of its files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from ssi_outcomes.reading.parsed import Rejected, Remark


@dataclass(frozen=True)
class SourceFile:
    """What became of one file, or of one sheet of it: rows read = accepted + rejected +
    blank; its size in bytes and its SHA-256.

    `table` says what it was taken for (a key of the labels). `ignored` is what gives no record: preambles,
    totals and footers of a table, other events of a calendar, all of what was left aside; `refusal` says why
    nothing of the file was read, `notes` what was decided on the way (keys of `messages.toml` and their
    values), `headers` the file's own names of its columns, each after ours.
    """

    name: str
    table: str
    rows: int
    accepted: int
    rejected: int
    blank: int
    bytes: int
    sha256: str
    ignored: int = 0
    refusal: Rejected | None = None
    notes: tuple[Remark, ...] = field(default=(), repr=False)
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    def __post_init__(self) -> None:
        if self.rows != self.accepted + self.rejected + self.blank:
            raise AssertionError(
                f"{self.name}: {self.rows} rows, of which {self.accepted} + {self.rejected} + {self.blank} "
                f"are accounted for"
            )


@dataclass(frozen=True)
class Dataset:
    """A dataset that was accepted: its tables, with `source_file` and `source_line` beside each row.

    `title` is by language; `about` is what `dataset.toml` says; `hash` is the SHA-256 of the lines that
    `sha256sum` prints for its files, in a fixed order. `rejected` has what was not taken; `names` gives the
    pseudonym of each name, `labels` how each file is shown, by its own name; both stay on this machine.
    """

    name: str
    title: dict[str, str]
    about: dict[str, object]
    tables: dict[str, pd.DataFrame]
    files: tuple[SourceFile, ...]
    hash: str
    rejected: tuple[Rejected, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict, repr=False)
    labels: Mapping[str, str] = field(default_factory=dict, repr=False)
