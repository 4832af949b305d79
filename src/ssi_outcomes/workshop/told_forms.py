"""How Python's reader knows a cell: its own patterns and words, put into JavaScript's way of writing them.

Nothing is written here a second time: each pattern is taken from the module that is its home.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import ModuleType

from ssi_outcomes.base import spelling
from ssi_outcomes.base.catalogues import LANGUAGES
from ssi_outcomes.base.errors import message
from ssi_outcomes.base.ssi import MEANS, PILLAR_POINTS, PILLARS, RANKS, SCORE, SCORE_POINTS
from ssi_outcomes.panel.in_force import NOON, OLDEST_READING
from ssi_outcomes.reading.cells import date_forms, date_ranges, dates, months, numbers, text, values
from ssi_outcomes.reading.joining.row_rules import single_rows
from ssi_outcomes.reading.joining.whose import alike_names
from ssi_outcomes.reading.kinds import whose_row
from ssi_outcomes.reading.names.registry import activities, outcomes, word_set
from ssi_outcomes.reading.tables import asides, notation, periods

# Where each pattern has its home, by the name that the page has for it.
_PATTERNS: dict[str, tuple[ModuleType, str]] = {
    "invisible": (spelling, "_INVISIBLE"),
    "apostrophes": (spelling, "_APOSTROPHES"),
    "separators": (spelling, "_SEPARATORS"),
    "error": (text, "_ERROR"),
    "plain": (numbers, "_PLAIN"),
    "per": (values, "_PER"),
    "score": (values, "_SCORE"),
    "rank": (values, "_RANK"),
    "week": (date_forms, "WEEK_FORM"),
    "shortWeek": (date_forms, "SHORT_WEEK"),
    "shortMonth": (date_forms, "SHORT_MONTH"),
    "ofAnyYear": (date_forms, "OF_ANY_YEAR"),
    "month": (date_forms, "MONTH_FORM"),
    "bareWeek": (periods, "_BARE_WEEK"),
    "fiscal": (periods, "_FISCAL"),
    "spaced": (date_ranges, "_SPACED"),
    "close": (date_ranges, "_CLOSE"),
    "interval": (date_ranges, "_INTERVAL"),
    "fullYear": (date_ranges, "_YEAR"),
    "dayAlone": (date_ranges, "_ALONE"),
    "nameFirst": (date_ranges, "_NAME_FIRST"),
    "total": (asides, "_TOTAL"),
    "ofAll": (asides, "_OF_ALL"),
    "ofOne": (asides, "_OF_ONE"),
    "noOne": (asides, "_NO_ONE"),
    "maybeTotal": (asides, "_MAYBE_TOTAL"),
    "unit": (asides, "_UNIT"),
    "signs": (notation, "_SIGNS"),
    "between": (whose_row, "_BETWEEN"),
    "aside": (whose_row, "_ASIDE"),
    "one": (whose_row, "_ONE"),
    "nameWord": (alike_names, "_WORD"),
}
# What a sheet of the template has beside its counts.
_HEADS = ("person", "read_at", "week", SCORE, *PILLARS, *MEANS, *RANKS)
_LEFT = ("source_kind", "note", "role", "team", "seat", "start", "end", "drawn")


def tell_forms() -> dict[str, object]:
    """Return the reader's patterns (source and flags), words and limits, by the names of `cells.js` and those
    beside it; days are counted from 1970-01-01.
    """
    return {
        "patterns": {name: _to_script(getattr(*place)) for name, place in _PATTERNS.items()},
        "numbers": [[kind, _to_script(form)] for kind, form in numbers._FORMS],
        "dates": [[kind, _to_script(form)] for kind, form in date_forms._FORMS],
        "group": numbers._GROUP,
        "spaces": text.SPACES,
        "months": months.MONTHS,
        "digits": numbers.DIGITS,
        "years": [dates.FIRST_YEAR, dates.LAST_YEAR],
        "firstDay": (single_rows.FIRST_DAY - type(single_rows.FIRST_DAY)(1970, 1, 1)).days,
        "teams": sorted(spelling._TEAM | spelling._UNASSIGNED),
        "noNames": sorted(word_set("words", "no_name")),
        "points": {**dict.fromkeys((SCORE, *MEANS), SCORE_POINTS), **dict.fromkeys(PILLARS, PILLAR_POINTS)},
        "pillars": PILLARS,
        "means": MEANS,
        "ranks": RANKS,
        "oldest": OLDEST_READING,
        "noon": NOON * 60,
        "heads": dict(_name_heads()),
        "labels": {
            each.id: {language: each.label[language] for language in LANGUAGES}
            for each in outcomes().values()
            if each.measure != "amount"
        },
    }


def _name_heads() -> Iterator[tuple[str, str]]:
    """Yield each heading of the template, folded, in each language, and what it heads."""
    for language in LANGUAGES:
        for name in (*_HEADS, *_LEFT):
            yield spelling.fold(message(f"template_head_{name}", language)), name
        for each in activities().values():
            yield spelling.fold(each.label[language]), f"activity {each.id}"
        for each in outcomes().values():
            kind = "amount" if each.measure == "amount" else "outcome"
            yield spelling.fold(each.label[language]), f"{kind} {each.id}"


def _to_script(pattern: re.Pattern[str]) -> list[str]:
    """Return a pattern's source and flags in JavaScript, which calls groups and letters otherwise."""
    source, flags = pattern.pattern, "iu" if pattern.flags & re.IGNORECASE else "u"
    for here, there in (
        ("(?i)", ""),
        ("(?P<", "(?<"),
        (r"[^\W\d_]", r"\p{L}"),
        (r"[^\W_]", r"[\p{L}\p{N}]"),
        (r"[\W_]", r"[^\p{L}\p{N}]"),
        (r"[\w.", r"[\p{L}\p{N}_."),
    ):
        source = source.replace(here, there)
    return [re.sub(r"\(\?P=(\w+)\)", r"\\k<\1>", source), flags]
