"""The page's words where they were pasted into a workbook: each label beside its number, or over it."""

from __future__ import annotations

from ssi_outcomes.reading.cells.values import is_blank, read_text
from ssi_outcomes.reading.kinds.kind import SheetKind
from ssi_outcomes.reading.kinds.page.copied_text import is_page_text
from ssi_outcomes.reading.kinds.page.reading_day import written_day
from ssi_outcomes.reading.kinds.page.saved_page import read_words
from ssi_outcomes.reading.parsed import Parsed, Sheet
from ssi_outcomes.reading.tables.headers import Anchored
from ssi_outcomes.reading.tables.search import Search

LONGEST = 200  # rows: a page has some thirty lines


class PastedPage(SheetKind):
    """A sheet of a workbook that holds the page's words."""

    labels = ("ssi_pasted",)
    mapped = ("ssi_pasted",)

    def recognise(self, search: Search) -> Anchored | None:
        """Return the sheet, which has no columns, if it holds the page's words, or None."""
        sheet = search.sheet
        if not 0 < len(sheet.rows) <= LONGEST:
            return None
        if search.kind != self.id and not is_page_text(_words(sheet).lower()):
            return None
        return Anchored(sheet.file, sheet.lines[0], {}, {}, (), (), (), ())

    def read(self, table: Anchored, search: Search) -> Parsed:
        """Return the reading on the sheet; raises FileRefused."""
        words = _words(search.sheet)
        return read_words(words, {}, written_day(words), table.file, search.context, self.id)


def _words(sheet: Sheet) -> str:
    return "\n".join(" | ".join(read_text(cell) for cell in row if not is_blank(cell)) for row in sheet.rows)
