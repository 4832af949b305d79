"""How a column writes its dates, numbers, money, yes and no: what its own cells show, else what is asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.base.spelling import fold
from ssi_outcomes.reading.cells.currencies import split_currency
from ssi_outcomes.reading.cells.dates import DateRule, find_proof, infer_dates
from ssi_outcomes.reading.cells.text import is_error
from ssi_outcomes.reading.cells.values import (
    NumberRule,
    ValueFault,
    infer_numbers,
    is_blank,
    read_count,
    read_money,
    read_text,
    show_cell,
)
from ssi_outcomes.reading.names.registry import word_set
from ssi_outcomes.reading.parsed import Cell, Sheet
from ssi_outcomes.reading.tables.headers import Anchored
from ssi_outcomes.reading.tables.mapping import Entry, paste

_TURNED = {"dmy": "mdy", "mdy": "dmy"}
_MONTHS = 12
_FEW_DAYS = 4  # that all lie before the thirteenth by chance in one column of forty
# Signs alone, or "n/a" and the like: nobody is called so, as some are called NA.
_SIGNS = re.compile(r"[\W_]*|n\s*/\s*[acd]\.?", re.IGNORECASE)


def date_rule(table: Anchored, name: str, sheet: Sheet, entry: Entry) -> DateRule:
    """Return how column `name` writes dates; raises FileRefused with the line to paste where the file does
    not tell, or where its own dates prove another order than the one that was said of them.
    """
    cells, said = table.different(name), entry.get("dates")
    try:
        rule = infer_dates(cells, said)
    except ValueFault as fault:
        raise ask_dates(fault, table, name, sheet, entry) from fault
    if said in _TURNED and (proof := find_proof(cells, _TURNED[said])) and not find_proof(cells, said):
        line = next(at for at, cell in zip(table.lines, table.column(name), strict=True) if cell == proof)
        values = {"column": table.headers[name], "line": line, "value": show_cell(proof), "said": said}
        lines = paste(sheet.file, sheet.name, entry, dates=_TURNED[said])
        raise FileRefused("asks_dates_otherwise", file=sheet.file, paste=lines, **values)
    if said is None and rule.order and (turned := _find_turned(cells)):
        text = find_proof(cells, rule.order)
        values = {"column": table.headers[name], "day": show_cell(turned), "value": show_cell(text)}
        lines = paste(sheet.file, sheet.name, entry, dates=rule.order)
        raise FileRefused("asks_dates_turned", file=sheet.file, paste=lines, **values)
    return rule


def _find_turned(cells: Iterable[Cell]) -> Cell:
    """Return a day that a spreadsheet may have read with day and month exchanged; None where there is none.

    Opened with the order of another country, it makes a date of 05/04 and leaves 25/04 a text: then no text
    could be read both ways, and no date lies after the twelfth.
    """
    cells = list(cells)
    days = [cell for cell in cells if isinstance(cell, date)]
    if len(days) < _FEW_DAYS or any(day.day > _MONTHS for day in days):
        return None
    texts = [cell for cell in cells if isinstance(cell, str) and not is_blank(cell)]
    both = (_fails(infer_dates, [text]) for text in texts)
    return None if any(both) else days[0]


def _fails(read: Callable[..., object], *values: object) -> bool:
    try:
        read(*values)
    except ValueFault:
        return True
    return False


def ask_dates(fault: ValueFault, table: Anchored, name: str, sheet: Sheet, entry: Entry) -> FileRefused:
    """Return the question about a column of dates: which order, or which of the two that it shows."""
    said = {"file": sheet.file, "column": table.headers[name], **fault.values}
    said["paste"] = paste(sheet.file, sheet.name, entry, dates="dmy")
    if fault.key != "date_mixed":
        return FileRefused("asks_dates", **said)
    lines = {}
    for line, cell in zip(table.lines, table.column(name), strict=True):
        lines.setdefault(show_cell(cell), line)
    of_both = {"line": lines.get(said["value"]), "other_line": lines.get(said["other"])}
    return FileRefused("asks_dates_mixed", **said, **of_both)


def ask_lost_header(table: Anchored, entry: Entry, name: str) -> None:
    """Refuse a table with a header that is lost to an error: it may have been that of column `name`."""
    lost = next((header for header in table.unknown if is_nameless(header)), None)
    if lost:
        lines = paste(table.file, table.sheet, entry, columns={**entry.get("columns", {}), name: lost})
        raise FileRefused("asks_lost_header", file=table.file, header=lost, paste=lines)


def number_rule(table: Anchored, name: str, sheet: Sheet, entry: Entry, *, money: bool = False) -> NumberRule:
    """Return how column `name` of counts, or of money, writes decimals; raises
    FileRefused where the file does not tell.
    """
    cells = [_without_currency(cell) if money else cell for cell in table.different(name)]
    try:
        return infer_numbers(cells, entry.get("decimal"))
    except ValueFault as fault:
        unsure = fault if money else _unsure_count(cells)
        if unsure is None:
            return NumberRule(None)
        lines = paste(sheet.file, sheet.name, entry, decimal=",")
        raise FileRefused(
            "asks_numbers",
            file=sheet.file,
            column=table.headers[name],
            value=unsure.values.get("value", ""),
            paste=lines,
        ) from fault


def money_reader(rule: NumberRule) -> Callable[[Cell], tuple[float, str | None]]:
    """Return a reader of amounts that gives the amount and the currency written beside it, if any."""
    return partial(read_money, rule=rule)


def read_flag(words: Mapping[bool, Iterable[str]]) -> Callable[[Cell], bool]:
    """Return a reader of yes and no, as `words` (folded) spell them."""

    def read(cell: Cell) -> bool:
        text = fold(read_text(cell))
        for answer, spellings in words.items():
            if text in spellings:
                return answer
        raise ValueFault("flag_unreadable", value=read_text(cell)[:80])

    return read


def says_nothing(cell: Cell) -> bool:
    """Tell whether a cell names nothing: blank, signs alone, a spreadsheet's error, or a word for "not
    known".
    """
    return is_nameless(cell) or fold(read_text(cell)) in word_set("words", "nothing")


def is_nameless(cell: Cell) -> bool:
    """Tell whether a cell cannot name anybody or anything: blank, an error of a formula, signs, or "n/a"."""
    return is_error(cell) or _SIGNS.fullmatch(read_text(cell)) is not None


def _without_currency(cell: Cell) -> Cell:
    # "$1,234" tells nothing as it stands; without its sign it is a number like any other.
    return read_text(split_currency(read_text(cell))[0]) if isinstance(cell, str) else cell


def _unsure_count(cells: Sequence[Cell]) -> ValueFault | None:
    for cell in cells:
        try:
            if not is_blank(cell):
                read_count(cell)
        except ValueFault as fault:
            if fault.key == "number_ambiguous":
                return fault
    return None
