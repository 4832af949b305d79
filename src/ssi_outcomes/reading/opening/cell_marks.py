"""What a sheet says of its cells beside their values: shares shown as percentages."""

from __future__ import annotations

import re
from dataclasses import dataclass

FILLED = re.compile(rb"<(?:\w+:)?c\b((?:[^>/]|/(?!>))*)>")
PLACE = re.compile(rb"\br=[\"']\$?([A-Z]{1,3})\$?([0-9]{1,7})[\"']")
_STYLE = re.compile(rb"\bs=[\"']([0-9]+)[\"']")


@dataclass(frozen=True)
class Looked:
    """What was seen of one sheet: the places (row, column from 0) of cells shown as percentages."""

    name: str
    percents: frozenset[tuple[int, int]]


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


def find_percents(xml: bytes, styles: frozenset[bytes]) -> frozenset[tuple[int, int]]:
    """Return the places of the cells that have one of the styles."""
    if not styles:
        return frozenset()
    places = set()
    for attributes in FILLED.findall(xml):
        style, place = _STYLE.search(attributes), PLACE.search(attributes)
        if style and place and style[1] in styles:
            places.add((int(place[2]) - 1, number_of(place[1]) - 1))
    return frozenset(places)


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
