"""The whole report of an invented study, recorded and told as the notebooks do, without running one."""

from __future__ import annotations

import json
from pathlib import Path

from ssi_outcomes.base.errors import LANGUAGES
from ssi_outcomes.exhibits import Exhibit, show_all
from ssi_outcomes.figures.canvas import as_svg, style
from ssi_outcomes.report.render import render_page
from ssi_outcomes.report.safety import clean_html
from ssi_outcomes.report.story import Story, tell
from ssi_outcomes.study import PanelStudy

SECTIONS = (
    "answer",
    "left-out",
    "people",
    "compare",
    "selection",
    "track",
    "data-needed",
    "redo",
    "makeup",
    "claims",
    "method",
)


# Stands for a picture that is not drawn.
BLANK = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><title>blank</title></svg>'


def tell_sections(
    study: PanelStudy, folder: Path, pictures: bool = False
) -> tuple[dict[str, list[str]], dict[str, float | str]]:
    """Return the HTML of each section in each language, and what it may cite; a `blank` in the place of each picture unless asked."""
    facts = {}
    for place, exhibit in enumerate(show_all(study)):
        # A fact is the same wherever it is told.
        assert all(facts.setdefault(fact.id, fact) == fact for fact in exhibit.facts), exhibit.name
        known = {"notebook": "test", "place": place, "facts": [fact.id for fact in exhibit.facts]}
        for language in LANGUAGES:
            told = json.dumps(known | exhibit.tell(language))
            _write(folder / "exhibits" / f"{exhibit.name}.{language}.json", told)
            if exhibit.draw:
                _write(
                    folder / "figures" / f"{exhibit.name}.{language}.svg",
                    _draw(exhibit, language) if pictures else BLANK,
                )
    has_trial = study.trial is not None
    stories = {
        language: Story(study.dataset, study.plan, language, facts, folder, has_trial)
        for language in LANGUAGES
    }
    citable = {name: value for fact in facts.values() for name, value in fact.parts().items()}
    return {
        language: [tell(story, section).data for section in SECTIONS] for language, story in stories.items()
    }, citable


def lay_out(sections: dict[str, list[str]]) -> dict[str, str]:
    """Return the page of each language."""
    return {
        language: render_page("\n".join(clean_html(html, "test") for html in parts), language, "report")
        for language, parts in sections.items()
    }


def _draw(exhibit: Exhibit, language: str) -> str:
    with style():
        return as_svg(exhibit.figure(language))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
