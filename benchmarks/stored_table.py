"""The table that a recipe keeps: rows below a line that says when they were made, by what plan or on what
machine and, last, of which code.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date
from pathlib import Path

_MARK = "# "


def head_of_today(*said: str) -> str:
    """Return the first line of a table that is made today; the code's hash is the last of what is said."""
    return " ".join([date.today().isoformat(), *said])


def write_table(path: Path, head: str, rows: Iterable[Iterable[object]]) -> None:
    """Write the first line and the rows below it, the names of columns among them."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(f"{_MARK}{head}\n")
        csv.writer(file, lineterminator="\n").writerows(rows)


def read_table(path: Path) -> tuple[str, list[list[str]]]:
    """Return the first line and the rows below it, as they were written."""
    head, *lines = path.read_text("utf-8").splitlines()
    return head.removeprefix(_MARK), [*csv.reader(lines)]
