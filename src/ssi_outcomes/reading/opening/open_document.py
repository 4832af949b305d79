"""Look into an ODS workbook before it is opened: how much it would fill, what it says beside its values."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.reading.cells.text import UNSAVED, is_error
from ssi_outcomes.reading.opening.cell_marks import Looked
from ssi_outcomes.reading.opening.excel_parts import Parts, check_names
from ssi_outcomes.reading.opening.limits import check_count, read_member
from ssi_outcomes.reading.opening.markup import Attributes, attribute, walk

_UNSEEN = frozenset(("collapse", "filter"))  # how a row or a column is hidden
_CELLS = frozenset(("table-cell", "covered-table-cell"))
# With one of them a cell is filled, whatever stands in it.
_VALUES = ("value-type", "value", "string-value", "date-value", "time-value", "boolean-value", "formula")
_COUNT = re.compile(r"[0-9]{1,9}")
_KIND = "application/vnd.oasis.opendocument.spreadsheet"


def look_into_ods(archive: zipfile.ZipFile, shown: str) -> Parts:
    """Return what matters of each sheet, by name, and the workbook as it is opened; raises FileRefused for
    one too large.
    """
    names = archive.NameToInfo
    manifest = (
        read_member(archive, "META-INF/manifest.xml", shown) if "META-INF/manifest.xml" in names else b""
    )
    if b"encryption-data" in manifest:
        raise FileRefused("file_old_excel", file=shown)
    xml, content = read_member(archive, "content.xml", shown), _ContentWalk(shown)
    walk(xml, shown, content.begin, content.end, content.text)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        made.writestr("mimetype", _KIND)
        made.writestr("META-INF/manifest.xml", "<manifest:manifest/>")
        made.writestr("content.xml", xml)
    return Parts(content.looked, buffer.getvalue())


class _ContentWalk:
    """Looks at the sheets of an ODS workbook while it is walked through."""

    def __init__(self, shown: str):
        self.looked: dict[str, Looked] = {}
        self._shown, self._sheet, self._seen = shown, Looked(""), Looked("")
        self._row = self._place = self._column = self._last = 0
        self._rows = range(0)
        self._cells = self._characters = self._spaces = self._in_row = 0
        self._cell: Attributes | None = None
        self._parts: list[str] = []

    def begin(self, name: str, attributes: Attributes) -> None:
        """Look at an element."""
        if name in _CELLS:
            self._cell, self._parts, self._spaces = attributes, [], 0
        elif self._cell is not None:
            self._spaces += self._repeats(attributes, "c") if name == "s" else 1
        elif name == "table-row":
            self._rows = range(self._row, self._row + self._repeats(attributes, "number-rows-repeated"))
            self._place = self._last = self._in_row = 0
            self._seen, self._hidden = Looked(""), attribute(attributes, "visibility") in _UNSEEN
        elif name == "table-column":
            end = self._column + self._repeats(attributes, "number-columns-repeated")
            if attribute(attributes, "visibility") in _UNSEEN:
                self._sheet.hidden_columns.append((self._column, end - 1))
            self._column = end
        elif name == "table":
            self._sheet, self._row, self._column = Looked(attribute(attributes, "name")), 0, 0
            self.looked[self._sheet.name] = self._sheet
            check_names([*self.looked], self._shown)

    def text(self, text: str) -> None:
        """Keep the text of a cell."""
        if self._cell is not None:
            self._parts.append(text)

    def end(self, name: str) -> None:
        """Look at a cell, a row or a sheet that is whole."""
        if name in _CELLS and self._cell is not None:
            self._end_cell(self._cell, "".join(self._parts).strip())
            self._cell = None
        elif name == "table-row":
            self._end_row()
        elif name == "table":
            self._cells += self._sheet.height * self._sheet.width
            self._sheet.check_merged(self._shown)

    def _end_cell(self, cell: Attributes, text: str) -> None:
        repeated = self._repeats(cell, "number-columns-repeated")
        said = {key.partition(":")[2] or key: value for key, value in cell.items()}
        self._place += repeated
        if not (text or self._spaces or any(map(said.get, _VALUES))):
            return
        self._last = self._place
        length = len(text) + self._spaces + sum(map(len, said.values()))
        self._in_row += repeated * length
        self._check("workbook_cells", self._cells + self._last * (self._rows.start + len(self._rows)))
        self._check("characters", self._characters + self._in_row * len(self._rows))
        self._note(said, text, self._place - repeated, repeated)

    def _note(self, said: Mapping[str, str], text: str, place: int, repeated: int) -> None:
        """Note what a cell says beside its value, wherever it stands in its row."""
        row, places = self._rows.start, range(place, place + repeated)
        across, down = (self._repeats(said, f"number-{each}-spanned") for each in ("columns", "rows"))
        if across > 1 or down > 1:
            self._seen.merged.append((row, place, row + down - 1, place + across - 1))
        error = ""
        if (formula := said.get("formula")) and not said.get("value-type"):
            error, places = f"{UNSAVED}{formula.partition('=')[2]}", places[:1]
        elif is_error(text) or (text and "error" in said.values()):
            error = text
        if error or said.get("value-type") == "percentage":
            self._check("alike", len(places))
            self._check("alike", len(self._rows))
            self._seen.errors |= {(row, each): error for each in places if error}
            self._seen.percents |= {(row, each) for each in places if not error}

    def _end_row(self) -> None:
        rows, seen, sheet = self._rows, self._seen, self._sheet
        self._row = rows.stop
        if not self._last:
            return
        self._characters += self._in_row * len(rows)
        sheet.fill(rows.stop - 1, self._last - 1)
        self._check("workbook_cells", self._cells + sheet.height * sheet.width)
        sheet.merged += seen.merged
        if self._hidden:
            sheet.hidden.update(rows)
        for row in rows if seen.percents or seen.errors else ():
            sheet.percents.update((row, column) for _, column in seen.percents)
            sheet.errors.update({(row, column): text for (_, column), text in seen.errors.items()})

    def _repeats(self, attributes: Attributes, name: str) -> int:
        """Return how often an element stands, as its attribute says."""
        text = attribute(attributes, name)
        if text and _COUNT.fullmatch(text) is None:
            raise FileRefused("workbook_place", file=self._shown, value=text[:40])
        return int(text or 1)

    def _check(self, bound: str, count: int) -> None:
        check_count(bound, count, self._shown)
