"""The score as LinkedIn's own page holds it: the JSON behind the page, and the page as
a browser saved it. Nothing is executed.

Neither says when it was read; a wrapper's date, the file's name or
`mapping.toml` does, else the user is asked.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.base.ssi import MEANS, PILLARS, RANKS, READING
from ssi_outcomes.reading.kinds.kind import WholeKind
from ssi_outcomes.reading.kinds.page.copied_text import is_page_text, names_pillars, read_page_text
from ssi_outcomes.reading.kinds.page.reading_day import asked_date, saved_on, written_day
from ssi_outcomes.reading.kinds.page.score_json import find_scores, gather_scores, refuse_constant
from ssi_outcomes.reading.kinds.score.score_fields import find_field
from ssi_outcomes.reading.kinds.score.score_long import add_totals, score_record
from ssi_outcomes.reading.opening.encodings import decode
from ssi_outcomes.reading.opening.limits import check_count
from ssi_outcomes.reading.opening.web_tables import check_nesting
from ssi_outcomes.reading.parsed import Context, Parsed
from ssi_outcomes.reading.tables.mapping import mapped_date

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

_TRIED = 50  # beginnings of objects, and ranks: the page has two


class ScorePage(WholeKind):
    """The page as a browser saved it."""

    labels = ("ssi_page",)

    def begins(self, text: str) -> bool:
        """Tell whether a text is a page."""
        return text.startswith("<") and ("<html" in text or "<!doctype html" in text)

    def read(self, content: bytes, shown: str, context: Context) -> Parsed:
        """Return the reading on the page; raises FileRefused."""
        return read_score_page(decode(content, shown), shown, context)


class PageText(WholeKind):
    """The page's words, copied into a text file: each pillar on its line, its number before it or after."""

    labels = ("ssi_text",)

    def begins(self, text: str) -> bool:
        """Tell whether a text is the page's words."""
        return is_page_text(text)

    def read(self, content: bytes, shown: str, context: Context) -> Parsed:
        """Return the reading in the text; raises FileRefused."""
        text = decode(content, shown)
        return read_words(text, {}, written_day(text), shown, context, self.id)


def read_score_page(text: str, shown: str, context: Context) -> Parsed:
    """Return the reading on a saved page: from the data inside it, else from its bars, else from its
    words.
    """
    check_nesting(text, shown)
    from bs4 import BeautifulSoup  # only a saved page needs it, and it takes long to load

    page = BeautifulSoup(text, "html.parser")
    inside = next(_find_embedded(page), None)
    if inside is None:
        fields = _read_bars(page)
        for element in page(["script", "style", "template", "noscript"]):
            element.decompose()
        words = page.get_text("\n", strip=True)
        return read_words(words, fields, saved_on(text), shown, context, ScorePage.labels[0])
    return gather_scores([(1, inside, saved_on(text))], shown, context, "ssi_page", "page_html")


def read_words(
    words: str, better: dict[str, object], saved: date | None, shown: str, context: Context, kind: str
) -> Parsed:
    """Return the reading that a page's words give, `better` where that is known; raises FileRefused."""
    check_count("page_characters", len(words), shown)
    fields = {**read_page_text(words), **better}
    if not any(fields.get(name) is not None for name in READING):
        raise FileRefused("page_without_score", file=shown)
    read_at = mapped_date(shown, context) or saved or asked_date(shown, context)
    record = score_record(fields, context.mapping.get("person") or context.owner, read_at, "page_html")
    unread = names_pillars(words) and not all(name in fields for name in PILLARS)
    notes = (("page_pillars_unread", {}),) if unread else ()
    tables = {"ssi": [{**record, "source_line": 1}]}
    return add_totals(Parsed(shown, kind, tables, rows=1, accepted=1, notes=notes))


def _find_embedded(page: BeautifulSoup) -> Iterator[dict]:
    """Yield the score's JSON where a script or code element carries it."""
    for element in page(["script", "code"]):
        text = element.get_text()
        place = text.find('"memberScore"')
        for start in [0, *islice(_braces_before(text, place), _TRIED)]:
            try:
                node, _ = json.JSONDecoder(parse_constant=refuse_constant).raw_decode(text, start)
            except (ValueError, RecursionError):
                continue
            if found := next(find_scores(node, None), None):
                yield found[0]
                break


def _braces_before(text: str, place: int) -> Iterator[int]:
    """Yield where an object may begin that holds what stands at a place, the nearest first."""
    while place > 0 and (place := text.rfind("{", 0, place)) >= 0:
        yield place


def _read_bars(page: BeautifulSoup) -> dict[str, object]:
    """Return what the page's own bars, chart caption and ranks say, as their ids and classes name them."""
    fields: dict[str, object] = {}
    for bar in page.select("progress[id$=sub-score-bar][value]"):
        name = next((pillar for pillar in PILLARS if pillar in str(bar["id"]).split("__")[0]), None)
        if name and name not in fields:
            fields[name] = _plain(str(bar["value"]))
    total = page.select_one(".user-ssi-score .ssi-score__value")
    if total and not total.find_parent("progress"):
        fields["ssi"] = _plain(total.get_text(strip=True))
    for rank in page.select(".ssi-rank", limit=_TRIED):
        label, score = (
            rank.select_one(".ssi-rank__category-name"),
            rank.select_one(".ssi-rank__category-score"),
        )
        number = re.search(r"[0-9]+(?:[.,][0-9]+)?", score.get_text(" ")) if score else None
        name = find_field("", label.get_text(" ", strip=True)) if label else None
        if number and name in RANKS + MEANS:
            fields[name] = _plain(number[0])
    return {name: value for name, value in fields.items() if value is not None}


def _plain(text: str) -> float | None:
    return float(text.replace(",", ".")) if re.fullmatch(r"[0-9]{1,3}(?:[.,][0-9]{1,12})?", text) else None
