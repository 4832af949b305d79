"""What an exhibit says and cites, as a reader of the page meets it."""

from __future__ import annotations

import re

from exhibits.snapshots import plain

from ssi_outcomes.exhibits import Exhibit
from ssi_outcomes.words.facts import Fact


def said(exhibit: Exhibit, language: str = "en", part: str = "sentence") -> str:
    """Return a part of what an exhibit tells, as plain text with ordinary spaces."""
    return plain(exhibit.tell(language)[part]).replace("\u00a0", " ")


def facts_of(exhibit: Exhibit) -> dict[str, Fact]:
    """Return the facts that an exhibit may cite, by their ids."""
    return {fact.id: fact for fact in exhibit.facts}


def cited(text: str) -> set[str]:
    """Return the ids of the facts that a text cites."""
    return set(re.findall('data-fact="([^"]+)"', text))
