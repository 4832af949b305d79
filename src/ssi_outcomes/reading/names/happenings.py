"""What counts as what where a title or a type tells: events of a calendar, activities of a CRM."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from ssi_outcomes.base.spelling import fold
from ssi_outcomes.reading.names.registry import registry, stem_of


def find_event(title: str, words: Mapping[str, str] | None = None) -> tuple[str, str | None]:
    """Return the word that decides what a calendar event counts as, by its title, with the outcome
    that it names (None: nothing); ("", None) if no word is known.

    `words` (folded word -> outcome id, "" for nothing) come before the registry's
    own; of several that fit, the longest wins.
    """
    text, own = _in_words(fold(title)), words or {}
    known = {**dict.fromkeys(event_refusals(), ""), **event_words(), **own}
    # A user's own word beats ours whatever its length, then a refusal, then the longest.
    fitting = [word for word in known if _in_words(word) in text]
    if not fitting:
        return "", None
    best = max(fitting, key=lambda word: (word in own, known[word] == "", len(word)))
    return best, known[best] or None


@cache
def event_words() -> MappingProxyType[str, str]:
    """Return the words of calendars, folded, with the outcome of each."""
    return MappingProxyType(
        {fold(word): name for name, words in registry()["calendar"]["words"].items() for word in words}
    )


@cache
def event_spellings() -> MappingProxyType[str, str]:
    """Return the words of calendars, and those that keep an event from counting, as they are
    written, by their folded form.
    """
    calendar = registry()["calendar"]
    return MappingProxyType(
        {fold(word): word for words in (*calendar["words"].values(), calendar["not"]) for word in words}
    )


@cache
def event_refusals() -> frozenset[str]:
    """Return the words, folded, that keep a calendar event from counting."""
    return frozenset(map(fold, registry()["calendar"]["not"]))


@cache
def crm_types() -> MappingProxyType[str, str]:
    """Return what a CRM calls its kinds of activity, folded, with the outcome of each."""
    return MappingProxyType({fold(word): name for name, words in registry()["crm"].items() for word in words})


@lru_cache(maxsize=20_000)
def _in_words(text: str) -> str:
    """Return a folded text's words between spaces, in the singular: « rdv » is not in « hardvision », and
    "appels d'offres" has "appel d'offre" in it.
    """
    words = " ".join(re.findall(r"\w+", text))
    return f" {stem_of(words)} "
