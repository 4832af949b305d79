"""Answers to “Which world is it?”, marked by the key: of each set, never of a name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ssi_outcomes.base.errors import LANGUAGES, Problem, current_language, message
from ssi_outcomes.base.spelling import fold, same_name
from ssi_outcomes.reading.cells.text import read_text, show_cell
from ssi_outcomes.reading.parsed import Cell
from ssi_outcomes.workshop.blind_worlds import SETS, TRAPPED, draw_key
from ssi_outcomes.workshop.handed_in import SHAPES, Pile, refuse

UNSURE = "unsure"  # who says that the data cannot tell


@dataclass(frozen=True)
class Named:
    """One answer: the number of the set, its world, and what it was named (`UNSURE`, or of `TRAPPED`)."""

    number: int
    world: str
    named: str

    @property
    def right(self) -> bool:
        """Return whether the world was named."""
        return self.named == self.world


def world_word(world: str, language: str) -> str:
    """Return what a world is called on the sheets."""
    return message(f"quiz_world_{world}", language)


def read_worlds(pile: Pile) -> list[Named]:
    """Return the answers, by the numbers of their sets; rows without an answer are none.

    Raises DataRefused with each row that cannot be.
    """
    key, found, problems = draw_key(), [], []
    seen: dict[tuple[str, int], tuple[str, int]] = {}
    for table in pile.of("worlds"):
        problems += [Problem(table.file, each.key, each.line) for each in table.sheet.faults]
        for line, row in table.rows():
            participant, number, world = [*(read_text(cell) for cell in row), "", ""][: len(SHAPES["worlds"])]
            if not world:
                continue
            if faults := list(_find_faults(table.file, line, row)):
                problems += faults
                continue
            file, first = seen.setdefault((same_name(participant), int(number)), (table.file, line))
            if (file, first) != (table.file, line):
                other = {"other": first, "elsewhere": "" if file == table.file else file}
                problems.append(Problem(table.file, "room_set_twice", line, values=other))
            found.append(Named(int(number), key[int(number) - 1], _meant(world)))
    refuse(pile, problems)
    return sorted(found, key=lambda each: each.number)


def _find_faults(file: str, line: int, row: tuple[Cell, ...]) -> Iterator[Problem]:
    participant, number, world = [*(read_text(cell) for cell in row), "", ""][: len(SHAPES["worlds"])]
    if not same_name(participant):
        yield Problem(file, "room_nobody", line)
    if not (number.isascii() and number.isdigit() and 1 <= int(number[:9]) <= SETS):
        yield Problem(file, "room_set", line, values={"value": show_cell(number), "most": SETS})
    if _meant(world) is None:
        known = ", ".join(world_word(each, current_language()) for each in (*TRAPPED, UNSURE))
        yield Problem(file, "room_world", line, values={"value": show_cell(world), "known": known})


def _meant(text: str) -> str | None:
    """Return the world that is meant, by its name in the notebook or in any language."""
    names = {fold(world_word(each, language)): each for language in LANGUAGES for each in (*TRAPPED, UNSURE)}
    return {**names, **{fold(each): each for each in TRAPPED}, "?": UNSURE}.get(fold(text) or text.strip())
