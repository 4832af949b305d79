"""Read single cells strictly: a number, a count, a score, a rank, a
date is sure, or asked about (`ValueFault`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ssi_outcomes.reading.cells.currencies import split_currency
from ssi_outcomes.reading.cells.dates import DateRule, infer_dates, to_day, to_local
from ssi_outcomes.reading.cells.numbers import NumberRule, form_of, infer_numbers, read_number
from ssi_outcomes.reading.cells.text import (
    SPACES,
    SharedNumber,
    SharedText,
    ValueFault,
    is_blank,
    is_error,
    is_unsaved,
    read_text,
    show_cell,
)
from ssi_outcomes.reading.parsed import Cell

__all__ = [
    "DateRule",
    "NumberRule",
    "ValueFault",
    "infer_dates",
    "infer_numbers",
    "is_blank",
    "read_cells",
    "read_count",
    "read_money",
    "read_number",
    "read_percent",
    "read_rank",
    "read_score",
    "read_text",
    "show_cell",
    "to_day",
    "to_local",
]

_ERROR_BEGINS = frozenset("#EeFf \u00a0")  # a quick look first: a million cells have none
_PER = re.compile(r"(?P<number>.+?)\s*(?:/|\bout of\b|\bsur\b)\s*(?P<whole>[0-9]{1,3})", re.I)
_SCORE = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{1,12})?")
_RANK = re.compile(
    r"(?:(?:top|(?:parmi )?les|premiers?)\s+)*(?P<number>[0-9][^%a-z]*?)\s*(?:%|percent|pour "
    r"cent|pct)?\s*(?:premiers|sup[eé]rieurs?)?",
    re.I,
)


def read_count(cell: Cell, rule: NumberRule | None = None) -> int:
    """Return a whole number of zero or more; 1,234 is 1234 here, for nothing else is whole."""
    _refuse_shared(cell)
    try:
        number = read_number(cell, rule)
    except ValueFault as fault:
        text = str(fault.values.get("value", ""))
        if fault.key == "number_unreadable":
            raise ValueFault("count_unreadable", value=show_cell(cell)) from fault
        if fault.key != "number_ambiguous" or text.endswith("000"):
            raise
        number = float(re.sub(r"[.,]", "", text)) * (-1 if read_text(cell)[0] in "-\u2212" else 1)
    if number < 0 or not number.is_integer() or number > 1e15:
        raise ValueFault("count_not_whole", value=show_cell(cell))
    return int(number)


def read_score(cell: Cell, rule: NumberRule | None = None, out_of: int = 100) -> float:
    """Return a score as typed: 53, 52,6, 53/100, "53 out of 100"; 13.118 is
    13 and a bit, for no score has thousands.
    """
    if isinstance(cell, str) and _SCORE.fullmatch(cell):
        return float(cell.replace(",", "."))
    text = read_text(cell)
    per = _PER.fullmatch(text) if isinstance(cell, str) else None
    if per and int(per["whole"]) != out_of:
        raise ValueFault("score_out_of", value=show_cell(cell), expected=out_of)
    if out_of == 100 and isinstance(cell, str) and text.endswith("%"):
        return read_percent(cell, rule)
    number = per["number"] if per else cell
    kind, digits = form_of(number) if isinstance(number, str) else (None, "")
    decimal = ("," if "," in digits else ".") if kind == "unsure" else None
    try:
        return read_number(number, NumberRule(decimal) if decimal else rule)
    except ValueFault as fault:
        if fault.key != "number_unreadable":
            raise
        raise ValueFault("score_unreadable", value=show_cell(cell), most=out_of) from None


def read_percent(cell: Cell, rule: NumberRule | None = None) -> float:
    """Return a percentage: 75 for "75 %", "75" and 75.

    A bare 0.75 may be 75 % or less than one: it is asked about.
    """
    text = read_text(cell) if isinstance(cell, str) else ""
    marked = text.endswith("%")
    number = read_number(text[:-1] if marked else cell, rule)
    if not marked and 0 < abs(number) < 1:
        raise ValueFault("percent_fraction", value=show_cell(cell))
    return number


def read_rank(cell: Cell, rule: NumberRule | None = None) -> float:
    """Return a rank in percent (lower is better): 5 for "Top 5 %", "5 %", 5."""
    if not isinstance(cell, str):
        return read_percent(cell, rule)
    text = read_text(cell)
    rank = _RANK.fullmatch(text)
    if rank is None:
        raise ValueFault("rank_missing" if not text else "rank_unreadable", value=show_cell(cell))
    return read_percent(rank["number"].strip() + (" %" if "%" in text else ""), rule)


def read_money(cell: Cell, rule: NumberRule | None = None) -> tuple[float, str | None]:
    """Return an amount and its currency (ISO code, None if the cell does not say): "$1,234.50", "1 234,50
    €".
    """
    _refuse_shared(cell)
    amount, currency = split_currency(read_text(cell)) if isinstance(cell, str) else (cell, None)
    try:
        return read_number(amount if currency else cell, rule), currency
    except ValueFault as fault:
        # What is quoted is the cell, « 12 k€ », and not what is left of it without its sign.
        raise ValueFault(fault.key, **{**fault.values, "value": show_cell(cell)}) from None


def read_cells(
    cells: Sequence[Cell], read: Callable[[Cell], object]
) -> tuple[list[object], dict[int, ValueFault]]:
    """Return each cell as `read` reads it (None if blank or faulty), and the faults by place.

    Where cells repeat, equal ones are read once.
    """
    head = cells[:100_000]
    if len(set(head)) * 2 > len(head):
        values = [_read_or_fault(cell, read) for cell in cells]
    else:
        # 1, 1.0 and True are equal, and are not the same cell.
        keys = cells if set(map(type, cells)) <= {str} else [(type(cell), cell) for cell in cells]
        seen = {key: _read_or_fault(cell, read) for key, cell in dict(zip(keys, cells, strict=True)).items()}
        values = list(map(seen.__getitem__, keys))
    faults = {place: value for place, value in enumerate(values) if isinstance(value, ValueFault)}
    return (
        [None if isinstance(value, ValueFault) else value for value in values] if faults else values
    ), faults


def _refuse_shared(cell: Cell) -> None:
    """Refuse a number that is merged over several cells: how much of it is each one's is not said."""
    if isinstance(cell, SharedNumber | SharedText):
        raise ValueFault("number_merged", value=show_cell(cell))


def _read_or_fault(cell: Cell, read: Callable[[Cell], object]) -> object:
    try:
        if cell is None or (isinstance(cell, str) and not cell.strip(SPACES)):
            return None
        if isinstance(cell, str) and cell[:1] in _ERROR_BEGINS and is_error(cell):
            if is_unsaved(cell):
                return ValueFault("formula_unsaved", value=show_cell(cell[1:]))
            return ValueFault("cell_error", value=show_cell(cell))
        return read(cell)
    except ValueFault as fault:
        return fault
