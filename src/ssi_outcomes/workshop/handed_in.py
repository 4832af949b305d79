"""What a room handed in: the tables of a file or a folder, told apart by their headings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ssi_outcomes.base.errors import (
    LANGUAGES,
    DataRefused,
    FileRefused,
    Problem,
    UsageError,
    current_language,
    message,
)
from ssi_outcomes.base.spelling import fold
from ssi_outcomes.reading.cells.text import is_blank, read_text
from ssi_outcomes.reading.opening.sheets import read_sheets
from ssi_outcomes.reading.parsed import Cell, Sheet
from ssi_outcomes.workshop.quiz import TRAPS

ITEMS = tuple(str(number + 1) for number in range(len(TRAPS)))
# The tables that are known, each by its columns.
SHAPES = {
    "papers": ("participant", "moment", "form", *ITEMS),
    "codes": ("participant", "code"),
    "worlds": ("participant", "set", "world"),
}
READ = (".csv", ".tsv", ".txt", ".xlsx")
HEADING_WITHIN = 20  # rows
MOST_TOLD = 40  # problems


@dataclass(frozen=True)
class Handed:
    """A table that was handed in: its file, its shape (of `SHAPES`), its sheet and where its rows begin."""

    file: str
    shape: str
    sheet: Sheet
    first: int

    def rows(self) -> Iterator[tuple[int, tuple[Cell, ...]]]:
        """Give each row that is not blank, with its line."""
        for line, row in list(zip(self.sheet.lines, self.sheet.rows, strict=True))[self.first :]:
            if not all(is_blank(cell) for cell in row):
                yield line, row


@dataclass(frozen=True)
class Pile:
    """All that was handed in, and the names of what was not read: files and folders that are none of tables,
    sheets beside one that hold something else.
    """

    name: str
    tables: tuple[Handed, ...]
    unread: tuple[str, ...]

    def of(self, *shapes: str) -> list[Handed]:
        """Return the tables of some shapes."""
        return [each for each in self.tables if each.shape in shapes]


def column_heads(shape: str, language: str) -> list[str]:
    """Return the headings of a table; numbers are written alike everywhere."""
    return [name if name in ITEMS else message(f"quiz_column_{name}", language) for name in SHAPES[shape]]


def collect(place: str) -> Pile:
    """Return what a file or a folder holds.

    Raises UsageError where there is neither, or no table in the folder, and FileRefused for a file that
    cannot be read or has none of the tables: nothing of a room is left out unsaid.
    """
    path = Path(place)
    if path.is_file():
        return Pile(path.name, *_find_tables(path))
    if not path.is_dir():
        raise UsageError("room_file_missing", file=place[:200])
    held = sorted(each for each in path.iterdir() if not each.name.startswith((".", "~")))
    files = [each for each in held if each.is_file() and each.suffix.lower() in READ]
    if not files:
        raise UsageError("room_folder_empty", folder=place[:200])
    tables: list[Handed] = []
    unread = [each.name for each in held if each not in files]
    for each in files:
        found, others = _find_tables(each)
        tables += found
        unread += others
    return Pile(path.name, tuple(tables), tuple(unread))


def refuse(pile: Pile, problems: Iterable[Problem]) -> None:
    """Raise DataRefused with all problems, if there are any."""
    problems = list(problems)
    if problems:
        told = tuple(sorted(problems, key=lambda each: (each.file, each.line or 0))[:MOST_TOLD])
        raise DataRefused("room_refused", file=pile.name, count=len(problems), problems=told)


def _find_tables(path: Path) -> tuple[tuple[Handed, ...], tuple[str, ...]]:
    """Return the tables of a file, and its sheets that hold something and are none."""
    found, others = [], []
    for sheet in read_sheets(path, path.name):
        if (table := _find_table(path.name, sheet)) is not None:
            found.append(table)
        elif not all(is_blank(cell) for row in sheet.rows for cell in row):
            others.append(f"{path.name} › {sheet.name}")
    if not found:
        columns = [", ".join(column_heads(shape, current_language())) for shape in SHAPES]
        raise FileRefused("room_no_table", file=path.name, columns=" / ".join(columns))
    return tuple(found), tuple(others)


def _find_table(file: str, sheet: Sheet) -> Handed | None:
    for place, row in enumerate(sheet.rows[:HEADING_WITHIN]):
        if shape := _shape([fold(read_text(cell)) for cell in row]):
            return Handed(file, shape, sheet, place + 1)
    return None


def _shape(heads: list[str]) -> str | None:
    return next(
        (
            shape
            for shape, columns in SHAPES.items()
            for language in LANGUAGES
            if heads[: len(columns)] == [fold(head) for head in column_heads(shape, language)]
        ),
        None,
    )
