"""What is seen of a page: its text, block by block, and the place of a finding in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.element import PreformattedString

from ssi_outcomes.base.tame import one_line

# A number may stand in its fact, a date, a command, version or hash, and in
# the reference of a work that is cited.
_EXEMPT = frozenset({"data", "time", "code", "cite"})
# Commands keep their own signs, and a work its title in its own language.
_UNREAD = frozenset({"code", "cite"})
_BLOCKS = frozenset(
    "article aside blockquote body caption dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 "
    "header li main nav ol p pre section summary "
    "table tbody td tfoot th thead tr ul".split()
)


@dataclass(frozen=True)
class Block:
    """A paragraph, a cell, a heading: its text, and the same text with what may hold numbers taken out."""

    text: str
    prose: str


def blocks_of(soup: BeautifulSoup) -> Iterator[Block]:
    """Return the visible text, block by block; a command, a hash or a title counts as one sign."""
    texts: dict[int, list[tuple[str, bool]]] = {}
    for string in soup.body.find_all(string=True) if soup.body else ():
        if isinstance(string, PreformattedString):
            continue  # comments and the like
        texts.setdefault(id(_block_of(string)), []).append(_visible(string))
    for pieces in texts.values():
        text = "".join(piece for piece, _ in pieces).strip(" \t\r\n")
        if text:
            yield Block(text, "".join("\ufffc" if exempt else piece for piece, exempt in pieces))


def quote(text: str, around: str = "", length: int = 110) -> str:
    """Return the part of `text` around a finding, on one line."""
    line = one_line(text)
    start = max(0, line.find(one_line(around)) - length // 2)
    return ("…" if start else "") + line[start : start + length] + ("…" if len(line) > start + length else "")


def quote_tag(tag: Tag) -> str:
    """Return the part of what a tag stands in around it, on one line."""
    around = tag.find_parent(lambda each: each.name != "a")
    return quote(around.get_text(), tag.get_text())


def _block_of(string: NavigableString) -> Tag:
    return next(parent for parent in string.parents if parent.name in _BLOCKS)


def _visible(string: NavigableString) -> tuple[str, bool]:
    around = {parent.name for parent in string.parents}
    return ("\ufffc" if around & _UNREAD else str(string)), bool(around & _EXEMPT)
