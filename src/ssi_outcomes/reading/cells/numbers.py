"""Read numbers strictly: French and English forms, nothing that
Python, pandas or Excel would take by kindness.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ssi_outcomes.reading.cells.text import ValueFault, is_blank, read_text, show_cell
from ssi_outcomes.reading.parsed import Cell

DIGITS = 15  # before the decimal mark; longer ones are identifiers, which a float would round
_GROUP = r"[ \u00a0\u2009\u202f'\u2019]"
# [0-9], not \d: other scripts' digits and 1_000 are refused. The forms do
# not overlap; each says what its mark is. 1.2E+06 is refused too: a spreadsheet
# that writes so has rounded what it shows.
_FORMS = (
    ("whole", re.compile(r"[0-9]+")),
    ("grouped", re.compile(rf"[0-9]{{1,3}}(?:{_GROUP}[0-9]{{3}})+")),
    ("unsure", re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")),
    ("decimal", re.compile(r"[0-9]*[.,][0-9]+|[0-9]+\.")),
    ("grouped", re.compile(rf"[0-9]{{1,3}}(?:{_GROUP}[0-9]{{3}})+[.,][0-9]+")),
    ("english", re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+|[0-9]{1,3}(?:,[0-9]{3}){2,}")),
    ("continental", re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+|[0-9]{1,3}(?:\.[0-9]{3}){2,}")),
)

# The plainest numbers, sure in themselves: a short cut past the forms above.
_PLAIN = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:[.,](?:[0-9]{1,2}|[0-9]{4,12}))?")


@dataclass(frozen=True)
class NumberRule:
    """How a column writes its numbers: `decimal` is "," or ".", or None where no cell needs to know."""

    decimal: str | None = None

    def read(self, cell: Cell) -> float:
        """Return the number in a cell; raises ValueFault."""
        return read_number(cell, self)


def infer_numbers(cells: Iterable[Cell], decimal: str | None = None) -> NumberRule:
    """Return how a column writes decimals, as its sure cells show; `decimal` ("," or ".") settles it.

    Raises ValueFault "number_ambiguous" if a cell such as 1,234 is there and
    no other cell tells what its mark means.
    """
    if decimal is not None:
        if decimal not in {",", "."}:
            raise ValueFault("decimal_unknown", value=str(decimal)[:20])
        return NumberRule(decimal)
    marks, unsure = set(), None
    for cell in cells:
        if isinstance(cell, str) and ("." in cell or "," in cell):
            if _PLAIN.fullmatch(cell):
                marks.add("," if "," in cell else ".")
                continue
            kind, text = form_of(cell)
            if kind == "unsure":
                unsure = unsure or text
            elif kind:
                marks |= {_mark(kind, text)}
    marks -= {None}
    if unsure and len(marks) != 1:
        raise ValueFault("number_ambiguous", value=unsure)
    return NumberRule(marks.pop() if len(marks) == 1 else None)


def read_number(cell: Cell, rule: NumberRule | None = None) -> float:
    """Return the number in a cell: 52,6 and 52.6, 1 234,5 and 1,234.5; raises
    ValueFault for all that is not surely one.
    """
    if isinstance(cell, str) and _PLAIN.fullmatch(cell):
        return float(cell.replace(",", "."))
    if isinstance(cell, date):
        raise ValueFault("number_is_date", value=show_cell(cell))
    if isinstance(cell, bool):
        raise ValueFault("number_unreadable", value=show_cell(cell))
    if isinstance(cell, int | float):
        return _finite(float(cell), cell)
    kind, text = form_of(cell)
    if kind is None:
        raise ValueFault("number_missing" if is_blank(cell) else "number_unreadable", value=show_cell(cell))
    decimal = _mark(kind, text) if kind != "unsure" else rule.decimal if rule else None
    if kind == "unsure" and decimal is None:
        raise ValueFault("number_ambiguous", value=text)
    negative = read_text(cell)[0] in "-\u2212"
    digits = re.sub(rf"{_GROUP}|[{'.' if decimal == ',' else ','}]", "", text)
    if len(re.match("[0-9]*", digits)[0]) > DIGITS:
        raise ValueFault("number_too_long", value=show_cell(cell), limit=DIGITS)
    return _finite(float(digits.replace(",", ".")) * (-1 if negative else 1), cell)


def form_of(cell: Cell) -> tuple[str | None, str]:
    """Return which form of a number a cell has (None: none), and its text without sign."""
    text = read_text(cell)
    if text[:1] in {"-", "+", "\u2212"}:
        text = text[1:]
    return next((kind for kind, form in _FORMS if len(text) < 40 and form.fullmatch(text)), None), text


def _mark(kind: str, text: str) -> str | None:
    """Return the decimal mark that a sure number shows: its own, or the other one than groups its digits."""
    if kind in {"english", "continental"}:
        return "." if kind == "english" else ","
    return "," if "," in text else "." if "." in text else None


def _finite(number: float, cell: Cell) -> float:
    if not math.isfinite(number):
        raise ValueFault("number_unreadable", value=show_cell(cell))
    return number
