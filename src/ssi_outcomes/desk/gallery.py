"""A folder that can be published as it is: the reports on the article, the demo team, the demo trial, the
demo pool and three invented worlds, and a page that leads to them.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bs4 import BeautifulSoup
from markupsafe import Markup

from ssi_outcomes.base.catalogues import SOURCE
from ssi_outcomes.base.errors import LANGUAGES, NotebookFailed, UsageError, message
from ssi_outcomes.base.files import sweep_parts, write_whole
from ssi_outcomes.base.paths import ARTICLE, reports_folder
from ssi_outcomes.base.privacy import audience
from ssi_outcomes.report.brief import find_figure
from ssi_outcomes.report.linking import unlink_numbers
from ssi_outcomes.report.render import render_page
from ssi_outcomes.running.many_reports import make_reports
from ssi_outcomes.running.progress import Lines
from ssi_outcomes.worlds import find_scenario
from ssi_outcomes.worlds.demo_pool import DEMO_POOL
from ssi_outcomes.worlds.demo_trial import DEMO_TRIAL
from ssi_outcomes.worlds.scenarios import DEMO_TEAM
from ssi_outcomes.worlds.world_folder import write_world

SMALL = "380"  # pixels: the width of a figure
# World -> people and weeks: as many as it takes to hear what each has to teach.
# "Nothing happens" takes most to be told.
WORLDS = {"nothing": (2000, 52), "thermometer": (200, 26), "useful": (200, 26)}


@dataclass(frozen=True)
class Shown:
    """One report of the gallery in a language: its dataset, what is told of it, its answer and its figure
    (HTML that the report's own checks have passed).
    """

    dataset: str
    title: str | Markup
    truth: str  # "" where nobody knows it
    answer: Markup
    picture: Markup = Markup()


def make_gallery(progress: Lines) -> list[Path]:
    """Make every report that is shown, copy each language into reports/gallery, write its index pages and
    return all files, indexes last.

    Raises UsageError where reports for oneself are asked for: these are to publish; NotebookFailed where one
    could not be made, once why was said.
    """
    if audience() != "shared":
        raise UsageError("gallery_private")
    for world, (people, weeks) in WORLDS.items():
        write_world(world, people, weeks)
    datasets = (ARTICLE, DEMO_TEAM, DEMO_TRIAL, DEMO_POOL, *(f"world-{world}" for world in WORLDS))
    folder, copied = reports_folder() / "gallery", []
    sweep_parts(folder)
    for path in _make_pages(datasets, progress):
        write_whole(folder / path.name, path.read_bytes())
        copied.append(folder / path.name)
    pages = [_write_index(folder, datasets, language) for language in LANGUAGES]
    # Whoever opens the folder's address is met in this language, and finds the others on the first line.
    write_whole(folder / "index.html", pages[LANGUAGES.index(SOURCE)].read_bytes())
    return [*copied, *pages, folder / "index.html"]


def _make_pages(datasets: tuple[str, ...], progress: Lines) -> list[Path]:
    """Return the pages of all reports in the order of `datasets`, made several at a time: while one's files
    are read, or its pages laid out, another's notebooks run.
    """
    # The worlds first: the largest takes longest, and nothing waits for it at the end.
    begun = sorted(datasets, key=lambda name: name.removeprefix("world-") not in WORLDS)
    outcomes = {each.dataset: each for each in make_reports(begun, LANGUAGES, progress)}
    failed = [name for name in datasets if outcomes[name].failure]
    if failed:
        raise NotebookFailed("gallery_failed", datasets=", ".join(failed))
    return [path for name in datasets for path in outcomes[name].made if path.suffix == ".html"]


def _write_index(folder: Path, datasets: tuple[str, ...], language: str) -> Path:
    page = folder / f"index.{language}.html"
    write_whole(page, index_page([read_shown(folder, dataset, language) for dataset in datasets], language))
    return page


def read_shown(folder: Path, dataset: str, language: str) -> Shown:
    """Return what the report on `dataset` says and shows first, and for a world what is true in it."""
    page = BeautifulSoup((folder / f"{dataset}.{language}.html").read_text("utf-8"), "html.parser")
    answer = Markup(unlink_numbers(page.select_one(".lede")).decode_contents(formatter="html5"))  # noqa: S704
    world = dataset.removeprefix("world-")
    if world in WORLDS:  # its name tells the truth
        title = Markup(page.select_one(".about cite").decode(formatter="html5"))  # noqa: S704
    else:
        title = message(f"gallery_about_{dataset.replace('-', '_')}", language)
    lesson = find_scenario(world).lesson(language) if world in WORLDS else ""
    if dataset == DEMO_TRIAL:
        lesson = message("gallery_lesson_trial", language)
    return Shown(dataset, title, lesson.replace("'", "’"), answer, _small_figure(page))


def _small_figure(page: BeautifulSoup) -> Markup:
    """Return the one figure that matters, smaller than in its report."""
    image = find_figure(page)
    if image is None:
        return Markup()
    image["width"] = SMALL
    return Markup("<figure>{}</figure>").format(Markup(image.decode(formatter="html5")))  # noqa: S704


def index_page(shown: list[Shown], language: str) -> str:
    """Return the index: of each report what it is about, its figure and its answer, and where the truth is
    known, that truth folded away, so that one guesses first; and the links to the other languages.
    """
    head = Markup('<section id="answer"><h1>{}</h1><p class="lede">{}</p><p>{}</p></section>').format(
        message("gallery_title", language), message("gallery_intro", language), _link_others(language)
    )
    return render_page("".join([head, *(_section(each, language) for each in shown)]), language, "report")


def _link_others(language: str) -> Markup:
    """Return the links to the index in the other languages, each in its own words: who reads it may read no
    other.
    """
    return Markup(" ").join(
        Markup('<a href="index.{0}.html" hreflang="{0}" lang="{0}">{1}</a>').format(
            each, message("gallery_this", each)
        )
        for each in LANGUAGES
        if each != language
    )


def _section(each: Shown, language: str) -> Markup:
    """Return what the index says of one report."""
    say = {name: message(f"gallery_{name}", language) for name in ("read", "truth", "answers")}
    truth = Markup("<details><summary>{}</summary><p>{}</p></details>").format(say["truth"], each.truth)
    return Markup(
        '<section id="{}"><h2>{}</h2>{}<p>{} {}</p>{}<p><a href="{}.{}.html">{}</a></p></section>'
    ).format(
        each.dataset,
        each.title,
        each.picture,
        say["answers"],
        each.answer,
        truth if each.truth else Markup(),
        each.dataset,
        language,
        say["read"],
    )
