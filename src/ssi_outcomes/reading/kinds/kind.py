"""What is known of a kind of file, all in one place: each kind is one class, and `KINDS` lists them all.

A class says what its files are called (`labels`), what `mapping.toml` may call them (`mapped`), how they are
recognised, and how they are read. Its sentences stand in the catalogues (`labels.kinds`), its headers in
`names/aliases.toml`, its line in the README, a sample beside its test.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from pathlib import Path

from ssi_outcomes.reading.opening.limits import LIMITS, read_bytes
from ssi_outcomes.reading.parsed import Context, Parsed, Sheet
from ssi_outcomes.reading.tables.headers import Anchored
from ssi_outcomes.reading.tables.search import Search


class Kind:
    """One kind of file. `labels` are what its files are taken for, the usual
    one first; each is a key of `labels.kinds`.

    `mapped` are its names in `mapping.toml`. Under a label in `events`, one row is one event: two alike are
    two. All files of a kind with `one_source` are one source: what two of them hold was counted once.
    """

    labels: tuple[str, ...]
    mapped: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    one_source = False

    @property
    def id(self) -> str:
        """Return what the kind is called wherever it needs one name."""
        return self.labels[0]


class SheetKind(Kind, ABC):
    """A kind of table, on a sheet of any workbook or in a text file; `shown` are our names of the columns
    that a question about it shows.
    """

    shown: tuple[str, ...] = ()

    @property
    def offered(self) -> tuple[str, ...]:
        """Return those of its names in `mapping.toml` that a question offers."""
        return self.mapped

    @abstractmethod
    def recognise(self, search: Search) -> Anchored | None:
        """Return the table that `read` takes, or None if the sheet is not of this kind."""

    def settle(self, table: Anchored, search: Search) -> Anchored:
        """Return the table that `read` takes; raises FileRefused where two of its columns mean the same."""
        search.ask_twice(table)
        return table

    @abstractmethod
    def read(self, table: Anchored, search: Search) -> Parsed:
        """Return what the table says; raises FileRefused, with the lines to paste where it asks."""


class WholeKind(Kind, ABC):
    """A kind of text file that is no table."""

    @abstractmethod
    def begins(self, text: str) -> bool:
        """Tell whether a file is of this kind by its first signs, in small letters."""

    @abstractmethod
    def read(self, content: bytes, shown: str, context: Context) -> Parsed:
        """Return what the file says; raises FileRefused."""

    def open(self, path: Path, shown: str, context: Context) -> Parsed:
        """Return what the file at `path` says; raises FileRefused, also for its size."""
        return self.read(read_bytes(path, shown, LIMITS.whole_bytes), shown, context)


class WorkbookKind(Kind, ABC):
    """A kind of workbook whose sheets belong together."""

    @abstractmethod
    def recognise(self, sheets: Sequence[Sheet]) -> list[Anchored | None] | None:
        """Return the table of each sheet (None: it has none), or None if the workbook is not of this kind."""

    @abstractmethod
    def read(
        self, tables: Sequence[Anchored | None], sheets: Sequence[Sheet], context: Context
    ) -> list[Parsed]:
        """Return what each sheet says; raises FileRefused."""


class ArchiveKind(Kind, ABC):
    """A kind of archive, packed or unpacked, of files that are read together.

    One whose archives may repeat each other opens each, and reads all opened ones at once; any other gives
    `read_packed` and `read_members` alone.
    """

    @abstractmethod
    def is_packed(self, path: Path) -> bool:
        """Tell whether the file at `path` is such an archive."""

    @abstractmethod
    def is_member(self, name: str, content: bytes | None = None) -> bool:
        """Tell whether a loose file is one of its files: by its name and, if `content` is given, by that
        too.
        """

    def names_folder(self, name: str) -> bool:
        """Tell whether a folder is called as such an archive is."""
        return False

    def is_unneeded(self, name: str) -> bool:
        """Tell whether a loose file is called as one of its files that is never opened."""
        return False

    def claims(self, sheet: Sheet, name: str) -> bool:
        """Tell whether a sheet of the file `name` is one of its files, under whatever name."""
        return False

    def offer_own(self, name: str) -> str:
        """Return the lines of `mapping.toml` that say what a table of one's own counts which is called as one
        of its files.
        """
        return ""

    def open_packed(self, path: Path, shown: str, context: Context) -> object:
        """Return the opened archive, for `read`; raises FileRefused."""
        return self.read_packed(path, shown, context)

    def open_members(self, files: Mapping[str, bytes | Sheet], context: Context) -> object:
        """Return the files that lie unpacked in one folder, for `read`: name as shown -> content, or a sheet
        of a workbook.
        """
        return self.read_members(files, context)

    def read(self, opened: Sequence) -> list[list[Parsed]]:
        """Return what each file of each opened archive says; what two of one person hold is there once."""
        return list(opened)

    def read_packed(self, path: Path, shown: str, context: Context) -> list[Parsed]:
        """Return what each file in one archive says; raises FileRefused."""
        return self.read([self.open_packed(path, shown, context)])[0]

    def read_members(self, files: Mapping[str, bytes | Sheet], context: Context) -> list[Parsed]:
        """Return what each of the files says that lie unpacked in one folder."""
        return self.read([self.open_members(files, context)])[0]
