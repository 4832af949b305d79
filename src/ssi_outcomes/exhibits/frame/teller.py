"""The voice of an exhibit: one language with the facts to cite, and the tables that it makes of them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ssi_outcomes.reading.names.registry import outcomes
from ssi_outcomes.words.facts import Fact
from ssi_outcomes.words.sentences import say, say_plain


@dataclass(frozen=True)
class Teller:
    """One language and the facts to cite: what the parts of an exhibit speak through."""

    language: str
    facts: Mapping[str, Fact]

    def say(self, key: str, **words: object) -> Markup:
        """Return a sentence as HTML."""
        return say(key, self.language, self.facts, **words)

    def text(self, key: str, **words: object) -> str:
        """Return a sentence as plain text."""
        return say_plain(key, self.language, self.facts, **words)


# The class of what users wrote: JupyterLab's MathJax would take what
# stands between two dollars for a formula.
VERBATIM = "mathjax_ignore"


@dataclass(frozen=True)
class Table:
    """Headings and rows in one language; the first cell of a row is its heading.

    Cells are text (escaped) or safe HTML.
    """

    caption: Markup
    headings: Sequence[str]
    rows: Sequence[Sequence[str | Markup]]
    kind: str = ""

    def html(self) -> Markup:
        """Return the table as HTML; columns of numbers are set to the right, and none is cut in two."""
        styles = [_NUMBERS if numeric else _WORDS for numeric in self._find_numeric()]
        head = Markup("").join(
            Markup('<th scope="col" style="{}">{}</th>').format(style, text)
            for style, text in zip(styles, self.headings, strict=False)
        )
        body = Markup("").join(_row(cells, styles) for cells in self.rows)
        opening = Markup('<table class="{}">').format(self.kind) if self.kind else Markup("<table>")
        return opening + Markup(
            "<caption>{}</caption><thead><tr>{}</tr></thead><tbody>{}</tbody></table>"
        ).format(self.caption, head, body)

    def _find_numeric(self) -> list[bool]:
        """Return of each column whether facts stand in it, and nothing but facts, signs and short words
        between them; the first one is the rows' headings.
        """
        columns = list(zip(*self.rows, strict=True)) or [()] * len(self.headings)
        return [
            place > 0 and any("<data" in str(cell) for cell in column) and all(map(_is_number, column))
            for place, column in enumerate(columns)
        ]


# Said on each cell: JupyterLab would align them its own way.
_WORDS, _NUMBERS = "text-align: left", "text-align: right; white-space: nowrap"
_FACT = re.compile(r"<data\b[^>]*>[^<]*</data>")
_BETWEEN = 4  # letters of the word between two bounds, and of what stands for no number


def _is_number(cell: str | Markup) -> bool:
    return not re.search(rf"[<>]|\w{{{_BETWEEN},}}|\w+\W+\w", _FACT.sub("", str(cell)))


def _row(cells: Sequence[str | Markup], styles: Sequence[str]) -> Markup:
    first, *rest = cells
    cells = Markup("").join(
        Markup('<td style="{}">{}</td>').format(style, cell)
        for style, cell in zip(styles[1:], rest, strict=True)
    )
    return Markup('<tr><th scope="row" style="{}">{}</th>{}</tr>').format(styles[0], first, cells)


def label_outcome(name: str, teller: Teller) -> str:
    """Return an outcome's name in a language."""
    return outcomes()[name].label[teller.language]
