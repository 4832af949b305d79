"""What a sheet says of its cells beside their values: shares shown as percentages, errors, what is merged and
hidden. The reader of workbooks tells none of it.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field
from html import unescape

from ssi_outcomes.reading.cells.text import UNSAVED, is_error

CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.S)
VALUE = re.compile(rb"<(?:\w+:)?v\b[^>]*>([^<]*)</(?:\w+:)?v>")
FILLED = re.compile(rb"<(?:\w+:)?c\b((?:[^>/]|/(?!>))*)>")
_FORMULA = re.compile(rb"<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>([^<]*)<)")
PLACE = re.compile(rb"\br=[\"']\$?([A-Z]{1,3})\$?([0-9]{1,7})[\"']")
_RANGE = re.compile(rb"\bref=[\"']\$?([A-Z]{1,3})\$?([0-9]{1,7}):\$?([A-Z]{1,3})\$?([0-9]{1,7})[\"']")
_ROW = re.compile(rb"\br=[\"']([0-9]{1,7})[\"']")
_HIDDEN = re.compile(rb"\bhidden=[\"'](?:1|true)[\"']")
_STYLE = re.compile(rb"\bs=[\"']([0-9]+)[\"']")


@dataclass
class Looked:
    """What was seen of one sheet, by places (row, column from 0): cells that are shown as percentages, errors
    with the text that is shown, merged ranges (first row, first column, last row, last column), hidden rows,
    ranges of hidden columns (the first, the last).
    """

    name: str
    percents: set[tuple[int, int]] = field(default_factory=set)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)


def look_at_sheet(name: str, xml: bytes, styles: frozenset[bytes], recalculated: bool) -> Looked:
    """Return what was seen of a sheet of XLSX; `styles` are those that show percentages. A workbook that is
    `recalculated` when it is opened may hold zeros in place of results.
    """
    errors = _find_errors(xml) | _find_unsaved(xml, recalculated)
    merged, rows, columns = _find_merged(xml), _find_hidden(xml), _find_hidden_columns(xml)
    return Looked(name, _find_percents(xml, styles), errors, merged, rows, columns)


def look_at_cell(looked: Looked, cell: ET.Element, row: int, column: int) -> None:
    """Note what a cell of ODS says beside its value."""
    across, down = (repeats(cell, f"number-{each}-spanned") for each in ("columns", "rows"))
    if across > 1 or down > 1:
        looked.merged.append((row, column, row + down - 1, column + across - 1))
    text = "".join(cell.itertext()).strip()
    if (formula := attribute(cell, "formula")) and not attribute(cell, "value-type"):
        looked.errors[row, column] = f"{UNSAVED}{formula.partition('=')[2]}"
    elif is_error(text) or (text and "error" in cell.attrib.values()):
        for place in range(repeats(cell, "number-columns-repeated")):
            looked.errors[row, column + place] = text


def repeats(element: ET.Element, name: str) -> int:
    """Return how often an element of ODS stands, as its attribute says."""
    text = attribute(element, name)
    return int(text) if re.fullmatch(r"[0-9]{1,7}", text) else 1


def attribute(element: ET.Element, name: str) -> str:
    """Return an attribute of an element, whatever its namespace; "" if it has none."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def percent_styles(xml: bytes) -> frozenset[bytes]:
    """Return the numbers of the cell styles that show a share as a percentage
    (ECMA-376 part 1, 18.8.30: formats 9 and 10).
    """
    percent = {b"9", b"10"}
    for tag in re.findall(rb"<(?:\w+:)?numFmt\b[^>]*>", xml):
        number, code = (
            re.search(rb"numFmtId=[\"']([0-9]+)", tag),
            re.search(rb"formatCode=\"([^\"]*)\"|formatCode='([^']*)'", tag),
        )
        if number and code and b"%" in re.sub(rb"&quot;.*?&quot;|\\\\.", b"", code[1] or code[2] or b""):
            percent.add(number[1])
    styles = re.search(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", xml, re.S)
    formats = re.findall(rb"<(?:\w+:)?xf\b[^>]*?numFmtId=[\"']([0-9]+)", styles[0]) if styles else []
    return frozenset(str(index).encode() for index, number in enumerate(formats) if number in percent)


def _find_percents(xml: bytes, styles: frozenset[bytes]) -> set[tuple[int, int]]:
    if not styles:
        return set()
    places = set()
    for attributes in FILLED.findall(xml):
        style, place = _STYLE.search(attributes), PLACE.search(attributes)
        if style and place and style[1] in styles:
            places.add((int(place[2]) - 1, number_of(place[1]) - 1))
    return places


def _find_errors(xml: bytes) -> dict[tuple[int, int], str]:
    if not re.search(rb"\bt=[\"']e[\"']", xml):
        return {}
    found = {}
    for attributes, body in CELL.findall(xml):
        place, value = PLACE.search(attributes), VALUE.search(body or b"")
        if place and re.search(rb"\bt=[\"']e[\"']", attributes):
            text = value[1].decode("utf-8", "replace") if value else "#"
            found[int(place[2]) - 1, number_of(place[1]) - 1] = text
    return found


def _find_unsaved(xml: bytes, recalculated: bool) -> dict[tuple[int, int], str]:
    """Return the formulas without a stored result: they would read as empty, or as the 0 that libraries write
    in its place.
    """
    found: dict[tuple[int, int], str] = {}
    if not _FORMULA.search(xml):
        return found
    for attributes, body in CELL.findall(xml):
        formula, place = _FORMULA.search(body or b""), PLACE.search(attributes)
        if not formula or not place:
            continue
        value, is_text = VALUE.search(body), re.search(rb"\bt=[\"'](?:str|inlineStr)[\"']", attributes)
        if value is None or (not value[1] and not is_text) or (recalculated and value[1] == b"0"):
            said = unescape((formula[1] or b"").decode("utf-8", "replace"))
            found[int(place[2]) - 1, number_of(place[1]) - 1] = f"{UNSAVED}{said[:200]}"
    return found


def _find_merged(xml: bytes) -> list[tuple[int, int, int, int]]:
    ranges = []
    for tag in re.findall(rb"<(?:\w+:)?mergeCell\b[^>]*>", xml):
        if found := _RANGE.search(tag):
            left, top, right, bottom = found.groups()
            ranges.append((int(top) - 1, number_of(left) - 1, int(bottom) - 1, number_of(right) - 1))
    return ranges


def _find_hidden(xml: bytes) -> set[int]:
    if b"hidden=" not in xml:
        return set()
    tags = re.findall(rb"<(?:\w+:)?row\b[^>]*>", xml)
    rows = {_ROW.search(tag) for tag in tags if _HIDDEN.search(tag)}
    return {int(found[1]) - 1 for found in rows if found}


def _find_hidden_columns(xml: bytes) -> list[tuple[int, int]]:
    tags = re.findall(rb"<(?:\w+:)?col\b[^>]*>", xml.partition(b"sheetData")[0])
    ends = [
        [re.search(rb"\b" + end + rb"=[\"']([0-9]{1,5})[\"']", tag) for end in (b"min", b"max")]
        for tag in tags
        if _HIDDEN.search(tag)
    ]
    return [(int(first[1]) - 1, int(last[1]) - 1) for first, last in ends if first and last]


def number_of(letters: bytes) -> int:
    """Return the number of a column from its letters: A is 1."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def letters_of(place: int) -> str:
    """Return the letters of a column from its place: 0 is A."""
    letters, number = "", place + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
