"""What a workshop takes, written into reports/workshop: each product is a function of a language and of the
number of participants that returns its files by name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from ssi_outcomes.base.errors import UsageError
from ssi_outcomes.base.files import write_whole
from ssi_outcomes.base.paths import reports_folder
from ssi_outcomes.running.pipeline import check_languages
from ssi_outcomes.workshop.blind_worlds import draw_key, write_blind
from ssi_outcomes.workshop.editions import EDITIONS, list_sittings, make_edition
from ssi_outcomes.workshop.quiz import FORMS
from ssi_outcomes.workshop.quiz_sheets import make_csv, make_sheet, make_workbook_of, room_rows

Files = dict[str, str | bytes]
USUAL, LEAST, MOST = 30, 1, 200  # participants


def write_kit(languages: Iterable[str], people: int = USUAL) -> list[Path]:
    """Write each product in each language and return the files; raises UsageError for a language that is not
    spoken or a room that cannot be.
    """
    languages = tuple(languages)
    check_languages(languages)
    if not LEAST <= people <= MOST:
        raise UsageError("workshop_people", value=people, least=LEAST, most=MOST)
    written = []
    for product in PRODUCTS:
        for language in languages:
            for name, content in product(language, people).items():
                path = reports_folder() / "workshop" / name
                write_whole(path, content)
                written.append(path)
    return written


def measure_files(language: str, people: int) -> Files:
    """Return the sheets of the measure, and the table for the room's answers."""
    rows = room_rows(people, language)
    return {
        **{f"measure-{form}.{language}.html": make_sheet(form, language) for form in FORMS},
        f"room.{language}.csv": make_csv(rows),
        f"room.{language}.xlsx": make_workbook_of(rows, language),
    }


def sitting_files(language: str, people: int) -> Files:
    """Return the sittings' notebooks, for participants and for the trainer."""
    return {
        f"{edition}.{language}/{source.name}": make_edition(source, language, edition)
        for edition in EDITIONS
        for source in list_sittings()
    }


def blind_files(language: str, people: int) -> Files:
    """Return the blind sets, and the key that only the trainer's folder has."""
    key = "".join(f"{number};{world}\n" for number, world in enumerate(draw_key(), start=1))
    sets = {f"participant.{language}/blind/{name}": text for name, text in write_blind().items()}
    return {**sets, f"trainer.{language}/blind/key.csv": f"number;world\n{key}"}


PRODUCTS: tuple[Callable[[str, int], Files], ...] = (
    measure_files,
    sitting_files,
    blind_files,
)
