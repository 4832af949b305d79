"""Which column is the score's total, where no header says it plainly: it is asked."""

from __future__ import annotations

import re

from ssi_outcomes.base.errors import FileRefused
from ssi_outcomes.base.spelling import fold
from ssi_outcomes.base.ssi import PILLARS, SCORE
from ssi_outcomes.reading.cells.values import ValueFault, is_blank, read_score
from ssi_outcomes.reading.kinds.score.score_fields import says_rank, says_whose
from ssi_outcomes.reading.tables.header_names import headers_at
from ssi_outcomes.reading.tables.headers import Anchored
from ssi_outcomes.reading.tables.search import Search

_SAYS_SCORE = re.compile(r"\bssi\b|\bsocial selling\b")


def says_score(header: str) -> bool:
    """Tell whether a header speaks of the SSI by its name."""
    return _SAYS_SCORE.search(fold(header)) is not None


def unread_scores(table: Anchored, search: Search) -> list[str]:
    """Return the headers that speak of the SSI, are none of our columns, and have scores under them."""
    places = _places(table, search)
    return [
        name
        for name in dict.fromkeys(table.unknown)
        if says_score(name) and _holds_scores(table, places[name])
    ]


def ask_total(table: Anchored, search: Search) -> None:
    """Raise FileRefused with the lines to paste where a header speaks of the SSI and is not known, or where
    there are pillars without a total, and not all four of them to add up.
    """
    unread, columns = unread_scores(table, search), dict(search.entry.get("columns", {}))
    own = set(PILLARS) & table.columns.keys()
    is_short = SCORE not in table.columns and 0 < len(own) < len(PILLARS)
    if not unread and not is_short:
        return
    left_out = [*search.entry.get("ignore", ())]
    if (
        SCORE not in table.columns
        and len(unread) == 1
        and not (says_whose(unread[0]) or says_rank(unread[0]))
    ):
        columns[SCORE], others = unread[0], []
    else:
        # Of several, or of others' scores, none is offered as the total: pasted unread, nothing is made up.
        others = unread or [table.headers[name] for name in PILLARS if name in own]
    answers = {"columns": columns} if columns else {}
    answers |= {"ignore": [*left_out, *others]} if left_out or others else {}
    raise FileRefused(
        "asks_score" if unread else "asks_total",
        file=search.sheet.file,
        columns=", ".join(unread or others)[:300],
        paste=search.paste(**answers),
    )


def _places(table: Anchored, search: Search) -> dict[str, int]:
    """Return where each header of a table first stands, as it is written, in one line or two."""
    rows, line = search.sheet.rows, search.sheet.lines.index(table.header_line)
    found: dict[str, int] = {}
    for above in (0, 1):
        headers = headers_at(rows, line - above) if line >= above else ()
        for header in (each for each in headers if each.last == line):
            for place, text in enumerate(header.texts):
                found.setdefault(text, place)
    return found


def _holds_scores(table: Anchored, place: int) -> bool:
    cells = [row[place] for row in table.rows[:1000] if place < len(row) and not is_blank(row[place])]
    scores = 0
    for cell in cells:
        try:
            scores += 0 <= read_score(cell) <= 100
        except ValueFault:
            continue
    return scores * 2 > len(cells)
