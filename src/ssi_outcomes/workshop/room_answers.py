"""A room's answers as somebody typed them in: a row a sheet of paper, refused where it cannot be."""

from __future__ import annotations

from collections.abc import Iterator
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
from ssi_outcomes.base.spelling import fold, same_name
from ssi_outcomes.reading.cells.text import is_blank, read_text, show_cell
from ssi_outcomes.reading.opening.sheets import read_sheets
from ssi_outcomes.reading.parsed import Cell, Sheet
from ssi_outcomes.workshop.learned import Answered
from ssi_outcomes.workshop.quiz import FORMS, LETTERS, MOMENTS, TRAPS, Quiz

COLUMNS = ("participant", "moment", "form", *(str(number + 1) for number in range(len(TRAPS))))
MOST_TOLD = 40  # problems


@dataclass(frozen=True)
class Paper:
    """One sheet of paper: whose, when, which form, which of its items were answered right (none where it was
    never handed in), and how many were left empty.
    """

    line: int
    participant: str
    moment: str
    form: str
    right: tuple[bool, ...]
    empty: int


@dataclass(frozen=True)
class Room:
    """Who handed in both sheets, and how many handed in one only, or have a row and no answer in it; how many
    items those with both left empty, before and after.
    """

    people: tuple[Answered, ...]
    one_sheet: int
    no_sheet: int
    empty: tuple[int, int]


def column_heads(language: str) -> list[str]:
    """Return the headings of the table of answers."""
    named = [message(f"quiz_column_{name}", language) for name in COLUMNS[:3]]
    return [*named, *COLUMNS[3:]]


def moment_word(moment: str, language: str) -> str:
    """Return what stands in the column of moments."""
    return message(f"quiz_moment_{moment}", language)


def read_room(file: str, quiz: Quiz) -> Room:
    """Return the answers in a CSV file or workbook, people paired; an item without an answer is not right.

    Raises UsageError where there is no such file, FileRefused where it cannot be read or has no such table,
    and DataRefused with each row that cannot be, by its line: nothing is judged on the others alone.
    """
    path = Path(file)
    if not path.is_file():
        raise UsageError("room_file_missing", file=file[:200])
    sheet, first = _find_table(path)
    found, problems = [], []
    for line, row in list(zip(sheet.lines, sheet.rows, strict=True))[first:]:
        cells = [read_text(cell) for cell in row]
        if all(is_blank(cell) for cell in row):
            continue
        faults = list(_find_faults(path.name, line, row))
        problems += faults
        if not faults:
            found.append(_read_paper(line, cells, quiz))
    problems += [Problem(path.name, each.key, each.line) for each in sheet.faults]
    problems += _find_clashes(path.name, found)
    if problems:
        told = tuple(sorted(problems, key=lambda each: each.line or 0)[:MOST_TOLD])
        raise DataRefused("room_refused", file=path.name, count=len(problems), problems=told)
    return _pair(found)


def _find_table(path: Path) -> tuple[Sheet, int]:
    """Return the sheet with the table, and the place of its first row under the headings."""
    for sheet in read_sheets(path, path.name):
        for place, row in enumerate(sheet.rows[:20]):
            heads = [fold(read_text(cell)) for cell in row][: len(COLUMNS)]
            if any(heads == [fold(head) for head in column_heads(language)] for language in LANGUAGES):
                return sheet, place + 1
    raise FileRefused("room_no_table", file=path.name, columns=", ".join(column_heads(current_language())))


def _find_faults(file: str, line: int, row: tuple[Cell, ...]) -> Iterator[Problem]:
    cells = [read_text(cell) for cell in row]
    cells += [""] * (len(COLUMNS) - len(cells))
    if any(cells[len(COLUMNS) :]):
        yield Problem(file, "room_too_wide", line, values={"value": show_cell(row[len(COLUMNS)])})
    named = dict(zip(COLUMNS, cells, strict=False))
    if not same_name(named["participant"]):
        yield Problem(file, "room_nobody", line)
    if _moment(named["moment"]) is None:
        yield Problem(file, "room_moment", line, values={"value": show_cell(named["moment"])})
    if named["form"].upper() not in FORMS:
        yield Problem(file, "room_form", line, values={"value": show_cell(named["form"])})
    for number in COLUMNS[3:]:
        if named[number] and named[number].lower() not in LETTERS:
            yield Problem(file, "room_letter", line, number, {"value": show_cell(named[number])})


def _moment(text: str) -> str | None:
    """Return which of `MOMENTS` a cell means, in any of the languages."""
    meant = {fold(moment_word(moment, language)): moment for language in LANGUAGES for moment in MOMENTS}
    return meant.get(fold(text))


def _read_paper(line: int, cells: list[str], quiz: Quiz) -> Paper:
    """Return a row without faults."""
    participant, moment, form, *letters = [*cells, *[""] * len(COLUMNS)][: len(COLUMNS)]
    items = quiz.form(form.upper())
    right = tuple(letter.lower() == item.right for letter, item in zip(letters, items, strict=True))
    handed_in = right if any(letters) else ()
    return Paper(line, same_name(participant), _moment(moment), form.upper(), handed_in, letters.count(""))


def _find_clashes(file: str, papers: list[Paper]) -> Iterator[Problem]:
    """Give rows of one person that cannot both be: a moment told twice, a form answered twice."""
    seen: dict[tuple[str, str], Paper] = {}
    for paper in papers:
        for key, what in (
            ((paper.participant, paper.moment), "room_twice"),
            ((paper.participant, paper.form), "room_same_form"),
        ):
            first = seen.setdefault(key, paper)
            if first is not paper:
                yield Problem(file, what, paper.line, values={"other": first.line})
                break


def _pair(papers: list[Paper]) -> Room:
    by_person: dict[str, dict[str, Paper]] = {}
    for paper in papers:
        own = by_person.setdefault(paper.participant, {})
        if paper.right:
            own[paper.moment] = paper
    both = [own for own in by_person.values() if len(own) == len(MOMENTS)]
    people = (Answered(own["before"].form, own["before"].right, own["after"].right) for own in both)
    counts = [len(own) for own in by_person.values()]
    before, after = (sum(own[moment].empty for own in both) for moment in MOMENTS)
    return Room(tuple(people), counts.count(1), counts.count(0), (before, after))
