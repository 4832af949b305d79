"""What every reader asks of a single cell: is it blank, what is its text, and how a fault in it is told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from ssi_outcomes.reading.parsed import Cell

# Spaces of any script, and signs without width at the edges of a cell.
SPACES = (
    " \t\r\n\v\f\x85\u00a0\u1680"
    "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000\u200b\u2060\ufeff"
)
# What spreadsheets show where a formula failed, in any language of theirs: #N/A, #N/D, #DIV/0!, #VALEUR !,
# #NOM?, #¡REF!, Err:502; and the ##### of a column that was too narrow when its sheet was saved as text.
_ERROR = re.compile(
    r"#(?:N/?[ADBV]|NV|[¡¿]?[^\W\d_]+(?:[/_][^\W_]+)*\s?[!?]|GETTING_DATA|#{2,})"
    r"|(?:Err|Erreur|Fehler)\s?:\s?[0-9]{3}",
    re.I,
)
# What a formula without a stored result reads as, with the formula behind it; no program shows such an error.
UNSAVED = "#="
SEPARATORS = "\t;|,"  # of cells; on a tie the first: a comma is in texts and numbers as well
_LONG_ROW, _LONG_CELL = 2_000, 200  # signs
JOINED = " | "  # what stands between the cells of a row that is shown


class ValueFault(ValueError):
    """A cell, or a column, that cannot be read surely; `key` names the sentence
    in `messages.toml`, `values` fill it in.

    `days` are the first and last day that a cell may be about which is refused, where it tells them: a week
    that begins on a Tuesday is no week, but not far from one. (None, None): nothing of the row tells them.
    """

    def __init__(self, key: str, *, days: tuple[date | None, date | None] | None = None, **values: object):
        super().__init__(key, values)
        self.key, self.values, self.days = key, values, days

    def __reduce__(self):
        return _rebuild, (self.key, self.values, self.days)


class SharedNumber(float):
    """The number of a cell that is merged over several: it stands once, for all of them together."""


class SharedText(str):
    """The text of a cell that is merged over several."""


class NotClean(Exception):
    """A text that was cut by its columns has to be read the strict way after all."""


def _rebuild(key: str, values: dict[str, object], days: tuple[date | None, date | None] | None) -> ValueFault:
    return ValueFault(key, days=days, **values)


def is_blank(cell: Cell) -> bool:
    """Tell whether a cell holds nothing but spaces, visible or not. "NA", "None" and "-" are text."""
    return not cell.strip(SPACES) if isinstance(cell, str) else cell is None


def is_error(cell: Cell) -> bool:
    """Tell whether a cell shows the error of a formula, or a formula without a result: neither a value nor
    blank.
    """
    if not isinstance(cell, str) or is_unsaved(cell):
        return isinstance(cell, str)
    return len(cell) < 40 and _ERROR.fullmatch(cell.strip(SPACES)) is not None


def is_unsaved(cell: Cell) -> bool:
    """Tell whether a cell has a formula whose result was never stored."""
    return isinstance(cell, str) and cell.startswith(UNSAVED)


def read_text(cell: Cell) -> str:
    """Return a cell as text without spaces around it; "" for a blank one, "12" for the number 12."""
    if isinstance(cell, str):
        return cell.strip(SPACES)
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def show_cell(cell: Cell) -> str:
    """Return a cell as a message may quote it: short, on one line."""
    text = read_text(cell)
    return "".join(sign if sign.isprintable() else "?" for sign in text[:80]) + (
        "…" if len(text) > 80 else ""
    )


def show_row(row: Sequence[Cell]) -> str:
    """Return a row as text, for the user's own list of rejected rows; of a long one, what is long in it is
    cut, so that all of its cells are there.
    """
    return shorten(JOINED.join(cell if isinstance(cell, str) else read_text(cell) for cell in row), JOINED)


def shorten(text: str, separator: str) -> str:
    """Return the text of a row with each line of each cell of at most 200 signs, if it has over 2,000."""
    if len(text) <= _LONG_ROW:
        return text
    cuts = re.split(f"({re.escape(separator)}|[\r\n]+)", text)
    return "".join(cut if len(cut) <= _LONG_CELL else cut[: _LONG_CELL - 1] + "…" for cut in cuts)
