"""Let only harmless HTML into a page: an allow-list, refused out loud, then enforced by
an HTML parser that browsers agree with.

The prose engine escapes what comes from data; this is the second lock. The
page's Content-Security-Policy is the third.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

import nh3

from ssi_outcomes.base.errors import NotebookFailed, message

TAGS = frozenset(
    "a abbr article aside b bdi blockquote br caption cite code col colgroup data dd details dfn div dl dt "
    "em figcaption figure h1 h2 h3 h4 h5 h6 hr i img kbd "
    "li ol p picture pre q s samp section small source span strong sub summary sup table tbody "
    "td tfoot th thead time tr u ul var".split()
)
# No "style" of one's own: what a page looks like is report.css' business; alignment
# and width are what tables may ask for.
STYLES = frozenset({"max-width", "text-align", "white-space", "width"})
_EVERYWHERE = frozenset(
    "class id lang title role tabindex aria-describedby aria-hidden aria-label aria-labelledby "
    "data-label data-status style".split()
)
_BY_TAG = {
    "a": {"href", "rel"},
    "abbr": {"title"},
    "col": {"span"},
    "colgroup": {"span"},
    "data": {"value", "data-fact"},
    "details": {"name", "open"},
    "img": {"src", "alt", "width", "height"},
    "li": {"value"},
    "ol": {"start"},
    "q": {"cite"},
    "source": {"srcset", "media", "type"},
    "td": {"colspan", "rowspan", "headers"},
    "th": {"colspan", "rowspan", "headers", "scope", "abbr"},
    "time": {"datetime"},
}
_PICTURE = re.compile(r"data:image/(?:svg\+xml|png);base64,[A-Za-z0-9+/=\s]+")
_LINK = re.compile(r"https://[^\s\"'<>\\]+|#[^\s\"'<>\\]+")
_STYLE = re.compile(r"\s*([a-z-]+)\s*:\s*[\w.%\s-]+")


def clean_html(html: str, place: str) -> str:
    """Return `html` as a browser would read it, with allowed elements and attributes only.

    `place` says where it comes from. Raises NotebookFailed that lists
    everything which has no place in a page.
    """
    problems = find_unsafe(html)
    if problems:
        raise NotebookFailed("report_unsafe", place=place, problems="; ".join(problems))
    # A browser can read broken markup otherwise than the check above did: this parser follows the browsers'
    # rules, and leaves out anything beyond the list.
    return nh3.clean(
        html,
        tags=set(TAGS),
        attributes={"*": set(_EVERYWHERE), **_BY_TAG},
        attribute_filter=_keep_allowed,
        url_schemes={"https", "data"},
        url_relative="pass_through",
        link_rel=None,
    )


def find_unsafe(html: str) -> list[str]:
    """Return what `html` holds beyond the allow-list, in words: elements, attributes, addresses."""
    elements = _Elements()
    elements.feed(html)
    elements.close()
    problems = []
    for tag, attributes in elements.found:
        if tag not in TAGS:
            problems.append(message("unsafe_element", element=tag))
            continue
        problems += [
            message("unsafe_attribute", element=tag, attribute=name, value=_shortened(value))
            for name, value in attributes.items()
            if not _allowed(tag, name, value)
        ]
    return list(dict.fromkeys(problems))


class _Elements(HTMLParser):
    """The elements of some HTML in their order, each with its attributes: nothing here needs their tree."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))


def _keep_allowed(tag: str, name: str, value: str) -> str | None:
    """Return an attribute's value, a style with its declarations closed; None where it has no place."""
    if not _allowed(tag, name, value):
        return None
    return (
        " ".join(f"{part.strip()};" for part in value.split(";") if part.strip())
        if name == "style"
        else value
    )


def _allowed(tag: str, name: str, value: str) -> bool:
    if name not in _EVERYWHERE and name not in _BY_TAG.get(tag, ()):
        return False
    if name == "href" or (tag, name) == ("q", "cite"):
        return bool(_LINK.fullmatch(value))
    if name in {"src", "srcset"}:
        return bool(_PICTURE.fullmatch(value))
    if name == "tabindex":
        return value == "0"
    return name != "style" or all(_allowed_style(part) for part in value.split(";") if part.strip())


def _allowed_style(declaration: str) -> bool:
    found = _STYLE.fullmatch(declaration)
    return bool(found) and found[1] in STYLES


def _shortened(value: str, length: int = 60) -> str:
    return value if len(value) <= length else value[: length - 1] + "…"
