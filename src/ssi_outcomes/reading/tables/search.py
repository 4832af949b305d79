"""What a kind of file is asked about: one sheet, and what `mapping.toml` says of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.reading.parsed import Context, Sheet
from ssi_outcomes.reading.tables.headers import Anchored, Seen, carry_down, find_table
from ssi_outcomes.reading.tables.headless import put_headers
from ssi_outcomes.reading.tables.mapping import Entry, apply_columns, entry_of, paste


class Search:
    """A sheet while it is asked what it is: `entry` is the mapping's word
    about it, `context` what else it cannot say.

    Several kinds search one sheet, and most find the same table in it: its rows are sorted once. Forget the
    search when the sheet is read.
    """

    def __init__(self, sheet: Sheet, context: Context):
        self.context = context
        self.entry: Entry = entry_of(sheet, context)
        self.sheet = put_headers(sheet, self.entry.get("headers", ()))
        self._seen = Seen(self.sheet)

    @property
    def kind(self) -> object:
        """Return what `mapping.toml` says that the sheet is, or None."""
        return self.entry.get("kind")

    @property
    def is_asked_for(self) -> bool:
        """Tell whether `mapping.toml` says of this very sheet what it is."""
        sheets = self.context.mapping.get("sheets", {})
        return bool(isinstance(sheets, dict) and sheets.get(self.sheet.name, {}).get("kind"))

    def find(
        self, columns: Mapping[str, Sequence[str]], required: Sequence[Sequence[str]]
    ) -> Anchored | None:
        """Return the table of the sheet as `find_table` does, with the columns that the mapping names, and
        carried down what it says to be meant by blank cells.
        """
        table = find_table(self.sheet, apply_columns(self.entry, columns), required, self._seen)
        return table and carry_down(table, self.entry.get("carry_down", ()))

    def ask_twice(self, table: Anchored) -> None:
        """Raise FileRefused where two headers of a table mean the same, or are the same, with the line that
        leaves the second unread.
        """
        if table.duplicates:
            left_out = [*self.entry.get("ignore", ()), *table.duplicates]
            first = (header for header in table.headers.values() if f"{header} (2)" in table.duplicates)
            alike = dict.fromkeys(
                each for each in table.meant.values() if f"{each} (2)" not in table.duplicates
            )
            said = {
                "file": self.sheet.file,
                "line": table.header_line,
                "columns": ", ".join(table.duplicates)[:300],
                "again": next(first, ""),
                "alike": ", ".join(alike)[:300],
            }
            raise FileRefused("asks_twice", paste=self.paste(ignore=left_out), **said)

    def paste(self, **answers: object) -> str:
        """Return the lines for `mapping.toml` that answer a question about the sheet."""
        return paste(self.sheet.file, self.sheet.name, self.entry, **answers)
