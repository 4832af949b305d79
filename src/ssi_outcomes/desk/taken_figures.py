"""`ssi figures`: a report's figures as files, with their words, and one page to forward. The report itself
writes neither.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ssi_outcomes.base.errors import SsiError, message
from ssi_outcomes.base.files import PART, swap_folder
from ssi_outcomes.base.paths import processed_folder, reports_folder
from ssi_outcomes.report.brief import make_brief
from ssi_outcomes.report.taken_away import Taken, list_figures, take_figures
from ssi_outcomes.running.pipeline import check_languages, make_report
from ssi_outcomes.running.printing import find_browser, print_page
from ssi_outcomes.running.progress import Lines
from ssi_outcomes.running.starting import alone_on
from ssi_outcomes.words.facts import collect_facts, read_citable

DOTS = 300  # an inch of a PNG: what printers ask for


@dataclass(frozen=True)
class _Page:
    """A report's page in a language, and what its files are called after."""

    language: str
    path: Path

    @property
    def stem(self) -> str:
        return self.path.name.removesuffix(f".{self.language}.html")

    def beside(self, what: str, kind: str = "html") -> str:
        return f"{self.stem}.{what}.{self.language}.{kind}"


def make_figures(dataset: str, languages: Sequence[str], progress: Lines) -> list[Path]:
    """Bring the report up to date, write its figures and briefs to reports/<report>.figures, whole or not at
    all, and return the pages there: of each language the list of figures, then the brief, also as PDF where a
    browser is.

    Raises what `make_report` does.
    """
    asked = check_languages(languages)
    made = make_report(dataset, asked, progress=progress)
    html = [path for path in made if path.suffix == ".html"]
    pages = [_Page(language, path) for language, path in zip(asked, html, strict=True)]
    folder = reports_folder() / f"{pages[0].stem}.figures"
    with alone_on(dataset, progress):
        for left in reports_folder().glob(f".{folder.name}.*{PART}"):
            shutil.rmtree(left, ignore_errors=True)
        with tempfile.TemporaryDirectory(
            dir=reports_folder(), prefix=f".{folder.name}.", suffix=PART
        ) as aside:
            whole = Path(aside) / "whole"
            whole.mkdir()
            _write_all(dataset, pages, whole)
            _print_briefs(pages, whole, Path(aside), progress)
            swap_folder(whole, folder)
    progress.made += len(list(folder.iterdir()))
    names = (name for page in pages for name in _list_pages(page))
    return [folder / name for name in names if (folder / name).exists()]


def _list_pages(page: _Page) -> tuple[str, ...]:
    return page.beside("figures"), page.beside("brief", "pdf"), page.beside("brief")


def _write_all(dataset: str, pages: Sequence[_Page], folder: Path) -> None:
    published = processed_folder(dataset)
    about, facts = collect_facts(published / "facts").about, read_citable(published / "facts")
    taken: dict[str, list[Taken]] = {}
    for page in pages:
        html, language = page.path.read_text("utf-8"), page.language
        taken[language] = take_figures(html, published, language)
        brief = make_brief(html, page.path.name, language, facts, about, date.today())
        (folder / page.beside("brief")).write_text(brief, "utf-8")
        listed = list_figures(taken[language], page.stem, [page.beside("brief")], language)
        (folder / page.beside("figures")).write_text(listed, "utf-8")
        for each in taken[language]:
            (folder / each.file(page.stem, language, "svg")).write_bytes(each.svg)
    for each, language, png in _draw(dataset, taken):
        (folder / each.file(pages[0].stem, language, "png")).write_bytes(png)


def _draw(dataset: str, taken: dict[str, list[Taken]]) -> Iterator[tuple[Taken, str, bytes]]:
    """Yield each figure drawn anew as a PNG, with its language: a report keeps its drawings as SVG alone."""
    from ssi_outcomes.exhibits import show_all
    from ssi_outcomes.figures.canvas import as_png, style
    from ssi_outcomes.study import open_study

    shown = {exhibit.name: exhibit for exhibit in show_all(open_study(dataset)) if exhibit.draw}
    for language, figures in taken.items():
        for each in figures:
            with style():
                yield each, language, as_png(shown[each.name].figure(language), DOTS)


def _print_briefs(pages: Sequence[_Page], folder: Path, aside: Path, progress: Lines) -> None:
    """Print the briefs where there is a browser; what cannot be printed is said, not raised."""
    browser = find_browser()
    if browser is None:
        progress.say(message("pdf_no_browser"))
        return
    for page in pages:
        try:
            content = print_page(browser, folder / page.beside("brief"), aside)
        except SsiError as error:
            progress.say(error.text())
            continue
        (folder / page.beside("brief", "pdf")).write_bytes(content)
