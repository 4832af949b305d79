"""What a terminal, a page, a notebook or a spreadsheet would obey in a text, instead of showing it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup

# What a terminal obeys, and what turns words round; a tab and a line's end are none of it.
OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
FORMULA = re.compile(r"[\s\u200b]*[=+\-@＝＋－＠]|[\t\r\n]")
NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?")


def find_alive(html: str) -> Iterator[str]:
    """Yield each element that does something by itself."""
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup.find_all(True):
        if tag.name in ("script", "svg", "iframe", "style", "title", "main") or any(
            name.startswith("on") for name in tag.attrs
        ):
            yield str(tag)[:80]
        if (
            not tag.get("href", "https:").startswith(("https:", "#"))
            or not tag.get("src", "data:image/").startswith("data:image/")
            or tag.get("value") == "999999"
        ):
            yield str(tag)[:80]


def find_typeset(html: str) -> Iterator[str]:
    """Yield each text that JupyterLab's MathJax would take for a formula."""
    for text in BeautifulSoup(html, "html.parser").find_all(string=re.compile(r"\$|\\[(\[]|\\begin")):
        if text.find_parent(["code", "pre"]) is None and text.find_parent(class_="mathjax_ignore") is None:
            yield text[:80]


def would_run(text: str) -> bool:
    """Tell whether a spreadsheet would take a text for a formula."""
    return bool(FORMULA.match(text)) and text != "=" and not NUMBER.fullmatch(text)
