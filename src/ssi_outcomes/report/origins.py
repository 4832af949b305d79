"""Where the figures of a page are from: each section with the tables and computations of its facts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from ssi_outcomes.words.facts import Fact

_ANCHOR = re.compile(r'<section id="([^"]+)"')
_HEADING = re.compile(r"<h[12][^>]*>(.*?)</h[12]>", re.DOTALL)
_CITED = re.compile(r'data-fact="([^"]+)"')


@dataclass(frozen=True)
class Origin:
    """A section of a page, its heading as it stands there, and what its facts are from, as first cited."""

    anchor: str
    heading: Markup
    sources: tuple[str, ...]


def find_origins(sections: Iterable[str], facts: Mapping[str, Fact]) -> list[Origin]:
    """Return the origins of each of the `sections`, told as HTML, that cites any fact."""
    found = []
    for html in sections:
        cited = (facts[name.partition(".")[0]].source for name in _CITED.findall(html))
        sources = tuple(dict.fromkeys(cited))
        if sources:
            heading = Markup(_HEADING.search(html)[1])  # noqa: S704, told by our own sentences
            found.append(Origin(_ANCHOR.search(html)[1], heading, sources))
    return found
