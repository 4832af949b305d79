"""The voice of an exhibit: one language with the facts to cite, and the tables that it makes of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

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
        """Return the table as HTML."""
        head = Markup("").join(
            Markup('<th scope="col" style="text-align: left">{}</th>').format(text) for text in self.headings
        )
        body = Markup("").join(map(_row, self.rows))
        opening = Markup('<table class="{}">').format(self.kind) if self.kind else Markup("<table>")
        return opening + Markup(
            "<caption>{}</caption><thead><tr>{}</tr></thead><tbody>{}</tbody></table>"
        ).format(self.caption, head, body)


def _row(cells: Sequence[str | Markup]) -> Markup:
    first, *rest = cells
    # Said on each cell: JupyterLab would align them to the right.
    cells = Markup("").join(Markup('<td style="text-align: left">{}</td>').format(cell) for cell in rest)
    return Markup('<tr><th scope="row" style="text-align: left">{}</th>{}</tr>').format(first, cells)
