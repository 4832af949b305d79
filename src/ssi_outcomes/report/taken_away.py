"""The figures of a report's page, each with its words, to be taken away; and a page that lists them."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bs4 import BeautifulSoup
from markupsafe import Markup

from ssi_outcomes.base.errors import StaleResults, message
from ssi_outcomes.base.files import list_visible
from ssi_outcomes.base.paths import shown
from ssi_outcomes.figures.canvas import for_page
from ssi_outcomes.report.render import render_page, slug
from ssi_outcomes.words.sentences import say_plain

_SVG = "data:image/svg+xml;base64,"


@dataclass(frozen=True)
class Taken:
    """A figure under its exhibit's name: the picture, its replacement text, the sentence that reads it."""

    name: str
    svg: bytes
    alt: str
    caption: Markup

    def title(self, language: str) -> str:
        """Return what the figure shows, in a few words."""
        return say_plain(f"brief.figures.{self.name}", language, {})

    def file(self, stem: str, language: str, kind: str) -> str:
        """Return what the figure's file is called: whose it is, what it shows, in which language."""
        return f"{stem}.{slug(self.title(language))}.{language}.{kind}"


def take_figures(page: str, folder: Path, language: str) -> list[Taken]:
    """Return the figures of a report's `page`, in its order, each once.

    folder: where the dataset's notebooks published. Raises StaleResults for a figure that none of them drew.
    """
    drawn = {
        for_page(path.read_text("utf-8")).encode(): path
        for path in list_visible(folder / "figures", f"*.{language}.svg")
    }
    images = BeautifulSoup(page, "html.parser").select(f'main img[src^="{_SVG}"]')
    found = dict.fromkeys(base64.b64decode(image["src"].removeprefix(_SVG)) for image in images)
    if not found.keys() <= drawn.keys():
        raise StaleResults("no_facts", folder=shown(folder / "figures"))
    return [_take(drawn[svg], folder, language) for svg in found]


def _take(picture: Path, folder: Path, language: str) -> Taken:
    name = picture.name.removesuffix(f".{language}.svg")
    told = json.loads((folder / "exhibits" / f"{name}.{language}.json").read_text("utf-8"))
    caption = BeautifulSoup(told["sentence"], "html.parser")
    for link in caption.find_all("a"):
        link.unwrap()  # what it leads to is not here
    return Taken(name, picture.read_bytes(), told["alt"], Markup(caption.decode(formatter="html5")))  # noqa: S704, checked above


def list_figures(taken: Sequence[Taken], stem: str, pages: Sequence[str], language: str) -> str:
    """Return the page that lists the figures: files, caption, replacement text, and the `pages` beside it."""
    say = {name: message(f"figures_{name}", language) for name in ("title", "intro", "alt")}
    link = Markup('<a href="{0}">{0}</a>').format
    parts = [
        Markup('<section id="answer"><h1>{}</h1><p class="lede">{}</p><p>{}</p></section>').format(
            say["title"], say["intro"], Markup(" · ").join(map(link, pages))
        )
    ]
    for each in taken:
        files = [each.file(stem, language, kind) for kind in ("svg", "png")]
        picture = Markup('<img src="{}{}" alt="{}">').format(
            _SVG, base64.b64encode(each.svg).decode(), each.alt
        )
        parts.append(
            Markup(
                '<section id="{}"><h2>{}</h2><p>{}</p><figure class="exhibit">{}<figcaption>{}</figcaption>'
                "</figure><p>{} {}</p></section>"
            ).format(
                each.name,
                each.title(language),
                Markup(" · ").join(map(link, files)),
                picture,
                each.caption,
                say["alt"],
                each.alt,
            )
        )
    return render_page(Markup().join(parts), language, "report")
