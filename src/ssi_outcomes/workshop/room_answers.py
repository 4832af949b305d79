"""A room's answers as somebody typed them in: a row a sheet or its code, refused where it cannot be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ssi_outcomes.base.errors import LANGUAGES, Problem, message
from ssi_outcomes.base.spelling import fold, same_name
from ssi_outcomes.reading.cells.text import read_text, show_cell
from ssi_outcomes.reading.parsed import Cell
from ssi_outcomes.workshop.answer_code import Coded, read_code
from ssi_outcomes.workshop.handed_in import ITEMS, SHAPES, Handed, Pile, refuse
from ssi_outcomes.workshop.learned import Answered
from ssi_outcomes.workshop.quiz import FORMS, LETTERS, MOMENTS, Quiz

COLUMNS = SHAPES["papers"]


@dataclass(frozen=True)
class Paper:
    """One sheet: where it stands, whose, when, which form, which of its items were answered right (none where
    it was never handed in), and how many were left empty.
    """

    file: str
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


def moment_word(moment: str, language: str) -> str:
    """Return what stands in the column of moments."""
    return message(f"quiz_moment_{moment}", language)


def read_room(pile: Pile, quiz: Quiz) -> Room:
    """Return the answers, people paired; an item without an answer is not right.

    Raises DataRefused with each row that cannot be, by its line: nothing is judged on the others alone.
    """
    papers, problems = [], []
    for table in pile.of("papers", "codes"):
        problems += [Problem(table.file, each.key, each.line) for each in table.sheet.faults]
        for line, row in table.rows():
            find, read = (_find_faults, _read_paper) if table.shape == "papers" else (_doubt_code, _decode)
            faults = list(find(table.file, line, row))
            problems += faults
            if not faults:
                papers.append(read(table, line, [read_text(cell) for cell in row], quiz))
    refuse(pile, [*problems, *_find_clashes(papers)])
    return _pair(papers)


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
    for number in ITEMS:
        if named[number] and named[number].lower() not in LETTERS:
            yield Problem(file, "room_letter", line, number, {"value": show_cell(named[number])})


def _moment(text: str) -> str | None:
    """Return which of `MOMENTS` a cell means, in any of the languages."""
    meant = {fold(moment_word(moment, language)): moment for language in LANGUAGES for moment in MOMENTS}
    return meant.get(fold(text))


def _read_paper(table: Handed, line: int, cells: list[str], quiz: Quiz) -> Paper:
    """Return a row without faults."""
    participant, moment, form, *letters = [*cells, *[""] * len(COLUMNS)][: len(COLUMNS)]
    return _mark(table, line, participant, Coded(_moment(moment), form.upper(), tuple(letters)), quiz)


def _doubt_code(file: str, line: int, row: tuple[Cell, ...]) -> Iterator[Problem]:
    participant, code, *_ = [*(read_text(cell) for cell in row), "", ""]
    if not same_name(participant):
        yield Problem(file, "room_nobody", line)
    try:
        if code:
            read_code(code)
    except ValueError:
        yield Problem(file, "room_code", line, values={"value": show_cell(code)})


def _decode(table: Handed, line: int, cells: list[str], quiz: Quiz) -> Paper:
    """Return a row of a name and its code; one without code was never handed in."""
    participant, code, *_ = [*cells, ""]
    coded = read_code(code) if code else Coded(MOMENTS[0], FORMS[0], ("",) * len(ITEMS))
    return _mark(table, line, participant, coded, quiz)


def _mark(table: Handed, line: int, participant: str, coded: Coded, quiz: Quiz) -> Paper:
    letters, items = coded.letters, quiz.form(coded.form)
    right = tuple(letter.lower() == item.right for letter, item in zip(letters, items, strict=True))
    handed_in = right if any(letters) else ()
    name = same_name(participant)
    return Paper(table.file, line, name, coded.moment, coded.form, handed_in, letters.count(""))


def _find_clashes(papers: list[Paper]) -> Iterator[Problem]:
    """Give sheets of one person that cannot both be: a moment told twice, a form answered twice."""
    seen: dict[tuple[str, str], Paper] = {}
    for paper in papers:
        if not paper.right:
            continue
        for key, what in (
            ((paper.participant, paper.moment), "room_twice"),
            ((paper.participant, paper.form), "room_same_form"),
        ):
            first = seen.setdefault(key, paper)
            if first is not paper:
                elsewhere = "" if first.file == paper.file else first.file
                yield Problem(
                    paper.file, what, paper.line, None, {"other": first.line, "elsewhere": elsewhere}
                )
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
