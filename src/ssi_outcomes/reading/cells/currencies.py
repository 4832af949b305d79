"""In which currency an amount is: signs and codes beside it, as Babel knows them in each of our languages."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from babel import Locale

from ssi_outcomes.base.catalogues import LANGUAGES

# What a hand writes, and Babel lacks.
_OTHERS = {"us$": "USD", "euro": "EUR", "euros": "EUR", "chf": "CHF"}


def find_currency(sign: str) -> str | None:
    """Return the ISO code that a sign, a code or a name alone stands
    for: "€", "CA$", "chf", "euros"; else None.
    """
    return _signs().get(sign.strip().casefold())


def split_currency(text: str) -> tuple[str, str | None]:
    """Return an amount's text without the sign before or after it, and the ISO code (None: no sign)."""
    found = _beside().fullmatch(text)
    if found is None:
        return text, None
    return found["before_it"] or found["after_it"] or "", find_currency(found["before"] or found["after"])


@cache
def _signs() -> dict[str, str]:
    # "top" and "all" are codes too: only those of currencies that have a sign of their own are taken; "¤" is
    # the sign of none.
    signs = {
        sign.casefold(): code
        for language in LANGUAGES
        for code, sign in Locale.parse(language).currency_symbols.items()
        if sign != "¤" and any(unicodedata.category(mark) == "Sc" for mark in sign)
    }
    return {**signs, **{code.casefold(): code for code in signs.values()}, **_OTHERS}


@cache
def _beside() -> re.Pattern[str]:
    longest_first = "|".join(map(re.escape, sorted(_signs(), key=len, reverse=True)))
    return re.compile(
        rf"(?P<before>{longest_first})(?P<before_it>.*)|(?P<after_it>.*?)(?P<after>{longest_first})",
        re.IGNORECASE | re.DOTALL,
    )
