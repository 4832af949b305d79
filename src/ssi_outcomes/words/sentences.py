"""Say facts in whole sentences; the sentences live in the catalogues beside this file, nowhere else.

A sentence cites facts by name (`{{ n("benoit_ssi") }}`); what reaches the page is `<data class="fact"
data-fact="…" value="…">`, so that each number on it can be traced, and compared between the languages.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from pathlib import Path

from jinja2 import Environment, pass_context
from markupsafe import Markup, escape

from ssi_outcomes.base.catalogues import known_language, sentences
from ssi_outcomes.base.grammar import choose_form, make_environment, show_day, show_number, spell
from ssi_outcomes.words.facts import CHANGE, MORE_POINTS, Fact

SECTIONS = Path(__file__).with_name("sections")


def say(key: str, language: str, facts: Mapping[str, Fact], **words: object) -> Markup:
    """Return the sentence `key` with its facts and `words` filled in, as safe HTML.

    Raises KeyError for a sentence or fact that does not exist, jinja2.UndefinedError for a missing word.
    """
    said = _environment(language).get_template(key).render(_facts=facts, _words=words, **words)
    # How a sentence is laid out in its file, over lines, says nothing.
    return Markup(said if key.endswith(".html") else re.sub(r"[ \t\n]+", " ", said).strip(" "))


def say_plain(key: str, language: str, facts: Mapping[str, Fact], **words: object) -> str:
    """Return the same sentence as plain text: replacement text of a picture, label of an axis."""
    return html.unescape(re.sub(r"<[^>]+>", "", say(key, language, facts, **words)))


def fill(wording: str, language: str, facts: Mapping[str, Fact]) -> Markup:
    """Return text from data, escaped, with each `{fact}` in it replaced by that fact."""
    pieces = re.split(r"\{(\w+)\}", wording)
    return Markup("").join(
        cite(facts, name, language) if odd % 2 else escape(name) for odd, name in enumerate(pieces)
    )


def cite(
    facts: Mapping[str, Fact], name: str, language: str, digits: int = 2, shown: str | None = None
) -> Markup:
    """Return one fact, or its bound `name.low` or `name.high`, marked up as
    such; `shown` replaces the digits by words.
    """
    fact = facts[name.partition(".")[0]]
    value = fact.parts()[name]
    if fact.unit == "times":  # "more than 83 times" says all that such a ratio can
        digits = int(abs(value) < 10)
    # A p-value is never nothing at all.
    least = 10**-digits if fact.unit == "p" and 0 <= value < 10**-digits else None
    # They stand under one another: 0.9 beside 0.89 would look rounder than it is.
    fixed = fact.unit in ("p", CHANGE) or fact.unit == "rate ratio" and value < 10
    number = (
        show_number(value, language, digits, fixed=fixed)
        if least is None
        else f"<\u00a0{show_number(least, language, digits, fixed=True)}"
    )
    if fact.unit in (CHANGE, MORE_POINTS) and round(value, digits) > 0:
        number = f"+{number}"
    text = shown or known_language(language).symbols.get(fact.unit, "{}").format(number)
    return Markup('<data class="fact" data-fact="{}" value="{}">{}</data>').format(name, value, text)


def when(text: str, language: str) -> Markup:
    """Return a year, a month or a day (EDTF `2019`, `2019-09`,
    `2019-09-05`) as the language writes it, in `<time>`.
    """
    parts = [int(part) for part in text.split("-")]
    pattern = ("yyyy", "MMMM yyyy", "d MMMM yyyy")[len(parts) - 1]
    shown = show_day(date(*[*parts, 1, 1][:3]), pattern, language)
    return Markup('<time datetime="{}">{}</time>').format(text, shown)


def capitalise(text: str) -> str:
    """Return text or HTML with its first visible letter in upper case; safe HTML stays so."""
    start = re.match(r"(?:<[^>]*>|\s)*", text).end()
    return type(text)(text[:start] + text[start : start + 1].upper() + text[start + 1 :])


@cache
def _environment(language: str) -> Environment:
    def load(key: str) -> str:
        if key.endswith(".html"):
            return (SECTIONS / key).read_text("utf-8")
        return sentences(language)[key]

    environment = make_environment(language, load, html=True)
    environment.filters["capitalise"] = capitalise
    environment.globals["when"] = lambda text: when(text, language)
    environment.globals |= _citing(language)
    return environment


def _citing(language: str) -> dict[str, Callable]:
    """Return the verbs that a sentence may use."""

    @pass_context
    def n(context, name: str, digits: int = 2) -> Markup:
        return cite(context["_facts"], name, language, digits)

    @pass_context
    def noun(context, name: str, one: str, many: str) -> str:
        return choose_form(language, context["_facts"][name].value, one, many)

    @pass_context
    def counted(context, name: str, one: str, many: str) -> Markup:
        return Markup("{}\u00a0{}").format(
            cite(context["_facts"], name, language), noun(context, name, one, many)
        )

    @pass_context
    def spelled(context, name: str) -> Markup:
        return cite(context["_facts"], name, language, shown=spell(context["_facts"][name].value, language))

    @pass_context
    def said(context, key: str, **words: object) -> Markup:
        return say(key, language, context["_facts"], **{**context["_words"], **words})

    @pass_context
    def wording(context, text: str) -> Markup:
        return fill(text, language, context["_facts"])

    return {"n": n, "noun": noun, "counted": counted, "spelled": spelled, "say": said, "wording": wording}
