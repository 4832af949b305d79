"""LinkedIn's workbook of a single post: totals without days, which nothing can be counted from by week."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from ssi_outcomes.base.spelling import fold
from ssi_outcomes.reading.cells.values import is_blank, read_text
from ssi_outcomes.reading.kinds.published.member_file import without_member_name
from ssi_outcomes.reading.parsed import Parsed, Sheet

_NAME = re.compile(r"post[ _-]?analytics", re.IGNORECASE)
_SHEETS = frozenset(
    "performance|top demographics|post performance|performances|principales donnees demographiques"
    "|desempenho|principais dados demograficos|rendimiento|principales datos demograficos|leistung".split("|")
)


def is_one_post(sheets: Sequence[Sheet]) -> bool:
    """Tell whether a workbook without a table by day holds the totals of one post: by its sheets' names, and
    the post's address or the file's name.
    """
    if not any(fold(sheet.name) in _SHEETS for sheet in sheets):
        return False
    head = " ".join(read_text(cell) for sheet in sheets for row in sheet.rows[:3] for cell in row)
    return "linkedin.com/" in head or _NAME.match(PurePosixPath(sheets[0].file).name) is not None


def leave_post(sheets: Sequence[Sheet], label: str) -> Parsed:
    """Return that the whole workbook is left aside, and why."""
    file, filled = without_member_name(sheets[0].file), sum(map(count_filled, sheets))
    return Parsed(file, label, {}, 0, 0, ignored=filled, notes=(("creator_one_post", {}),))


def count_filled(sheet: Sheet) -> int:
    """Return how many rows of a sheet hold anything."""
    return sum(not all(map(is_blank, row)) for row in sheet.rows)
