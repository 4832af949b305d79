"""Lay clean HTML out as a page: head, table of contents, style sheet, through
nbconvert's exporter and our own template.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import nbformat
from bs4 import BeautifulSoup, Tag
from bs4.dammit import EntitySubstitution
from bs4.formatter import HTMLFormatter
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup, escape
from nbconvert.exporters import TemplateExporter

from ssi_outcomes.base.errors import message
from ssi_outcomes.base.tame import one_line
from ssi_outcomes.report.accessible import prepare_tables
from ssi_outcomes.report.kept_together import keep_together
from ssi_outcomes.report.linking import link_numbers

TEMPLATE = "template"
SHEETS = ("report.css", "first-screen.css", "further.css", "where.css")
BRIEF_SHEETS = ("report.css", "first-screen.css", "brief.css")
# Letters as they are: the page says that it is UTF-8, and an entity takes three times the bytes.
_PLAIN = HTMLFormatter(EntitySubstitution.substitute_xml, void_element_close_prefix=None)


@dataclass(frozen=True)
class Page:
    """What the template shows; `body` and `contents` are clean HTML, everything else is text."""

    language: str
    kind: str
    title: str
    title_language: str
    description: str
    contents: tuple[tuple[str, Markup, bool], ...]
    body: Markup
    style: Markup
    words: dict[str, str]


def render_page(html: str, language: str, kind: str) -> str:
    """Return the page of `html`, which is clean; `kind` is "report", "case" or "brief"."""
    body = BeautifulSoup(html, "html.parser")
    prepare_tables(body, language)
    link_numbers(body)
    keep_together(body)
    # The cells have been read and cleaned; the template sees the page alone, so nothing can reach it unclean.
    page, _ = _exporter().from_notebook_node(
        nbformat.v4.new_notebook(), resources={"page": _page(body, language, kind)}
    )
    return page.strip() + "\n"


def _page(body: BeautifulSoup, language: str, kind: str) -> Page:
    contents = () if kind == "brief" else _contents(body, kind, language)
    heading = body.find("h1")
    lang = heading and heading.find_parent(lang=True)
    lede = body.select_one(".lede") or body.find("p")
    return Page(
        language=language,
        kind=kind,
        title=_title(heading, body.select_one(".about cite")),
        title_language=lang["lang"] if lang else language,
        description=_first_words(_plain(lede), 180),
        contents=contents,
        body=Markup(body.decode(formatter=_PLAIN).strip()),  # safe: cleaned part by part
        style=_style(BRIEF_SHEETS if kind == "brief" else SHEETS),
        words={
            name: message(f"page_{name}", language) for name in ("contents", "footer", "on_paper", "skip")
        },
    )


def _title(heading: Tag | None, about: Tag | None) -> str:
    """Return the question and the data that answer it: tabs of several reports are told apart by these."""
    return " – ".join(text for tag in (heading, about) if (text := _plain(tag)))


def _contents(body: BeautifulSoup, kind: str, language: str) -> tuple[tuple[str, Markup, bool], ...]:
    """Return anchor and label of the answer and of each h2 outside it, and whether it is of the lower rank;
    headings without an anchor get one.
    """
    found = []
    taken = {tag["id"] for tag in body.find_all(id=True)}
    for heading in body.find_all(["h1", "h2"]):
        if (
            heading.name == "h1"
            and kind != "report"
            or heading.find_parent(class_="answer")
            and heading.name == "h2"
        ):
            continue
        section = heading.find_parent("section", id=True)
        first = section is not None and section.find(["h1", "h2"]) is heading
        anchor = section["id"] if first else heading.get("id")
        if not anchor:
            anchor = heading["id"] = _fresh(slug(_plain(heading)), taken)
        label = escape(message("page_answer", language)) if heading.name == "h1" else _label(heading)
        found.append((anchor, label, heading.find_parent(class_="further") is not None))
    return tuple(found)


def _label(heading: Tag) -> Markup:
    """Return a heading's inner HTML, facts and language included, without what may not stand inside a
    link.
    """
    copy = BeautifulSoup(heading.decode_contents(), "html.parser")
    for tag in copy.find_all(True):
        tag.attrs.pop("id", None)
        if tag.name == "a":
            tag.unwrap()
    label = Markup(copy.decode(formatter="html5"))  # safe: cleaned with its part
    other = heading.find_parent(lang=True)
    return Markup('<span lang="{}">{}</span>').format(other["lang"], label) if other else label


def slug(text: str) -> str:
    """Return text as an address or a file's name may hold it: its first words, in plain small letters."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z]+", plain)[:6]) or "part"


def _fresh(name: str, taken: set[str]) -> str:
    number, candidate = 1, name
    while candidate in taken:
        number += 1
        candidate = f"{name}-{number}"
    taken.add(candidate)
    return candidate


def _plain(tag: Tag | None) -> str:
    return one_line(tag.get_text()) if tag else ""


def _first_words(text: str, length: int) -> str:
    return text if len(text) <= length else text[:length].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


class _Exporter(TemplateExporter):
    """nbconvert's exporter with our template, and with Jinja told to escape, which nbconvert does not."""

    file_extension = ".html"
    output_mimetype = "text/html"

    def _create_environment(self) -> Environment:
        environment = super()._create_environment()
        environment.autoescape = True
        environment.undefined = StrictUndefined
        return environment


@cache
def _exporter() -> _Exporter:
    """Return the one exporter of all pages: its template is found and compiled once."""
    return _Exporter(
        extra_template_basedirs=[str(files(__package__).joinpath(""))],
        template_name=TEMPLATE,
        template_file="index.html.j2",
    )


def _style(sheets: Iterable[str]) -> Markup:
    """Return the style sheet without its comments, which are for its authors."""
    folder = files(__package__).joinpath(TEMPLATE)
    sheet = "\n".join(folder.joinpath(name).read_text("utf-8") for name in sheets)
    return Markup(re.sub(r"/\*.*?\*/\s*", "", sheet, flags=re.DOTALL).strip())  # safe: ours
