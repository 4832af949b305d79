"""The slides: one offline file a language, with the report's own figures and notes for the trainer.

`reveal/` holds one copy of reveal.js, as its authors minified it, with their licence.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from functools import cache
from importlib.resources import files

from markupsafe import Markup

from ssi_outcomes.base.plan import read_plan
from ssi_outcomes.exhibits.article.challenge import lay_data_needed, show_selection, show_silence
from ssi_outcomes.exhibits.frame.exhibit import Exhibit
from ssi_outcomes.exhibits.team.rule_tried import lay_promises
from ssi_outcomes.figures.canvas import as_svg, style
from ssi_outcomes.study import Study
from ssi_outcomes.words.sentences import say, say_plain
from ssi_outcomes.workshop.guide import count_guide
from ssi_outcomes.workshop.one_script import hash_of
from ssi_outcomes.workshop.quiz import TRAPS

# What stands in `reveal/`, and of which release.
RELEASE = "6.0.2"
KEPT = {
    "reveal.js": "aa1bbbf2617b23a623b23612cb3c5bdb63de512e652bf20fcfa832b045d37844",
    "reveal.css": "615ee850cbbb98a0f688b60ed37b21819a3f54c9f3e6f20e33e63693ab74a0c0",
}
# The report's exhibits whose pictures are shown.
SHOWN: dict[str, Callable[[Study], Exhibit]] = {
    "selection": show_selection,
    "silence": show_silence,
    "calibration": lay_promises,
    "data_needed": lay_data_needed,
}
# The report's replacement text of one names a table, which a slide has no room for.
ALTS = {"calibration": "workshop.tried_alt"}
_SIZE = {"width": 1280, "height": 760}
_PAGE = Markup("""<!DOCTYPE html>
<html lang="{language}">
<head>
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<main><div class="reveal"><div class="slides">
{slides}
</div></div></main>
<script>{script}</script>
</body>
</html>
""")


@cache
def make_slides(language: str) -> str:
    """Return the page of all slides in a language."""
    facts = {fact.id: fact for fact in count_guide(0)}
    pictures = {name: _picture(name, language) for name in SHOWN}
    words = {name: say_plain(f"workshop.speaker_{name}", language, {}) for name in ("title", "next")}
    start = f"startSlides({json.dumps(_SIZE)}, {json.dumps(words)});"
    script = "\n".join([read_kept("reveal.js"), _read_own("speaker.js"), start])
    look = "\n".join([read_kept("reveal.css"), _read_own("slides.css")])
    return _PAGE.format(
        language=language,
        # The script writes style sheets of its own.
        policy=Markup(
            f"default-src 'none'; script-src 'sha256-{hash_of(script)}'; style-src 'unsafe-inline'; "
            "img-src data:; base-uri 'none'; form-action 'none'"
        ),
        title=say_plain("workshop.slides_title", language, {}),
        style=Markup(look),  # noqa: S704 our own text
        slides=say("workshop.slides", language, facts, pictures=pictures, traps=TRAPS),
        script=Markup(script),  # noqa: S704
    )


def read_kept(name: str) -> str:
    """Return a file of `reveal/`."""
    return files(__package__).joinpath("reveal", name).read_text("utf-8")


def _read_own(name: str) -> str:
    return files(__package__).joinpath(name).read_text("utf-8")


def _picture(name: str, language: str) -> Markup:
    """Return the picture of an exhibit with the text that replaces it, as the report has them."""
    exhibit = SHOWN[name](Study(None, read_plan(), language))
    alt = exhibit.teller(language).text(ALTS.get(name, f"alt.{name}"))
    with style():
        svg = as_svg(exhibit.figure(language), alt)
    held = base64.b64encode(svg.encode()).decode()
    return Markup('<img alt="{}" src="data:image/svg+xml;base64,{}">').format(alt, held)
