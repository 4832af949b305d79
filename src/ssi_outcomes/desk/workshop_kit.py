"""What a workshop takes, written into reports/workshop: each product is a function of a language and of the
number of participants that returns its files by name.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from ssi_outcomes.base.errors import SsiError, UsageError, message
from ssi_outcomes.base.files import remove_file, write_whole
from ssi_outcomes.base.paths import reports_folder
from ssi_outcomes.desk.template import make_workbook
from ssi_outcomes.running.pipeline import check_languages
from ssi_outcomes.running.printing import find_browser, print_page
from ssi_outcomes.workshop.blind_worlds import draw_key, write_blind
from ssi_outcomes.workshop.editions import EDITIONS, list_sittings, make_edition
from ssi_outcomes.workshop.guide import make_pages
from ssi_outcomes.workshop.quiz import FORMS
from ssi_outcomes.workshop.quiz_sheets import (
    code_rows,
    make_csv,
    make_sheet,
    make_workbook_of,
    room_rows,
    world_rows,
)
from ssi_outcomes.workshop.slides import make_slides
from ssi_outcomes.workshop.try_page import make_page

Files = dict[str, str | bytes]
USUAL, LEAST, MOST = 30, 1, 200  # participants
PAPERS = ("measure-", "handout")  # how the names of pages begin that are handed out on paper
_PACKED = (2026, 1, 5, 0, 0, 0)  # when a file of the archive says that it was made


def write_kit(languages: Iterable[str], people: int = USUAL) -> list[Path]:
    """Write each product in each language and return the files; raises UsageError for a language that is not
    spoken or a room that cannot be.
    """
    languages = tuple(languages)
    check_languages(languages)
    if not LEAST <= people <= MOST:
        raise UsageError("workshop_people", value=people, least=LEAST, most=MOST)
    written = []
    for language in languages:
        kit = {name: each for product in PRODUCTS for name, each in product(language, people).items()}
        packed = _pack({**kit, **gallery_files()})
        for name, content in {**kit, f"kit.{language}.zip": packed}.items():
            written.append(reports_folder() / "workshop" / name)
            write_whole(written[-1], content)
    return written


def gallery_files() -> Files:
    """Return the pages of the gallery, which a room opens from the stick; none where it was not made."""
    pages = sorted((reports_folder() / "gallery").glob("*.html"))
    return {f"gallery/{page.name}": page.read_bytes() for page in pages}


def _pack(kit: Files) -> bytes:
    """Return all files of a language as one archive, in their order and with one date: the same bytes for the
    same files.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in kit.items():
            entry = zipfile.ZipInfo(name, date_time=_PACKED)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def print_papers(made: Iterable[Path], wanted: bool) -> tuple[list[Path], list[str]]:
    """Print what is handed out on paper as PDF beside its page, if `wanted`; return the PDFs, and what could
    not be done, in words. An earlier PDF would contradict its page: it is deleted first.
    """
    papers = [path for path in made if path.suffix == ".html" and path.name.startswith(PAPERS)]
    for paper in papers:
        remove_file(paper.with_suffix(".pdf"))
    browser = find_browser() if wanted else None
    if not wanted or browser is None:
        return [], [message("pdf_no_browser")] * wanted
    printed, said = [], []
    for paper in papers:
        try:
            with TemporaryDirectory() as aside:
                content = print_page(browser, paper, Path(aside))
        except SsiError as error:
            said.append(error.text())
            continue
        printed.append(paper.with_suffix(".pdf"))
        write_whole(printed[-1], content)
    return printed, said


def measure_files(language: str, people: int) -> Files:
    """Return the sheets of the measure, and the tables for letters, for codes, and for the worlds named."""
    rows = room_rows(people, language)
    return {
        **{f"measure-{form}.{language}.html": make_sheet(form, language) for form in FORMS},
        f"room.{language}.csv": make_csv(rows),
        f"room.{language}.xlsx": make_workbook_of(rows, language),
        f"codes.{language}.csv": make_csv(code_rows(people, language)),
        f"worlds.{language}.csv": make_csv(world_rows(people, language)),
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


def page_files(language: str, people: int) -> Files:
    """Return the trainer's guide, the handout and what to do before, during and after."""
    made = make_pages(language, people)
    trainer = {f"trainer.{language}/{name}.html": made[name] for name in ("guide", "read-me")}
    return {**trainer, f"handout.{language}.html": made["handout"]}


def slide_files(language: str, people: int) -> Files:
    """Return the slides, which are the same for any number of participants."""
    return {f"trainer.{language}/slides.html": make_slides(language)}


def template_files(language: str, people: int) -> Files:
    """Return the template that each participant takes home."""
    name = message("workshop_template", language)
    return {f"participant.{language}/{name}.xlsx": make_workbook(name, language, date.today())}


def try_files(language: str, people: int) -> Files:
    """Return the page on which the room tries the rule; it is the same for any number of participants."""
    return {f"try-it.{language}.html": make_page(language)}


PRODUCTS: tuple[Callable[[str, int], Files], ...] = (
    measure_files,
    try_files,
    sitting_files,
    blind_files,
    page_files,
    slide_files,
    template_files,
)
