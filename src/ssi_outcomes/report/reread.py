"""Read a recorded table back from its HTML: what is a number stays one, with the value behind what is
shown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag

from ssi_outcomes.base.tame import one_line

_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?")
# What a fact may be shown with; anything else beside a number makes its cell a text.
_BEFORE, _AFTER = re.compile(r"^€"), re.compile(r"\u00a0?[%€]$")


@dataclass(frozen=True)
class Cell:
    """A number, a text or nothing; `shown_as` is the spreadsheet's format of a number with a sign beside
    it.
    """

    value: float | int | str | None
    shown_as: str = ""


@dataclass(frozen=True)
class ReadTable:
    """Caption, headings and rows, as text and numbers."""

    caption: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def read_table(html: str) -> ReadTable:
    """Return the table that `html` is."""
    table = BeautifulSoup(html, "html.parser")
    caption = table.find("caption")
    headings = [_text(cell) for cell in table.select("thead th, thead td")]
    rows = [
        [read_cell(cell) for cell in row.find_all(["th", "td"], recursive=False)]
        for row in table.select("tbody tr")
    ]
    return ReadTable(_text(caption) if caption else "", headings, rows)


def read_cell(cell: Tag) -> Cell:
    """Return the full value of a fact that stands alone in a cell, else the cell's words."""
    alone = [child for child in cell.contents if isinstance(child, Tag) or child.strip()]
    if (
        len(alone) == 1
        and getattr(alone[0], "name", None) == "data"
        and _NUMBER.fullmatch(alone[0].get("value", ""))
    ):
        value, shown = float(alone[0]["value"]), alone[0].get_text()
        signs = [
            "".join(found[0] for found in [pattern.search(shown)] if found) for pattern in (_BEFORE, _AFTER)
        ]
        return Cell(
            int(value) if value.is_integer() else value,
            '"{}"General"{}"'.format(*signs).replace('""', "") if any(signs) else "",
        )
    return Cell(_text(cell))


def _text(cell: Tag) -> str:
    return one_line(cell.get_text())
