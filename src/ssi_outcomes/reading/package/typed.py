"""Read one CSV of a data package by its codebook: each cell typed, each fault placed."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pandas as pd

from ssi_outcomes.base.codebook import Field, Table
from ssi_outcomes.base.errors import Problem

DTYPES = {"string": "str", "number": "float64", "integer": "Int64", "boolean": "boolean"}
Cell = str | float | int | bool | None


@dataclass(frozen=True)
class TableRead:
    """What one file gave: the accepted rows, the counts of all rows, and what is wrong with the others."""

    frame: pd.DataFrame
    rows: int
    accepted: int
    rejected: int
    blank: int
    problems: tuple[Problem, ...]


def read_table(content: bytes, table: Table) -> TableRead:
    """Return the rows of `content` (CSV, UTF-8) as `table` types them, with `source_file` and `source_line`.

    A row with an empty cell everywhere is blank; a row with a cell that cannot be read, or that breaks a
    constraint of its own column, is rejected. Every row is one of accepted, rejected, blank.
    """
    names = [field.name for field in table.fields]
    try:
        lines = list(_number_rows(content.decode("utf-8")))
    except (UnicodeDecodeError, csv.Error) as fault:
        return _nothing_read(table, Problem(table.file, "file_not_csv", values={"reason": str(fault)}))
    header = lines[0][1] if lines else []
    if header != names:
        # ascii() makes a byte-order mark, or a look-alike letter, visible.
        shown = {"found": ascii(",".join(header))[1:-1][:200], "expected": ",".join(names)}
        return _nothing_read(table, Problem(table.file, "header_differs", line=1, values=shown))
    filled = [(line, cells) for line, cells in lines[1:] if any(cells)]
    read = [_read_row(line, cells, table) for line, cells in filled]
    accepted = [row for row, problems in read if not problems]
    problems = tuple(problem for _, found in read for problem in found)
    rows, blank = len(lines) - 1, len(lines) - 1 - len(filled)
    return TableRead(
        _frame(accepted, table), rows, len(accepted), len(filled) - len(accepted), blank, problems
    )


def _number_rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with the line it starts on: a quoted cell may run over several lines."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    start = 1
    for cells in reader:
        yield start, cells
        start = reader.line_num + 1


def _read_row(line: int, cells: list[str], table: Table) -> tuple[list[object], list[Problem]]:
    if len(cells) != len(table.fields):
        return [], [
            Problem(
                table.file, "cell_count", line, values={"found": len(cells), "expected": len(table.fields)}
            )
        ]
    row, problems = [], []
    for field, text in zip(table.fields, cells, strict=True):
        try:
            value = _PARSERS[field.type](text) if text else None
            broken = _broken_constraint(value, field)
        except ValueError:
            broken = (f"cell_not_{field.type}", {})
        if broken:
            key, values = broken
            problems.append(Problem(table.file, key, line, field.name, {"value": text[:80], **values}))
        else:
            row.append(value)
    return [*row, table.file, line], problems


def _broken_constraint(value: Cell, field: Field) -> tuple[str, dict[str, object]] | None:
    """Return the message and its values for the first constraint of the column that `value` breaks."""
    rules = field.constraints
    if value is None:
        return ("cell_required", {}) if rules.get("required") else None
    if "enum" in rules and value not in rules["enum"]:
        return "cell_not_listed", {"expected": ", ".join(map(str, rules["enum"]))}
    if "pattern" in rules and not re.fullmatch(rules["pattern"], str(value)):
        return "cell_pattern", {"expected": rules["pattern"]}
    if "minimum" in rules and value < rules["minimum"]:
        return "cell_too_small", {"expected": rules["minimum"]}
    if "maximum" in rules and value > rules["maximum"]:
        return "cell_too_large", {"expected": rules["maximum"]}
    return None


def _parse_number(text: str) -> float:
    # Python's float would also take "1_000", "inf" and " 3 ".
    if not re.fullmatch(r"-?\d+(\.\d+)?", text, re.ASCII):
        raise ValueError(text)
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text)
    return number


def _parse_integer(text: str) -> int:
    if not re.fullmatch(r"-?\d{1,18}", text, re.ASCII):
        raise ValueError(text)
    return int(text)


def _parse_boolean(text: str) -> bool:
    if text not in ("true", "false"):
        raise ValueError(text)
    return text == "true"


_PARSERS: dict[str, Callable[[str], Cell]] = {
    "string": str,
    "number": _parse_number,
    "integer": _parse_integer,
    "boolean": _parse_boolean,
}


def _frame(rows: list[list[object]], table: Table) -> pd.DataFrame:
    columns = [
        *((field.name, DTYPES[field.type]) for field in table.fields),
        ("source_file", "str"),
        ("source_line", "int64"),
    ]
    return pd.DataFrame(
        {name: pd.Series([row[at] for row in rows], dtype=dtype) for at, (name, dtype) in enumerate(columns)}
    )


def _nothing_read(table: Table, problem: Problem) -> TableRead:
    return TableRead(_frame([], table), 0, 0, 0, 0, (problem,))
