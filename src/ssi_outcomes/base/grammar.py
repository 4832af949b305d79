"""The sentence engine: templates of a language, with its numbers, days and plurals (Babel knows those)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache, lru_cache

from ssi_outcomes.base.catalogues import known_language

# Jinja and Babel are imported where they are needed: a second run, with nothing to say, does without them.


def make_environment(language: str, load: Callable[[str], str], *, html: bool):
    """Return the Jinja environment whose templates `load` finds by key; text is escaped if it is `html`.

    A name that a sentence needs and was not given is an error (jinja2.UndefinedError).
    """
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    environment = Environment(
        loader=FunctionLoader(load),
        autoescape=html,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=not html,
        cache_size=-1,  # each sentence is compiled once
    )
    environment.globals |= {
        "language": language,
        "number": lambda value, digits=2, fixed=False: show_number(value, language, digits, fixed=fixed),
        "date": lambda text: show_day(date.fromisoformat(text), "d MMM", language),
        "plural": lambda count, *forms, **more: choose_form(language, count, *forms, **more),
    }
    return environment


def choose_form(language: str, count: float, one: str, other: str, **forms: str) -> str:
    """Return the form of a word that goes with `count`; `forms` (`few`, `many`,
    ...) for languages that have more than two.
    """
    kind = _plural_rule(language)(count)
    return one if kind == "one" else forms.get(kind, other)


@cache
def _plural_rule(language: str) -> Callable[[float], str]:
    from babel import Locale

    return Locale.parse(language).plural_form


# A report says the same number many times, and Babel reads its pattern anew each time.
@lru_cache(maxsize=10_000)
def show_number(value: float, language: str, digits: int = 2, *, fixed: bool = False) -> str:
    """Return a number as the language writes it, with at most `digits` decimals (`fixed`: with just so many);
    -2 rounds to hundreds.
    """
    from babel.numbers import format_decimal

    value = round(value, digits) or 0  # a small loss, rounded, is no “−0”
    shape = "#,##0." + ("0" if fixed else "#") * digits if digits > 0 else "#,##0"
    return format_decimal(value, format=shape, locale=language).replace("-", "\u2212")


def show_day(day: date, pattern: str, language: str) -> str:
    """Return a day as the language writes it; `pattern` in CLDR's letters, such as `d MMMM yyyy`."""
    from babel.dates import format_date

    return format_date(day, format=pattern, locale=language)


def spell(value: float, language: str) -> str | None:
    """Return a small whole number in words, or None for one that has no word in the catalogue."""
    numbers = known_language(language).numbers
    return numbers[int(value)] if 0 <= value < len(numbers) and value == int(value) else None
