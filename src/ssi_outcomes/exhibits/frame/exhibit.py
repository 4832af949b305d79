"""What a notebook shows: a picture, the sentence that reads it and a table, all made from the same named
facts.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from IPython.display import HTML, Image, display
from markupsafe import Markup
from matplotlib.figure import Figure

from ssi_outcomes.base.errors import LANGUAGES
from ssi_outcomes.base.files import write_whole
from ssi_outcomes.base.paths import output_folder
from ssi_outcomes.figures.canvas import as_png, as_svg, style
from ssi_outcomes.study import Study
from ssi_outcomes.words.facts import Fact, write_facts
from ssi_outcomes.words.sentences import say, say_plain

# The class of what users wrote: JupyterLab's MathJax would take what stands between two dollars for a
# formula.
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


@dataclass(frozen=True)
class Exhibit:
    """One thing to look at. `name` is the key of its sentence (`exhibits.<name>`) and of its replacement text
    (`alt.<name>`).

    `words` fills the sentence, `draw` and `table` make the picture and the table, each for the language of a
    Teller. `more` are the keys of further sentences (`exhibits.<key>`) that go with it, filled with the same
    words.
    """

    name: str
    study: Study
    facts: tuple[Fact, ...]
    draw: Callable[[Teller], Figure] | None = None
    table: Callable[[Teller], Table] | None = None
    words: Callable[[Teller], dict[str, object]] = field(default=lambda teller: {})
    more: tuple[str, ...] = ()

    def teller(self, language: str) -> Teller:
        """Return the voice of this exhibit in a language."""
        return Teller(language, {fact.id: fact for fact in self.facts})

    def tell(self, language: str) -> dict[str, str]:
        """Return sentence, table, replacement text and further sentences in a language, each "" where there
        is none.
        """
        teller = self.teller(language)
        words = self.words(teller)
        return {
            "sentence": str(teller.say(f"exhibits.{self.key}", **words)),
            "table": str(self.table(teller).html()) if self.table else "",
            "alt": teller.text(f"alt.{self.key}", **words) if self.draw else "",
            **{key: str(teller.say(f"exhibits.{key}", **words)) for key in self.more},
        }

    @property
    def key(self) -> str:
        """Return the name without the case that it is about: the sentence is the same for all."""
        return self.name.partition("-")[0]

    def figure(self, language: str) -> Figure:
        """Return the picture in a language."""
        return self.draw(self.teller(language))

    def _ipython_display_(self) -> None:
        told = self.tell(self.study.language)
        if self.draw:
            with style():
                picture = as_png(self.figure(self.study.language))
            display(Image(picture, alt=told["alt"]))
        first, further = (
            "".join(f"<p>{told[key]}</p>" for key in keys if told[key]) for keys in (("sentence",), self.more)
        )
        display(HTML(f"{first}{told['table']}{further}"))


def record(study: Study, notebook: str, *exhibits: Exhibit) -> HTML:
    """Write the facts, and each exhibit in both languages, to where the report finds them; return a line that
    counts them.
    """
    folder = output_folder(study.dataset.name)
    facts = {fact.id: fact for exhibit in exhibits for fact in exhibit.facts}
    write_facts(folder / "facts" / f"{notebook}.json", facts.values(), {"notebook": notebook, **study.about})
    for place, exhibit in enumerate(exhibits):
        for language in LANGUAGES:
            told = {"notebook": notebook, "place": place, **exhibit.tell(language)}
            write_whole(
                folder / "exhibits" / f"{exhibit.name}.{language}.json",
                json.dumps(told, ensure_ascii=False, indent=1) + "\n",
            )
            if exhibit.draw:
                with style():
                    write_whole(
                        folder / "figures" / f"{exhibit.name}.{language}.svg",
                        as_svg(exhibit.figure(language)),
                    )
    figures = sum(exhibit.draw is not None for exhibit in exhibits)
    counts = {
        name: Fact(name, value, "", "record")
        for name, value in {"facts_written": len(facts), "figures_written": figures}.items()
    }
    return HTML(f"<p>{say('exhibits.recorded', study.language, counts)}</p>")


# The words of a verdict have the looks of the statuses that they amount to.
VERDICT_STATUS = {"useful": "supported", "useless": "refuted", "undetermined": "not testable"}


def verdict_badge(teller: Teller, word: str, words: str = "words") -> Markup:
    """Return the word of a verdict (`words`: of a real outcome's, or "vanity_words"), for the style sheet to
    dress.
    """
    return status_badge(teller, VERDICT_STATUS[word], teller.say(f"verdict.{words}.{word}"))


def status_badge(teller: Teller, status: str, word: str | None = None) -> Markup:
    """Return the word for a status, or another `word` that has its look, for the style sheet to dress."""
    return Markup('<span class="badge" data-status="{}">{}</span>').format(
        status, word or teller.say(f"labels.statuses.{status.replace(' ', '_')}")
    )
