"""What a notebook shows: a picture, the sentence that reads it and a
table, all made from the same named facts.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from IPython.display import HTML, Image, display
from matplotlib.figure import Figure

from ssi_outcomes.base.errors import LANGUAGES
from ssi_outcomes.base.files import write_whole
from ssi_outcomes.base.paths import output_folder
from ssi_outcomes.exhibits.frame.teller import Table, Teller
from ssi_outcomes.figures.canvas import as_png, as_svg, style
from ssi_outcomes.study import Study
from ssi_outcomes.words.facts import Fact, write_facts
from ssi_outcomes.words.sentences import say

# What stands in the name of a picture's file behind the exhibit's, where it was drawn for a phone.
NARROW = ".narrow"


@dataclass(frozen=True)
class Exhibit:
    """One thing to look at. `name` is the key of its sentence (`exhibits.<name>`)
    and of its replacement text (`alt.<name>`).

    `voice` is the table of sentences that it speaks from: one person is told "you". `words` fills the
    sentence, `draw` and `table` make the picture and the table, each for the language of a Teller. `more` are
    the keys of further sentences (`exhibits.<key>`) that go with it, filled with the same words. `narrow`
    makes the same picture for a phone or a slim column, where the usual one would be too small.
    """

    name: str
    study: Study
    facts: tuple[Fact, ...]
    draw: Callable[[Teller], Figure] | None = None
    table: Callable[[Teller], Table] | None = None
    words: Callable[[Teller], dict[str, object]] = field(default=lambda teller: {})
    more: tuple[str, ...] = ()
    voice: str = "exhibits"
    narrow: Callable[[Teller], Figure] | None = None

    def teller(self, language: str) -> Teller:
        """Return the voice of this exhibit in a language."""
        return Teller(language, {fact.id: fact for fact in self.facts})

    def tell(self, language: str) -> dict[str, str]:
        """Return sentence, table, replacement text and further sentences in
        a language, each "" where there is none.
        """
        teller = self.teller(language)
        words = self.words(teller)
        return {
            "sentence": str(teller.say(f"{self.voice}.{self.key}", **words)),
            "table": str(self.table(teller).html()) if self.table else "",
            "alt": teller.text(f"alt.{self.key}", **words) if self.draw else "",
            **{key: str(teller.say(f"{self.voice}.{key}", **words)) for key in self.more},
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
            "".join(_paragraph(told[key]) for key in keys if told[key]) for keys in (("sentence",), self.more)
        )
        display(HTML(f"{first}{told['table']}{further}"))


def _paragraph(text: str) -> str:
    """Return a sentence as a paragraph; what is laid out already stays as it is."""
    return text if text.lstrip().startswith(("<div", "<ul", "<dl")) else f"<p>{text}</p>"


def record(study: Study, notebook: str, *exhibits: Exhibit) -> HTML:
    """Write the facts, and each exhibit in both languages, to where the report
    finds them; return a line that counts them.
    """
    folder = output_folder(study.dataset.name)
    facts = {fact.id: fact for exhibit in exhibits for fact in exhibit.facts}
    write_facts(folder / "facts" / f"{notebook}.json", facts.values(), {"notebook": notebook, **study.about})
    for place, exhibit in enumerate(exhibits):
        for language in LANGUAGES:
            told = {"notebook": notebook, "place": place, "facts": [fact.id for fact in exhibit.facts]}
            told |= exhibit.tell(language)
            write_whole(
                folder / "exhibits" / f"{exhibit.name}.{language}.json",
                json.dumps(told, ensure_ascii=False, indent=1) + "\n",
            )
            if exhibit.draw:
                _write_pictures(exhibit, folder / "figures", language, told["alt"])
    figures = sum(exhibit.draw is not None for exhibit in exhibits)
    counts = {
        name: Fact(name, value, "", "record")
        for name, value in {"facts_written": len(facts), "figures_written": figures}.items()
    }
    return HTML(f"<p>{say('exhibits.recorded', study.language, counts)}</p>")


def _write_pictures(exhibit: Exhibit, folder: Path, language: str, alt: str) -> None:
    drawn = {"": exhibit.draw, NARROW: exhibit.narrow}
    for form, draw in drawn.items():
        path = folder / f"{exhibit.name}{form}.{language}.svg"
        if draw is None:
            path.unlink(missing_ok=True)  # of an earlier run
            continue
        with style():
            write_whole(path, as_svg(draw(exhibit.teller(language)), alt))
