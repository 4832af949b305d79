"""A room on paper: people with the letters that they marked, as rows of the table."""

from __future__ import annotations

from pathlib import Path

from ssi_outcomes.workshop.quiz import LETTERS, read_quiz
from ssi_outcomes.workshop.quiz_sheets import make_csv, room_rows


def letters(form: str, right: int) -> list[str]:
    """Return the letters of a sheet on which the first `right` items are answered right, the others wrong."""
    keys = [item.right for item in read_quiz().form(form)]
    wrong = [LETTERS[LETTERS.index(key) - 1] for key in keys]
    return [*keys[:right], *wrong[right:]]


def fill(before: list[int], after: list[int], language: str = "en") -> list[list[str]]:
    """Return a room's table in which person i has so many right answers before and after."""
    head, *rows = room_rows(len(before), language)
    counts = [count for pair in zip(before, after, strict=True) for count in pair]
    return [head, *([*row[:3], *letters(row[2], count)] for row, count in zip(rows, counts, strict=True))]


def write(folder: Path, rows: list[list[str]], name: str = "room.csv") -> str:
    path = folder / name
    path.write_bytes(make_csv(rows))
    return str(path)
