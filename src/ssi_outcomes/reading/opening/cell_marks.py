"""What a sheet says of its cells beside their values: shares shown as percentages, errors, what is merged and
hidden. The reader of workbooks tells none of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.reading.cells.text import UNSAVED
from ssi_outcomes.reading.opening.limits import check_count
from ssi_outcomes.reading.opening.markup import Attributes
from ssi_outcomes.reading.opening.merged import LARGEST

_PLACE = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")
_NUMBER = re.compile(r"[1-9][0-9]{0,6}")
_YES = frozenset(("1", "true"))
_LONGEST = 200  # signs of a formula that are told


@dataclass
class Looked:
    """What was seen of one sheet, by places (row, column from 0): cells that are shown as percentages, errors
    with the text that is shown, merged ranges (first row, first column, last row, last column), hidden rows,
    ranges of hidden columns (the first, the last). `height` and `width` are of the rectangle that its reader
    would fill, `strings` how many of its cells hold a shared text.
    """

    name: str
    percents: set[tuple[int, int]] = field(default_factory=set)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    height: int = 0
    width: int = 0
    strings: int = 0

    def fill(self, row: int, column: int) -> None:
        """Note that a cell stands there."""
        if row >= self.height:
            self.height = row + 1
        if column >= self.width:
            self.width = column + 1

    def check_merged(self, shown: str) -> None:
        """Refuse ranges that lie over each other so often that filling them in would take hours."""
        areas = (
            (min(bottom + 1, self.height) - top) * (right + 1 - left)
            for top, left, bottom, right in self.merged
            if top < self.height
        )
        check_count("workbook_cells", sum(area for area in areas if area <= LARGEST), shown)


class SheetWalk:
    """Looks at a sheet of XLSX while it is walked through; `styles` are those that show percentages. A
    workbook that is `recalculated` when it is opened may hold zeros in place of results.
    """

    def __init__(self, name: str, styles: frozenset[str], recalculated: bool, shown: str):
        self.looked, self._styles, self._recalculated = Looked(name), styles, recalculated
        self._shown, self._inside, self._row, self._column = shown, False, -1, 0
        self._cell: Attributes = {}
        self._said: dict[str, list[str]] = {}  # of a formula or an error: what stands in its parts
        self._part: list[str] | None = None

    def begin(self, name: str, attributes: Attributes) -> None:
        """Look at an element."""
        self._part = None
        if name == "c" and self._inside:
            self._begin_cell(attributes)
        elif name in ("v", "f", "t") and self._inside:
            if name == "f" or self._said or self._cell.get("t") == "e":
                self._part = self._said.setdefault("v" if name == "t" else name, [])
        elif name == "row" and self._inside:
            self._row = self._number(attributes["r"]) - 1 if "r" in attributes else self._row + 1
            self._column = 0
            if attributes.get("hidden") in _YES:
                self.looked.hidden.add(self._row)
        elif name == "sheetData":
            self._inside = True
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif name == "col" and not self._inside and attributes.get("hidden") in _YES:
            ends = (self._number(attributes.get(each, "")) - 1 for each in ("min", "max"))
            self.looked.hidden_columns.append(tuple(ends))

    def text(self, text: str) -> None:
        """Keep the text of a formula or an error."""
        if self._part is not None:
            self._part.append(text)

    def end(self, name: str) -> None:
        """Note that a cell, or all of them, are over."""
        if name == "c" and self._inside:
            if self._said:
                self._end_cell()
        elif name == "sheetData":
            self._inside = False

    def _begin_cell(self, attributes: Attributes) -> None:
        if (written := attributes.get("r")) is not None:
            if (place := _PLACE.fullmatch(written)) is None:
                raise FileRefused("workbook_place", file=self._shown, value=written[:40])
            self._row, self._column = int(place[2]) - 1, number_of(place[1]) - 1
        elif self._column > 16_383 or self._row < 0:
            raise FileRefused("workbook_place", file=self._shown, value="")
        self.looked.fill(self._row, self._column)
        self._place, self._column = (self._row, self._column), self._column + 1
        self._cell, self._said = attributes, {}
        self.looked.strings += attributes.get("t") == "s"
        if attributes.get("s") in self._styles:
            self.looked.percents.add(self._place)

    def _end_cell(self) -> None:
        """Note an error, or a formula without a stored result: it would read as empty, or as the 0 that
        libraries write in its place.
        """
        formula, value = self._said.get("f"), self._said.get("v")
        shown, kind, self._said = "".join(value or ()).strip(), self._cell.get("t"), {}
        if formula is not None:
            is_text = kind in ("str", "inlineStr")
            if (not shown and not (is_text and value is not None)) or (self._recalculated and shown == "0"):
                self.looked.errors[self._place] = UNSAVED + "".join(formula)[:_LONGEST]
                return
        if kind == "e":
            self.looked.errors[self._place] = shown[:_LONGEST] or "#"

    def _merge(self, written: str) -> None:
        ends = [_PLACE.fullmatch(each) for each in written.split(":")]
        if len(ends) == 2 and all(ends):
            (left, top), (right, bottom) = (each.groups() for each in ends)
            rows, columns = (int(top) - 1, int(bottom) - 1), (number_of(left) - 1, number_of(right) - 1)
            self.looked.merged.append((rows[0], columns[0], rows[1], columns[1]))

    def _number(self, text: str) -> int:
        if _NUMBER.fullmatch(text) is None:
            raise FileRefused("workbook_place", file=self._shown, value=text[:40])
        return int(text)


def number_of(letters: str) -> int:
    """Return the number of a column from its letters: A is 1."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def letters_of(place: int) -> str:
    """Return the letters of a column from its place: 0 is A."""
    letters, number = "", place + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
