"""The page on which a room tries the rule: one file a language, which asks for nothing and keeps nothing."""

from __future__ import annotations

import json
from importlib.resources import files

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from ssi_outcomes.base.catalogues import known_language
from ssi_outcomes.base.errors import message
from ssi_outcomes.base.plan import Plan, read_plan
from ssi_outcomes.reading.names.registry import outcomes
from ssi_outcomes.words.sentences import say_plain
from ssi_outcomes.workshop.answer_code import CHECKS
from ssi_outcomes.workshop.one_script import NAME, allow, make_script
from ssi_outcomes.workshop.quiz import FORMS, LETTERS, read_quiz
from ssi_outcomes.workshop.told_forms import tell_forms
from ssi_outcomes.workshop.told_plan import tell_plan
from ssi_outcomes.workshop.told_words import tell_words
from ssi_outcomes.worlds.calibration import read_table
from ssi_outcomes.worlds.scenarios import MAIN, REAL

# The worlds that say how often the rule is right, where they were tried.
WORLDS = ("nothing", "threshold", "claim", "useful")
_COMMANDS = {"check": "ssi check acme", "report": "ssi report --dataset acme"}
_SCORES, _RESULTS = ("person", "read_at", "ssi"), ("person", "week")


def make_page(language: str, plan: Plan | None = None) -> str:
    """Return the page in a language, judged by `plan` (the repository's)."""
    told = tell_page(language, plan or read_plan())
    script = f"{make_script()}{NAME}.start({_as_script(told)});\n"
    style = files(__package__).joinpath("try_it.css").read_text("utf-8")
    environment = Environment(autoescape=True, undefined=StrictUndefined)
    template = environment.from_string(files(__package__).joinpath("try_it.html.j2").read_text("utf-8"))
    heads = told["headings"]
    return template.render(
        language=language,
        say=lambda key, **words: say_plain(key, language, {}, **words),
        sheets=heads["sheets"],
        heads={name: ", ".join(heads[name]) for name in ("scores", "results")},
        policy=Markup(allow(script, style)),  # noqa: S704 our own text
        style=Markup(style),  # noqa: S704
        script=Markup(script),  # noqa: S704
    )


def tell_page(language: str, plan: Plan) -> dict[str, object]:
    """Return all that the page's script knows: words, plan, forms of cells, the calibration's shares, the
    template's headings, and how an invented team is drawn.
    """
    return {
        "language": language,
        "percent": known_language(language).symbols["percent"],
        "words": tell_words(language),
        "plan": tell_plan(plan),
        "forms": tell_forms(),
        "labels": {each.id: each.label[language] for each in outcomes().values()},
        "headings": _tell_headings(language),
        "calibration": _tell_odds(),
        "commands": _COMMANDS,
        "measure": _tell_measure(language),
        "invented": {
            "within": plan.within_sd,
            "between": plan.between_sd,
            "rates": plan.outcome_sd,
            "rate": REAL[MAIN],
        },
    }


def _tell_headings(language: str) -> dict[str, object]:
    def head(name: str) -> str:
        return message(f"template_head_{name}", language)

    label = outcomes()[MAIN].label[language]
    return {
        "scores": [head(name) for name in _SCORES],
        "results": [*(head(name) for name in _RESULTS), label[0].upper() + label[1:]],
        "week": head("week"),
        "sheets": [message(f"template_sheet_{name}", language) for name in ("ssi", "outcomes")],
    }


def _tell_measure(language: str) -> dict[str, object]:
    """Return what is asked in each form, as on paper: no answer is among it."""

    def ask(form: str) -> list[list[str]]:
        told = [item.told(language) for item in read_quiz().form(form)]
        return [[each.story, each.ask, *each.options] for each in told]

    return {
        "forms": FORMS,
        "letters": LETTERS,
        "checks": CHECKS,
        "items": {form: ask(form) for form in FORMS},
    }


def _tell_odds() -> list[dict[str, object]]:
    told = ("world", "people", "weeks", "truth", "useful", "useless")
    return [
        {name: getattr(row, name) for name in told}
        for row in read_table().rows
        if row.question == "within" and row.world in WORLDS
    ]


def _as_script(told: dict[str, object]) -> str:
    """Return plain values as JavaScript that no end of a script hides in."""
    return json.dumps(told, ensure_ascii=False, allow_nan=False).replace("<", "\\u003c")
