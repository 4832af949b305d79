"""Exports of the same counts whose days overlap: late numbers are revised, so the later export holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from ssi_outcomes.reading.parsed import Parsed

_Matter = tuple[str, object, object, object, object]


def keep_later(parsed: Sequence[Parsed]) -> list[Parsed]:
    """Return what was read without the counts of which a later export of the same series has the days too.

    Their rows are left aside and said, no longer accepted. Two exports that end on the same day are not
    ranked: what they contradict each other in is refused like any other contradiction.
    """
    latest: dict[_Matter, date] = {}
    for each in parsed:
        for record in _counts(each):
            matter, last = _matter(each, record), each.series[1]
            latest[matter] = max(latest.get(matter, last), last)
    return [_without_earlier(each, latest) if _counts(each) else each for each in parsed]


def relabel(parsed: Parsed, label: str) -> Parsed:
    """Return what was read under another label, wherever it names its file."""
    tables = dict(parsed.tables)
    if "coverage" in tables:
        spans = [each | {"source": label} for each in tables["coverage"]]
        tables["coverage"] = spans
    rejected = tuple(replace(each, file=label) for each in parsed.rejected)
    return replace(parsed, file=label, tables=tables, rejected=rejected)


def _counts(parsed: Parsed) -> Sequence[dict[str, object]]:
    return parsed.tables.get("outcomes", ()) if parsed.series else ()


def _matter(parsed: Parsed, record: dict[str, object]) -> _Matter:
    return (parsed.series[0], *(record[name] for name in ("person", "outcome", "start", "end")))


def _without_earlier(parsed: Parsed, latest: dict[_Matter, date]) -> Parsed:
    kept = [each for each in _counts(parsed) if latest[_matter(parsed, each)] == parsed.series[1]]
    if len(kept) == len(_counts(parsed)):
        return parsed
    lines = {each["source_line"] for each in _counts(parsed)}
    gone = len(lines - {each["source_line"] for each in kept})
    return replace(
        parsed,
        tables={**parsed.tables, "outcomes": kept},
        rows=parsed.rows - gone,
        accepted=parsed.accepted - gone,
        ignored=parsed.ignored + gone,
        notes=(*parsed.notes, ("rows_in_later_export", {"count": gone})),
    )
